"""What the story is told with: the pages, buttons, menus and keys of one window, and what must hold then."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QTabBar,
    QWidget,
)

from app.domain.clock import FixedClock
from app.reads import card as card_reads
from app.reads.card import Card
from app.register import Register
from app.ui.dialog import Dialog
from app.ui.page import Page, Place
from app.ui.pages.card import CardPage
from app.ui.pages.card_part import CardPart
from tests.real_window import filling

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=Dialog)
C = TypeVar("C", bound=CardPart)
BRIEF = 0.03
"""Seconds of quiet that show that a step is done."""
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = 200


class Broken(Exception):
    """A step of the story that did not have its effect."""


class StoryDesk:
    """One round's window, the day it is there, and the number of the next picture."""

    called = "story"
    """What its pictures begin with."""

    def __init__(self, round_: Round, register: Register, clock: FixedClock) -> None:
        self.round, self.register, self.clock = round_, register, clock
        self.window = round_.window
        self.threat = ""
        self._number = 0

    # time and place

    def on(self, day: date) -> None:
        """A later day, at ten in the morning."""
        assert day >= self.clock.moment.date(), "the days of a story follow each other"
        self.clock.moment = datetime.combine(day, time(10), UTC)

    def settle(self) -> None:
        """Waits until nothing is under way."""
        self.round.settle(BRIEF)

    def go(self, page: type[P], name: str, **place: Any) -> P:
        """Goes to a page."""
        self.window.go(Place(name, **place))
        self.settle()
        found = self.window.page()
        if not isinstance(found, page):
            raise Broken(f"{name} shows {type(found).__name__}")
        return found

    def open_card(self) -> CardPage:
        """The card of the story's group."""
        return self.go(CardPage, "card", id=self.threat)

    def tab(self, kind: type[C]) -> C:
        """A tab of the card, in sight."""
        page = self.open_card()
        part = page.part(kind)
        page.tabs.setCurrentIndex(page.stack.indexOf(part))
        self.settle()
        return part

    # doing

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
        """A shortcut of the page in sight."""
        self.window.activateWindow()
        self.settle()
        widget.setFocus()
        filling.press(widget, key, modifier)
        self.settle()

    def click(self, within: QWidget, words: str) -> None:
        """The button that says these words."""
        for button in within.findChildren(QAbstractButton):
            name = button.text() or button.accessibleName()
            if button.isVisible() and button.isEnabled() and name.startswith(words):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise Broken(f"no button says {words}")

    def choose_from_menu(self, words: str) -> None:
        """An entry of the menu of the card."""
        menu = self.open_card().head.menu
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text().startswith(words):
                action.trigger()
                self.settle()
                return
        raise Broken(f"the menu of the card does not offer {words}")

    @property
    def dialog(self) -> Dialog:
        """The dialog in sight."""
        self.settle()
        found = [dialog for dialog in self.window.findChildren(Dialog) if dialog.isVisible()]
        if not found:
            raise Broken("no dialog opened")
        return found[-1]

    def asked(self, kind: type[D]) -> D:
        """The dialog in sight, which is of a kind."""
        found = self.dialog
        if not isinstance(found, kind):
            raise Broken(f"{type(found).__name__} opened in place of {kind.__name__}")
        return found

    def fill(self, **said: Any) -> Dialog:
        """The fields of the dialog in sight."""
        dialog = self.dialog
        filling.fill(dialog, **said)
        self.settle()
        return dialog

    def save(self) -> None:
        """Saves the dialog in sight, which then closes."""
        dialog = self.dialog
        # a day's steps follow each other by their moments
        self.clock.moment += timedelta(minutes=1)
        filling.save(dialog)
        self.settle()
        if any(dialog is each and each.isVisible() for each in self.window.findChildren(Dialog)):
            raise Broken(f"{dialog.windowTitle()} was not saved: {dialog.form.summary.accessibleName()}")

    def refused(self) -> str:
        """Tries to save the dialog in sight; what it says to put right."""
        dialog = self.dialog
        filling.save(dialog)
        self.settle()
        return str(dialog.form.summary.accessibleName())

    # what must hold

    @property
    def card(self) -> Card:
        """The card of the story's group as the register has it."""
        return self.register.ask(card_reads.card, self.threat, self.clock.moment.date())

    def holds(self, fact: object, what: str) -> None:
        """Something that must be so in the register."""
        if not fact:
            raise Broken(f"not so: {what}")

    def sees(self, *words: str, within: QWidget | None = None) -> None:
        """Words that must stand on the screen."""
        told = "\n".join(on_screen(within or self.window))
        for wanted in words:
            if wanted.casefold() not in told.casefold():
                raise Broken(f"not on the screen: {wanted}")

    def sees_no(self, words: str, within: QWidget | None = None) -> None:
        """Words that must not stand on the screen any more."""
        if words.casefold() in "\n".join(on_screen(within or self.window)).casefold():
            raise Broken(f"still on the screen: {words}")

    def picture(self, name: str) -> None:
        """The whole screen, with whatever stands over the page."""
        self.settle()
        self._number += 1
        screen = self.round.app.primaryScreen().grabWindow(0)
        screen.save(
            str(self.round.folder / f"{self.called}-{self._number:02}-{name}-{self.round.look.name}.png")
        )


def on_screen(within: QWidget) -> list[str]:
    """Every text in sight: labels, buttons, tabs, and the rows of lists."""
    told: list[str] = []
    for widget in within.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            told.append(widget.text())
        elif isinstance(widget, QComboBox):
            told.append(widget.currentText())
        elif isinstance(widget, QTabBar):
            told += [widget.tabText(at) for at in range(widget.count())]
        elif isinstance(widget, QAbstractItemView):
            told += _rows(widget)
        elif widget.accessibleName():
            told.append(widget.accessibleName())
    return told


def _rows(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    nowhere = QModelIndex()
    # a list keeps its count of columns to itself
    across = 1 if isinstance(model, QAbstractListModel) else model.columnCount(nowhere)
    cells = (
        model.index(row, column).data(role)
        for row in range(min(model.rowCount(nowhere), ROWS))
        for column in range(across)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    )
    return [str(cell) for cell in cells if cell]
