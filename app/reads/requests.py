"""Requests for regional support: the list, the ledger, the meetings that decide, what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from app.domain.codes import ChoiceList, MeetingState, RequestState, Series, ThreatStatus
from app.domain.custom_value import Value
from app.domain.meeting import Meeting
from app.domain.rag import Rag
from app.domain.region_settings import RegionSettings
from app.domain.request import Request
from app.domain.request_rules import (
    GRANTS,
    UNDECIDED,
    Earlier,
    grant_rag,
    last_meeting,
    missed,
    undecided,
    waited,
)
from app.domain.score import Score
from app.domain.threat import Threat, display
from app.reads import custom
from app.reads.meetings import meetings
from app.reads.reference import Reference, reference
from app.store.tables import table

Q = table(Request)


def request_checks(today: date, limits: RegionSettings) -> dict[str, ColumnElement[bool]]:
    """The conditions on threats that come from their requests (domain.md 50 and 51)."""
    threats, planned = table(Threat), table(Meeting)
    own = Q.c.threat == threats.c.id

    def last(series: Series) -> ColumnElement[date | None]:
        held = select(func.max(planned.c.on)).where(planned.c.series == series, planned.c.on < today)
        return held.where(planned.c.state != MeetingState.CANCELLED).scalar_subquery()

    met = func.coalesce(last(Series.CAPABILITIES), last(Series.TASKING))
    late = and_(
        Q.c.state == RequestState.DECIDED,
        Q.c.terms_agreed_on.is_(None),
        Q.c.decided_on < today - timedelta(days=limits.terms_days),
    )
    over = and_(Q.c.state.in_([RequestState.DECIDED, RequestState.UNDER_WAY]), Q.c.ends < today)
    return {
        "support_open": exists().where(own, Q.c.decision.in_(GRANTS), or_(late, over)),
        "request_undecided": exists().where(
            own, Q.c.state.in_(UNDECIDED), func.coalesce(Q.c.decided_on, Q.c.bid_on) < met
        ),
    }


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of the list, with its threat and the names behind its ids; `rag` is that of a grant.

    `missed`: it was open at a meeting already; `to_score`: the threat is to be scored again after it, and
    was not.
    """

    request: Request
    threat: str
    threat_reference: str
    archived: bool
    force: str
    force_short: str
    capability: str
    meeting_on: date | None
    score: float | None
    rag: Rag
    waited: int
    missed: bool
    to_score: bool
    earlier: Earlier[Request]
    custom: Mapping[str, Value]

    @property
    def before(self) -> tuple[Request, ...]:
        """What was decided before, worked out when it is looked at: a long list has very many."""
        return self.earlier.of(self.request)

    @property
    def id(self) -> str:
        """The request's id."""
        return self.request.id

    @property
    def undecided(self) -> bool:
        """Whether a decision is wanted."""
        return undecided(self.request)


@dataclass(frozen=True, slots=True)
class Requests:
    """The page: every request, newest bid first, and the capabilities meetings, newest first.

    `threats` are the active ones as a form offers them, by id; `earlier` says what was decided before.
    """

    reference: Reference
    lines: tuple[RequestLine, ...]
    meetings: tuple[Meeting, ...]
    threats: Mapping[str, str]
    earlier: Earlier[Request]
    references: Mapping[str, str]

    def line(self, id: str) -> RequestLine | None:
        """The line of a request."""
        return next((line for line in self.lines if line.id == id), None)

    def listed(self, meeting: str) -> tuple[RequestLine, ...]:
        """The list of a meeting in its order: the longest wait first; decided ones stay on it."""
        found = [line for line in self.lines if line.request.meeting == meeting]
        return tuple(sorted(found, key=lambda line: (line.request.bid_on, line.request.reference)))


def _requests(connection: Connection, threat: str | None) -> list[Request]:
    query = select(Q).order_by(Q.c.bid_on.desc(), Q.c.id.desc())
    if threat is not None:
        t = table(Threat)
        force = select(t.c.home_force).where(t.c.id == threat).scalar_subquery()
        alike = select(t.c.id).where(t.c.home_force == force)
        query = query.where(or_(Q.c.threat == threat, and_(Q.c.decision.is_not(None), Q.c.threat.in_(alike))))
    return [Request(**row._mapping) for row in connection.execute(query)]


def _latest_scores(connection: Connection) -> dict[str, tuple[float, date | None]]:
    scores = table(Score)
    query = select(scores.c.threat, scores.c.total, scores.c.assessed_on)
    rows = connection.execute(query.order_by(scores.c.assessed_on, scores.c.id))
    return {threat: (total, on) for threat, total, on in rows}


def page(connection: Connection, today: date, threat: str | None = None) -> Requests:
    """Everything on the page of requests, in a handful of queries; with `threat` only its lines."""
    region = reference(connection)
    requests = _requests(connection, threat)
    planned = meetings(connection, Series.CAPABILITIES)
    tasking = [meeting.on for meeting in meetings(connection)]
    t = table(Threat)
    query = select(t.c.id, t.c.reference, t.c.name, t.c.operation, t.c.home_force, t.c.status)
    if threat is not None:
        # the others are wanted only where they have asked themselves
        query = query.where(or_(t.c.id == threat, t.c.id.in_(select(Q.c.threat))))
    known = {row.id: row for row in connection.execute(query.order_by(t.c.reference))}
    forces = {force.id: force for force in region.forces}
    names = {c.id: c.name for c in region.choices if c.list is ChoiceList.CAPABILITY}
    scores = _latest_scores(connection) if requests else {}
    days = {meeting.id: meeting.on for meeting in planned}
    held = last_meeting((meeting.on for meeting in planned), tasking, today)
    earlier = Earlier(requests, {id: row.home_force for id, row in known.items()})
    limits, lines = region.settings, []
    said = custom.typed(connection, "request") if requests else {}
    for request in requests:
        if threat is not None and request.threat != threat:
            continue
        row = known[request.threat]
        force = forces.get(row.home_force or "")
        score, scored_on = scores.get(request.threat, (None, None))
        lines.append(
            RequestLine(
                request,
                display(row.name, row.operation, row.reference),
                row.reference,
                row.status is ThreatStatus.ARCHIVED,
                force.name if force else "",
                force.short if force else "",
                names.get(request.capability or "", ""),
                days.get(request.meeting or ""),
                score,
                grant_rag(request, today, limits.terms_days, limits.due_soon_days),
                waited(request, today),
                missed(request, held),
                _to_score(request, scored_on),
                earlier,
                said.get(request.id, {}),
            )
        )
    offered = {
        id: f"{row.reference}  {display(row.name, row.operation, row.reference)}"
        for id, row in known.items()
        if row.status is ThreatStatus.ACTIVE
    }
    references = {id: row.reference for id, row in known.items()}
    return Requests(region, tuple(lines), planned, offered, earlier, references)


def _to_score(request: Request, scored_on: date | None) -> bool:
    if not request.reassess or request.outcome_on is None:
        return False
    return scored_on is None or scored_on < request.outcome_on
