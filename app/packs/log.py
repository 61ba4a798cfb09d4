"""The action log: what meetings set, what presses of the 4P plans, and the overdue actions of all groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from app.domain.codes import ActionState
from app.domain.month import ActionRow, MeetingActionRow
from app.domain.rag import WORDS
from app.packs.facts import AnyAction, Facts, order
from app.packs.model import ActionLog, Answer, Cell, LogGroup, LogLine, PlanForce
from app.packs.phrases import count, day, day_and_month, number

CARRIED_OFTEN = 3
STRIP = 5
"""Meetings before this one that the lineage strip shows."""
PRINTED = 20
"""Actions of 4P plans that the log prints, the most pressing; the groups' pages have all."""
LONGEST = 5
"""Overdue actions of each force that the page of exceptions prints."""
NO_FORCE = "No home force"


def line(facts: Facts, action: AnyAction) -> LogLine:
    """An action as a line of the log."""
    moves = facts.moves_of.get(action.id, ())
    set_on, at = facts.set_at(action)
    return LogLine(
        action.reference,
        _threat(facts, action),
        action.title,
        facts.owner(action),
        set_on,
        facts.first_due(action),
        action.due,
        tuple(move.was for move in moves if move.was is not None),
        facts.carried(action),
        facts.chip(action),
        at if at == "plan" else f"item {at}" if at else "meeting",
        moves[-1].reason if moves else "",
    )


def _threat(facts: Facts, action: AnyAction) -> str:
    return facts.threats[action.threat].reference if isinstance(action, ActionRow) else ""


def of_meetings(facts: Facts) -> list[MeetingActionRow]:
    """The actions that meetings set and that are not closed, worst first; set up to this meeting."""
    live = (ActionState.OPEN, ActionState.COMPLETED)
    found = [
        row
        for row in facts.month.meeting_actions
        if row.state in live and (row.set_on is None or row.set_on <= facts.today)
    ]
    return sorted(found, key=lambda row: order(row, facts.marks))


def closed_of_meetings(facts: Facts) -> list[MeetingActionRow]:
    """Those of them that were closed since the meeting before, by reference."""
    found = [row for row in facts.month.meeting_actions if facts.is_new(row.closed_on)]
    return sorted(found, key=lambda row: row.reference)


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


def _meeting_group(facts: Facts, action: MeetingActionRow) -> str:
    mark = facts.marks[action.id].code
    if action.state is ActionState.COMPLETED:
        return "Completed, result to be accepted"
    if mark == "rag.overdue":
        return "Overdue"
    if action.due is None or mark == "rag.no_owner":
        return "Without owner or date"
    return "Due at this meeting" if action.due == facts.today else "Due later"


def _meeting_groups(facts: Facts) -> Iterator[LogGroup]:
    titles = (
        "Overdue",
        "Without owner or date",
        "Due at this meeting",
        "Due later",
        "Completed, result to be accepted",
    )
    groups: dict[str, list[LogLine]] = defaultdict(list)
    for action in of_meetings(facts):
        groups[_meeting_group(facts, action)].append(line(facts, action))
    return (LogGroup(title, tuple(groups[title])) for title in titles if title in groups)


def _worst(facts: Facts, title: str, actions: list[ActionRow], most: int) -> LogGroup:
    """The first of them as lines, and how many there are."""
    shown = tuple(line(facts, row) for row in actions[:most])
    return LogGroup(title, shown, len(actions) if len(actions) > most else 0)


def _by_force(facts: Facts, actions: list[ActionRow]) -> tuple[PlanForce, ...]:
    """What presses of the plans, force by force in the order of the region."""
    of: dict[str, list[ActionRow]] = defaultdict(list)
    for row in actions:
        of[facts.force(facts.threats[row.threat]) or NO_FORCE].append(row)
    known = [force.name for force in facts.month.forces]
    return tuple(_pressing(facts, name, of[name]) for name in (*known, NO_FORCE) if of.get(name))


def _pressing(facts: Facts, force: str, rows: list[ActionRow]) -> PlanForce:
    letters = Counter(facts.marks[row.id].letter for row in rows)
    _, overdue, often = _counted(facts, rows)
    return PlanForce(force, len(rows), overdue, letters["R"] - overdue, letters["A"], letters["G"], often)


def closed_since(facts: Facts) -> int:
    """How many actions of the priority groups were completed or closed since the meeting before."""
    ranked = {row.id for row in facts.priorities}
    return sum(1 for row in facts.month.actions if row.threat in ranked and facts.change(row) == "done")


