"""Other words for what a meeting recorded, until its minutes are confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import meeting
from app.domain.minutes import MeetingDecision, MeetingNote
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField, state
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.meeting_words import OUTCOMES
from app.ui.parts import Button
from app.ui.runner import Runner


class CorrectNoteDialog(RecordDialog[MeetingNote]):
    """What was said."""

    def __init__(self, runner: Runner, parent: QWidget, base: MeetingNote) -> None:
        super().__init__(runner, parent, "Correct a note", "Save note", "Correct a note", base)
        self.area("text", "Note", base.text, 5)
        self.foot.insertWidget(0, Button("Remove this note", "text", clicked=self._strike))
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> MeetingNote:
        """The note with its words."""
        assert self.base is not None
        return replace(self.base, text=str(state(self.form.field("text"))))

    def send(
        self, record: MeetingNote, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Saves it."""
        self.runner.do(meeting.correct, record, then=done, failed=failed)

    def _strike(self) -> None:
        self.waiting()
        self.runner.do(meeting.strike, self.base, then=self._done, failed=self._refused_by)


class CorrectDecisionDialog(RecordDialog[MeetingDecision]):
    """What was decided and why; of a request the outcome stands on the request."""

    def __init__(self, runner: Runner, parent: QWidget, base: MeetingDecision) -> None:
        heading = f"Correct decision {base.reference}"
        super().__init__(runner, parent, heading, "Save decision", heading, base)
        if base.request is None:
            self.row("outcome", "Outcome", ChoiceField(OUTCOMES.items(), base.outcome))
        self.area("text", "What was decided", base.text, 4)
        self.area("rationale", "Why", base.rationale, 3)
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> MeetingDecision:
        """The decision with its words."""
        assert self.base is not None
        text, why = (str(state(self.form.field(name))) for name in ("text", "rationale"))
        outcome = self.base.outcome
        if self.holds("outcome"):
            outcome = state(self.form.field("outcome"))
        return replace(self.base, outcome=outcome, text=text, rationale=why)

    def send(
        self, record: MeetingDecision, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Saves it."""
        self.runner.do(meeting.correct, record, then=done, failed=failed)
