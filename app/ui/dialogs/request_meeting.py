"""Planning a capabilities meeting, and changing one: when and where it is, who chairs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import meetings
from app.domain.codes import Series
from app.domain.dates import add_months
from app.domain.faults import Fault
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner


class CapabilitiesMeetingDialog(RecordDialog[Meeting]):
    """A capabilities meeting; a new one begins with what the last one had, a month later."""

    def __init__(
        self, runner: Runner, parent: QWidget, last: Meeting | None, meeting: Meeting | None = None
    ) -> None:
        title = "Change a capabilities meeting" if meeting else "Plan a capabilities meeting"
        super().__init__(runner, parent, title, "Save meeting" if meeting else "Plan meeting", title, meeting)
        if meeting is None:
            on = add_months(last.on, 1) if last else self.today
            meeting = replace(last or Meeting(id="", month="", on=on), id="", version=0, papers_by=None)
            meeting = replace(meeting, on=max(on, self.today), series=Series.CAPABILITIES)
        self._was = meeting
        self.row("on", "Date", DateField(self.today, meeting.on))
        self.starts = self.line("starts", "Begins", meeting.starts)
        self.ends = self.line("ends", "Ends", meeting.ends)
        self.venue = self.line("venue", "Venue", meeting.venue)
        self.chair = self.line("chair", "Chair", meeting.chair)
        self.row(
            "papers_by", "Requests by", DateField(self.today, meeting.papers_by),
            "The last day on which requests are put on its list; may stay empty.",
        )  # fmt: skip
        self.begin("on")

    def draft(self, dates: dict[str, date | None]) -> Meeting:
        """The meeting as typed; its month is that of its day."""
        on = dates.get("on") or self._was.on
        return replace(
            self.base or self._was,
            on=on,
            month=f"{on:%Y-%m}",
            starts=self.starts.text().strip(),
            ends=self.ends.text().strip(),
            venue=self.venue.text().strip(),
            chair=self.chair.text().strip(),
            papers_by=dates.get("papers_by"),
        )

    def more_faults(self, record: Meeting) -> list[Fault]:
        """A day."""
        on = self.form.field("on")
        empty = isinstance(on, DateField) and not on.line.text().strip()
        return [Fault("on", "required")] if empty else []

    def send(
        self, record: Meeting, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Plans or changes the meeting."""
        if self.base is None:
            self.runner.do(meetings.plan, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(meetings.change, record, then=done, failed=failed)
