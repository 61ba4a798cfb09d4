"""Submissions to ROCTA: what waits, for how long, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.domain.codes import MappingState
from app.domain.dates import shown
from app.domain.self_ratified import MARK
from app.domain.submission_rules import DECIDED, middle
from app.reads import submissions
from app.reads.submissions import SubmissionRow, Submissions
from app.ui.dialog import Dialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.submission_asks import SubmissionAsks
from app.ui.pages.submission_cells import CompleteCell, LiveCell, OverCell
from app.ui.pages.submission_strip import SubmissionStrip
from app.ui.parts import Button, label, line
from app.ui.runner import Runner
from app.ui.table_model import Column


def _complete(row: SubmissionRow) -> str:
    return row.complete.short if row.submission is not None or not row.clock.spells else ""


def _missing(row: SubmissionRow) -> str:
    return ", ".join(row.complete.missing) if _complete(row) and row.state not in DECIDED else ""


def _over(row: SubmissionRow) -> int | None:
    return row.days - row.most if row.over and row.days is not None and row.most is not None else None


def _over_words(row: SubmissionRow) -> str:
    over = _over(row)
    return "" if over is None else f"{over} day{'' if over == 1 else 's'} over"


COLUMNS = (
    Column("reference", "Threat", lambda r: r.reference, 120, "reference"),
    Column("name", "Name", lambda r: r.name, 216, "optional"),
    Column("state", "State", lambda r: r.state.value.capitalize(), 104, filter="values", any_of="any state"),
    Column("live", "Live", lambda r: "LIVE" if r.live else "", 66, filter="values",
           tip="A live operation on a group that is not ratified"),
    Column("since", "Since", lambda r: r.since, 104, "date", "range"),
    Column("days", "Days", lambda r: r.days, 84, "number", "range",
           tip="Days in its state; for a decided one, days from the first sending to the decision"),
    Column("over", "Over the limit", _over, 114, filter="range", text=_over_words,
           tip="Days over the region's limit for the state"),
    Column("complete", "Complete", lambda r: r.complete.share if _complete(r) else None, 150,
           filter="contains", text=_complete, tip="Required fields that are filled in"),
    Column("missing", "Missing", _missing, 210),
    Column("force", "Force", lambda r: r.force_short or r.force, 76, filter="values", any_of="any force"),
    Column("theme", "Primary theme", lambda r: r.theme, 130, filter="values", any_of="any theme"),
    Column("number", "Submission", lambda r: r.number, 92, "reference"),
    Column("returned", "Returned", lambda r: r.clock.returns, 84, "number", "range", tip="How often"),
    Column("rocta", "With ROCTA", lambda r: r.clock.with_rocta, 96, "number", "range", tip="Days with ROCTA"),
    Column("ours", "With force", lambda r: r.clock.with_force, 92, "number", "range",
           tip="Days with the force after a return"),
    Column("sent", "First sent", lambda r: r.clock.sent_on, 108, "date", "range"),
    Column("proposer", "Proposed by", lambda r: r.submission.proposer if r.submission else "", 150),
    Column("ratified", "Ratified by", lambda r: r.submission.ratified_by if r.submission else "", 150),
    Column("alone", "Ratification", lambda r: MARK if r.self_ratified else "", 110, filter="values",
           tip="Whether who ratified it had prepared it too: a unit of one person"),
)  # fmt: skip
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


def clock_words(rows: Sequence[SubmissionRow]) -> str:
    """The medians of the rows shown: days with ROCTA, with the force, and to a decision; "" of none sent."""
    sent = [row.clock for row in rows if row.clock.waited is not None]
    if not sent:
        return ""
    rocta, force = middle(c.with_rocta for c in sent), middle(c.with_force for c in sent)
    said = f"Median days: {rocta:g} with ROCTA, {force:g} with the force"
    decided = middle(c.waited or 0 for c in sent if c.decided_on is not None)
    return said if decided is None else f"{said}, {decided:g} to a decision"


@dataclass(frozen=True, slots=True)
class View:
    """A named view: its tab, and which submissions it shows."""

    code: str
    title: str
    shows: Callable[[SubmissionRow], bool]


def _in(state: MappingState) -> Callable[[SubmissionRow], bool]:
    return lambda row: row.active and row.state is state


class SubmissionsPage(Page):
    """The list of submissions, their counts on top, the steps of the one in hand below."""

    title: ClassVar[str] = "Submissions"
    icon: ClassVar[str] = "file-check"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: Submissions | None = None
        self.dialog: Dialog | None = None
        self._choose: str | None = None
        self.asks = SubmissionAsks(runner, self, self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        self.new_button = Button("New submission", "primary", "plus", "Ctrl+N", self.asks.new)
        self.new_button.bar(runner.reads_only)
        column.addWidget(head(self.title, "", copy, self.new_button))
        self.views = self._views()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Where submissions stand")
        for view in self.views:
            self.tabs.addTab(view.title)
        self.tabs.currentChanged.connect(lambda _: self._show_view())
        column.addWidget(self.tabs)
        column.addWidget(line())
        self.grid = Grid("Submissions", COLUMNS, lambda: runner.today, "submission")
        for key, cell in (("live", LiveCell()), ("over", OverCell()), ("complete", CompleteCell())):
            self.grid.view.draw_with(NUMBER[key], cell)
        self.grid.model.sort_by((NUMBER["days"], True), (0, False))
        column.addWidget(self.grid, 1)
        self.grid.when_empty(self._empty())
        self.strip = SubmissionStrip(runner)
        column.addWidget(line())
        column.addWidget(self.strip)
        self._connect()
        self.setFocusProxy(self.grid)

    def _views(self) -> tuple[View, ...]:
        def since(state: MappingState) -> Callable[[SubmissionRow], bool]:
            return lambda row: (
                row.state is state and self.answer is not None and self.answer.since_meeting(row)
            )

        return (
            View("waiting", "Waiting", lambda row: row.waiting),
            View("draft", "Draft", _in(MappingState.DRAFT)),
            View("submitted", "Submitted", _in(MappingState.SUBMITTED)),
            View("returned", "Returned", _in(MappingState.RETURNED)),
            View("resubmitted", "Resubmitted", _in(MappingState.RESUBMITTED)),
            View("ratified", "Ratified since the last meeting", since(MappingState.RATIFIED)),
            View("rejected", "Rejected since", since(MappingState.REJECTED)),
            View("over", "Over the limit", lambda row: row.waiting and row.over),
            View("live", "LIVE, not ratified", lambda row: row.live),
            View("all", "All", lambda _: True),
        )

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("Nothing has been submitted to ROCTA yet.", "panel"))
        words = "A draft holds what the region asks for, and goes to ROCTA once it is complete."
        column.addWidget(label(words, ink="text2", wrap=True))
        add = Button("Submit the first group", clicked=self.asks.new)
        add.bar(self.runner.reads_only)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _connect(self) -> None:
        self.grid.opened.connect(self.open)
        self.grid.model.refiltered.connect(self._tell_clock)
        self.grid.chosen.connect(self.strip.show_row)
        self.strip.opened.connect(self.open)
        self.strip.step_wanted.connect(self.asks.step)
        self.strip.print_wanted.connect(self.asks.print)
        self.strip.withdraw_wanted.connect(self.asks.withdraw)
        self.strip.card_wanted.connect(lambda id: self.go.emit(Place("card", id=id)))
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, self.asks.new)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for keys in self.strip.shortcuts:
            made = QShortcut(QKeySequence(keys), self, lambda keys=keys: self.strip.press(keys))
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the view, or the submission, that a link asked for."""
        wanted: Any = (place.filter or {}).get("view")
        codes = [view.code for view in self.views]
        if wanted in codes:
            self.tabs.setCurrentIndex(codes.index(wanted))
        if place.id is not None:
            self._choose = place.id
        if self.answer is None or place.id is not None:
            self._ask()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; view, sort, filter and the row in hand stay."""
        self._ask()

    def seek(self) -> None:
        """Goes to the filter row."""
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """Views, grid, the steps of the row in hand."""
        return [self.tabs, self.grid.view, self.strip]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    # what is shown

    def _ask(self) -> None:
        self.runner.ask(submissions.grid, self.runner.today, then=self._load, key="submissions.grid")

    def _load(self, answer: Submissions) -> None:
        self.answer = answer
        since = f"since {shown(answer.met_on)}" if answer.met_on else "so far"
        titles = {"ratified": f"Ratified {since}", "rejected": f"Rejected {since}"}
        for n, view in enumerate(self.views):
            count = sum(1 for row in answer.rows if view.shows(row))
            self.tabs.setTabText(n, f"{titles.get(view.code, view.title)}  {count}")
        self.grid.load(answer.rows)
        self._show_view()
        if self._choose is not None:
            if self.grid.model.place_of(self._choose) < 0:
                self.tabs.setCurrentIndex(len(self.views) - 1)
            self.grid.view.choose(self._choose)
            self._choose = None

    def _tell_clock(self) -> None:
        """The clock of the rows shown: filtered by force, that of the force."""
        if self.answer is None:
            return
        settings, model = self.answer.reference.settings, self.grid.model
        rows = [model.row(n) for n in range(model.rowCount())]
        self.grid.extra.setText(clock_words(rows))
        self.grid.extra.setToolTip(
            f"Local limits: {settings.submission_limit_days} days with ROCTA, "
            f"{settings.returned_limit_days} days returned"
        )

    def _show_view(self) -> None:
        self.grid.narrow(self.views[self.tabs.currentIndex()].shows)
        if not self.grid.model.rowCount():
            self.strip.show_row(None)

    # doing

    def _copy(self) -> None:
        self.grid.copy()

    def open(self, id: str) -> None:
        """Enter: the form of a submission, or the card where only a tracker told of it."""
        row = next((row for row in self.grid.model.all_rows if row.id == id), None)
        if row is None:
            return
        if row.submission is None:
            self.go.emit(Place("card", id=row.threat))
        else:
            self.asks.open(row.threat, row.submission.id)

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        if isinstance(dialog, RecordDialog):
            dialog.saved = self._note
        dialog.open()

    def _note(self, done: Any) -> None:
        """What was saved is the row in hand."""
        self._choose = done.result.id
        self._ask()

    def _closed(self) -> None:
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.grid.view.setFocus()
