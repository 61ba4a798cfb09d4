"""A nominal of a group by reference: role, custody, charge, release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import nominals
from app.domain.codes import NominalRole
from app.domain.faults import Fault
from app.domain.nominal import Nominal
from app.errors import Refusal
from app.reads.officers import Person
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog, person_field, stray
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

REFERENCE_HINT = "As in the master record. No names: this is not an intelligence system."


class NominalDialog(RecordDialog[Nominal]):
    """Everything recorded of one nominal."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        reference: Reference,
        people: Sequence[Person],
        *,
        threat: str,
        heading: str,
        base: Nominal | None = None,
    ) -> None:
        title = f"Change nominal {base.reference}" if base else "Add a nominal"
        super().__init__(runner, parent, title, "Save nominal" if base else "Add nominal", heading, base)
        self.people = tuple(people)
        was = base or Nominal(id="", threat=threat, reference="", since=self.today)
        self._was = was
        self.reference = self.line("reference", "Reference", was.reference, REFERENCE_HINT)
        self.role = ChoiceField([(role, role.value.capitalize()) for role in NominalRole], was.role)
        if base is None:
            self.row("role", "Role", self.role)
        else:
            told = f"{was.role.value.capitalize()}. It moves with Next step, which keeps its day."
            self.form.add("now", "Role", label(told, ink="text2", wrap=True))
        self.row("since", "In the role since", DateField(self.today, was.since))
        if base is not None:
            self.row("until", "On the group until", DateField(self.today, was.until))
        self.custody = ChoiceField([(False, "No"), (True, "Yes")], was.in_custody)
        self.row("in_custody", "In custody", self.custody)
        self.row("charged_on", "Charged on", DateField(self.today, was.charged_on))
        self.row("convicted_on", "Convicted on", DateField(self.today, was.convicted_on))
        self.row("release_on", "Release date", DateField(self.today, was.release_on))
        hint = "The reference of the plan, or what is to happen on release."
        self.plan = self.line("release_plan", "Release plan", was.release_plan, hint)
        self.owner = person_field(people, was.owner, "Who sees to the release")
        self.row("owner", "Release owner", self.owner)
        self.ask_custom("nominal", reference, was.id)
        self.begin("reference")

    def draft(self, dates: dict[str, date | None]) -> Nominal:
        """The nominal as typed."""
        person = self.owner.value()
        return replace(
            self.base or self._was,
            reference=self.reference.text().strip(),
            role=self.base.role if self.base else self.role.value(),
            since=dates.get("since"),
            until=dates.get("until"),
            in_custody=self.custody.value(),
            charged_on=dates.get("charged_on"),
            convicted_on=dates.get("convicted_on"),
            release_on=dates.get("release_on"),
            release_plan=self.plan.text().strip(),
            owner=person.id if person else None,
        )

    def more_faults(self, record: Nominal) -> list[Fault]:
        """An owner who is an officer."""
        return stray(self.owner, "owner")

    def send(
        self, record: Nominal, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or corrects it."""
        if self.base is None:
            made = replace(record, id=self.new_id())
            self.runner.do(self.along(nominals.add), made, then=done, failed=failed)
        else:
            self.runner.do(self.along(nominals.change), record, then=done, failed=failed)
