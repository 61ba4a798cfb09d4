"""What stands in the middle of meeting mode for one line of the agenda: what it is about, as it is now."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, func, or_, select, union_all

from app.domain.agenda import AgendaItem, LatePaper
from app.domain.clock import LONDON, local
from app.domain.codes import ThreatStatus
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision
from app.domain.request import Request
from app.domain.request_rules import Step, possible
from app.domain.submission import Submission
from app.domain.submission_rules import WITH_ROCTA
from app.domain.threat import Threat, display
from app.reads import requests
from app.reads.card import Card, card
from app.reads.meeting_mode import AgendaLine, MeetingMode
from app.reads.meeting_sections import Section, section
from app.reads.requests import RequestLine, Requests
from app.store.tables import JOURNAL, TABLES, table


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision of this or an earlier meeting about the same threat."""

    decision: MeetingDecision
    on: date


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission that can be decided, with the threat that it is about."""

    submission: Submission
    threat: str
    threat_reference: str
    force: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed of a threat: its day, the command that did it, and the words of the record."""

    on: date
    command: str
    said: str


@dataclass(frozen=True, slots=True)
class Centre:
    """What one line is about; `requests` and `submissions` are those that can be decided on it.

    `undecided` are the requests that want a decision but have not come so far, `answer` what tells of
    decisions before. `changed` is what changed of
    the threat since `since`, the day of the issue or of the meeting before. `members` are the threats of a
    consent list as reference and name, `ranked` how many threats the ranked list has.
    """

    line: AgendaLine
    card: Card | None = None
    answer: Requests | None = None
    requests: tuple[RequestLine, ...] = ()
    undecided: tuple[RequestLine, ...] = ()
    submissions: tuple[Sent, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    changed: tuple[Changed, ...] = ()
    since: date | None = None
    papers: tuple[LatePaper, ...] = ()
    members: tuple[tuple[str, str, str], ...] = ()
    section: Section | None = None
    ranked: int = 0


def centre(connection: Connection, mode: MeetingMode, line: AgendaLine, today: date) -> Centre:
    """What a line is about; nothing that hangs on a private item unless it is the chair's edition."""
    meeting, chair = mode.meeting, mode.chair
    held = _private(connection) if not chair else frozenset[str]()
    if line.consent:
        return Centre(line, members=_members(connection, line))
    made = Centre(line, papers=_papers(connection, meeting, line, chair))
    item = line.item
    if item is not None and (item.request or item.threat or item.submission):
        return _about(connection, made, item, mode, held, today)
    answer = requests.page(connection, today) if line.section == "requests" else None
    lines = _waiting(answer)
    sent = _sent(connection, None) if line.section == "submissions" else ()
    return replace(
        made,
        answer=answer,
        requests=tuple(each for each in lines if _decidable(each)),
        undecided=tuple(each for each in lines if not _decidable(each)),
        submissions=sent,
        section=section(connection, meeting, line.section, held, today),
    )


def _about(
    connection: Connection,
    made: Centre,
    item: AgendaItem,
    mode: MeetingMode,
    held: frozenset[str],
    today: date,
) -> Centre:
    threat = item.threat or _threat_of(connection, item)
    if threat is None:
        return made
    shown = card(connection, threat, today)
    shown = replace(shown, actions=tuple(a for a in shown.actions if a.action.item not in held))
    answer = requests.page(connection, today, threat)
    lines = _waiting(answer)
    if item.request:
        lines = tuple(each for each in lines if each.id == item.request)
    sent = _sent(connection, threat)
    since = _since(mode)
    return replace(
        made,
        card=shown,
        answer=answer,
        requests=tuple(each for each in lines if _decidable(each)),
        undecided=tuple(each for each in lines if not _decidable(each)),
        submissions=sent,
        earlier=_earlier(connection, threat, item.meeting, held),
        changed=_changed(connection, threat, since, held) if since else (),
        since=_since_day(mode),
        ranked=int(connection.execute(RANKED).scalar_one()),
    )


_T = table(Threat).c
RANKED = select(func.count()).where(_T.status == ThreatStatus.ACTIVE, _T.priority.is_not(None))


def _private(connection: Connection) -> frozenset[str]:
    """The items of any meeting that are for the chair alone, and those under them."""
    items = table(AgendaItem)
    own = select(items.c.id).where(items.c.private)
    query = select(items.c.id).where(or_(items.c.private, items.c.under.in_(own)))
    return frozenset(row[0] for row in connection.execute(query))


def _threat_of(connection: Connection, item: AgendaItem) -> str | None:
    for cls, id in ((Request, item.request), (Submission, item.submission)):
        if id:
            where = table(cls)
            found = connection.execute(select(where.c.threat).where(where.c.id == id)).scalar()
            return None if found is None else str(found)
    return None


def _waiting(answer: Requests | None) -> tuple[RequestLine, ...]:
    waiting = [line for line in answer.lines if line.undecided and not line.archived] if answer else []
    return tuple(sorted(waiting, key=lambda line: (line.request.bid_on, line.request.reference)))


def _decidable(line: RequestLine) -> bool:
    return Step.DECIDE in possible(line.request.state, line.request.decision)


def _sent(connection: Connection, threat: str | None) -> tuple[Sent, ...]:
    s, t = table(Submission), table(Threat)
    query = (
        select(s, t.c.reference.label("its_reference"), t.c.name, t.c.operation, t.c.home_force)
        .join(t, t.c.id == s.c.threat)
        .where(s.c.state.in_(sorted(WITH_ROCTA)), t.c.status == ThreatStatus.ACTIVE)
    )
    if threat is not None:
        query = query.where(s.c.threat == threat)
    found = []
    for row in connection.execute(query.order_by(s.c.state_on, s.c.id)):
        made = Submission(**{column.name: row._mapping[column.name] for column in s.c})
        called = display(row.name, row.operation, row.its_reference)
        found.append(Sent(made, called, row.its_reference, row.home_force or ""))
    return tuple(found)


def _earlier(connection: Connection, threat: str, meeting: str, held: frozenset[str]) -> tuple[Earlier, ...]:
    d, m = table(MeetingDecision), table(Meeting)
    query = (
        select(d, m.c.on.label("met_on"))
        .join(m, m.c.id == d.c.meeting)
        .where(d.c.threat == threat, d.c.meeting != meeting)
    )
    found = []
    for row in connection.execute(query.order_by(m.c.on.desc(), d.c.at.desc(), d.c.id)):
        made = MeetingDecision(**{column.name: row._mapping[column.name] for column in d.c})
        if made.item not in held:
            found.append(Earlier(made, row.met_on))
    return tuple(found[:4])


TOLD = ("update", "action", "score", "assignment", "disruption", "request", "ancillary_order", "mapping_step")
"""The kinds whose changes a meeting is told of."""


def _since(mode: MeetingMode) -> datetime | None:
    """The moment at which the pack was issued, or the end of the day of the meeting before."""
    if mode.issued is not None:
        return mode.issued.issued_at
    if mode.before is None:
        return None
    return datetime.combine(mode.before.on + timedelta(days=1), time(), LONDON)


def _since_day(mode: MeetingMode) -> date | None:
    if mode.issued is not None:
        return local(mode.issued.issued_at).date()
    return mode.before.on if mode.before else None


def _changed(
    connection: Connection, threat: str, since: datetime, held: frozenset[str]
) -> tuple[Changed, ...]:
    """What the journal says of a threat since a moment, newest first; one line for each step."""
    hangs = (TABLES[kind] for kind in TOLD)
    ids = union_all(*(select(where.c.id).where(where.c.threat == threat) for where in hangs))
    body = func.coalesce(JOURNAL.c.after, JOURNAL.c.before)
    columns = [JOURNAL.c[name] for name in ("batch", "undoes", "at", "command", "kind")]
    query = select(*columns, body.label("body")).where(
        JOURNAL.c.kind.in_(TOLD),
        JOURNAL.c.object.in_([row[0] for row in connection.execute(ids)]),
        JOURNAL.c.at > since,
    )
    rows = connection.execute(query.order_by(JOURNAL.c.seq.desc())).all()
    undone = {row.undoes for row in rows}
    found: dict[str, Changed] = {}
    for row in rows:
        told = json.loads(row.body)
        if row.undoes or row.batch in undone or (row.kind == "action" and told.get("item") in held):
            continue
        on = told.get("on") if row.kind == "update" else None
        day = date.fromisoformat(on) if on else local(row.at).date()
        found.setdefault(row.batch, Changed(day, row.command, _said(row.kind, told)))
    return tuple(found.values())[:6]


def _said(kind: str, told: dict[str, object]) -> str:
    if kind == "score":
        return f"{told.get('total', 0):g}"
    return str(told.get("text") or told.get("title") or told.get("asked") or told.get("reason") or "")


def _papers(connection: Connection, meeting: Meeting, line: AgendaLine, chair: bool) -> tuple[LatePaper, ...]:
    if line.item is None:
        return ()
    where = table(LatePaper)
    query = select(where).where(where.c.meeting == meeting.id, where.c.item == line.item.id)
    if not chair:
        query = query.where(~where.c.private)
    found = connection.execute(query.order_by(where.c.letter, where.c.id))
    return tuple(LatePaper(**row._mapping) for row in found)


def _members(connection: Connection, line: AgendaLine) -> tuple[tuple[str, str, str], ...]:
    t = table(Threat)
    ids = [item.threat for _, item in line.consent if item.threat]
    query = select(t.c.id, t.c.reference).where(t.c.id.in_(ids))
    known = dict(connection.execute(query).all())
    return tuple((number, item.title, known.get(item.threat or "", "")) for number, item in line.consent)
