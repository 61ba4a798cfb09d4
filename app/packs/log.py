"""The action log, and the overdue actions of all groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app.domain.codes import ActionState
from app.domain.month import ActionRow
from app.packs.facts import Facts, order
from app.packs.model import ActionLog, Answer, LogGroup, LogLine
from app.packs.phrases import count, day_and_month, number

CARRIED_OFTEN = 3
STRIP = 5
"""Meetings before this one that the lineage strip shows."""


def line(facts: Facts, action: ActionRow) -> LogLine:
    """An action as a line of the log."""
    threat = facts.threats[action.threat]
    moves = facts.moves_of.get(action.id, ())
    return LogLine(
        action.reference,
        threat.reference,
        action.title,
        facts.owner(action),
        action.set_on,
        facts.first_due(action),
        action.due,
        tuple(move.was for move in moves if move.was is not None),
        facts.carried(action),
        facts.chip(action),
    )


def outstanding(facts: Facts) -> list[ActionRow]:
    """The open actions of the priority groups that were set by the meeting before and press, worst first.

    Red or Amber, or due by the next meeting; what is due later stands on the groups' own pages.
    """
    ranked = {row.id for row in facts.priorities}
    until = facts.since or facts.today
    coming = facts.next_on or facts.today
    found = [
        row
        for row in facts.month.actions
        if row.threat in ranked
        and row.state is ActionState.OPEN
        and (row.set_on is None or row.set_on <= until)
        and (facts.marks[row.id].letter in "RA" or (row.due is not None and row.due <= coming))
    ]
    return sorted(found, key=lambda row: order(row, facts.marks))


def _groups(facts: Facts, actions: Iterable[ActionRow]) -> tuple[LogGroup, ...]:
    titles = {
        "R": "Overdue, or without owner or date",
        "A": "Due soon, or re-dated",
        "G": "Due by the next meeting",
    }
    groups: dict[str, list[LogLine]] = defaultdict(list)
    for action in actions:
        groups[titles[facts.marks[action.id].letter]].append(line(facts, action))
    return tuple(LogGroup(title, tuple(groups[title])) for title in titles.values() if title in groups)


def closed_since(facts: Facts) -> int:
    """How many actions of the priority groups were completed or closed since the meeting before."""
    ranked = {row.id for row in facts.priorities}
    return sum(1 for row in facts.month.actions if row.threat in ranked and facts.change(row) == "done")


def action_log(facts: Facts) -> ActionLog:
    """The log with its answer and groups, and the meetings that its strip shows."""
    actions = outstanding(facts)
    overdue = sum(1 for row in actions if facts.marks[row.id].code == "rag.overdue")
    often = sum(1 for row in actions if facts.carried(row) >= CARRIED_OFTEN)
    strong = (
        f"{number(len(actions))} press: {overdue or 'none'} overdue, "
        f"{often or 'none'} carried three times or more."
    )
    closed = f"{closed_since(facts)} closed since {day_and_month(facts.since)}." if facts.since else ""
    past = [on for on in facts.month.meetings if on < facts.today][-STRIP:]
    coming = [facts.next_on] if facts.next_on else []
    since = f"by {day_and_month(facts.since)} " if facts.since else ""
    return ActionLog(
        Answer(strong, closed),
        _groups(facts, actions),
        f"Open actions of the priority groups that were set {since}and are Red, Amber or due by the next "
        "meeting. Carried: meetings before this one at which it was open after its first due date.",
        (*past, facts.today, *coming),
    )


def overdue_groups(facts: Facts) -> tuple[LogGroup, ...]:
    """Every overdue action of the active threats, by home force, longest first."""
    groups: dict[str, list[ActionRow]] = defaultdict(list)
    for threat in facts.active:
        for action in facts.actions_of.get(threat.id, ()):
            if facts.marks[action.id].code == "rag.overdue":
                groups[facts.force(threat) or "No home force"].append(action)
    return tuple(
        LogGroup(
            name, tuple(line(facts, row) for row in sorted(rows, key=lambda row: order(row, facts.marks)))
        )
        for name, rows in sorted(groups.items())
    )


def overdue_count(facts: Facts) -> tuple[int, int]:
    """How many actions of active threats are overdue, and on how many threats."""
    threats = [
        row.threat
        for row in facts.month.actions
        if row.threat in facts.active_ids and facts.marks[row.id].code == "rag.overdue"
    ]
    return len(threats), len(set(threats))


def words_of(overdue: int, threats: int) -> str:
    """The strong part of the exceptions' answer."""
    return f"{count(overdue, 'action')} overdue on {count(threats, 'threat')}."
