"""What confirmed minutes lock, asked by every command that changes what a meeting said, decided or set."""

from __future__ import annotations

from app.domain.codes import MinutesState
from app.domain.dates import shown
from app.domain.meeting import Meeting
from app.domain.minutes import Minutes
from app.errors import Refusal
from app.store.unit import Unit


def refuse_confirmed(unit: Unit, meeting: str) -> None:
    """Refuses a change of what a meeting said or decided, or who came, once its minutes are confirmed.

    Refusal("meeting.confirmed") names the day of the meeting; every command that changes notes, decisions
    or attendance of a meeting asks this first.
    """
    if confirmed(unit, meeting):
        raise Refusal("meeting.confirmed", on=shown(unit.get(Meeting, meeting).on))


def confirmed(unit: Unit, meeting: str) -> bool:
    """Whether the minutes of a meeting are confirmed."""
    return any(each.state is MinutesState.CONFIRMED for each in unit.find(Minutes, meeting=meeting))
