"""Minutes: drafted, drafted anew, issued, confirmed at a later meeting, and from then on locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.commands import issues
from app.commands.confirmed import refuse_confirmed
from app.domain.codes import MeetingState, MinutesState
from app.domain.dates import shown
from app.domain.issue import Copy, Issue
from app.domain.meeting import Meeting
from app.domain.minutes import Minutes, may_confirm
from app.errors import Refusal
from app.store.unit import Unit, command

_HELD = (MeetingState.UNDER_WAY, MeetingState.HELD)


@command("minutes.draft", undoable=False)
def draft(unit: Unit, meeting: str) -> Minutes:
    """The first draft of the minutes of a meeting, or the next one where a draft has left already.

    Raises Refusal: minutes.not_held for a meeting that has not begun, meeting.confirmed for minutes that are
    locked.
    """
    of = _held(unit, meeting)
    refuse_confirmed(unit, meeting)
    kept = next(iter(unit.find(Minutes, meeting=meeting)), None)
    if kept is None:
        return unit.put(Minutes(id=unit.new_id(), meeting=of.id, made_on=unit.today))
    return unit.put(replace(kept, draft=kept.draft + 1, made_on=unit.today))


@command("minutes.confirm", undoable=False)
def confirm(unit: Unit, meeting: str, at: str, corrections: str = "") -> Minutes:
    """Confirmed at a later meeting of the series, with what it corrected; they are locked from then on.

    Raises Refusal: minutes.not_held, minutes.cannot_confirm for a meeting that is not a later one of the
    series, minutes.not_yet for one that is still to come, meeting.confirmed for minutes that are locked.
    """
    of, by = _held(unit, meeting), unit.get(Meeting, at)
    refuse_confirmed(unit, meeting)
    if not may_confirm(of, by):
        raise Refusal("minutes.cannot_confirm", on=shown(by.on), of=shown(of.on))
    if by.on > unit.today:
        raise Refusal("minutes.not_yet", on=shown(by.on))
    if of.state is MeetingState.UNDER_WAY:
        # one that nobody ended is over by now, and could not be ended once it is locked
        unit.put(replace(of, state=MeetingState.HELD))
    kept = next(iter(unit.find(Minutes, meeting=meeting)), None)
    minutes = kept or Minutes(id=unit.new_id(), meeting=of.id, made_on=unit.today)
    return unit.put(
        replace(
            minutes,
            state=MinutesState.CONFIRMED,
            confirmed_at=by.id,
            confirmed_on=by.on,
            corrections=corrections.strip(),
        )
    )


@command("minutes.issue", undoable=False)
def issue(unit: Unit, paper: Issue, body: bytes, copies: Sequence[Copy], facts: Mapping[str, Any]) -> Issue:
    """Records minutes that were issued, with the value they were printed from, and who received them."""
    made: tuple[Issue, ...] = issues.record(unit, (paper,), body, copies, facts)
    return made[0]


def _held(unit: Unit, meeting: str) -> Meeting:
    of = unit.get(Meeting, meeting)
    if of.state not in _HELD:
        raise Refusal("minutes.not_held", on=shown(of.on))
    return of
