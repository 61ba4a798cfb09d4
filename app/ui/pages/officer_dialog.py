"""Adding an officer, and changing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from app.commands import officers
from app.domain.officer import Officer
from app.errors import Refusal
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner


class OfficerDialog(RecordDialog[Officer]):
    """Every field of an officer."""

    def __init__(
        self, runner: Runner, parent: QWidget, reference: Reference, officer: Officer | None = None
    ) -> None:
        title = "Edit officer" if officer else "New officer"
        verb = "Save officer" if officer else "Add officer"
        super().__init__(runner, parent, title, verb, officer.display if officer else title, officer)
        was = officer or Officer(id="", name="")
        forces = [
            (None, "A partner organisation"),
            *((f.id, f.name) for f in reference.offered_forces(was.force)),
        ]
        self._forces = {f.id: f.name for f in reference.forces}
        self.line("name", "Name", was.name)
        self.line("rank", "Rank or role", was.rank, sample="Such as DI, or team leader")
        self.line("number", "Number", was.number)
        self.force = ChoiceField(forces, was.force)
        self.row("force", "Force", self.force)
        self.line("organisation", "Organisation", was.organisation, "Where the person is in no force.")
        self.line("contact", "Contact", was.contact, sample="Telephone or email")
        self.row("lro_trained_on", "LRO trained on", DateField(self.today, was.lro_trained_on))
        self.row(
            "left_on", "Left on", DateField(self.today, was.left_on),
            "What they lead stays theirs on paper until it is given to another, and shows as a gap.",
        )  # fmt: skip
        self.ask_custom("officer", reference, was.id)
        self.begin("name")

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def draft(self, dates: dict[str, date | None]) -> Officer:
        """The officer as typed."""
        return replace(
            self.base or Officer(id="", name=""),
            name=self._text("name"),
            rank=self._text("rank"),
            number=self._text("number"),
            force=self.force.value(),
            organisation=self._text("organisation"),
            contact=self._text("contact"),
            lro_trained_on=dates.get("lro_trained_on"),
            left_on=dates.get("left_on"),
        )

    def send(
        self, record: Officer, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the officer."""
        if self.base is None:
            self.runner.do(
                self.along(officers.add), replace(record, id=self.new_id()), then=done, failed=failed
            )
        else:
            self.runner.do(self.along(officers.change), record, then=done, failed=failed)

    def wording(self, field: str, value: object) -> str:
        """A force by its name."""
        return self._forces.get(str(value), "") or super().wording(field, value)
