"""Nominals of a group and the ancillary orders on them: references and dates, no intelligence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.codes import NominalRole, OrderState
from app.domain.faults import Fault, Severity, required
from app.domain.order_rules import DATE_OF

_NAME = re.compile(r"(?:[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)*")
_NO_NAME = frozenset(
    {
        "associate", "female", "first", "main", "male", "member", "nominal", "op", "operation", "party",
        "peripheral", "person", "principal", "reference", "release", "second", "significant", "subject",
        "suspect", "target", "third", "unknown",
    }
)  # fmt: skip
"""Words that stand in references and in no name."""

STEP_DATES = ("considered_on", "applied_on", "granted_on", "in_force_on", "expires_on")


def looks_like_a_name(reference: str) -> bool:
    """Whether a reference reads like a person's name: two or three capitalised words without a figure."""
    found = reference.split()
    if not 2 <= len(found) <= 3 or any(word.casefold() in _NO_NAME for word in found):
        return False
    return all(_NAME.fullmatch(word) for word in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A person on a group by reference and role; `since` is when the role began, `until` the last day.

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
        """What is wrong with it; a reference that reads like a name is only a warning."""
        found = required(reference=self.reference)
        if looks_like_a_name(self.reference):
            found.append(Fault("reference", "nominal.name", severity=Severity.WARN))
        for name in ("since", "charged_on", "convicted_on"):
            on = getattr(self, name)
            if on and on > today:
                found.append(Fault(name, "date.future"))
        if self.since and self.until and self.until < self.since:
            found.append(Fault("until", "assignment.ends_first"))
        if self.charged_on and self.convicted_on and self.convicted_on < self.charged_on:
            found.append(Fault("convicted_on", "nominal.convicted_first"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class AncillaryOrder:
    """An order of a court on a nominal or a threat; `order_type` is a choice, `owner` who monitors it.

    *Granted* and *in force* differ: an order may begin on release. `expires_on` is the last day in force, or
    the day on which it was discharged. `due` and `due_what` are the next thing to be done about it. The
    state on a day follows from the dates: order_rules.effective.
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
        """What is wrong with it: its state has its date, and the dates follow each other."""
        found = required(order_type=self.order_type)
        steps = [(name, on) for name in STEP_DATES if (on := getattr(self, name))]
        for (_, before), (name, on) in pairwise(steps):
            if on < before:
                found.append(Fault(name, "order.out_of_order"))
        for name, on in steps:
            if name not in ("in_force_on", "expires_on") and on > today:
                found.append(Fault(name, "date.future"))
        found += self._state_faults(today)
        if self.due and not self.due_what.strip():
            found.append(Fault("due_what", "order.due_what"))
        if self.due_what.strip() and not self.due:
            found.append(Fault("due", "order.due_when"))
        return tuple(found)

    def _state_faults(self, today: date) -> list[Fault]:
        name = DATE_OF.get(self.state, "")
        if not name or name == "considered_on":
            return []
        on = getattr(self, name)
        if on is None:
            return [Fault(name, "order.no_date", {"state": self.state.value})]
        # the last day in force is over before an order counts as expired
        ended = on < today if self.state is OrderState.EXPIRED else on <= today
        if name in ("in_force_on", "expires_on") and not ended:
            return [Fault(name, "order.not_yet", {"state": self.state.value})]
        return []
