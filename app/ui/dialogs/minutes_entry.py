"""A note or a decision written after the meeting, on an item of its agenda or on the meeting as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import meeting
from app.domain.agenda import numbered
from app.domain.codes import Outcome
from app.domain.held_meeting import HeldMeeting
from app.domain.minutes import MeetingDecision, MeetingNote
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField, state
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.meeting_words import OUTCOMES
from app.ui.runner import Runner

WHOLE = "The meeting as a whole"


def items(held: HeldMeeting) -> list[tuple[str, str]]:
    """The items of a meeting that can be chosen, the meeting as a whole last."""
    return [*((item.id, f"{number} {item.title}") for number, item in numbered(held.items)), ("", WHOLE)]


class AddNoteDialog(RecordDialog[MeetingNote]):
    """What was said."""

    def __init__(self, runner: Runner, parent: QWidget, held: HeldMeeting) -> None:
        super().__init__(runner, parent, "Add a note", "Add note", "Add a note")
        self._meeting = held.meeting.id
        self.whose = ("meeting.note",)
        self.row("item", "Item", ChoiceField(items(held)))
        self.area("text", "Note", "", 5)
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> MeetingNote:
        """The note with its item."""
        item = str(state(self.form.field("item")) or "") or None
        text = str(state(self.form.field("text")))
        now = self.runner.register.clock.now()
        return MeetingNote(id="new", meeting=self._meeting, item=item, text=text, at=now)

    def send(
        self, record: MeetingNote, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds it."""
        self.runner.do(meeting.note, record.meeting, record.item, record.text, then=done, failed=failed)


class AddDecisionDialog(RecordDialog[MeetingDecision]):
    """What was decided, why, and what became of what was asked; it is given its number.

    A request is decided in the meeting itself, where the decision is recorded on the request too.
    """

    def __init__(self, runner: Runner, parent: QWidget, held: HeldMeeting) -> None:
        super().__init__(runner, parent, "Add a decision", "Add decision", "Add a decision")
        self._held, self.whose = held, ("meeting.decide",)
        self.row("item", "Item", ChoiceField(items(held)))
        self.row("outcome", "Outcome", ChoiceField(OUTCOMES.items(), Outcome.AGREED))
        self.area("text", "What was decided", "", 4)
        self.area("rationale", "Why", "", 3)
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> MeetingDecision:
        """The decision with its item, and the threat that the item is about."""
        chosen = str(state(self.form.field("item")) or "")
        item = next((one for one in self._held.items if one.id == chosen), None)
        return MeetingDecision(
            id="new",
            meeting=self._held.meeting.id,
            item=item.id if item else None,
            outcome=state(self.form.field("outcome")),
            text=str(state(self.form.field("text"))),
            rationale=str(state(self.form.field("rationale"))),
            threat=item.threat if item else None,
            at=self.runner.register.clock.now(),
        )

    def send(
        self, record: MeetingDecision, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds it."""
        self.runner.do(meeting.decide, replace(record, id=self.new_id()), then=done, failed=failed)
