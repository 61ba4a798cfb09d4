"""A new threat, and the fields of one that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import threats
from app.domain.codes import ThreatKind
from app.domain.tags import of_text
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

LIVE = {False: "No live operation", True: "Live operation"}
COUNTS = ("victims", "at_risk")


class ThreatDialog(RecordDialog[Threat]):
    """Every field of a threat that is typed by hand."""

    def __init__(
        self, runner: Runner, parent: QWidget, reference: Reference, threat: Threat | None = None
    ) -> None:
        title = "Edit threat" if threat else "New threat"
        verb = "Save threat" if threat else "Add threat"
        super().__init__(runner, parent, title, verb, threat.display if threat else title, threat)
        was = threat or Threat(id="", reference="")
        self._words = {t.id: t.name for t in reference.themes} | {f.id: f.name for f in reference.forces}
        offered = reference.offered_themes(was.primary_theme, *was.secondary_themes)
        themes = [(theme.id, theme.name) for theme in offered]
        forces = [(f.id, f.name) for f in reference.offered_forces(was.home_force, *was.other_forces)]
        self._what(was, themes)
        self._where(was, forces)
        self._managed(was, reference)
        self._people(was)
        self.ask_custom("threat", reference, was.id)
        self.begin("name" if threat else "reference")

    def _what(self, was: Threat, themes: Sequence[tuple[str, str]]) -> None:
        self.form.heading("What it is")
        self.kind = ChoiceField(KINDS.items(), was.kind)
        self.row("kind", "Kind", self.kind)
        self.line("reference", "Reference", was.reference, sample="Such as AS/2026/0131")
        self.line("name", "Name", was.name)
        self.line("operation", "Operation", was.operation, sample="Without “Op”")
        self.row("live_operation", "Police work", ChoiceField(LIVE.items(), was.live_operation))
        self.row(
            "primary_theme", "Primary theme", ChoiceField([(None, "Not chosen"), *themes], was.primary_theme)
        )
        self.row("secondary_themes", "Other themes", TicksField(themes, was.secondary_themes))
        self.line("tags", "Tags", ", ".join(was.tags), "Words of your own, with commas between them.")
        self.area("summary", "Summary", was.summary, 4)

    def _where(self, was: Threat, forces: Sequence[tuple[str, str]]) -> None:
        self.form.heading("Where it is")
        self.row("home_force", "Home force", ChoiceField([(None, "Not chosen"), *forces], was.home_force))
        self.row("other_forces", "Other forces", TicksField(forces, was.other_forces))
        self.line("area", "Area", was.area)
        told = "The neighbourhood team that knows of it."
        self.line(
            "neighbourhood", "Local policing link", was.neighbourhood, told, "Such as Avonmere East team"
        )
        told = "The local profile that names it, by its reference."
        self.line("local_profile", "Local profile", was.local_profile, told)

    def _managed(self, was: Threat, reference: Reference) -> None:
        self.form.heading("How it is managed")
        tiers = [("", "Not set"), *((tier, tier) for tier in reference.settings.tiers)]
        self.row("tier", "Tier", ChoiceField(tiers, was.tier), "Tiers are a setting of the region.")
        self.row("next_review", "Next review", DateField(self.today, was.next_review))
        self.line("niche_ref", "Niche reference", was.niche_ref)
        self.line("apmis_ref", "APMIS reference", was.apmis_ref)
        self.row("reconciled_on", "Reconciled on", DateField(self.today, was.reconciled_on))

    def _people(self, was: Threat) -> None:
        self.form.heading("People to be protected")
        told = "How many; empty where it is not known. No names here."
        for name, title in (("victims", "Vulnerable victims"), ("at_risk", "People at risk")):
            count = getattr(was, name)
            self.line(name, title, "" if count is None else str(count), told)
            self.line(
                f"{name}_ref", "Their reference", getattr(was, f"{name}_ref"), sample="Such as CSE/26/41"
            )

    def put(self, field: str, value: object) -> None:
        """Tags stand in their line with commas between them."""
        super().put(field, ", ".join(value) if isinstance(value, tuple) and field == "tags" else value)

    def _count(self, name: str) -> int | None:
        text: str = self._value(name)
        if text and not (text.isascii() and text.isdigit() and len(text) < 7):
            raise Refusal("count.unreadable", text=text, field=name)
        return int(text) if text else None

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
        read = {"reconciled_on", "next_review", *COUNTS}
        values: dict[str, Any] = {name: self._value(name) for name in self._names if name not in read}
        values |= {name: self._count(name) for name in COUNTS}
        values["tags"] = of_text(values["tags"])
        values |= {name: dates.get(name) for name in ("reconciled_on", "next_review")}
        return replace(self.base or Threat(id="", reference=""), **values)

    def wording(self, field: str, value: Any) -> str:
        """A theme or force by its name."""
        if field == "live_operation":
            return LIVE[bool(value)].lower()
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
