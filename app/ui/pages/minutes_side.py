"""Where minutes stand, and what leaves after a meeting: minutes, chase sheets, the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.clock import local
from app.domain.codes import IssueState, MeetingState, MinutesState, Series
from app.domain.dates import shown
from app.domain.issue import Issue
from app.domain.issue_rules import parts
from app.domain.minutes import issue_number
from app.reads.minutes import MinutesPage
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.pack_work import WorkPanel
from app.ui.pages.shortcuts import press
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

ISSUED = (Heading("Minutes", wide=True), Heading("Issued"))


def named(issue: Issue) -> str:
    """An issue as the list calls it: "Draft 2, full"."""
    major, minor = parts(issue.number)
    state = "Confirmed" if major else f"Draft {minor}"
    ended = "" if issue.state is IssueState.ISSUED else f", {issue.state.value}"
    return f"{state}, {issue.edition.value}{ended}"


class LeavingPanel(WorkPanel):
    """Save in, then the three things that leave, progress and result."""

    issue_wanted = Signal()
    again_wanted = Signal()
    chase_wanted = Signal()
    calendar_wanted = Signal()

    def more(self, column: QVBoxLayout) -> None:
        """The filled button, and the quieter ones below it."""
        self.issue = Button("Issue the minutes…", "primary", clicked=self.issue_wanted.emit)
        press(self, "Ctrl+Return", self.issue)
        self.again = Button("Print again", clicked=self.again_wanted.emit)
        self.again.setToolTip("Writes the issue chosen in the list again, to the same bytes")
        self.chase = Button("Chase sheets", clicked=self.chase_wanted.emit)
        self.chase.setToolTip("One workbook for each lead with their open actions; it comes back by Import")
        self.calendar = Button("Calendar", clicked=self.calendar_wanted.emit)
        self.calendar.setToolTip("Due dates and meetings as an .ics file, by reference only")
        for button in self.buttons:
            column.addWidget(button)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What can be written."""
        return (self.issue, self.again, self.chase, self.calendar)

    def idle(self) -> None:
        """Nothing else leaves while files are on their way."""
        super().idle()
        for button in self.buttons:
            button.setEnabled(not self.running)


class SidePart(QWidget):
    """State with Confirm, what was issued, what can leave."""

    confirm_wanted = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._read_only = runner.reads_only
        inner = QFrame()
        inner.setProperty("panel", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # large text on a small screen: then the side as a whole scrolls, and no field is pressed flat
        whole = QScrollArea()
        whole.setWidgetResizable(True)
        whole.setFrameShape(QFrame.Shape.NoFrame)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(whole)
        column.addWidget(self._state(), 1)
        column.addWidget(line())
        self.leaving = LeavingPanel(runner)
        column.addWidget(self.leaving)
        for button in self.leaving.buttons:
            button.bar(self._read_only)

    def _state(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        self.state = label("", "panel", wrap=True)
        self.said = label("", ink="text2", wrap=True)
        self.confirm = Button("Confirm…", clicked=self.confirm_wanted.emit)
        for part in (self.state, self.said, self.confirm):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(label("Issued", weight=600))
        self.none = label("Nothing of these minutes was issued yet.", ink="text2", wrap=True)
        column.addWidget(self.none)
        self.list = WordsTable(ISSUED, "Minutes that were issued")
        self.list.setSelectionMode(WordsTable.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(px(84))
        column.addWidget(self.list, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        return scroll

    def show_page(self, page: MinutesPage) -> None:
        """Shows where the minutes stand."""
        held = page.held
        minutes, meeting = held.minutes, held.meeting
        confirmed = minutes is not None and minutes.state is MinutesState.CONFIRMED
        begun = meeting.state in (MeetingState.UNDER_WAY, MeetingState.HELD)
        self.state.setText("Confirmed" if confirmed else f"Draft {minutes.draft if minutes else 1}")
        self.said.setText(self._words(page, begun=begun))
        self.confirm.setVisible(not confirmed and begun)
        can = any(other.on <= self._runner.today for other in page.confirming)
        self.confirm.setEnabled(can)
        self.confirm.setToolTip("" if can else "Once a later meeting of the series has been held")
        self.confirm.bar(not self._runner.may("minutes.confirm") or confirmed or not begun)
        self.confirm.setVisible(True)
        self._show_issues(page.issues)
        number = issue_number(minutes) if minutes else "0.1"
        what = "the minutes" if number == "1.0" else f"draft {number.partition('.')[2]}"
        self.leaving.issue.setText(f"Issue {what}…")
        self.leaving.issue.setAccessibleName(f"Issue {what}")
        self.leaving.issue.bar(self._read_only or not begun)
        self.leaving.issue.setVisible(True)
        self.leaving.again.bar(self._read_only or not page.issues)
        self.leaving.again.setVisible(True)
        self.leaving.chase.bar(self._read_only or meeting.series is not Series.TASKING)
        self.leaving.chase.setVisible(True)

    def _words(self, page: MinutesPage, *, begun: bool) -> str:
        held = page.held
        if not begun:
            return "The meeting has not begun, so there is nothing to minute yet."
        minutes = held.minutes
        if minutes is not None and minutes.state is MinutesState.CONFIRMED:
            at = f" at the meeting of {shown(minutes.confirmed_on)}" if minutes.confirmed_on else ""
            told = f" Corrected: {minutes.corrections}" if minutes.corrections else ""
            return f"Confirmed{at}. Notes, decisions and attendance are locked.{told}"
        if held.next_on:
            return f"To be confirmed at the meeting of {shown(held.next_on)}."
        return "To be confirmed at the next meeting, which is not planned yet."

    def _show_issues(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        rows = [(named(issue), f"{shown(local(issue.issued_at).date())}") for issue in issues]
        self.list.words.set_rows(rows)
        self.none.setVisible(not issues)
        self.list.setVisible(bool(issues))
        self._rest.setVisible(not issues)
        if issues and not self.list.currentIndex().isValid():
            self.list.selectRow(0)

    @property
    def chosen(self) -> Issue | None:
        """The issue in hand in the list."""
        at = self.list.currentIndex().row()
        return self.issues[at] if 0 <= at < len(self.issues) else None
