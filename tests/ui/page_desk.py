"""A page of the desk on a real register, and what a person does to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.errors import Refusal
from app.register import Register
from app.ui import palette, style
from app.ui.dialog import Dialog
from app.ui.page import Page, Place
from app.ui.runner import Runner

P = TypeVar("P", bound=Page)
PATIENCE = 20_000


class PageDesk(Generic[P]):
    """One page with its runner; `places` are those it asked to go to."""

    def __init__(self, register: Register, qtbot: QtBot, page: type[P]) -> None:
        self.register, self.qtbot = register, qtbot
        self.runner = Runner(register)
        self.refusals: list[Refusal] = []
        self.crashes: list[Exception] = []
        self.places: list[Place] = []
        self.runner.refused.connect(self.refusals.append)
        self.runner.crashed.connect(self.crashes.append)
        self.page = page(self.runner)
        self.page.go.connect(self.places.append)
        self.runner.changed.connect(self.page.changed)
        qtbot.addWidget(self.page)
        self.page.resize(1244, 800)
        self.page.show()
        # shortcuts work only in the active window
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)

    def visit(self, place: Place) -> None:
        """Comes to the page."""
        self.page.shown(place)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.runner.working, timeout=PATIENCE)
            QApplication.processEvents()

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        self.qtbot.waitUntil(holds, timeout=PATIENCE)

    def key(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Presses a key and waits for what it sets off."""
        self.qtbot.keyClick(widget, key, modifier)
        self.settle()


def nameless(page: QWidget) -> list[str]:
    """The controls in sight that a screen reader could not name."""
    controls = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in page.findChildren(QWidget)
        if isinstance(widget, controls)
        and widget.isVisible()
        and not isinstance(widget.parentWidget(), QComboBox | QScrollBar)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        # the arrow inside a date field is a part of the field
        and not isinstance(widget.parentWidget(), QLineEdit)
    ]


def in_reading_order(dialog: Dialog) -> bool:
    """Whether Tab goes down the form and never up again."""
    order: list[int] = []
    widget = dialog.nextInFocusChain()
    while widget is not dialog:
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.focusProxy()
        if tabbed and widget.isVisibleTo(dialog) and dialog.form.isAncestorOf(widget):
            order.append(widget.mapTo(dialog, widget.rect().topLeft()).y())
        widget = widget.nextInFocusChain()
    return order == sorted(order)


@contextmanager
def desk(register: Register, qtbot: QtBot, page: type[P]) -> Iterator[PageDesk[P]]:
    """The page, open until the end of the test; no crash is left unseen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    made = PageDesk(register, qtbot, page)
    yield made
    made.runner.close()
    for crash in made.crashes:
        raise crash
