"""A meeting that is planned: its day, place and chair, and whether it is held at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.commands import meetings
from app.domain.codes import MeetingState
from app.domain.faults import Fault
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner

TEXTS = (
    ("starts", "Begins"),
    ("ends", "Ends"),
    ("chair", "Chair"),
    ("deputy", "Deputy in the chair"),
    ("venue", "Venue"),
)
CANCELS = ((MeetingState.PLANNED, "planned"), (MeetingState.CANCELLED, "cancelled"))


class MeetingDialog(RecordDialog[Meeting]):
    """Changes a meeting; only one that is planned can be cancelled."""

    def __init__(self, runner: Runner, parent: QWidget, meeting: Meeting) -> None:
        super().__init__(runner, parent, "Change the meeting", "Save meeting", "Change the meeting", meeting)
        self._was = meeting
        self.row("on", "Date", DateField(self.today, meeting.on))
        for name, title in TEXTS:
            self.line(name, title, getattr(meeting, name))
        self.row("papers_by", "Papers by", DateField(self.today, meeting.papers_by))
        self.row("issue_by", "Issue the pack by", DateField(self.today, meeting.issue_by))
        if meeting.state in dict(CANCELS):
            self.row("state", "State", ChoiceField(CANCELS, meeting.state))
        self.begin("on")

    def draft(self, dates: dict[str, date | None]) -> Meeting:
        """The meeting as typed; its month stays."""
        texts: dict[str, Any] = {}
        for name, _ in TEXTS:
            field = self.form.field(name)
            assert isinstance(field, QLineEdit)
            texts[name] = field.text().strip()
        state = self._was.state
        if self.holds("state"):
            chosen = self.form.field("state")
            assert isinstance(chosen, ChoiceField)
            state = chosen.value()
        return replace(
            self.base or self._was,
            on=dates.get("on") or self._was.on,
            papers_by=dates.get("papers_by"),
            issue_by=dates.get("issue_by"),
            state=state,
            **texts,
        )

    def more_faults(self, record: Meeting) -> list[Fault]:
        """A day."""
        on = self.form.field("on")
        empty = isinstance(on, DateField) and not on.line.text().strip()
        return [Fault("on", "required")] if empty else []

    def send(
        self, record: Meeting, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Changes the meeting."""
        self.runner.do(meetings.change, record, then=done, failed=failed)
