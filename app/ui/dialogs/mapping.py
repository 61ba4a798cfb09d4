"""A step of mapping with ROCTA."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import threats
from app.domain.codes import MappingState
from app.domain.faults import Fault
from app.domain.threat import MappingStep, Threat
from app.errors import Refusal
from app.reads.record import record as read_record
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner

NEXT = {
    MappingState.NOT_SUBMITTED: MappingState.SUBMITTED,
    MappingState.SUBMITTED: MappingState.RATIFIED,
    MappingState.RETURNED: MappingState.SUBMITTED,
}


class MappingDialog(RecordDialog[MappingStep]):
    """Where the submission stands now, since when, and why."""

    def __init__(self, runner: Runner, parent: QWidget, threat: Threat) -> None:
        super().__init__(runner, parent, "Record a mapping step", "Record step", threat.display)
        self._threat = threat
        options = [(s, s.value.capitalize()) for s in MappingState]
        self.state = ChoiceField(options, NEXT.get(threat.mapping, threat.mapping))
        self.row("state", "State", self.state, f"Now {threat.mapping.value}. The states are local.")
        self.row("on", "Date", DateField(self.today, self.today))
        self.by = self.line("by", "By", "ROCTA")
        self.area("reason", "Reason", "", 3, "Needed where a submission is returned or rejected.")
        self.begin("state")

    def draft(self, dates: dict[str, date | None]) -> MappingStep:
        """The step as typed."""
        reason = self.form.field("reason")
        assert isinstance(reason, QPlainTextEdit)
        return MappingStep(
            id="",
            threat=self._threat.id,
            state=self.state.value(),
            on=dates.get("on") or self.today,
            reason=reason.toPlainText().strip(),
            by=self.by.text().strip(),
        )

    def more_faults(self, record: MappingStep) -> list[Fault]:
        """A day."""
        on = self.form.field("on")
        return [Fault("on", "required")] if isinstance(on, DateField) and not on.line.text().strip() else []

    def send(
        self, record: MappingStep, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the step on the threat as it stands now: a step touches none of its other fields."""

        def on_fresh(threat: Threat) -> None:
            self.runner.do(
                threats.map_step,
                threat,
                record.state,
                record.on,
                record.reason,
                record.by,
                then=done,
                failed=failed,
            )

        self.runner.ask(read_record, Threat, self._threat.id, then=on_fresh, failed=failed)
