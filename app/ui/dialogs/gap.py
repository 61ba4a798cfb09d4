"""An intelligence gap: what is not known, the requirement, who owns it, and in the end the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import gaps
from app.domain.beside import IntelligenceGap
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads.card import Card
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.handling import HandlingRows
from app.ui.dialogs.record_dialog import RecordDialog, person_field
from app.ui.fields import DateField
from app.ui.runner import Runner


class GapDialog(RecordDialog[IntelligenceGap]):
    """Raises a gap; of one that is there, changes it or closes it with its answer."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        card: Card,
        people: Sequence[Person],
        gap: IntelligenceGap | None = None,
    ) -> None:
        title, verb = ("Intelligence gap", "Save gap") if gap else ("Raise an intelligence gap", "Raise gap")
        super().__init__(runner, parent, title, verb, card.threat.display, gap)
        was = gap or IntelligenceGap(id="", threat=card.threat.id, text="", raised_on=self.today)
        self._was = was
        self.people = tuple(people)
        self.area("text", "What is not known", was.text, 3)
        self.area("requirement", "Requirement", was.requirement, 2, "What is asked for, and of whom.")
        self.owner = person_field(people, was.owner)
        if not was.owner and was.owner_organisation:
            self.owner.setEditText(was.owner_organisation)
        self.row("owner", "Owner", self.owner)
        self.row("raised_on", "Raised on", DateField(self.today, was.raised_on))
        if gap is not None:
            self.area("answer", "Answer", was.answer, 3, "With its day, the answer closes the gap.")
            self.row("closed_on", "Closed on", DateField(self.today, was.closed_on))
        self.handling = HandlingRows(self, was.handling, was.conditions)
        self.begin("text" if gap is None else "answer")

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def draft(self, dates: dict[str, date | None]) -> IntelligenceGap:
        """The gap as typed."""
        person = self.owner.value()
        made = replace(
            self.base or self._was,
            text=self._text("text"),
            requirement=self._text("requirement"),
            owner=person.id if person else None,
            owner_organisation="" if person else self.owner.text(),
            raised_on=dates.get("raised_on") or self._was.raised_on,
            **self.handling.values(),
        )
        if self.base is None:
            return made
        return replace(made, answer=self._text("answer"), closed_on=dates.get("closed_on"))

    def more_faults(self, record: IntelligenceGap) -> list[Fault]:
        """A day on which it was raised."""
        field = self.form.field("raised_on")
        assert isinstance(field, DateField)
        return [] if field.line.text().strip() else [Fault("raised_on", "required")]

    def send(
        self, record: IntelligenceGap, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Raises, changes or closes the gap."""
        if self.base is None:
            self.runner.do(gaps.raise_, replace(record, id=self.new_id()), then=done, failed=failed)
        elif record.closed_on and not self.base.closed_on:
            still = replace(record, closed_on=None, answer=self.base.answer)
            self.runner.do(gaps.close, still, record.closed_on, record.answer, then=done, failed=failed)
        else:
            self.runner.do(gaps.change, record, then=done, failed=failed)
