"""The next step of an order, with its date; and who monitors it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import orders
from app.domain.codes import OrderState
from app.domain.faults import Fault, required
from app.domain.nominal import AncillaryOrder
from app.domain.order_rules import DATE_OF, begun_by, effective, steps
from app.errors import Refusal
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog, person_field
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

S = OrderState
Then = Callable[[Done], object]
Failed = Callable[[Refusal], object]
WORDS = {
    S.CONSIDERED: "Considered again",
    S.NOT_SOUGHT: "Not sought",
    S.APPLIED: "Applied for",
    S.GRANTED: "Granted",
    S.REFUSED: "Refused",
    S.IN_FORCE: "In force",
    S.EXPIRED: "Expired",
    S.DISCHARGED: "Discharged",
}
REASONED = frozenset({S.NOT_SOUGHT, S.REFUSED, S.DISCHARGED})
ENDS = frozenset({S.GRANTED, S.IN_FORCE})


class OrderStepDialog(RecordDialog[AncillaryOrder]):
    """The steps that the order's state of today allows; the fields follow the step."""

    base: AncillaryOrder

    def __init__(self, runner: Runner, parent: QWidget, order: AncillaryOrder, heading: str) -> None:
        super().__init__(runner, parent, "Next step of an order", "Record step", heading, order)
        now = effective(order, self.today)
        self.body.insertWidget(1, label(f"Now {now.value}.", ink="text2", wrap=True))
        self.to = ChoiceField([(to, WORDS[to]) for to in steps(order, self.today)])
        self.row("to", "Step", self.to)
        self.on = DateField(self.today)
        self.row("on", "Date", self.on)
        self.row("in_force_on", "In force from", DateField(self.today))
        self.row("expires_on", "Last day in force", DateField(self.today))
        self.area("reason", "Reason", "", 3)
        self.to.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()
        self.begin("to")

    def _offer(self) -> None:
        to, base = self.to.value(), self.base
        self.form.show_row("in_force_on", to is S.GRANTED)
        self.form.show_row("expires_on", to in ENDS)
        self.form.show_row("reason", to in REASONED)
        last = self.today - timedelta(days=1)
        usual = {S.IN_FORCE: base.in_force_on, S.EXPIRED: min(base.expires_on or last, last)}
        self.on.set(usual.get(to) or self.today)
        for name in ("in_force_on", "expires_on"):
            field = self.form.field(name)
            assert isinstance(field, DateField)
            field.set(getattr(base, name) if to in ENDS else None)

    @property
    def reason(self) -> str:
        """Why, as typed."""
        field = self.form.field("reason")
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def draft(self, dates: dict[str, date | None]) -> AncillaryOrder:
        """The order after the step."""
        to = self.to.value()
        fields: dict[str, Any] = {}
        if to in ENDS:
            fields["expires_on"] = dates.get("expires_on")
        if to is S.GRANTED:
            fields["in_force_on"] = dates.get("in_force_on")
        elif to is S.DISCHARGED:
            fields["in_force_on"] = begun_by(self.base, dates.get("on") or self.today)
        elif to in (S.APPLIED, S.CONSIDERED):
            fields = dict.fromkeys(("applied_on", "granted_on", "in_force_on", "expires_on"))
        if to in DATE_OF:
            fields[DATE_OF[to]] = dates.get("on")
        return replace(self.base, state=to, **fields)

    def read(self) -> tuple[AncillaryOrder | None, tuple[Fault, ...]]:
        """A fault of the step's own date stands at the date."""
        record, found = super().read()
        own = DATE_OF.get(self.to.value(), "")
        return record, tuple(replace(f, field="on") if f.field == own else f for f in found)

    def more_faults(self, record: AncillaryOrder) -> list[Fault]:
        """A day, and a reason where the order ends by a decision."""
        # the record itself asks for the day of a step that has a field for it
        wordless = self.to.value() not in DATE_OF or self.to.value() is S.CONSIDERED
        found = required(on=self.on.line.text()) if wordless else []
        if self.to.value() in REASONED:
            found += required(reason=self.reason)
        return found

    def send(self, record: AncillaryOrder, done: Then, failed: Failed) -> None:
        """Takes the step."""
        to, base, on = self.to.value(), self.base, self.on.value()
        plain = {S.CONSIDERED: orders.consider_again, S.APPLIED: orders.apply, S.EXPIRED: orders.expire}
        reasoned = {S.NOT_SOUGHT: orders.not_sought, S.REFUSED: orders.refuse, S.DISCHARGED: orders.discharge}
        do = self.runner.do
        if to in plain:
            do(plain[to], base, on, then=done, failed=failed)
        elif to in reasoned:
            do(reasoned[to], base, on, self.reason, then=done, failed=failed)
        elif to is S.GRANTED:
            do(orders.grant, base, on, record.in_force_on, record.expires_on, then=done, failed=failed)
        else:
            do(orders.in_force, base, on, record.expires_on, then=done, failed=failed)


class MonitorDialog(RecordDialog[AncillaryOrder]):
    """Who monitors an order, and what is due next."""

    base: AncillaryOrder

    def __init__(
        self, runner: Runner, parent: QWidget, order: AncillaryOrder, people: Sequence[Person], heading: str
    ) -> None:
        super().__init__(runner, parent, "Monitoring of an order", "Save monitoring", heading, order)
        self.people = tuple(people)
        self.owner = person_field(people, order.owner, "An officer or an organisation")
        if not order.owner and order.owner_organisation:
            self.owner.setEditText(order.owner_organisation)
        self.row("owner", "Monitored by", self.owner)
        hint = "Empty once nothing more is due. The expiry is told by itself."
        self.row("due", "Next due on", DateField(self.today, order.due), hint)
        self.what = self.line("due_what", "What is due", order.due_what, sample="Visit, report, review")
        self.begin("owner")

    def draft(self, dates: dict[str, date | None]) -> AncillaryOrder:
        """The order with its monitoring."""
        person = self.owner.value()
        return replace(
            self.base,
            owner=person.id if person else None,
            owner_organisation="" if person else self.owner.text(),
            due=dates.get("due"),
            due_what=self.what.text().strip(),
        )

    def send(self, record: AncillaryOrder, done: Then, failed: Failed) -> None:
        """Saves the monitoring."""
        fields = (record.owner, record.owner_organisation, record.due, record.due_what)
        self.runner.do(orders.monitor, self.base, *fields, then=done, failed=failed)
