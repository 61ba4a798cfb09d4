"""What the record proposes for the agenda of a meeting, gathered in a few set-based queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.domain.action import Action
from app.domain.agenda_rules import Group, Proposal, Rule, priorities
from app.domain.assignment import Assignment
from app.domain.beside import ThreatLink, Transfer
from app.domain.codes import (
    ActionState,
    LeadRole,
    MappingState,
    MeetingState,
    Relation,
    Series,
    ThreatStatus,
    TransferState,
)
from app.domain.meeting import Meeting
from app.domain.plan import Plan
from app.domain.rag import rag
from app.domain.region import Choice, Force
from app.domain.region_settings import RegionSettings
from app.domain.request import Request
from app.domain.request_rules import UNDECIDED
from app.domain.score import Score, scored_by
from app.domain.submission import Submission
from app.domain.threat import Threat, display
from app.reads.priorities import ranks_on
from app.store.tables import table

RATIFY = "Ratify, or return with what is missing"
ARCHIVE = "Archive: merged into another threat"


def proposals(
    connection: Connection, meeting: Meeting, before: Meeting | None, settings: RegionSettings
) -> tuple[Proposal, ...]:
    """Every proposal for a meeting as the record stands, by rule; states stand on its day."""
    return (
        *_submissions(connection),
        *priorities(
            _groups(connection, meeting, before, settings),
            settings.priority_cut_off,
            before.on if before else None,
            settings.stable_score,
        ),
        *_reviews(connection, meeting),
        *_requests(connection, meeting),
        *_archives(connection),
        *_transfers(connection),
    )


def _title(row: Any) -> str:
    return display(row.name, row.operation, row.reference)


def _within(words: str) -> str:
    """Words as they stand within a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _ranked() -> Select[tuple[str]]:
    t = table(Threat).c
    return select(t.id).where(t.status == ThreatStatus.ACTIVE, t.priority.is_not(None))


def _submissions(connection: Connection) -> Iterable[Proposal]:
    s, t = table(Submission).c, table(Threat).c
    query = (
        select(s.id, s.threat, s.state_on, t.reference, t.name, t.operation)
        .join_from(table(Submission), table(Threat), t.id == s.threat)
        .where(s.state.in_((MappingState.SUBMITTED, MappingState.RESUBMITTED)))
        .order_by(s.state_on, s.id)
    )
    for row in connection.execute(query):
        yield Proposal(
            Rule.SUBMISSION, _title(row), row.threat, submission=row.id, on=row.state_on, ask=RATIFY
        )


def _groups(
    connection: Connection, meeting: Meeting, before: Meeting | None, settings: RegionSettings
) -> tuple[Group, ...]:
    t, s = table(Threat).c, table(Score).c
    query = select(t.id, t.reference, t.name, t.operation).where(t.id.in_(_ranked()))
    rows = connection.execute(query.order_by(t.priority, t.reference)).all()
    scored = select(s.threat, s.total, s.assessed_on, s.scheme_id, s.scheme, s.scheme_version)
    scores: dict[str, list[tuple[float, date | None, str]]] = defaultdict(list)
    ordered = scored.where(s.threat.in_(_ranked())).order_by(s.assessed_on, s.id)
    for threat, total, on, *scheme in connection.execute(ordered):
        scores[threat].append((total, on, scored_by(*scheme)))
    red, asks = _red(connection, meeting.on, settings), _asking(connection)
    managed = _managed(connection)
    known = ranks_on(connection, before.on) if before else {}
    found = []
    for row in rows:
        latest = scores[row.id][-1] if scores[row.id] else None
        # one by another scheme means other things
        known_then = [
            total
            for total, on, scheme in scores[row.id]
            if latest and before and scheme == latest[2] and (on is None or on <= before.on)
        ]
        found.append(
            Group(
                row.id,
                _title(row),
                row.id in known,
                latest[0] if latest else None,
                known_then[-1] if known_then else None,
                latest[1] if latest else None,
                red[row.id],
                asks[row.id],
                row.id in managed,
            )
        )
    return tuple(found)


def _red(connection: Connection, on: date, settings: RegionSettings) -> Counter[str]:
    a = table(Action).c
    query = select(a.threat, a.state, a.owner, a.owner_organisation, a.due)
    found: Counter[str] = Counter()
    open_ = query.where(a.state == ActionState.OPEN, a.threat.in_(_ranked()))
    for threat, state, owner, organisation, due in connection.execute(open_):
        # how often it was re-dated makes Amber only
        if rag(state, bool(owner or organisation), due, 0, on, settings.rag_limits).letter == "R":
            found[threat] += 1
    return found


