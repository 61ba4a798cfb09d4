"""The monthly meetings."""

from __future__ import annotations

from app.domain.codes import Role
from app.domain.meeting import Meeting
from app.store.unit import Unit, command


@command("meeting.plan", needs=Role.COORDINATOR)
def plan(unit: Unit, meeting: Meeting) -> Meeting:
    """A new monthly meeting."""
    return unit.put(meeting)


@command("meeting.change", needs=Role.COORDINATOR)
def change(unit: Unit, meeting: Meeting) -> Meeting:
    """A change of a meeting's date, chair or venue."""
    return unit.put(meeting)
