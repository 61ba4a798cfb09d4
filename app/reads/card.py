"""Everything on the card of one threat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.action import Action, Redating, Update
from app.domain.assignment import Assignment
from app.domain.codes import Strand
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.plan_rag import plan_rag
from app.domain.rag import Rag, rag
from app.domain.score import Score
from app.domain.threat import MappingStep, Note, Threat
from app.errors import Refusal
from app.reads.reference import Reference, reference
from app.store.tables import table

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class CardAction:
    """An action with its owner's name, its RAG and the moves of its due date, oldest first."""

    action: Action
    owner: str
    rag: Rag
    moves: tuple[Redating, ...]


@dataclass(frozen=True, slots=True)
class CardLead:
    """A lead, past or present, with the officer."""

    assignment: Assignment
    officer: Officer


@dataclass(frozen=True, slots=True)
class Card:
    """The card; leads newest first, actions by P and due date, updates newest first, scores oldest first."""

    threat: Threat
    reference: Reference
    plan: Plan | None
    plan_owner: str
    plan_state: Rag
    leads: tuple[CardLead, ...]
    actions: tuple[CardAction, ...]
    updates: tuple[Update, ...]
    scores: tuple[Score, ...]
    mapping: tuple[MappingStep, ...]
    notes: tuple[Note, ...]


def _of(connection: Connection, cls: type[R], threat: str) -> list[R]:
    where = table(cls)
    rows = connection.execute(select(where).where(where.c.threat == threat).order_by(where.c.id))
    return [cls(**row._mapping) for row in rows]


def _officers(connection: Connection, ids: set[str]) -> dict[str, Officer]:
    where = table(Officer)
    rows = connection.execute(select(where).where(where.c.id.in_(ids)))
    return {row.id: Officer(**row._mapping) for row in rows}


def _moves(connection: Connection, threat: str) -> dict[str, list[Redating]]:
    moves, actions = table(Redating), table(Action)
    query = select(moves).join(actions, actions.c.id == moves.c.action).where(actions.c.threat == threat)
    found: dict[str, list[Redating]] = {}
    for row in connection.execute(query.order_by(moves.c.on, moves.c.id)):
        found.setdefault(row.action, []).append(Redating(**row._mapping))
    return found


def _by_strand(action: Action) -> tuple[int, date]:
    return list(Strand).index(action.strand), action.due or date.max


def card(connection: Connection, threat: str, today: date) -> Card:
    """The card of a threat; Refusal("gone") where it is no longer there."""
    where = table(Threat)
    row = connection.execute(select(where).where(where.c.id == threat)).first()
    if row is None:
        raise Refusal("gone", kind="threat")
    region = reference(connection)
    actions = _of(connection, Action, threat)
    leads = _of(connection, Assignment, threat)
    plans = _of(connection, Plan, threat)
    plan = plans[0] if plans else None
    wanted = {a.owner for a in actions if a.owner} | {lead.officer for lead in leads}
    officers = _officers(connection, wanted | ({plan.owner} if plan and plan.owner else set()))
    moves, limits = _moves(connection, threat), region.settings.rag_limits
    shown = []
    for action in sorted(actions, key=_by_strand):
        moved = tuple(moves.get(action.id, ()))
        owner = officers[action.owner].display if action.owner else action.owner_organisation
        mark = rag(action.state, bool(owner), action.due, len(moved), today, limits)
        shown.append(CardAction(action, owner, mark, moved))
    return Card(
        Threat(**row._mapping),
        region,
        plan,
        officers[plan.owner].display if plan and plan.owner else "",
        plan_rag((a.rag for a in shown), plan is not None),
        tuple(
            CardLead(lead, officers[lead.officer])
            for lead in sorted(
                leads, key=lambda x: (x.until is None, x.since or date.min, x.id), reverse=True
            )
        ),
        tuple(shown),
        tuple(sorted(_of(connection, Update, threat), key=lambda u: (u.on, u.id), reverse=True)),
        tuple(sorted(_of(connection, Score, threat), key=lambda s: (s.assessed_on or date.min, s.id))),
        tuple(sorted(_of(connection, MappingStep, threat), key=lambda s: (s.on, s.id))),
        tuple(_of(connection, Note, threat)),
    )