def _asking(connection: Connection) -> Counter[str]:
    r = table(Request).c
    query = select(r.threat, func.count()).where(r.state.in_(sorted(UNDECIDED))).group_by(r.threat)
    return Counter({row[0]: row[1] for row in connection.execute(query)})


def _managed(connection: Connection) -> frozenset[str]:
    """The threats that have an SIO, an LRO and a plan."""
    held, p = table(Assignment).c, table(Plan).c
    leads: dict[LeadRole, set[str]] = {LeadRole.SIO: set(), LeadRole.LRO: set()}
    for threat, role in connection.execute(select(held.threat, held.role).where(held.until.is_(None))):
        if role in leads:
            leads[role].add(threat)
    plans = {row[0] for row in connection.execute(select(p.threat))}
    return frozenset(leads[LeadRole.SIO] & leads[LeadRole.LRO] & plans)


def _reviews(connection: Connection, meeting: Meeting) -> Iterable[Proposal]:
    """Reviews of threats and of plans due by the next meeting of its series, the earlier of the two."""
    t, p, m = table(Threat).c, table(Plan).c, table(Meeting).c
    later = select(func.min(m.on)).where(m.series == meeting.series, m.on > meeting.on)
    until = connection.execute(later.where(m.state != MeetingState.CANCELLED)).scalar() or meeting.on
    query = (
        select(t.id, t.reference, t.name, t.operation, t.next_review, p.next_review.label("plan_review"))
        .join_from(table(Threat), table(Plan), p.threat == t.id, isouter=True)
        .where(t.status == ThreatStatus.ACTIVE, (t.next_review <= until) | (p.next_review <= until))
        .order_by(t.reference, t.id)
    )
    found = []
    for row in connection.execute(query):
        due = min(on for on in (row.next_review, row.plan_review) if on is not None)
        found.append(Proposal(Rule.REVIEW, _title(row), row.id, on=due))
    return sorted(found, key=lambda proposal: proposal.on or date.max)


def _requests(connection: Connection, meeting: Meeting) -> Iterable[Proposal]:
    """Requests undecided; for a capabilities meeting those that are listed for no other meeting."""
    r, t, c = table(Request).c, table(Threat).c, table(Choice).c
    query = (
        select(
            r.id, r.threat, r.reference.label("request"), r.asked, r.bid_on, r.manager_view, r.meeting,
            c.name.label("capability"), t.reference, t.name, t.operation,
        )
        .join_from(table(Request), table(Threat), t.id == r.threat)
        .join(table(Choice), c.id == r.capability, isouter=True)
        .where(r.state.in_(sorted(UNDECIDED)))
        .order_by(r.bid_on, r.reference)
    )  # fmt: skip
    for row in connection.execute(query):
        if meeting.series is Series.CAPABILITIES and row.meeting not in (None, meeting.id):
            continue
        what = row.capability or row.asked
        view = row.manager_view.strip().partition(". ")[0].rstrip(".")
        title = f"{row.request}: {_within(what)}, {_title(row)}"
        yield Proposal(
            Rule.REQUEST, title, row.threat, request=row.id, on=row.bid_on, ask=f"Request {title}",
            recommended=view if len(view) <= 40 else "",
        )  # fmt: skip


def _archives(connection: Connection) -> Iterable[Proposal]:
    link, t = table(ThreatLink).c, table(Threat).c
    query = (
        select(t.id, t.reference, t.name, t.operation, link.on)
        .join_from(table(ThreatLink), table(Threat), t.id == link.threat)
        .where(link.relation == Relation.MERGED_INTO, t.status == ThreatStatus.ACTIVE)
        .order_by(t.reference)
    )
    for row in connection.execute(query):
        yield Proposal(Rule.ARCHIVE, _title(row), row.id, on=row.on, ask=ARCHIVE)


def _transfers(connection: Connection) -> Iterable[Proposal]:
    x, t, f = table(Transfer).c, table(Threat).c, table(Force).c
    query = (
        select(t.id, t.reference, t.name, t.operation, x.proposed_on, f.name.label("to"))
        .join_from(table(Transfer), table(Threat), t.id == x.threat)
        .join(table(Force), f.id == x.to_force, isouter=True)
        .where(x.state == TransferState.PROPOSED)
        .order_by(x.proposed_on, t.reference)
    )
    for row in connection.execute(query):
        ask = f"Transfer to {row.to}" if row.to else "Transfer"
        yield Proposal(Rule.TRANSFER, _title(row), row.id, on=row.proposed_on, ask=ask)
