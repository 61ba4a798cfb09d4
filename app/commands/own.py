"""A lead officer's own: the actions that stand under their name, and the groups that they lead.

A person of the register is the officer of the list who bears exactly their name, with the rank that stands
there or without one, and has not left; where two do, neither is taken for them.
"""

from __future__ import annotations

from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.codes import Role
from app.domain.officer import Officer
from app.domain.persons import only_named
from app.errors import Refusal
from app.store.unit import Unit


def refuse_not_own(unit: Unit, action: Action) -> None:
    """Refusal("own.action") where a lead officer, who is not also coordinator, is not the action's owner."""
    if Role.COORDINATOR in unit.roles:
        return
    me = _officer(unit)
    if me is None or unit.get(Action, action.id).owner != me:
        raise Refusal("own.action")


def refuse_not_led(unit: Unit, threat: str) -> None:
    """Refusal("own.threat") where a lead officer neither leads the group nor owns an action of it."""
    if Role.COORDINATOR in unit.roles:
        return
    me = _officer(unit)
    leads = me is not None and any(
        lead.until is None for lead in unit.find(Assignment, threat=threat, officer=me)
    )
    if me is None or not (leads or unit.find(Action, threat=threat, owner=me)):
        raise Refusal("own.threat")


def _officer(unit: Unit) -> str | None:
    return only_named(unit.by.name, unit.find(Officer, left_on=None))
