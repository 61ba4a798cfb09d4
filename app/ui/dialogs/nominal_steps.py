"""What happens to a nominal: another role, custody, release, the end; and the plan for a release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import nominals
from app.domain.codes import NominalRole
from app.domain.faults import Fault, required
from app.domain.nominal import Nominal
from app.errors import Refusal
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog, person_field, stray
from app.ui.fields import DateField
from app.ui.runner import Runner

Then = Callable[[Done], object]
Failed = Callable[[Refusal], object]
ROWS = {
    "role": ("role", "since"),
    "hold": ("charged_on", "release_on"),
    "release": ("released_on",),
    "end": ("until",),
}
"""The rows that each step asks for."""


class NominalStepDialog(RecordDialog[Nominal]):
    """One step, chosen first; its fields follow."""

    base: Nominal

    def __init__(self, runner: Runner, parent: QWidget, nominal: Nominal, heading: str) -> None:
        title = f"Next step of nominal {nominal.reference}"
        super().__init__(runner, parent, title, "Record step", heading, nominal)
        custody = ("release", "Released from custody") if nominal.in_custody else ("hold", "Into custody")
        steps = (("role", "Another role"), custody, ("end", "No longer on the group"))
        self.step = ChoiceField(steps, custody[0])
        self.row("step", "Step", self.step)
        others = [role for role in NominalRole if role is not nominal.role]
        self.role = ChoiceField([(role, role.value.capitalize()) for role in others])
        self.row("role", "New role", self.role)
        for name, words, day in (
            ("since", "In the role since", self.today),
            ("charged_on", "Charged on", nominal.charged_on),
            ("release_on", "Release date", nominal.release_on),
            ("released_on", "Released on", self.today),
            ("until", "Last day on the group", self.today),
        ):
            self.row(name, words, DateField(self.today, day))
        self.step.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()
        self.begin("step")

    def _offer(self) -> None:
        wanted = ROWS[self.step.value()]
        for names in ROWS.values():
            for name in names:
                self.form.show_row(name, name in wanted)

    def draft(self, dates: dict[str, date | None]) -> Nominal:
        """The nominal after the step."""
        step = self.step.value()
        if step == "role":
            return replace(self.base, role=self.role.value(), since=dates.get("since"))
        if step == "hold":
            charged, release = (dates.get(name) for name in ROWS["hold"])
            return replace(self.base, in_custody=True, charged_on=charged, release_on=release)
        if step == "release":
            return replace(self.base, in_custody=False, release_on=dates.get("released_on"))
        return replace(self.base, until=dates.get("until"))

    def more_faults(self, record: Nominal) -> list[Fault]:
        """A day for each step but custody, and no release before it comes."""
        found = {
            "role": required(since=record.since),
            "release": required(released_on=record.release_on),
            "end": required(until=record.until),
        }.get(self.step.value(), [])
        if self.step.value() == "release" and record.release_on and record.release_on > self.today:
            found.append(Fault("released_on", "date.future"))
        return found

    def send(self, record: Nominal, done: Then, failed: Failed) -> None:
        """Takes the step."""
        do, base, step = self.runner.do, self.base, self.step.value()
        if step == "role":
            do(nominals.change_role, base, record.role, record.since, then=done, failed=failed)
        elif step == "hold":
            do(nominals.hold, base, record.charged_on, record.release_on, then=done, failed=failed)
        elif step == "release":
            do(nominals.release, base, record.release_on, then=done, failed=failed)
        else:
            do(nominals.end, base, record.until, then=done, failed=failed)


class ReleaseDialog(RecordDialog[Nominal]):
    """When a nominal comes out, what happens then, and who sees to it."""

    base: Nominal

    def __init__(
        self, runner: Runner, parent: QWidget, nominal: Nominal, people: Sequence[Person], heading: str
    ) -> None:
        title = f"Release of nominal {nominal.reference}"
        super().__init__(runner, parent, title, "Save release", heading, nominal)
        self.people = tuple(people)
        self.row("release_on", "Release date", DateField(self.today, nominal.release_on))
        hint = "The reference of the plan, or what is to happen on release. Empty: there is none yet."
        self.plan = self.line("release_plan", "Release plan", nominal.release_plan, hint)
        self.owner = person_field(people, nominal.owner, "Who sees to the release")
        self.row("owner", "Release owner", self.owner)
        self.begin("release_on")

    def draft(self, dates: dict[str, date | None]) -> Nominal:
        """The nominal with its release."""
        person = self.owner.value()
        return replace(
            self.base,
            release_on=dates.get("release_on"),
            release_plan=self.plan.text().strip(),
            owner=person.id if person else None,
        )

    def more_faults(self, record: Nominal) -> list[Fault]:
        """An owner who is an officer."""
        return stray(self.owner, "owner")

    def send(self, record: Nominal, done: Then, failed: Failed) -> None:
        """Saves the release."""
        plan = nominals.plan_release
        self.runner.do(
            plan, self.base, record.release_on, record.release_plan, record.owner, then=done, failed=failed
        )
