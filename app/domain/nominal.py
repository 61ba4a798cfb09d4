"""Nominals of a group and the ancillary orders on them: references and dates, no intelligence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.codes import NominalRole, OrderState
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A person on a group by reference and role; `since` is when the role began.

    `release_on` is the date of release from custody, `release_plan` what is to happen then, by reference,
    and `owner` the officer who sees to it.
    """

    id: str
    version: int = 0
    threat: str
    reference: str
    role: NominalRole = NominalRole.PERIPHERAL
    since: date | None = None
    until: date | None = None
    in_custody: bool = False
    charged_on: date | None = None
    convicted_on: date | None = None
    release_on: date | None = None
    release_plan: str = ""
    owner: str | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(reference=self.reference)
        for name in ("since", "charged_on", "convicted_on"):
            on = getattr(self, name)
            if on and on > today:
                found.append(Fault(name, "date.future"))
        if self.since and self.until and self.until < self.since:
            found.append(Fault("until", "assignment.ends_first"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class AncillaryOrder:
    """An order of a court on a nominal or a threat; `order_type` is a choice, `owner` who monitors it.

    *Granted* and *in force* differ: an order may begin on release. `due` and `due_what` are the next thing
    to be done about it.
    """

    id: str
    version: int = 0
    threat: str
    nominal: str | None = None
    order_type: str | None = None
    reference: str = ""
    state: OrderState = OrderState.CONSIDERED
    considered_on: date | None = None
    applied_on: date | None = None
    granted_on: date | None = None
    in_force_on: date | None = None
    expires_on: date | None = None
    owner: str | None = None
    owner_organisation: str = ""
    due: date | None = None
    due_what: str = ""
    note: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: its dates follow each other."""
        found = required(order_type=self.order_type)
        steps = [
            (name, getattr(self, name))
            for name in ("considered_on", "applied_on", "granted_on", "in_force_on", "expires_on")
            if getattr(self, name)
        ]
        for (_, before), (name, on) in pairwise(steps):
            if on < before:
                found.append(Fault(name, "order.out_of_order"))
        for name, on in steps:
            if name not in ("in_force_on", "expires_on") and on > today:
                found.append(Fault(name, "date.future"))
        if self.due and not self.due_what.strip():
            found.append(Fault("due_what", "order.due_what"))
        return tuple(found)
