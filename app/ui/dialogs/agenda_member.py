"""Somebody who is expected at the meetings of a series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import series as commands
from app.domain.codes import Series
from app.domain.meeting import Member
from app.errors import Refusal
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog, person_field
from app.ui.runner import Runner


class MemberDialog(RecordDialog[Member]):
    """An officer of the register, or a person of a partner by name; of one that is there, another wording."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        series: Series,
        people: Sequence[Person],
        member: Member | None = None,
    ) -> None:
        title, verb = ("Person expected", "Save person") if member else ("Somebody more", "Add person")
        super().__init__(runner, parent, title, verb, member.name if member else title, member)
        self._was = was = member or Member(id="", series=series, name="")
        self.people = tuple(people)
        self.who = person_field(people, was.officer)
        if was.officer is None and was.name:
            self.who.setEditText(was.name)
        self.row("name", "Name", self.who, "An officer of the register, or any name.")
        self.organisation = self.line(
            "organisation", "Organisation", was.organisation, "Force or partner; empty: that of the officer."
        )
        self.role = self.line("role", "Comes as", was.role, sample="SOC lead, ROCTA, capabilities manager")
        self.items = self.line(
            "items", "For the items", was.items, "Such as “3, 5 and 12”; empty: the whole meeting."
        )
        self.begin("name")

    def draft(self, dates: dict[str, date | None]) -> Member:
        """The person as typed."""
        person = self.who.value()
        return replace(
            self.base or self._was,
            officer=person.id if person else None,
            name=person.display if person else self.who.text().strip(),
            organisation=self.organisation.text().strip() or (person.place if person else ""),
            role=self.role.text().strip(),
            items=self.items.text().strip(),
        )

    def send(
        self, record: Member, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the person."""
        if self.base is None:
            self.runner.do(commands.add_member, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(commands.change_member, record, then=done, failed=failed)
