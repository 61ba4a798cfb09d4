"""Ancillary orders on a day: the state they have then, which step may follow, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.domain.codes import OrderState
from app.domain.dates import add_months

S = OrderState

LIVE = frozenset({S.GRANTED, S.IN_FORCE})
"""The states in which somebody must monitor an order: granted ones begin on a day that is known."""

PENDING = frozenset({S.CONSIDERED, S.APPLIED})
"""The states in which it is still to be decided whether there is an order."""

NEXT: dict[OrderState, tuple[OrderState, ...]] = {
    # a court may make an order of its own motion: Criminal Justice and Police Act 2001 s.33
    S.CONSIDERED: (S.APPLIED, S.NOT_SOUGHT, S.GRANTED),
    S.NOT_SOUGHT: (S.CONSIDERED,),
    S.APPLIED: (S.GRANTED, S.REFUSED, S.NOT_SOUGHT),
    S.GRANTED: (S.IN_FORCE, S.DISCHARGED),
    S.REFUSED: (S.APPLIED,),
    S.IN_FORCE: (S.EXPIRED, S.DISCHARGED),
    S.EXPIRED: (),
    S.DISCHARGED: (),
}
"""The steps that may follow each state."""

DATE_OF: dict[OrderState, str] = {
    S.CONSIDERED: "considered_on",
    S.APPLIED: "applied_on",
    S.GRANTED: "granted_on",
    S.IN_FORCE: "in_force_on",
    S.EXPIRED: "expires_on",
    S.DISCHARGED: "expires_on",
}
"""The field that holds the day of each step; a refusal and a decision not to seek one have only words."""


class Dated(Protocol):
    """What the rules read of an order; the record and the rows of lists and packs have it alike."""

    @property
    def state(self) -> OrderState: ...

    @property
    def granted_on(self) -> date | None: ...

    @property
    def in_force_on(self) -> date | None: ...

    @property
    def expires_on(self) -> date | None: ...

    @property
    def owner(self) -> str | None: ...

    @property
    def owner_organisation(self) -> str: ...

    @property
    def due(self) -> date | None: ...

    @property
    def due_what(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Due:
    """The next thing to be done about an order; `what` is "" for its expiry."""

    on: date
    what: str = ""


def effective(order: Dated, on: date) -> OrderState:
    """The state on a day, whatever was last written down: dates that come do their work by themselves.

    An order is in force from `in_force_on` to the end of `expires_on`; one discharged on a day is no longer
    in force on it.
    """
    if order.state in (S.CONSIDERED, S.NOT_SOUGHT, S.APPLIED, S.REFUSED):
        return order.state
    if order.state is S.DISCHARGED and (order.expires_on is None or order.expires_on <= on):
        return S.DISCHARGED
    if order.expires_on is not None and order.expires_on < on:
        return S.EXPIRED
    return S.IN_FORCE if begun_by(order, on) else S.GRANTED


def begun_by(order: Dated, on: date) -> date | None:
    """The day from which it was in force, None where it had not begun on a day."""
    return order.in_force_on if order.in_force_on is not None and order.in_force_on <= on else None


def steps(order: Dated, on: date) -> tuple[OrderState, ...]:
    """The steps that may be taken on a day, the usual one first."""
    return NEXT[effective(order, on)]


def live(order: Dated, on: date) -> bool:
    """Whether it is granted or in force on a day."""
    return effective(order, on) in LIVE


def unmonitored(order: Dated, on: date) -> bool:
    """Whether it is live and nobody monitors it."""
    return live(order, on) and not order.owner and not order.owner_organisation.strip()


def expiring(order: Dated, on: date, due_days: int) -> bool:
    """Whether it is live and ends within `due_days` (LOCAL)."""
    last = on + timedelta(days=due_days)
    return order.expires_on is not None and order.expires_on <= last and live(order, on)


def due_next(order: Dated, on: date) -> Due | None:
    """What is due next: what was set, or the expiry where that comes first; nothing once it has ended."""
    state = effective(order, on)
    found = []
    if order.due is not None and state in LIVE | PENDING:
        found.append(Due(order.due, order.due_what))
    if order.expires_on is not None and state in LIVE:
        found.append(Due(order.expires_on))
    return min(found, key=lambda due: due.on, default=None)


def due_within(order: Dated, on: date, due_days: int) -> bool:
    """Whether something is due within `due_days` (LOCAL), or overdue."""
    due = due_next(order, on)
    return due is not None and due.on <= on + timedelta(days=due_days)


class Held(Protocol):
    """What the rules read of a nominal."""

    @property
    def until(self) -> date | None: ...

    @property
    def in_custody(self) -> bool: ...

    @property
    def charged_on(self) -> date | None: ...

    @property
    def convicted_on(self) -> date | None: ...

    @property
    def release_on(self) -> date | None: ...

    @property
    def release_plan(self) -> str: ...


def current(nominal: Held, on: date) -> bool:
    """Whether the nominal is on the group on a day; `until` is the last one."""
    return nominal.until is None or nominal.until >= on


def release_due(nominal: Held, on: date, months: int) -> bool:
    """Whether a release comes within `months` (LOCAL); a day that has passed counts while custody stands."""
    day = nominal.release_on
    if day is None or not current(nominal, on) or day > add_months(on, months):
        return False
    return nominal.in_custody or day >= on


def release_unplanned(nominal: Held, on: date, months: int) -> bool:
    """Whether a release is due and nothing says what is to happen then."""
    return release_due(nominal, on, months) and not nominal.release_plan.strip()


def order_to_consider(nominal: Held, on: date, *, has_order: bool) -> bool:
    """Whether there is a charge or a conviction, and no order was even considered."""
    accused = nominal.charged_on is not None or nominal.convicted_on is not None
    return accused and current(nominal, on) and not has_order


def role_counts(roles: Iterable[str]) -> str:
    """How many nominals have each role: "2 principal, 3 significant, 4 peripheral"; "" for none."""
    found = [str(role) for role in roles]
    named = ("principal", "significant", "peripheral")
    return ", ".join(f"{found.count(role)} {role}" for role in named if role in found)
