"""Everything on the card of one threat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, case, or_, select

from app.domain.action import Action, Redating, Update
from app.domain.assignment import Assignment
from app.domain.beside import Document, IntelligenceGap, Learning, ThreatLink, Transfer
from app.domain.codec import specs
from app.domain.codes import Series, Strand
from app.domain.custom import CustomValue
from app.domain.disruption import Disruption, Rerating
from app.domain.kinds import Record
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.plan_rag import plan_rag
from app.domain.rag import Rag, rag
from app.domain.request import Request
from app.domain.retention import Hold, RetentionReview
from app.domain.score import Assessment, Score
from app.domain.submission import Submission
from app.domain.threat import MappingStep, Note, Threat, display
from app.errors import Refusal
from app.reads.meetings import meetings
from app.reads.reference import Reference, reference
from app.reads.self_ratified import self_ratified
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
class CardLink:
    """A link with the threat at its other end; `outward` is false where that one says it of this."""

    link: ThreatLink
    other: str
    display: str
    outward: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The card; leads newest first, actions by P and due date, updates newest first, scores oldest first.

    What stands beside it is oldest first. `custom` is by the id of the custom field, `officers` are all whom
    the card names, `meetings` the days of the meetings by id, `self_ratified` the submissions that were
    ratified by who prepared them.
    """

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
    submissions: tuple[Submission, ...]
    assessments: tuple[Assessment, ...]
    disruptions: tuple[Disruption, ...]
    reratings: tuple[Rerating, ...]
    requests: tuple[Request, ...]
    nominals: tuple[Nominal, ...]
    orders: tuple[AncillaryOrder, ...]
    gaps: tuple[IntelligenceGap, ...]
    learning: tuple[Learning, ...]
    documents: tuple[Document, ...]
    links: tuple[CardLink, ...]
    transfers: tuple[Transfer, ...]
    custom: Mapping[str, str]
    officers: Mapping[str, Officer]
    meetings: Mapping[str, date] = field(default_factory=dict)
    reviews: tuple[RetentionReview, ...] = ()
    holds: tuple[Hold, ...] = ()
    self_ratified: frozenset[str] = frozenset()

    def officer(self, id: str | None) -> str:
        """What an officer named on the card is called; "" for nobody."""
        return self.officers[id].display if id else ""


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


def _reratings(connection: Connection, threat: str) -> tuple[Rerating, ...]:
    moves, own = table(Rerating), table(Disruption)
    query = select(moves).join(own, own.c.id == moves.c.disruption).where(own.c.threat == threat)
    found = connection.execute(query.order_by(moves.c.on, moves.c.id))
    return tuple(Rerating(**row._mapping) for row in found)


FIELDS = [spec.name for spec in specs(ThreatLink)]


def _links(connection: Connection, threat: str) -> tuple[CardLink, ...]:
    links, other = table(ThreatLink), table(Threat)
    ends = case((links.c.threat == threat, links.c.other), else_=links.c.threat)
    query = (
        select(links, other.c.name, other.c.operation, other.c.reference.label("its_reference"))
        .join(other, other.c.id == ends)
        .where(or_(links.c.threat == threat, links.c.other == threat))
    )
    found = []
    for row in connection.execute(query.order_by(links.c.id)):
        link = ThreatLink(**{name: row._mapping[name] for name in FIELDS})
        outward = link.threat == threat
        called = display(row.name, row.operation, row.its_reference)
        found.append(CardLink(link, link.other if outward else link.threat, called, outward))
    return tuple(found)


def _custom(connection: Connection, object: str) -> dict[str, str]:
    values = table(CustomValue)
    query = select(values.c.field, values.c.text).where(values.c.object == object)
    return {row.field: row.text for row in connection.execute(query)}


def _by_strand(action: Action) -> tuple[int, date]:
    return [*Strand, None].index(action.strand), action.due or date.max


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
    nominals, orders = _of(connection, Nominal, threat), _of(connection, AncillaryOrder, threat)
    gaps = _of(connection, IntelligenceGap, threat)
    owners = [
        *(action.owner for action in actions),
        *(nominal.owner for nominal in nominals),
        *(order.owner for order in orders),
        *(gap.owner for gap in gaps),
    ]
    wanted = {owner for owner in owners if owner} | {lead.officer for lead in leads}
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
        tuple(_of(connection, Submission, threat)),
        tuple(_of(connection, Assessment, threat)),
        tuple(sorted(_of(connection, Disruption, threat), key=lambda d: (d.on, d.id))),
        _reratings(connection, threat),
        tuple(sorted(_of(connection, Request, threat), key=lambda r: (r.bid_on, r.id))),
        tuple(nominals),
        tuple(orders),
        tuple(gaps),
        tuple(_of(connection, Learning, threat)),
        tuple(_of(connection, Document, threat)),
        _links(connection, threat),
        tuple(_of(connection, Transfer, threat)),
        _custom(connection, threat),
        officers,
        {meeting.id: meeting.on for series in Series for meeting in meetings(connection, series)},
        tuple(_of(connection, RetentionReview, threat)),
        tuple(_of(connection, Hold, threat)),
        self_ratified(connection, threat),
    )
