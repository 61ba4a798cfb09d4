"""Adding a progress update."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import updates
from app.domain.action import Update
from app.domain.codes import Handling, Strand
from app.domain.faults import Fault
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.handling import HandlingRows
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner


class UpdateDialog(RecordDialog[Update]):
    """What happened, when, who says so, and under which P."""

    def __init__(self, runner: Runner, parent: QWidget, threat: Threat) -> None:
        super().__init__(runner, parent, "Add an update", "Add update", threat.display)
        self._threat = threat
        self.area("text", "Update", "", 5)
        self.row("on", "Date", DateField(self.today, self.today))
        self.by = self.line("by", "By", runner.register.user)
        self.strand = ChoiceField([(None, "The whole plan"), *((s, s.value) for s in Strand)])
        self.row("strand", "Strand", self.strand)
        self.handling = HandlingRows(self, Handling.P, "")
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> Update:
        """The update as typed."""
        field = self.form.field("text")
        assert isinstance(field, QPlainTextEdit)
        return Update(
            id="",
            threat=self._threat.id,
            on=dates.get("on") or self.today,
            by=self.by.text().strip(),
            strand=self.strand.value(),
            text=field.toPlainText().strip(),
            **self.handling.values(),
        )

    def more_faults(self, record: Update) -> list[Fault]:
        """A day."""
        on = self.form.field("on")
        return [Fault("on", "required")] if isinstance(on, DateField) and not on.line.text().strip() else []

    def send(
        self, record: Update, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds the update."""
        self.runner.do(updates.add, replace(record, id=self.new_id()), then=done, failed=failed)
