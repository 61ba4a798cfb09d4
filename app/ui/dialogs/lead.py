"""Changing who leads: role, officer, since when; the one before is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app import words
from app.commands import leads
from app.domain.assignment import Assignment
from app.domain.codes import LeadRole
from app.domain.dates import shown
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads import officers
from app.reads.card import Card
from app.reads.officers import OfficerRow, Person
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.new_officer import offer_new
from app.ui.dialogs.record_dialog import RecordDialog, person_field, stray
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner


class LeadDialog(RecordDialog[Assignment]):
    """Gives a role to an officer, or to nobody."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        card: Card,
        people: Sequence[Person],
        role: LeadRole = LeadRole.LRO,
    ) -> None:
        super().__init__(runner, parent, "Change a lead", "Change lead", card.threat.display)
        self._card = card
        self.people = tuple(people)
        self._load: dict[str, OfficerRow] = {}
        self.role = ChoiceField([(r, r.value) for r in LeadRole], role)
        self.row("role", "Role", self.role)
        self.officer = person_field(people, None, "Name of an officer; empty for nobody")
        self.row("officer", "Officer", self.officer)
        self.row("since", "Since", DateField(self.today, self.today))
        self.now = label(ink="text2", wrap=True)
        self.form.add("now", "Until now", self.now)
        self.warning = label(ink="a_text", weight=500, wrap=True)
        self.warning.hide()
        self.body.insertWidget(self.body.count() - 1, self.warning)
        self.new_officer = offer_new(self, self.officer, card.reference)
        self.begin("officer")
        runner.ask(officers.grid, self.today, then=self.while_open(self._loaded))

    def _loaded(self, rows: tuple[OfficerRow, ...]) -> None:
        self._load = {row.id: row for row in rows}
        self.look()

    def draft(self, dates: dict[str, date | None]) -> Assignment:
        """The assignment as typed; an empty name is nobody."""
        person = self.officer.value()
        return Assignment(
            id="",
            threat=self._card.threat.id,
            role=self.role.value(),
            officer=person.id if person else "",
            since=dates.get("since"),
        )

    def read(self) -> tuple[Assignment | None, tuple[Fault, ...]]:
        """Nobody is allowed: a role can end with nobody in it."""
        record, found = super().read()
        return record, tuple(f for f in found if (f.field, f.code) != ("officer", "required"))

    def more_faults(self, record: Assignment) -> list[Fault]:
        """A name in the list, of one who has not left, and a day."""
        person = self.officer.value()
        found = stray(self.officer, "officer")
        row = self._load.get(record.officer)
        if person is not None and person.left:
            left = row.officer.left_on if row else None
            on = shown(left) if left else "before"
            found.append(Fault("officer", "lead.left", {"name": person.display, "on": on}))
        if record.since is None:
            found.append(Fault("since", "required"))
        return found

    def looked(self, record: Assignment | None) -> None:
        """Says who holds the role, and what the change means for the officer."""
        role: LeadRole = self.role.value()
        held = next(
            (x for x in self._card.leads if x.assignment.role is role and x.assignment.until is None), None
        )
        if held is None:
            self.now.setText(f"No {role.value}")
        else:
            since = f", since {shown(held.assignment.since)}" if held.assignment.since else ""
            self.now.setText(f"{held.officer.display}{since}; kept in the history")
        same = held is not None and record is not None and held.assignment.officer == record.officer
        said = "" if record is None or same else self._warning(record)
        self.warning.setText(said)
        self.warning.setVisible(bool(said))

    def _warning(self, record: Assignment) -> str:
        row = self._load.get(record.officer)
        if row is None or record.role is not LeadRole.LRO:
            return ""
        limit, said = self._card.reference.settings.lro_limit, []
        would = row.lro_of + (0 if self._card.threat.archived_on else 1)
        values: dict[str, object] = {"name": row.officer.display, "number": would, "limit": limit}
        if would > limit:
            said.append(words.say("lead.over_limit", values))
        if row.officer.lro_trained_on is None:
            said.append(words.say("lead.untrained", values))
        return " ".join(said)

    def send(
        self, record: Assignment, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Changes the lead."""
        self.runner.do(
            leads.assign,
            record.threat,
            record.role,
            record.officer or None,
            record.since,
            then=done,
            failed=failed,
        )
