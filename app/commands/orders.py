"""Ancillary orders: considered, applied for, granted, in force, ended; one command for each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.commands import custom
from app.domain.codes import OrderState
from app.domain.dates import shown
from app.domain.faults import Faulty, required
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.order_rules import begun_by, steps
from app.errors import Refusal
from app.store.unit import Unit, command


def _on_its_threat(unit: Unit, order: AncillaryOrder) -> None:
    if order.nominal and unit.get(Nominal, order.nominal).threat != order.threat:
        raise Refusal("order.other_threat")


def _step(unit: Unit, order: AncillaryOrder, to: OrderState, **fields: Any) -> AncillaryOrder:
    """Takes a step that the state of today allows; Refusal("order.no_step") for any other."""
    stored = unit.get(AncillaryOrder, order.id)
    if stored.version == order.version and to not in steps(stored, unit.today):
        raise Refusal("order.no_step", state=stored.state.value, to=to.value)
    return unit.put(replace(order, state=to, **fields))


def _reasoned(unit: Unit, reason: str) -> None:
    """Keeps the reason of a decision that ends an order; Faulty without one."""
    if found := required(reason=reason):
        raise Faulty(tuple(found))
    unit.because(reason.strip())


def _noted(order: AncillaryOrder, words: str, on: date, reason: str) -> str:
    """The note with a line for a step that has no date of its own."""
    said = f"{words} {shown(on)}: {reason.strip()}"
    return "\n".join(part for part in (order.note, said) if part)


@command("order.consider")
def consider(unit: Unit, order: AncillaryOrder) -> AncillaryOrder:
    """A new order that is being considered, from today unless it says otherwise."""
    _on_its_threat(unit, order)
    considered = replace(order, state=OrderState.CONSIDERED, considered_on=order.considered_on or unit.today)
    return unit.put(considered)


@command("order.record")
def record(unit: Unit, order: AncillaryOrder) -> AncillaryOrder:
    """A new order in the state that it has already, with its dates."""
    _on_its_threat(unit, order)
    return unit.put(order)


@command("order.consider_again")
def consider_again(unit: Unit, order: AncillaryOrder, on: date) -> AncillaryOrder:
    """One that was not sought is considered anew; the dates of the first time stay in the history."""
    fields = dict.fromkeys(("applied_on", "granted_on", "in_force_on", "expires_on"))
    return _step(unit, order, OrderState.CONSIDERED, considered_on=on, **fields)


@command("order.not_sought")
def not_sought(unit: Unit, order: AncillaryOrder, on: date, reason: str) -> AncillaryOrder:
    """It is not sought, or its application was withdrawn; the reason stands in the note."""
    _reasoned(unit, reason)
    return _step(unit, order, OrderState.NOT_SOUGHT, note=_noted(order, "Not sought", on, reason))


@command("order.apply")
def apply(unit: Unit, order: AncillaryOrder, on: date) -> AncillaryOrder:
    """Applied for; after a refusal this is a new application."""
    fields = dict.fromkeys(("granted_on", "in_force_on", "expires_on"))
    return _step(unit, order, OrderState.APPLIED, applied_on=on, **fields)


@command("order.grant")
def grant(
    unit: Unit,
    order: AncillaryOrder,
    on: date,
    in_force_on: date | None = None,
    expires_on: date | None = None,
) -> AncillaryOrder:
    """Granted; it may come into force on a later day, such as that of a release."""
    return _step(
        unit, order, OrderState.GRANTED, granted_on=on, in_force_on=in_force_on, expires_on=expires_on
    )


@command("order.refuse")
def refuse(unit: Unit, order: AncillaryOrder, on: date, reason: str) -> AncillaryOrder:
    """Refused by the court; the day and the reason stand in the note."""
    _reasoned(unit, reason)
    return _step(unit, order, OrderState.REFUSED, note=_noted(order, "Refused", on, reason))


@command("order.in_force")
def in_force(unit: Unit, order: AncillaryOrder, on: date, expires_on: date | None = None) -> AncillaryOrder:
    """In force from a day that has come."""
    return _step(unit, order, OrderState.IN_FORCE, in_force_on=on, expires_on=expires_on or order.expires_on)


@command("order.expire")
def expire(unit: Unit, order: AncillaryOrder, on: date) -> AncillaryOrder:
    """Ended by time; `on` was the last day in force."""
    return _step(unit, order, OrderState.EXPIRED, expires_on=on)


@command("order.discharge")
def discharge(unit: Unit, order: AncillaryOrder, on: date, reason: str) -> AncillaryOrder:
    """Ended by the court on a day, with the reason in the note; what had not begun was never in force."""
    _reasoned(unit, reason)
    return _step(
        unit,
        order,
        OrderState.DISCHARGED,
        in_force_on=begun_by(order, on),
        expires_on=on,
        note=_noted(order, "Discharged", on, reason),
    )


@command("order.monitor")
def monitor(
    unit: Unit,
    order: AncillaryOrder,
    owner: str | None,
    organisation: str = "",
    due: date | None = None,
    due_what: str = "",
) -> AncillaryOrder:
    """Who monitors it, and what is due next."""
    return unit.put(
        replace(
            order, owner=owner, owner_organisation=organisation.strip(), due=due, due_what=due_what.strip()
        )
    )


@command("order.change")
def change(unit: Unit, order: AncillaryOrder) -> AncillaryOrder:
    """A correction of what is recorded; Refusal("order.state_by_step") where it would change the state."""
    _on_its_threat(unit, order)
    stored = unit.get(AncillaryOrder, order.id)
    if stored.version == order.version and stored.state is not order.state:
        raise Refusal("order.state_by_step")
    return unit.put(order)


@command("order.remove")
def remove(unit: Unit, order: AncillaryOrder) -> None:
    """Takes an order that was entered by mistake out of the record."""
    custom.forget(unit, order.id)
    unit.drop(order)
