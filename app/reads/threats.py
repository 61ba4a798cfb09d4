"""The list of OCGs and threats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select

from app.domain.action import Action, Update
from app.domain.assignment import Assignment
from app.domain.codes import (
    ActionState,
    Decision,
    LeadRole,
    MappingState,
    RequestState,
    ThreatKind,
    ThreatStatus,
)
from app.domain.custom_value import Value
from app.domain.dates import add_months
from app.domain.disruption import Disruption
from app.domain.nominal import Nominal
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.plan_rag import plan_rag
from app.domain.rag import Rag
from app.domain.region import Force, Theme
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Threat
from app.reads import custom
from app.reads.live import live_rags
from app.reads.reference import settings
from app.store.tables import table

NOTHING: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """One threat of the list; scores oldest first; leads are names as displayed, "" for none.

    `custom` holds typed values by the custom field's id.
    """

    id: str
    reference: str
    name: str
    operation: str
    kind: ThreatKind
    force: str
    force_short: str
    theme: str
    theme_short: str
    status: ThreatStatus
    tier: str
    priority: int | None
    mapping: MappingState
    scores: tuple[float, ...]
    scored_on: date | None
    score_stale: bool
    plan: Rag
    planned: bool
    sio: str
    lro: str
    lead_left: bool
    next_review: date | None
    open: int
    overdue: int
    updated_on: date | None
    live_operation: bool
    nominals: int
    disruptions: int
    requests: int
    tags: tuple[str, ...]
    custom: Mapping[str, Value]

    @property
    def score(self) -> float | None:
        """The latest total."""
        return self.scores[-1] if self.scores else None


class _Leads(NamedTuple):
    names: dict[tuple[str, LeadRole], str]
    left: set[str]


def _leads(connection: Connection) -> _Leads:
    leads, officers = table(Assignment), table(Officer)
    query = (
        select(leads.c.threat, leads.c.role, officers.c.rank, officers.c.name, officers.c.left_on)
        .join(officers, officers.c.id == leads.c.officer)
        .where(leads.c.until.is_(None))
    )
    names: dict[tuple[str, LeadRole], str] = {}
    left: set[str] = set()
    for threat, role, rank, name, left_on in connection.execute(query):
        names[(threat, role)] = f"{rank} {name}".strip()
        if left_on is not None:
            left.add(threat)
    return _Leads(names, left)


def _scores(connection: Connection) -> dict[str, list[tuple[float, date | None]]]:
    scores = table(Score)
    query = select(scores.c.threat, scores.c.total, scores.c.assessed_on)
    found: dict[str, list[tuple[float, date | None]]] = defaultdict(list)
    for threat, total, on in connection.execute(query.order_by(scores.c.assessed_on, scores.c.id)):
        found[threat].append((total, on))
    return found


def _resulted(connection: Connection) -> set[str]:
    actions = table(Action)
    query = select(actions.c.threat).where(actions.c.state == ActionState.RESULTED).distinct()
    return {row[0] for row in connection.execute(query)}


def _counts(
    connection: Connection, of: ColumnElement[Any], *conditions: ColumnElement[bool]
) -> dict[str, int]:
    """How many records each threat has for which the conditions hold; `of` is their column of the threat."""
    query = select(of, func.count()).where(*conditions).group_by(of)
    return dict(connection.execute(query).all())


def _beside(connection: Connection, today: date, months: int) -> tuple[dict[str, int], ...]:
    """Nominals of each threat, disruptions of the last months, and requests not yet answered or under way."""
    nominals, disruptions, requests = (table(cls).c for cls in (Nominal, Disruption, Request))
    closed = or_(
        requests.state.in_([RequestState.ENDED, RequestState.WITHDRAWN]),
        and_(requests.state == RequestState.DECIDED, requests.decision == Decision.REFUSED),
    )
    return (
        _counts(connection, nominals.threat, or_(nominals.until.is_(None), nominals.until >= today)),
        _counts(connection, disruptions.threat, disruptions.on > add_months(today, -months)),
        _counts(connection, requests.threat, not_(closed)),
    )


def grid(connection: Connection, today: date) -> tuple[ThreatRow, ...]:
    """Every threat, active and archived, by reference."""
    in_force = settings(connection)
    rags = live_rags(connection, today, in_force.rag_limits)
    resulted = _resulted(connection)
    leads, scores = _leads(connection), _scores(connection)
    plans, updates = table(Plan), table(Update)
    planned = {row[0] for row in connection.execute(select(plans.c.threat))}
    newest = select(updates.c.threat, func.max(updates.c.on)).group_by(updates.c.threat)
    updated = dict(connection.execute(newest).all())
    forces = {f.id: (f.name, f.short) for f in connection.execute(select(table(Force)))}
    themes = {t.id: (t.name, t.short) for t in connection.execute(select(table(Theme)))}
    stale_before = add_months(today, -in_force.score_stale_months)
    nominals, disruptions, requests = _beside(connection, today, in_force.disruption_months)
    said = custom.typed(connection, "threat")
    t = table(Threat)
    query = select(
        t.c.id, t.c.reference, t.c.name, t.c.operation, t.c.kind, t.c.home_force, t.c.primary_theme,
        t.c.status, t.c.tier, t.c.priority, t.c.mapping, t.c.next_review, t.c.live_operation, t.c.tags,
    ).order_by(t.c.reference)  # fmt: skip
    rows = []
    for (
        id,
        ref,
        name,
        operation,
        kind,
        force,
        theme,
        status,
        tier,
        priority,
        mapping,
        review,
        live_operation,
        tags,
    ) in connection.execute(query):
        live = rags.get(id, [])
        marks = live if live or id not in resulted else [Rag("B", "rag.resulted")]
        history = scores.get(id, [])
        scored_on = history[-1][1] if history else None
        rows.append(
            ThreatRow(
                id, ref, name, operation, kind,
                *forces.get(force, ("", "")), *themes.get(theme, ("", "")),
                status, tier, priority, mapping,
                tuple(total for total, _ in history), scored_on,
                scored_on is not None and scored_on < stale_before,
                plan_rag(marks, id in planned), id in planned,
                leads.names.get((id, LeadRole.SIO), ""), leads.names.get((id, LeadRole.LRO), ""),
                id in leads.left, review,
                sum(1 for mark in live if mark.code != "rag.completed"),
                sum(1 for mark in live if mark.code == "rag.overdue"),
                updated.get(id),
                live_operation, nominals.get(id, 0), disruptions.get(id, 0), requests.get(id, 0), tags,
                said.get(id, NOTHING),
            )
        )  # fmt: skip
    return tuple(rows)
