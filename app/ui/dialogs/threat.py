"""A new threat, and the fields of one that is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import threats
from app.domain.codes import ThreatKind
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField, TicksField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner

KINDS = {
    ThreatKind.OCG: "Organised crime group",
    ThreatKind.INDIVIDUAL: "Priority individual",
    ThreatKind.VULNERABILITY: "Vulnerability",
}


class ThreatDialog(RecordDialog[Threat]):
    """Every field of a threat that is typed by hand."""

    def __init__(
        self, runner: Runner, parent: QWidget, reference: Reference, threat: Threat | None = None
    ) -> None:
        title = "Edit threat" if threat else "New threat"
        verb = "Save threat" if threat else "Add threat"
        super().__init__(runner, parent, title, verb, threat.display if threat else title, threat)
        was = threat or Threat(id="", reference="")
        themes = [(t.id, t.name) for t in reference.themes]
        forces = [(f.id, f.name) for f in reference.forces]
        self._words = dict(themes) | dict(forces)
        self.kind = ChoiceField(KINDS.items(), was.kind)
        self.row("kind", "Kind", self.kind)
        self.line("reference", "Reference", was.reference, sample="Such as AS/2026/0131")
        self.line("name", "Name", was.name)
        self.line("operation", "Operation", was.operation, sample="Without “Op”")
        self.row(
            "primary_theme", "Primary theme", ChoiceField([(None, "Not chosen"), *themes], was.primary_theme)
        )
        self.row("secondary_themes", "Other themes", TicksField(themes, was.secondary_themes))
        self.row("home_force", "Home force", ChoiceField([(None, "Not chosen"), *forces], was.home_force))
        self.row("other_forces", "Other forces", TicksField(forces, was.other_forces))
        self.line("area", "Area", was.area)
        tiers = [("", "Not set"), *((tier, tier) for tier in reference.settings.tiers)]
        self.row("tier", "Tier", ChoiceField(tiers, was.tier), "Tiers are a setting of the region.")
        self.line("niche_ref", "Niche reference", was.niche_ref)
        self.line("apmis_ref", "APMIS reference", was.apmis_ref)
        self.row("reconciled_on", "Reconciled on", DateField(self.today, was.reconciled_on))
        self.row("next_review", "Next review", DateField(self.today, was.next_review))
        self.area("summary", "Summary", was.summary, 4)
        self.ask_custom("threat", reference, was.id)
        self.begin("name" if threat else "reference")

    def _value(self, name: str) -> Any:
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        if isinstance(field, ChoiceField | TicksField):
            return field.value()
        text: str = field.text()  # type: ignore[attr-defined]
        return text.strip()

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as typed."""
        plain = [n for n in self._names if n not in ("reconciled_on", "next_review")]
        values: dict[str, Any] = {name: self._value(name) for name in plain}
        values |= {name: dates.get(name) for name in ("reconciled_on", "next_review")}
        return replace(self.base or Threat(id="", reference=""), **values)

    def wording(self, field: str, value: Any) -> str:
        """A theme or force by its name."""
        return (
            self._words[value]
            if isinstance(value, str) and value in self._words
            else super().wording(field, value)
        )

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the threat."""
        if self.base is None:
            self.runner.do(
                self.along(threats.add), replace(record, id=self.new_id()), then=done, failed=failed
            )
        else:
            self.runner.do(self.along(threats.change), record, then=done, failed=failed)
