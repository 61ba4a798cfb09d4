"""The meetings of each series."""

from __future__ import annotations

from app.commands.confirmed import refuse_confirmed
from app.domain.codes import Series
from app.domain.dates import shown
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.store.unit import Unit, command


def _refuse_used(unit: Unit, meeting: Meeting) -> None:
    if meeting.series is Series.TASKING:
        planned = unit.find(Meeting, series=Series.TASKING, month=meeting.month)
        if any(other.id != meeting.id for other in planned):
            raise Refusal("meeting.month_used", month=meeting.month)
    if any(other.id != meeting.id for other in unit.find(Meeting, series=meeting.series, on=meeting.on)):
        raise Refusal("meeting.day_used", on=shown(meeting.on))


@command("meeting.plan")
def plan(unit: Unit, meeting: Meeting) -> Meeting:
    """A new meeting; Refusal("meeting.month_used") where the tasking meeting of its month is planned already,
    "meeting.day_used" where one of its series is on that day."""
    _refuse_used(unit, meeting)
    return unit.put(meeting)


@command("meeting.change")
def change(unit: Unit, meeting: Meeting) -> Meeting:
    """A change of a meeting's date, chair or venue; Refusal("meeting.confirmed") once its minutes are."""
    refuse_confirmed(unit, meeting.id)
    _refuse_used(unit, meeting)
    return unit.put(meeting)
