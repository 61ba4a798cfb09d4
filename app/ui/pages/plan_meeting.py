"""Planning the meeting of a month: when and where it is, and by when its papers and its pack are due."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.commands import meetings
from app.domain.codes import Series
from app.domain.dates import MONTH_NAMES
from app.domain.faults import Fault
from app.domain.ids import new_id
from app.domain.meeting import Meeting, MeetingSeries, planned
from app.reads.meetings import series_of
from app.ui.dialog import Dialog
from app.ui.fields import DateField
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner


def second_thursday(month: str) -> date:
    """The usual day of a monthly meeting, which the dialog begins with."""
    first = date(int(month[:4]), int(month[5:7]), 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7)


class PlanMeeting(Dialog):
    """A new meeting of a series for one month; what its series says fills itself in."""

    def __init__(self, runner: Runner, parent: QWidget, month: str, series: Series = Series.TASKING) -> None:
        words = f"{MONTH_NAMES[int(month[5:7]) - 1]} {month[:4]}"
        kind = "" if series is Series.TASKING else f" {series.value}"
        super().__init__(runner, parent, f"Plan the {words}{kind} meeting", "Plan meeting")
        self.month, self.series = month, series
        usual, today = second_thursday(month), runner.today
        self.on = DateField(today, usual)
        self.starts, self.ends = QLineEdit("10:00"), QLineEdit("12:00")
        self.chair, self.venue = QLineEdit(), QLineEdit()
        self.papers = DateField(today, usual - timedelta(days=9))
        self.issue = DateField(today, usual - timedelta(days=7))
        self.form.add("on", "Date", self.on)
        self.form.add("starts", "Time", self._times())
        self.form.add("chair", "Chair", self.chair)
        self.form.add("venue", "Venue", self.venue)
        self.form.add("papers_by", "Papers by", self.papers, "The last day on which forces can send papers.")
        self.form.add("issue_by", "Issue the pack by", self.issue)
        for field in (self.starts, self.ends, self.chair, self.venue):
            field.textEdited.connect(self.touch)
        self.on.setFocus()
        runner.ask(series_of, series, then=self._fill, key="plan.series")

    def _fill(self, series: MeetingSeries | None) -> None:
        """What the series says, unless somebody has begun to type."""
        if series is None or self.touched():
            return
        found = planned(series, self.month, "")
        if found is not None:
            self.on.set(found.on)
            self.papers.set(found.papers_by)
            self.issue.set(found.issue_by)
        for field, words in (
            (self.starts, series.starts),
            (self.ends, series.ends),
            (self.chair, series.chair),
            (self.venue, series.venue),
        ):
            field.setText(words)
        self._touched = False

    def _times(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, name in ((self.starts, "Begins"), (self.ends, "Ends")):
            field.setAccessibleName(name)
            field.setInputMask("99:99")
            field.setFixedWidth(px(70))
        row.addWidget(self.starts)
        row.addWidget(label("to", ink="text2"))
        row.addWidget(self.ends)
        row.addStretch(1)
        part.setFocusProxy(self.starts)
        return part

    def save(self) -> None:
        """Plans the meeting, or shows what is missing."""
        dates, unreadable = self.form.read_dates()
        on = dates.get("on")
        faults = list(unreadable)
        if on is None and not any(fault.field == "on" for fault in faults):
            faults.append(Fault("on", "required"))
        if faults or on is None:
            self.form.show_faults(faults)
            return
        meeting = Meeting(
            id=new_id(self.runner.register.clock.now()),
            series=self.series,
            month=self.month,
            on=on,
            starts=self.starts.text(),
            ends=self.ends.text(),
            chair=self.chair.text().strip(),
            venue=self.venue.text().strip(),
            papers_by=dates.get("papers_by"),
            issue_by=dates.get("issue_by"),
        )
        self.waiting()
        self.runner.do(meetings.plan, meeting, then=lambda _: self.leave(), failed=self.refuse)
