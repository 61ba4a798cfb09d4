"""Nominals of a group: added, changed, moved between roles, held and released, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.commands import custom
from app.domain.codes import NominalRole
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.order_rules import current
from app.errors import Refusal
from app.store.unit import Unit, command


def _one_of_its_name(unit: Unit, nominal: Nominal) -> None:
    """Refuses a reference that another nominal of the same threat bears now."""
    for other in unit.find(Nominal, threat=nominal.threat):
        same = other.reference.strip().casefold() == nominal.reference.strip().casefold()
        if same and other.id != nominal.id and current(other, unit.today) and current(nominal, unit.today):
            raise Refusal("nominal.twice", reference=other.reference)


@command("nominal.add")
def add(unit: Unit, nominal: Nominal) -> Nominal:
    """A new nominal; Refusal("nominal.twice") where the threat has one of that reference."""
    _one_of_its_name(unit, nominal)
    return unit.put(replace(nominal, reference=nominal.reference.strip()))


@command("nominal.change")
def change(unit: Unit, nominal: Nominal) -> Nominal:
    """A correction of what is recorded; Refusal("nominal.role_by_step") where it would change the role.

    Refusal("nominal.twice") as for a new one.
    """
    _one_of_its_name(unit, nominal)
    stored = unit.get(Nominal, nominal.id)
    if stored.version == nominal.version and stored.role is not nominal.role:
        raise Refusal("nominal.role_by_step")
    return unit.put(replace(nominal, reference=nominal.reference.strip()))


@command("nominal.change_role")
def change_role(unit: Unit, nominal: Nominal, role: NominalRole, since: date) -> Nominal:
    """Another role from a day on; the one before stays in the history."""
    return unit.put(replace(nominal, role=role, since=since))


@command("nominal.hold")
def hold(unit: Unit, nominal: Nominal, charged_on: date | None, release_on: date | None) -> Nominal:
    """Into custody; the charge and the release stand as recorded where none is given."""
    return unit.put(
        replace(
            nominal,
            in_custody=True,
            charged_on=charged_on or nominal.charged_on,
            release_on=release_on or nominal.release_on,
        )
    )


@command("nominal.plan_release")
def plan_release(
    unit: Unit, nominal: Nominal, release_on: date | None, plan: str, owner: str | None
) -> Nominal:
    """The date of release, what is to happen then, and who sees to it."""
    return unit.put(replace(nominal, release_on=release_on, release_plan=plan.strip(), owner=owner))


@command("nominal.release")
def release(unit: Unit, nominal: Nominal, on: date) -> Nominal:
    """Out of custody on a day that has come; Refusal("nominal.not_held") where nobody was held."""
    if not nominal.in_custody:
        raise Refusal("nominal.not_held", reference=nominal.reference)
    if on > unit.today:
        raise Refusal("nominal.not_released_yet", reference=nominal.reference)
    return unit.put(replace(nominal, in_custody=False, release_on=on))


@command("nominal.end")
def end(unit: Unit, nominal: Nominal, until: date) -> Nominal:
    """No longer on the group after a day; what was recorded stays."""
    return unit.put(replace(nominal, until=until))


@command("nominal.remove")
def remove(unit: Unit, nominal: Nominal) -> None:
    """Takes one entered by mistake out of the record; Refusal("nominal.has_orders") where orders name it."""
    if orders := unit.find(AncillaryOrder, nominal=nominal.id):
        raise Refusal("nominal.has_orders", reference=nominal.reference, count=len(orders))
    custom.forget(unit, nominal.id)
    unit.drop(nominal)
