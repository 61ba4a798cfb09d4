"""Who leads: an assignment ends the one before it and keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.assignment import Assignment
from app.domain.codes import LeadRole
from app.store.unit import Unit, command


@command("lead.assign")
def assign(unit: Unit, threat: str, role: LeadRole, officer: str | None, since: date) -> Assignment | None:
    """Gives a role to an officer from a day on; the one who held it ends the day before.

    `officer` None ends the role with nobody in it. The same officer again changes nothing.
    """
    for held in unit.find(Assignment, threat=threat, role=role, until=None):
        if held.officer == officer:
            return held
        last = since - timedelta(days=1)
        # one who began the same day or later never led: the day itself is kept rather than a negative span
        unit.put(replace(held, until=max(last, held.since) if held.since else last))
    if officer is None:
        return None
    return unit.put(Assignment(id=unit.new_id(), threat=threat, role=role, officer=officer, since=since))
