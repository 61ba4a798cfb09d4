"""The monthly meetings."""

from __future__ import annotations

from app.domain.codes import Role
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.store.unit import Unit, command


def _refuse_used(unit: Unit, meeting: Meeting) -> None:
    if any(other.id != meeting.id for other in unit.find(Meeting, month=meeting.month)):
        raise Refusal("meeting.month_used", month=meeting.month)


@command("meeting.plan", needs=Role.COORDINATOR)
def plan(unit: Unit, meeting: Meeting) -> Meeting:
    """A new monthly meeting; Refusal("meeting.month_used") where its month has one."""
    _refuse_used(unit, meeting)
    return unit.put(meeting)


@command("meeting.change", needs=Role.COORDINATOR)
def change(unit: Unit, meeting: Meeting) -> Meeting:
    """A change of a meeting's date, chair or venue."""
    _refuse_used(unit, meeting)
    return unit.put(meeting)