def _counted(facts: Facts, actions: Iterable[AnyAction]) -> tuple[int, int, int]:
    """How many, how many of them overdue, and how many carried often."""
    found = list(actions)
    overdue = sum(1 for row in found if facts.marks[row.id].code == "rag.overdue")
    return len(found), overdue, sum(1 for row in found if facts.carried(row) >= CARRIED_OFTEN)


def _answer(facts: Facts, plans: list[ActionRow]) -> Answer:
    """What is open of the meetings comes first; the plans' share of it after."""
    since = f"closed since {day_and_month(facts.since)}" if facts.since else ""
    pressing, late, plan_often = _counted(facts, plans)
    done = closed_since(facts)
    if not of_meetings(facts) and not closed_of_meetings(facts):
        strong = f"{number(pressing)} press: {_late(late, plan_often)}."
        return Answer(strong, f"{done} {since}." if since else "")
    open_, overdue, often = _counted(facts, (r for r in of_meetings(facts) if r.state is ActionState.OPEN))
    closed = f"{len(closed_of_meetings(facts)) or 'None'} {since}. " if since else ""
    plan = f"Of the 4P plans {number(pressing) if pressing else 'none'} press"
    plan += f", {late or 'none'} of them overdue" if pressing else ""
    plan += f"; {done or 'none'} {since}." if since else "."
    return Answer(f"{number(open_)} open: {_late(overdue, often)}.", closed + plan)


def _late(overdue: int, often: int) -> str:
    return f"{overdue or 'none'} overdue, {often or 'none'} carried three times or more"


def action_log(facts: Facts) -> ActionLog:
    """The log with its answer and groups, and the meetings that its strip shows."""
    plans = outstanding(facts)
    past = [on for on in facts.month.meetings if on < facts.today][-STRIP:]
    coming = [facts.next_on] if facts.next_on else []
    said = [
        "Dates without a year are within twelve months of this meeting.",
        "Carried: meetings before this one at which it was open after its first due date, or was moved.",
    ]
    return ActionLog(
        _answer(facts, plans),
        tuple(_meeting_groups(facts)),
        " ".join(said),
        (*past, facts.today, *coming),
        (_worst(facts, "4P plans: what presses most", plans, PRINTED),) if plans else (),
        _by_force(facts, plans),
        _plans_note(facts) if plans else "",
    )


def _plans_note(facts: Facts) -> str:
    """Which actions of plans are counted here, and where each of them stands."""
    since = f"by {day_and_month(facts.since)} " if facts.since else ""
    return (
        f"Open actions of the priority groups, set {since}and Red, Amber or due by the next meeting. "
        "All stand on the groups' pages and in the workbook, sheet Action log."
    )


def any_listed(facts: Facts) -> bool:
    """Whether the log holds anything."""
    return bool(of_meetings(facts) or closed_of_meetings(facts) or outstanding(facts))


def rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """The rows of the sheet: actions of meetings, those closed since the meeting before, what plans press."""
    listed: tuple[AnyAction, ...] = (
        *of_meetings(facts),
        *closed_of_meetings(facts),
        *outstanding(facts),
    )
    for row in listed:
        chip, moves = facts.chip(row), facts.moves_of.get(row.id, ())
        history = "\n".join(
            f"{day(move.was, 'none')} → {day(move.now, 'none')}: {move.reason}" for move in moves
        )
        open_ = row.state is ActionState.OPEN
        late = (facts.today - row.due).days if open_ and row.due and row.due < facts.today else None
        set_on, at = facts.set_at(row)
        yield (
            row.reference, row.title, facts.owner(row) or None, set_on, at or None, facts.first_due(row),
            row.due, len(moves), facts.carried(row), late, row.state.value, WORDS[chip.letter] or None,
            chip.words, _threat(facts, row) or None, history or None, row.closed_on, row.outcome or None,
        )  # fmt: skip


def overdue_groups(facts: Facts) -> tuple[LogGroup, ...]:
    """The overdue actions of the active threats, by home force: of each those that are longest overdue."""
    groups: dict[str, list[ActionRow]] = defaultdict(list)
    for threat in facts.active:
        for action in facts.actions_of.get(threat.id, ()):
            if facts.marks[action.id].code == "rag.overdue":
                groups[facts.force(threat) or NO_FORCE].append(action)
    return tuple(
        _worst(facts, name, sorted(rows, key=lambda row: order(row, facts.marks)), LONGEST)
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
