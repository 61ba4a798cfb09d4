"""What needs attention: each count with the name of the filtered list that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from app.domain.action import Action, Redating
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole, MappingState, Strand, ThreatStatus
from app.domain.dates import add_months
from app.domain.inbox import Held
from app.domain.meeting import Meeting
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.region_settings import RegionSettings
from app.domain.score import Score
from app.domain.threat import Threat
from app.reads import order_checks, submission_checks
from app.reads.beside_checks import beside_checks
from app.reads.disruptions import disruption_checks
from app.reads.journal import Batch, recent
from app.reads.meetings import next_meeting
from app.reads.reference import Reference, reference
from app.reads.requests import request_checks
from app.reads.scoring import overtaken
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Home:
    """The front page: counts by the code of the check, the next meeting, what was done last."""

    reference: Reference
    meeting: Meeting | None
    counts: dict[str, int]
    held: int
    active: int
    archived: int
    recent: tuple[Batch, ...]


T, A, P, S, L = (table(cls) for cls in (Threat, Action, Plan, Score, Assignment))
OFFICERS = table(Officer)
ACTIVE = T.c.status == ThreatStatus.ACTIVE
OPEN = A.c.state == ActionState.OPEN
_LRO_NOW = and_(L.c.role == LeadRole.LRO, L.c.until.is_(None))


def _led(role: LeadRole) -> ColumnElement[bool]:
    return exists().where(L.c.threat == T.c.id, L.c.role == role, L.c.until.is_(None))


def threat_checks(today: date, limits: RegionSettings) -> dict[str, ColumnElement[bool]]:
    """The conditions on threats, by code; each code is also a filter of the list."""
    latest = select(func.max(S.c.assessed_on)).where(S.c.threat == T.c.id).scalar_subquery()
    scored = exists().where(S.c.threat == T.c.id)
    own = and_(A.c.threat == T.c.id, A.c.state != ActionState.CANCELLED)
    return {
        "no_lro": ~_led(LeadRole.LRO),
        "no_sio": ~_led(LeadRole.SIO),
        "lead_left": exists().where(
            L.c.threat == T.c.id,
            L.c.until.is_(None),
            OFFICERS.c.id == L.c.officer,
            OFFICERS.c.left_on.is_not(None),
        ),
        "not_scored": ~scored,
        "reassess_due": overtaken(today),
        "score_stale": and_(scored, latest < add_months(today, -limits.score_stale_months)),
        "no_plan": ~exists().where(P.c.threat == T.c.id),
        "plan_not_approved": exists().where(P.c.threat == T.c.id, P.c.approved_on.is_(None)),
        "only_pursue": and_(
            exists().where(own, A.c.strand == Strand.PURSUE),
            ~exists().where(own, A.c.strand != Strand.PURSUE),
        ),
        "plan_review_overdue": exists().where(P.c.threat == T.c.id, P.c.next_review < today),
        "not_ratified": T.c.mapping != MappingState.RATIFIED,
        "mapping_returned": T.c.mapping == MappingState.RETURNED,
        "live_unratified": submission_checks.live_unratified(),
        "submission_waiting": submission_checks.submission_waiting(today, limits),
        "returned_waiting": submission_checks.returned_waiting(today, limits),
        "fields_missing": submission_checks.fields_missing(limits),
        "review_overdue": T.c.next_review < today,
        **disruption_checks(today, limits),
        **request_checks(today, limits),
        **beside_checks(),
        "release_unplanned": order_checks.release_unplanned(today, limits),
        "order_not_considered": order_checks.order_not_considered(today),
        "order_wanting": order_checks.order_wanting(today, limits),
    }


def action_checks(today: date, redated_times: int) -> dict[str, ColumnElement[bool]]:
    """The conditions on actions, by code; they are asked of actions of active threats."""
    moves = table(Redating)
    moved = select(func.count()).where(moves.c.action == A.c.id).scalar_subquery()
    unowned = and_(A.c.owner.is_(None), A.c.owner_organisation == "")
    return {
        "overdue": and_(OPEN, A.c.due < today),
        "gaps": and_(OPEN, or_(unowned, A.c.due.is_(None))),
        "redated": and_(OPEN, moved > redated_times),
        "to_result": A.c.state == ActionState.COMPLETED,
    }


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _sums(
    connection: Connection, checks: dict[str, ColumnElement[bool]], among: Select[Any]
) -> dict[str, int]:
    """How many rows each condition holds for, one condition after another.

    All in one pass would open the pages of every table by turns, and decrypt most of them again and again.
    """
    count = among.with_only_columns(func.count(), maintain_column_froms=True)
    counts = [count.where(condition).scalar_subquery() for condition in checks.values()]
    return dict(zip(checks, connection.execute(select(*counts)).one(), strict=True))


def matching(connection: Connection, check: str, today: date) -> frozenset[str]:
    """The ids of the active threats that a check names; for a check on actions, those that own one.

    "priority_no_lro" names those of the ranked list that "no_lro" names.
    """
    in_force = reference(connection).settings
    threats = threat_checks(today, in_force)
    if check.startswith("priority_"):
        lacks = threats[check.removeprefix("priority_")]
        query = select(T.c.id).where(ACTIVE, T.c.priority.is_not(None), lacks)
    elif check in threats:
        query = select(T.c.id).where(ACTIVE, threats[check])
    elif check == "lro_load":
        held = L.join(T, T.c.id == L.c.threat)
        over = L.c.officer.in_(_overloaded(in_force.lro_limit))
        query = select(L.c.threat).select_from(held).where(ACTIVE, _LRO_NOW, over)
    else:
        condition = action_checks(today, in_force.redated_times)[check]
        query = select(A.c.threat).join(T, T.c.id == A.c.threat).where(ACTIVE, condition).distinct()
    return frozenset(row[0] for row in connection.execute(query))


def _overloaded(limit: int) -> Select[Any]:
    return (
        select(L.c.officer)
        .join(T, T.c.id == L.c.threat)
        .where(ACTIVE, _LRO_NOW)
        .group_by(L.c.officer)
        .having(func.count() > limit)
    )


def home(connection: Connection, today: date) -> Home:
    """The front page as at a day."""
    region = reference(connection)
    in_force = region.settings
    live = A.c.state.in_([ActionState.OPEN, ActionState.COMPLETED])
    on_actions = select(A.c.id).select_from(A.join(T, T.c.id == A.c.threat)).where(ACTIVE, live)
    counts = {
        **_sums(connection, threat_checks(today, in_force), select(T.c.id).where(ACTIVE)),
        **_sums(connection, action_checks(today, in_force.redated_times), on_actions),
    }
    counts["lro_load"] = len(connection.execute(_overloaded(in_force.lro_limit)).all())
    active = _count(connection, select(func.count()).select_from(T).where(ACTIVE))
    everything = _count(connection, select(func.count()).select_from(T))
    held = _count(connection, select(func.count()).select_from(table(Held)))
    return Home(
        region, next_meeting(connection, today), counts, held, active, everything - active, recent(connection)
    )
