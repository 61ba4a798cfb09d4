"""The action log: what meetings set, chased between them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.commands import actions
from app.domain.codes import ActionState
from app.reads import action_log, officers
from app.reads.action_log import LogDesk, LogRow
from app.reads.card import CardAction
from app.reads.officers import Person
from app.ui.dialog import Dialog
from app.ui.dialogs.action_steps import CancelDialog, CompleteDialog, RedateDialog, ResultDialog
from app.ui.dialogs.log_action import LogActionDialog
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.action_log_views import COLUMNS, NUMBER, View, views
from app.ui.pages.orders_asks import Doing, DoingStrip
from app.ui.pages.own_actions import Own
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

DOINGS = (
    Doing("change", "Change", "F2"),
    Doing("redate", "Re-date", "Ctrl+D"),
    Doing("complete", "Complete", "Ctrl+M"),
    Doing("result", "Record result", "Ctrl+R"),
    Doing("cancel", "Cancel action", "Ctrl+Shift+X"),
    Doing("remove", "Remove", "Del"),
    Doing("card", "Open card", "Ctrl+O"),
)
STEPS = {
    "redate": RedateDialog,
    "complete": CompleteDialog,
    "result": ResultDialog,
    "cancel": CancelDialog,
}


class ActionLogPage(Page):
    """Named views over one grid; what is done to the row in hand stands below it."""

    title: ClassVar[str] = "Action log"
    icon: ClassVar[str] = "list-checks"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: LogDesk | None = None
        self.people: tuple[Person, ...] = ()
        self.views = views(None, None)
        self._asked = False
        self._wanted = Place("actions")
        self._dialog: Dialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        self.new_button = Button("New meeting action", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(runner.reads_only)
        column.addWidget(head(self.title, "", copy, self.new_button))
        column.addLayout(self._tab_row())
        column.addWidget(line())
        self.grid = Grid("Action log", COLUMNS, lambda: runner.today, "action")
        self.grid.model.sort_by((NUMBER["due"], False))
        column.addWidget(self.grid, 1)
        column.addWidget(line())
        self.strip = DoingStrip(DOINGS, self.grid, "Choose an action to take it further")
        column.addWidget(self.strip)
        self.strip.setVisible(runner.may("action.change", "action.complete"))
        self.own = Own(runner, self._offer)
        self.grid.when_empty(self._empty())
        self.tabs.currentChanged.connect(lambda _: self._show_view())
        self.grid.opened.connect(self._open)
        self.grid.chosen.connect(lambda _: self._offer())
        self.strip.asked.connect(self._do)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, self.new)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.grid)

    def _tab_row(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Named views")
        for view in self.views:
            self.tabs.addTab(view.title)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        return row

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("No meeting has set an action, and no plan presses.", "panel"))
        words = "Actions are set while a meeting runs, under its items, or entered here after it."
        column.addWidget(label(words, ink="text2", wrap=True))
        there = Button("Go to the meetings", clicked=lambda: self.go.emit(Place("meetings")))
        column.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the view or the action that a link asked for."""
        self._wanted = place
        if not self._asked:
            self._ask()
        elif self.answer is not None:
            self._go_to_wanted()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; sort, filter and the row in hand stay."""
        self._ask()

    def seek(self) -> None:
        """Goes to the filter row."""
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """Views and grid."""
        return [self.tabs, self.grid.view]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self._dialog is not None and self._dialog.touched():
            return f"what you typed under “{self._dialog.windowTitle()}”"
        return None

    @property
    def view(self) -> View:
        """The view in sight."""
        return self.views[max(self.tabs.currentIndex(), 0)]

    # asking

    def _ask(self) -> None:
        self._asked = True
        self.own.ask()
        self.runner.ask(officers.people, then=self._keep_people, key="actions.people")
        self.runner.ask(action_log.desk, self.runner.today, then=self._load, key="actions.desk")

    def _keep_people(self, answer: tuple[Person, ...]) -> None:
        self.people = answer

    def _load(self, answer: LogDesk) -> None:
        self.answer = answer
        self.views = views(answer.before, answer.coming)
        for place, view in enumerate(self.views):
            count = sum(1 for row in answer.rows if view.shows(row))
            self.tabs.setTabText(place, f"{view.title}  {count}")
        self.new_button.setEnabled(bool(answer.held) and not self.runner.reads_only)
        self.new_button.setToolTip("" if answer.held else "No meeting was held yet that could set one")
        self.grid.load(answer.rows)
        self.strip.setVisible(bool(answer.rows) and self.runner.may("action.change", "action.complete"))
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        codes = [view.code for view in self.views]
        view = str((self._wanted.filter or {}).get("view", ""))
        id = self._wanted.id
        if view in codes:
            self.tabs.setCurrentIndex(codes.index(view))
        row = next((row for row in self.grid.model.all_rows if row.id == id), None)
        if row is not None and not self.view.shows(row):
            self.tabs.setCurrentIndex(codes.index("all" if row.of_meeting else "plans"))
        self._wanted = Place("actions")
        self._show_view()
        if id is not None:
            self.grid.view.choose(id)

    def _show_view(self) -> None:
        self.grid.narrow(self.view.shows)
        some = any(self.view.shows(row) for row in self.grid.model.all_rows)
        self.grid.extra.setText("" if some or not self.grid.model.all_rows else self.view.empty)
        self._offer()

    def _in_hand(self) -> LogRow | None:
        id = self.grid.view.current_id()
        return next((row for row in self.grid.model.all_rows if row.id == id), None)

    def _offer(self) -> None:
        row = self._in_hand()
        if row is None:
            self.strip.offer(self.own.words, frozenset())
            return
        codes = {"change", "remove"} if row.threat is None else {"card"}
        if row.open:
            codes |= {"redate", "complete", "result", "cancel"}
        elif row.state is ActionState.COMPLETED:
            codes |= {"result"}
        subject = "  ".join(part for part in (row.reference, row.title, self.own.words) if part)
        self.strip.offer(subject, frozenset(code for code in codes if self._allowed(code, row)))

    def _allowed(self, code: str, row: LogRow) -> bool:
        return code == "card" or (self.runner.may(f"action.{code}") and self.own.owns(row.owner_id))

    # doing

    def new(self) -> None:
        """An action of a meeting that was held."""
        if self.answer is not None and self.new_button.isEnabled():
            answer = self.answer
            self._show(LogActionDialog(self.runner, self, answer.reference, self.people, answer.held))

    def _open(self, _id: str) -> None:
        """Enter: the fields of an action of a meeting; the card of one of a plan."""
        row = self._in_hand()
        if row is not None and row.threat is not None:
            self._do("card")
        else:
            self._do("change")

    def _do(self, code: str) -> None:
        row = self._in_hand()
        if row is None or self.answer is None:
            return
        if code != "change" and not self._allowed(code, row):
            return
        if code == "card" and row.threat is not None:
            self.go.emit(Place("card", id=row.threat))
        elif code != "card":
            self.runner.ask(action_log.opened, row.id, self.runner.today, then=partial(self._opened, code))

    def _opened(self, code: str, item: CardAction) -> None:
        if self.answer is None:
            return
        if code in STEPS:
            dialog = STEPS[code](self.runner, self, item)
            dialog.whose = (f"action.{code}",)
            self._show(dialog)
        elif code == "remove":
            self.runner.do(actions.remove, item.action)
        elif code == "change":
            answer = self.answer
            self._show(LogActionDialog(self.runner, self, answer.reference, self.people, answer.held, item))

    def _copy(self) -> None:
        self.grid.copy()

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.grid.view.setFocus()
