"""The action log between meetings: what meetings set, and what presses of the priority groups' plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, or_, select

from app.domain.action import Action, Redating
from app.domain.agenda import AgendaItem, numbered
from app.domain.codes import ActionState, MeetingState, Series, ThreatStatus
from app.domain.lineage import carried
from app.domain.meeting import Meeting
from app.domain.officer import Officer
from app.domain.rag import Rag, RagLimits, rag
from app.domain.threat import Threat, display
from app.errors import Refusal
from app.reads.card import CardAction
from app.reads.reference import Reference, reference
from app.store.tables import table

A, T = table(Action), table(Threat)


class LogRow(NamedTuple):
    """One action of the log; `threat` is None for one of a meeting, `at` the item that set it, or "plan".

    `days` are those until it is due, `reason` that of the last move of its date; `owner_id` is the officer,
    None for an organisation.
    """

    id: str
    reference: str
    title: str
    owner: str
    threat: str | None
    threat_reference: str
    threat_name: str
    set_on: date | None
    at: str
    first_due: date | None
    due: date | None
    days: int | None
    rag: Rag
    redated: int
    carried: int
    reason: str
    state: ActionState
    closed_on: date | None
    outcome: str
    owner_id: str | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state is ActionState.OPEN

    @property
    def of_meeting(self) -> bool:
        """Whether a meeting set it."""
        return self.at != PLAN


PLAN = "plan"


class Held(NamedTuple):
    """A meeting that may have set an action, with its listed items: id, number, title."""

    id: str
    on: date
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LogDesk:
    """The page of the action log; `held` are the meetings up to today, newest first."""

    reference: Reference
    rows: tuple[LogRow, ...]
    held: tuple[Held, ...]
    before: date | None
    coming: date | None


def desk(connection: Connection, today: date) -> LogDesk:
    """Every action that a meeting set, and the open ones of the priority groups' plans, by due date."""
    region = reference(connection)
    meetings = [Meeting(**row._mapping) for row in connection.execute(select(table(Meeting)))]
    tasking = [one for one in meetings if one.series is Series.TASKING]
    days = sorted(one.on for one in tasking if one.state is not MeetingState.CANCELLED)
    items = _items(connection)
    ranked = and_(A.c.state == ActionState.OPEN, T.c.priority.is_not(None), T.c.status == ThreatStatus.ACTIVE)
    query = (
        select(A, T.c.reference.label("its_reference"), T.c.name, T.c.operation)
        .select_from(A.outerjoin(T, T.c.id == A.c.threat))
        .where(or_(A.c.meeting.is_not(None), A.c.threat.is_(None), ranked))
    )
    found = connection.execute(query).all()
    moves = _moves(connection)
    people = _people(connection)
    on = {meeting.id: meeting.on for meeting in meetings}
    numbers = {id: number for of in items.values() for id, number, _ in of}
    limits = region.settings.rag_limits
    rows = tuple(_row(row, moves.get(row.id, ()), people, on, numbers, days, today, limits) for row in found)
    held = sorted(
        (m for m in meetings if m.on <= today),
        key=lambda m: m.on,
        reverse=True,
    )
    return LogDesk(
        region,
        tuple(sorted(rows, key=lambda row: (row.due or date.min, row.reference, row.id))),
        tuple(Held(m.id, m.on, items.get(m.id, ())) for m in held),
        max((day for day in days if day < today), default=None),
        min((day for day in days if day >= today), default=None),
    )


def opened(connection: Connection, id: str, today: date) -> CardAction:
    """One action as its dialogs need it; Refusal("gone") where there is none."""
    row = connection.execute(select(A).where(A.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind="action")
    action = Action(**row._mapping)
    where = table(Redating)
    query = select(where).where(where.c.action == id).order_by(where.c.on, where.c.id)
    moves = tuple(Redating(**move._mapping) for move in connection.execute(query))
    limits = reference(connection).settings.rag_limits
    owner = _people(connection).get(action.owner or "", action.owner_organisation)
    mark = rag(action.state, bool(owner), action.due, len(moves), today, limits)
    return CardAction(action, owner, mark, moves)


def _row(
    row: Any,
    moves: tuple[Redating, ...] | list[Redating],
    people: Mapping[str, str],
    on: Mapping[str, date],
    numbers: Mapping[str, str],
    days: list[date],
    today: date,
    limits: RagLimits,
) -> LogRow:
    owner = people.get(row.owner or "", row.owner_organisation)
    first = (moves[0].was or row.due) if moves else row.due
    number = numbers.get(row.item or "", "")
    at = PLAN if row.meeting is None and row.threat else f"item {number}" if number else "meeting"
    open_ = row.state is ActionState.OPEN
    return LogRow(
        row.id, row.reference, row.title, owner, row.threat, row.its_reference or "",
        display(row.name, row.operation, row.its_reference) if row.threat else "",
        on.get(row.meeting or "", row.set_on), at, first, row.due,
        (row.due - today).days if row.due and open_ else None,
        rag(row.state, bool(owner), row.due, len(moves), today, limits), len(moves),
        carried(first, (move.on for move in moves), days, today, row.completed_on or row.closed_on),
        moves[-1].reason if moves else "",
        row.state, row.closed_on, row.outcome, row.owner,
    )  # fmt: skip


def _items(connection: Connection) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """The listed items of each meeting: id, printed number, title."""
    of: dict[str, list[AgendaItem]] = defaultdict(list)
    for row in connection.execute(select(table(AgendaItem))):
        of[row.meeting].append(AgendaItem(**row._mapping))
    return {
        meeting: tuple((item.id, number, item.title) for number, item in numbered(items))
        for meeting, items in of.items()
    }


def _moves(connection: Connection) -> dict[str, list[Redating]]:
    where = table(Redating)
    query = (
        select(where)
        .join(A, A.c.id == where.c.action)
        .outerjoin(T, T.c.id == A.c.threat)
        .where(or_(A.c.meeting.is_not(None), A.c.threat.is_(None), T.c.priority.is_not(None)))
        .order_by(where.c.on, where.c.id)
    )
    found: dict[str, list[Redating]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.action].append(Redating(**row._mapping))
    return found


def _people(connection: Connection) -> dict[str, str]:
    where = table(Officer)
    rows = connection.execute(select(where.c.id, where.c.rank, where.c.name))
    return {id: f"{rank} {name}".strip() for id, rank, name in rows}
