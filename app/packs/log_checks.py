"""Check 52: actions that meetings set and that were overdue at several, on threats and of meetings alone."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import lineage
from app.domain.codes import ActionState
from app.domain.month import MeetingActionRow, ThreatRow
from app.packs.facts import AnyAction, Facts
from app.packs.model import ExceptionLine
from app.packs.phrases import count


def overdue_meetings(facts: Facts, threat: ThreatRow) -> str:
    """Check 52 on a threat: the actions of its plan that a meeting set."""
    rows = (row for row in facts.actions_of.get(threat.id, ()) if row.meeting is not None)
    return "; ".join(f"{row.reference}, {words(facts, row)}" for row in rows if _late(facts, row))


def of_meetings(facts: Facts) -> tuple[MeetingActionRow, ...]:
    """Check 52 on what meetings set for no threat, by reference."""
    late = (row for row in facts.month.meeting_actions if _late(facts, row))
    return tuple(sorted(late, key=lambda row: row.reference))


def lines(facts: Facts) -> Iterator[ExceptionLine]:
    """Those of no threat as the page of exceptions prints them; their owner stands for the force."""
    for row in of_meetings(facts):
        yield ExceptionLine(row.reference, row.title, facts.owner(row), words(facts, row))


def _late(facts: Facts, action: AnyAction) -> bool:
    most = facts.month.settings.overdue_meetings
    return action.state is ActionState.OPEN and _times(facts, action) >= most


def _times(facts: Facts, action: AnyAction) -> int:
    return lineage.overdue_at(action.due, facts.month.meetings, facts.today)


def words(facts: Facts, action: AnyAction) -> str:
    """What was found about one action."""
    return f"overdue at {count(_times(facts, action), 'meeting')}"
