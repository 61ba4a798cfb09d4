"""Officers: added, changed, left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.officer import Officer
from app.store.unit import Unit, command


@command("officer.add")
def add(unit: Unit, officer: Officer) -> Officer:
    """A new officer."""
    return unit.put(officer)


@command("officer.change")
def change(unit: Unit, officer: Officer) -> Officer:
    """A change of an officer's details."""
    return unit.put(officer)


@command("officer.leave")
def leave(unit: Unit, officer: Officer, on: date) -> Officer:
    """An officer leaves; what they lead stays theirs on paper until it is reassigned, and shows as a gap."""
    return unit.put(replace(officer, left_on=on))
