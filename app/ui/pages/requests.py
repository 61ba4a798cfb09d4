"""Requests for regional support along their route: the list, the ledger, the meetings that decide."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.commands import requests as commands
from app.domain.meeting import Meeting
from app.domain.request_rules import Step
from app.reads import requests
from app.reads.requests import RequestLine, Requests
from app.ui.dialog import Dialog
from app.ui.dialogs.request import BidDialog
from app.ui.dialogs.request_meeting import CapabilitiesMeetingDialog
from app.ui.dialogs.request_steps import step_dialog, steps_for
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages import custom_columns
from app.ui.pages.requests_grid import COLUMNS, NUMBER, VIEWS
from app.ui.pages.requests_ledger import Ledger
from app.ui.pages.requests_meetings import MeetingsPanel
from app.ui.pages.requests_strip import RequestStrip
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

LEDGER, MEETINGS = len(VIEWS), len(VIEWS) + 1
OPEN = 0


class RequestsPage(Page):
    """Named views over one grid with the request in hand below it, the ledger, and the meetings."""

    title: ClassVar[str] = "Requests"
    icon: ClassVar[str] = "hand-helping"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: Requests | None = None
        self.dialog: Dialog | None = None
        self._wanted: str | None = None
        self._asked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.copy_button = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        self.new_button = Button("Ask for support", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(not runner.may("request.bid"))
        column.addWidget(head(self.title, "", self.copy_button, self.new_button))
        column.addLayout(self._make_tabs())
        column.addWidget(line())
        self.grid = Grid("Requests", COLUMNS, lambda: runner.today, "request")
        self.grid.model.sort_by((NUMBER["bid"], False), (0, False))
        self.strip = RequestStrip(runner)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.strip)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([px(400), px(200)])
        self.ledger, self.meetings = Ledger(), MeetingsPanel(runner)
        self.stack = QStackedWidget()
        for part in (self.split, self.ledger, self.meetings):
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)
        self.grid.when_empty(self._empty())
        self._connect()
        self.setFocusProxy(self.grid)

    def _make_tabs(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Views of requests")
        for title in (*(view.title for view in VIEWS), "Ledger", "Meetings"):
            self.tabs.addTab(title)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        return row

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_view)
        self.grid.opened.connect(self.open_next)
        self.grid.chosen.connect(self._show_hand)
        self.strip.asked.connect(self.step)
        self.strip.card_wanted.connect(self._open_card)
        self.meetings.plan.connect(self.plan)
        self.meetings.opened.connect(self.open_next)
        self.meetings.list_ready.connect(self._list_ready)
        for keys, does in (
            ("Ctrl+N", self.new),
            ("Ctrl+D", lambda: self.step(Step.DECIDE)),
            ("Ctrl+O", self._open_card),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("Nobody has asked for regional support yet.", "panel"))
        words = "Requests come with a form that is taken in, or are added here or on the card of a threat."
        column.addWidget(label(words, ink="text2", wrap=True))
        add = Button("Ask for support", clicked=self.new)
        add.bar(not self.runner.may("request.bid"))
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    # the frame

    def shown(self, place: Place) -> None:
        """Asks on the first visit; `place.id` is the request to be shown."""
        if place.id is not None:
            self._wanted = place.id
            self.tabs.setCurrentIndex(2)
        if not self._asked or place.id is not None:
            self._ask()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; sort, filter and the row in hand stay."""
        self._ask()

    def seek(self) -> None:
        """Goes to the filter row."""
        if self.tabs.currentIndex() >= LEDGER:
            self.tabs.setCurrentIndex(OPEN)
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """Views, then what is in sight."""
        at = self.tabs.currentIndex()
        if at == LEDGER:
            return [self.tabs, self.ledger]
        return [self.tabs, self.meetings.table] if at == MEETINGS else [self.tabs, self.grid.view, self.strip]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    # asking

    def _ask(self) -> None:
        self._asked = True
        self.runner.ask(requests.page, self.runner.today, then=self._load, key="requests")

    def _load(self, answer: Requests) -> None:
        self.answer = answer
        for n, view in enumerate(VIEWS):
            number = sum(1 for each in answer.lines if view.shows(each))
            self.tabs.setTabText(n, f"{view.title}  {number}")
        self.tabs.setTabText(MEETINGS, f"Meetings  {len(answer.meetings)}" if answer.meetings else "Meetings")
        self.grid.add_columns(custom_columns.columns(answer.reference.custom("request")))
        self.grid.load(answer.lines)
        self.ledger.show_answer(answer, self.runner.today)
        self.meetings.show_answer(answer, self.runner.today)
        self._show_view(self.tabs.currentIndex())
        if self._wanted is not None:
            self.grid.view.choose(self._wanted)
            self._wanted = None
        missed = sum(each.missed for each in answer.lines)
        self.grid.extra.setText(f"{missed} undecided at a meeting already" if missed else "")
        self._show_hand()

    def _show_view(self, at: int) -> None:
        self.stack.setCurrentIndex(max(0, at - LEDGER + 1))
        self.copy_button.setVisible(at < LEDGER)
        if at < LEDGER:
            self.grid.narrow(VIEWS[at].shows)
            self.strip.setVisible(bool(self.grid.model.all_rows))

    @property
    def in_hand(self) -> RequestLine | None:
        """The row in hand as last read, None where nothing is chosen."""
        index = self.grid.view.currentIndex()
        found: RequestLine | None = self.grid.model.row(index.row()) if index.isValid() else None
        return found

    def _show_hand(self, _: object = None) -> None:
        self.strip.show_line(self.answer, self.in_hand)

    # doing

    def new(self) -> None:
        """A new request."""
        if self.answer is not None and self.runner.may("request.bid"):
            dialog = BidDialog(self.runner, self, self.answer)
            dialog.saved = lambda done: self._note_new(done.result.id)
            self._show(dialog)

    def _note_new(self, id: str) -> None:
        self.tabs.setCurrentIndex(OPEN)
        self._wanted = id
        self._ask()

    def step(self, step: Step) -> None:
        """One step of the request in hand; nothing where it cannot be taken."""
        if self.in_hand is not None:
            self._step(self.in_hand, step)

    def _step(self, line: RequestLine, step: Step) -> None:
        if self.answer is not None and step in steps_for(self.runner, line.request):
            self._show(step_dialog(self.runner, self, self.answer, line, step))

    def open_next(self, id: str) -> None:
        """Enter: the next step of a request, or the card of its threat where there is none."""
        found = self.answer.line(id) if self.answer else None
        if found is None:
            return
        steps = steps_for(self.runner, found.request)
        if steps:
            self._step(found, steps[0])
        else:
            self.go.emit(Place("card", id=found.request.threat))

    def _open_card(self) -> None:
        if self.in_hand is not None:
            self.go.emit(Place("card", id=self.in_hand.request.threat))

    def plan(self, meeting: Meeting | None) -> None:
        """Plans a capabilities meeting, or changes one."""
        if self.answer is not None and self.runner.may("meeting.plan"):
            last = self.answer.meetings[0] if self.answer.meetings else None
            self._show(CapabilitiesMeetingDialog(self.runner, self, last, meeting))

    def _list_ready(self, meeting: str) -> None:
        ready = tuple(each.request for each in self.meetings.ready())
        self.runner.do(commands.list_for, ready, meeting)

    def _copy(self) -> None:
        self.grid.copy()

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        at = self.tabs.currentIndex()
        (self.meetings.table if at == MEETINGS else self.grid.view).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tables of the ledger go under each other, keys go into tooltips, where the page is narrow."""
        super().resizeEvent(event)
        self.ledger.fold(on=self.width() < px(980))
        for button in (self.copy_button, self.new_button):
            button.show_hint(self.width() >= px(760))
