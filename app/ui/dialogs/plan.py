"""The 4P plan itself: owner, approval, next review, and why a P needs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.commands import plans
from app.domain.codes import Strand
from app.domain.faults import Fault
from app.domain.plan import Plan
from app.errors import Refusal
from app.reads.card import Card
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog, person_field, stray
from app.ui.fields import DateField
from app.ui.runner import Runner


class PlanDialog(RecordDialog[Plan]):
    """The plan; with a strand given, its reason is where typing begins."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        card: Card,
        people: Sequence[Person],
        strand: Strand | None = None,
    ) -> None:
        super().__init__(runner, parent, "4P plan", "Save plan", card.threat.display, card.plan)
        self._was = card.plan or Plan(id="", threat=card.threat.id)
        self.people = tuple(people)
        self.owner = person_field(people, self._was.owner, "Name of an officer")
        self.row("owner", "Owner", self.owner)
        self.approved_by = self.line("approved_by", "Approved by", self._was.approved_by)
        self.row("approved_on", "Approved on", DateField(self.today, self._was.approved_on))
        self.row("next_review", "Next review", DateField(self.today, self._was.next_review))
        self._reasons = {
            s: self.line(
                _name(s),
                f"No {s.value}",
                self._was.not_needed(s),
                sample=f"Why no {s.value} action is needed",
            )
            for s in Strand
        }
        self.begin("owner" if strand is None else _name(strand))

    def draft(self, dates: dict[str, date | None]) -> Plan:
        """The plan as typed."""
        person = self.owner.value()
        reasons: dict[str, Any] = {_name(s): line.text().strip() for s, line in self._reasons.items()}
        return replace(
            self.base or self._was,
            owner=person.id if person else None,
            approved_by=self.approved_by.text().strip(),
            approved_on=dates.get("approved_on"),
            next_review=dates.get("next_review"),
            **reasons,
        )

    def more_faults(self, record: Plan) -> list[Fault]:
        """An owner who is in the list."""
        return stray(self.owner, "owner")

    def send(self, record: Plan, done: Callable[[Done], object], failed: Callable[[Refusal], object]) -> None:
        """Saves the plan."""
        plan = record if record.id else replace(record, id=self.new_id())
        self.runner.do(plans.save, plan, then=done, failed=failed)


def _name(strand: Strand) -> str:
    return f"{strand.value.lower()}_not_needed"
