"""An ancillary order: what it is, on whom, its dates, who monitors it and what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import orders
from app.domain.codes import ChoiceList, OrderState
from app.domain.faults import Fault
from app.domain.nominal import STEP_DATES, AncillaryOrder
from app.domain.order_rules import effective
from app.errors import Refusal
from app.reads.officers import Person
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.owned_dialog import OwnedDialog
from app.ui.dialogs.record_dialog import person_field
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

DATES = ("Considered on", "Applied for on", "Granted on", "In force from", "Last day in force")
NO_NOMINAL = "On the threat as a whole"


class OrderDialog(OwnedDialog[AncillaryOrder]):
    """Everything recorded of one order; its state is chosen once, and moves by steps after that."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        reference: Reference,
        people: Sequence[Person],
        nominals: Sequence[tuple[str, str]],
        *,
        threat: str,
        heading: str,
        base: AncillaryOrder | None = None,
        on: str | None = None,
    ) -> None:
        title = "Change an order" if base else "Add an order"
        super().__init__(runner, parent, title, "Save order" if base else "Add order", heading, base)
        self.people = tuple(people)
        self._nominals = dict(nominals)
        was = base or AncillaryOrder(id="", threat=threat, nominal=on, considered_on=self.today)
        self._was = was
        offered = reference.offered(ChoiceList.ORDER_TYPE, was.order_type)
        self._types = {choice.id: choice.name for choice in offered}
        self.type_ = ChoiceField([(None, "Choose one"), *self._types.items()], was.order_type)
        self.row("order_type", "Order", self.type_)
        self.nominal = ChoiceField([(None, NO_NOMINAL), *nominals], was.nominal)
        self.row("nominal", "Nominal", self.nominal)
        self.reference = self.line("reference", "Court reference", was.reference)
        self.state = ChoiceField([(state, state.value.capitalize()) for state in OrderState], was.state)
        if base is None:
            self.row("state", "State", self.state)
        else:
            now = effective(base, self.today).value.capitalize()
            told = f"{now}. It moves with Next step, which keeps its date."
            self.form.add("now", "State", label(told, ink="text2", wrap=True))
        for name, words in zip(STEP_DATES, DATES, strict=True):
            self.row(name, words, DateField(self.today, getattr(was, name)))
        self.owner = person_field(people, was.owner, "Who monitors it: an officer or an organisation")
        if not was.owner and was.owner_organisation:
            self.owner.setEditText(was.owner_organisation)
        self.row("owner", "Monitored by", self.owner)
        self.row("due", "Next due on", DateField(self.today, was.due))
        self.what = self.line("due_what", "What is due", was.due_what)
        self.area("note", "Note", was.note, 2)
        self.ask_custom("ancillary_order", reference, was.id)
        self.begin("order_type")

    def draft(self, dates: dict[str, date | None]) -> AncillaryOrder:
        """The order as typed."""
        steps: dict[str, Any] = {name: dates.get(name) for name in STEP_DATES}
        person, note = self.owner.value(), self.form.field("note")
        assert isinstance(note, QPlainTextEdit)
        was = self.base or replace(self._was, state=self.state.value())
        return replace(
            was,
            order_type=self.type_.value(),
            nominal=self.nominal.value(),
            reference=self.reference.text().strip(),
            owner=person.id if person else None,
            owner_organisation="" if person else self.owner.text(),
            due=dates.get("due"),
            due_what=self.what.text().strip(),
            note=note.toPlainText().strip(),
            **steps,
        )

    def more_faults(self, record: AncillaryOrder) -> list[Fault]:
        """One that is only considered has no date of a later step."""
        if record.state is not OrderState.CONSIDERED:
            return []
        later = ("applied_on", "granted_on", "in_force_on")
        return [Fault(name, "order.later_step") for name in later if getattr(record, name)]

    def send(
        self,
        record: AncillaryOrder,
        done: Callable[[Done], object],
        failed: Callable[[Refusal], object],
    ) -> None:
        """Adds or corrects it."""
        if self.base is not None:
            self.runner.do(self.along(orders.change), record, then=done, failed=failed)
            return
        made = replace(record, id=self.new_id())
        command = orders.consider if record.state is OrderState.CONSIDERED else orders.record
        self.runner.do(self.along(command), made, then=done, failed=failed)

    def wording(self, field: str, value: Any) -> str:
        """Types and nominals by their names."""
        if field == "order_type" and value in self._types:
            return self._types[value]
        if field == "nominal" and value in self._nominals:
            return self._nominals[value]
        return super().wording(field, value)
