"""The head of one meeting: when and where it is, how it stands, and the ways on from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.codes import MeetingState, MinutesState
from app.domain.dates import shown
from app.reads.meetings import MeetingLine
from app.ui.dialogs.agenda_series import NAMES
from app.ui.page import Place
from app.ui.pages.flow import FlowLayout
from app.ui.pages.next_meeting import long_day, month_words
from app.ui.parts import Button, label
from app.ui.runner import Runner

MINUTES = {MinutesState.DRAFT: "minutes in draft", MinutesState.CONFIRMED: "minutes confirmed"}


class MeetingHead(QWidget):
    """Facts of a meeting and its buttons; `go` carries a place, `change_wanted` the meeting."""

    go = Signal(object)
    change_wanted = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner
        self.line: MeetingLine | None = None
        self._may = not runner.reads_only
        self._decides = runner.may("meeting.decide")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 8)
        column.setSpacing(4)
        self.title = label("", "heading", wrap=True)
        self.when = label("", wrap=True)
        self.who = label("", ink="text2", wrap=True)
        for part in (self.title, self.when, self.who):
            column.addWidget(part)
        bar = QWidget()
        row = FlowLayout(bar, across=8, down=4)
        self.start_button = Button("Start the meeting", "primary", clicked=lambda: self._go("meeting"))
        self.minutes_button = Button("Minutes", clicked=lambda: self._go("minutes"))
        self.past_button = Button("As it was", icon="history", clicked=self._past)
        self.past_button.setToolTip("Opens the record as it stood when the pack was issued, to be read")
        self.change_button = Button("Change…", icon="pencil", clicked=self.change_wanted.emit)
        self.start_button.bar(not self._may)
        self.change_button.bar(not self._may)
        for button in (self.start_button, self.minutes_button, self.past_button, self.change_button):
            row.addWidget(button)
        column.addWidget(bar)

    def _go(self, page: str) -> None:
        if self.line is not None:
            self.go.emit(Place(page, self.line.meeting.id))

    def _past(self) -> None:
        if self.line is not None and self.line.issue is not None:
            self.go.emit(Place("past", self.line.issue))

    def fold(self, on: bool) -> None:
        """Leaves only the buttons where there is no room; the choice of the meeting says the rest."""
        for part in (self.title, self.when, self.who):
            part.setVisible(not on)

    def show_line(self, found: MeetingLine) -> None:
        """Shows a meeting."""
        self.line = found
        meeting = found.meeting
        self.title.setText(f"{NAMES[meeting.series]}, {month_words(meeting.month)} {meeting.month[:4]}")
        self.when.setText(f"{long_day(meeting.on)}, {meeting.starts} to {meeting.ends}; {state(found)}")
        chair = f"Chair: {meeting.chair}" if meeting.chair else "No chair yet"
        parts = [chair, f"deputy {meeting.deputy}" if meeting.deputy else "", meeting.venue or "no venue yet"]
        parts += [f"papers by {shown(meeting.papers_by)}" if meeting.papers_by else ""]
        parts += [f"pack issued by {shown(meeting.issue_by)}" if meeting.issue_by else ""]
        self.who.setText("; ".join(part for part in parts if part))
        held = meeting.state is MeetingState.HELD
        under_way = meeting.state is MeetingState.UNDER_WAY
        self.start_button.setText("Go on with the meeting" if under_way else "Start the meeting")
        self.start_button.setAccessibleName(self.start_button.text())
        # before there is an agenda, the one filled button is that which begins it
        waits = not held and meeting.state is not MeetingState.CANCELLED
        # who only decides has nothing to begin, and much to do once it is under way
        self.start_button.bar(not (self._may or (self._decides and under_way)))
        self.start_button.setVisible(waits and found.items > 0)
        self.minutes_button.setVisible(held or under_way or found.minutes is not None)
        self.past_button.setVisible(found.issue is not None)


def short_state(found: MeetingLine) -> str:
    """How a meeting stands, in the few words that a list has room for."""
    if found.minutes:
        return MINUTES[found.minutes]
    issued = found.issue and found.meeting.state is MeetingState.PLANNED
    return "pack issued" if issued else found.meeting.state.value


def state(found: MeetingLine) -> str:
    """How a meeting stands, in words."""
    meeting = found.meeting
    times = f", {meeting.began} to {meeting.ended}" if meeting.began and meeting.ended else ""
    minutes = f", {MINUTES[found.minutes]}" if found.minutes else ""
    issued = ", pack issued" if found.issue and meeting.state is MeetingState.PLANNED else ""
    return f"{meeting.state.value}{times}{minutes}{issued}"
