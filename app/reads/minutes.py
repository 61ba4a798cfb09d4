"""A meeting as its minutes need it, and where the minutes of each meeting stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, func, or_, select

from app.domain.action import Action, Redating
from app.domain.agenda import AgendaItem, numbered
from app.domain.codes import ItemState, MeetingState, MinutesState, Paper, Series
from app.domain.held_meeting import EarlierDecision, HeldMeeting, SetAction
from app.domain.issue import Issue
from app.domain.kinds import Record
from app.domain.meeting import Attendance, Meeting, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes, may_confirm, privately
from app.domain.officer import Officer
from app.domain.region import Region
from app.domain.request import Request
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.reference import reference
from app.store.tables import JOURNAL, table

R = TypeVar("R", bound=Record)
LOG_DAYS = 365
"""How far back the decision log of the minutes goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPage:
    """What the page of minutes works with; `confirming` are the meetings that may confirm them."""

    held: HeldMeeting
    confirming: tuple[Meeting, ...]
    issues: tuple[Issue, ...]


def _all(connection: Connection, cls: type[R], *order: str, **equals: object) -> tuple[R, ...]:
    where = table(cls)
    query = select(where).order_by(*(where.c[name] for name in order))
    for name, value in equals.items():
        query = query.where(where.c[name] == value)
    return tuple(cls(**row._mapping) for row in connection.execute(query))


def meeting(connection: Connection, id: str) -> Meeting:
    """One meeting; Refusal("gone") where there is none."""
    found = _all(connection, Meeting, "id", id=id)
    if not found:
        raise Refusal("gone", kind="meeting")
    return found[0]


def tasking_meeting(connection: Connection, month: str) -> Meeting:
    """The tasking meeting of "2026-12"; Refusal("export.no_meeting") where none is planned."""
    found = _all(connection, Meeting, "id", series=Series.TASKING, month=month)
    if not found:
        raise Refusal("export.no_meeting", month=month)
    return found[0]


def last_begun(connection: Connection) -> str | None:
    """The id of the newest meeting that has begun, None where there is none yet."""
    where = table(Meeting).c
    begun = select(where.id).where(where.state.in_((MeetingState.UNDER_WAY, MeetingState.HELD)))
    return connection.execute(begun.order_by(where.on.desc(), where.id).limit(1)).scalar()


def held(connection: Connection, id: str) -> HeldMeeting:
    """A meeting with all that its minutes are made of; Refusal("gone") where there is none."""
    of = meeting(connection, id)
    lists = reference(connection)
    series = _all(connection, Meeting, "on", "id", series=of.series)
    items = _all(connection, AgendaItem, "place", "id", meeting=of.id)
    decisions = _all(connection, MeetingDecision, "at", "id", meeting=of.id)
    earlier = _earlier(connection, of, series)
    closed, carried = _older(connection, of, series)
    minutes = next(iter(_all(connection, Minutes, "id", meeting=of.id)), None)
    mentioned = (*decisions, *(past.decision for past in earlier))
    return HeldMeeting(
        region=lists.region or Region(id="", name=""),
        settings=lists.settings,
        meeting=of,
        next_on=next((m.on for m in series if may_confirm(of, m)), None),
        items=tuple(item for item in items if item.state is ItemState.LISTED),
        notes=_all(connection, MeetingNote, "at", "id", meeting=of.id),
        decisions=decisions,
        actions=_set_at(connection, of, minutes),
        attendance=_all(connection, Attendance, "name", "id", meeting=of.id),
        members=_all(connection, Member, "place", "id", series=of.series),
        minutes=minutes,
        references={
            **_references(connection, Threat, (one.threat for one in mentioned)),
            **_references(connection, Request, (one.request for one in mentioned)),
        },
        earlier=earlier,
        closed=closed,
        carried=carried,
        taken_off=privately(items),
    )


def page(connection: Connection, id: str) -> MinutesPage:
    """The page of a meeting's minutes; Refusal("gone") where the meeting is not there."""
    found = held(connection, id)
    of = found.meeting
    series = _all(connection, Meeting, "on", "id", series=of.series)
    issues = _all(connection, Issue, "issued_at", "id", meeting=id, paper=Paper.MINUTES)
    return MinutesPage(
        held=found,
        confirming=tuple(m for m in series if may_confirm(of, m)),
        issues=tuple(reversed(issues)),
    )


def _references(
    connection: Connection, cls: type[Threat] | type[Request], ids: Iterable[str | None]
) -> dict[str, str]:
    wanted = {id for id in ids if id}
    where = table(cls).c
    query = select(where.id, where.reference).where(where.id.in_(wanted))
    return dict(connection.execute(query).all()) if wanted else {}


def _as_confirmed(
    connection: Connection, minutes: Minutes | None, actions: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """What actions said when their minutes were confirmed, by id; nothing for a draft."""
    if minutes is None or minutes.state is not MinutesState.CONFIRMED:
        return {}
    j = JOURNAL.c
    confirmed = select(func.max(j.seq)).where(j.kind == "minutes", j.object == minutes.id).scalar_subquery()
    of_action = (j.kind == "action") & j.object.in_(tuple(actions))
    last = select(func.max(j.seq)).where(of_action, j.seq < confirmed).group_by(j.object)
    found = connection.execute(select(j.object, j.after).where(j.seq.in_(last), j.after.is_not(None)))
    return {id: json.loads(after) for id, after in found}


def _set_at(connection: Connection, of: Meeting, minutes: Minutes | None) -> tuple[SetAction, ...]:
    """The actions that a meeting set: each with its first date, whatever became of it since.

    Confirmed minutes keep its words and its owner as they were confirmed.
    """
    actions, officers, threats, moves = table(Action).c, table(Officer).c, table(Threat), table(Redating).c
    query = (
        select(
            actions.id, actions.reference, actions.title, officers.rank, officers.name,
            actions.owner_organisation, actions.due, actions.item, threats.c.reference, actions.handling,
            actions.conditions,
        )
        .select_from(
            table(Action)
            .outerjoin(table(Officer), officers.id == actions.owner)
            .outerjoin(threats, threats.c.id == actions.threat)
        )
        .where(actions.meeting == of.id)
        .order_by(actions.reference, actions.id)
    )  # fmt: skip
    rows = connection.execute(query).all()
    first: dict[str, date | None] = {}
    for action, was in connection.execute(
        select(moves.action, moves.was)
        .where(moves.action.in_([row[0] for row in rows]))
        .order_by(moves.on, moves.id)
    ):
        first.setdefault(action, was)
    confirmed = _as_confirmed(connection, minutes, (row[0] for row in rows))
    people = dict(
        connection.execute(
            select(officers.id, func.trim(officers.rank + " " + officers.name)).where(
                officers.id.in_({was["owner"] for was in confirmed.values() if was.get("owner")})
            )
        ).all()
    )
    made = []
    for id, ref, title, rank, name, organisation, due, item, threat, handling, conditions in rows:
        owner = f"{rank or ''} {name or ''}".strip() or organisation
        was = confirmed.get(id)
        if was is not None:
            owner = people.get(was.get("owner") or "", "") or was.get("owner_organisation") or ""
        made.append(
            SetAction(
                id,
                ref,
                was["title"] if was else title,
                owner,
                first.get(id, due),
                item,
                threat or "",
                handling,
                conditions,
            )
        )
    return tuple(made)


def _earlier(connection: Connection, of: Meeting, series: tuple[Meeting, ...]) -> tuple[EarlierDecision, ...]:
    """The decisions of the meetings of the series in the year before, newest meeting first."""
    since = of.on - timedelta(days=LOG_DAYS)
    before = {m.id: m for m in series if since <= m.on < of.on and m.state is not MeetingState.CANCELLED}
    decisions, items = table(MeetingDecision), table(AgendaItem)
    if not before:
        return ()
    by_meeting: dict[str, list[AgendaItem]] = defaultdict(list)
    for row in connection.execute(select(items).where(items.c.meeting.in_(before))):
        by_meeting[row.meeting].append(AgendaItem(**row._mapping))
    numbers = {item.id: number for each in by_meeting.values() for number, item in numbered(each)}
    private = privately(item for each in by_meeting.values() for item in each)
    query = select(decisions).where(decisions.c.meeting.in_(before)).order_by(decisions.c.at, decisions.c.id)
    found = [
        EarlierDecision(
            before[row.meeting].on,
            numbers.get(row.item or "", ""),
            row.item in private,
            MeetingDecision(**row._mapping),
        )
        for row in connection.execute(query)
    ]
    return tuple(sorted(found, key=lambda past: past.on, reverse=True))


def _older(connection: Connection, of: Meeting, series: tuple[Meeting, ...]) -> tuple[int, int]:
    """How many actions of earlier meetings were closed since the one before, and how many were still open."""
    before = [m for m in series if m.on < of.on and m.state is not MeetingState.CANCELLED]
    if not before:
        return 0, 0
    actions = table(Action).c
    query = select(actions.completed_on, actions.closed_on).where(
        actions.meeting.in_([m.id for m in before]),
        or_(actions.set_on.is_(None), actions.set_on <= of.on),
    )
    closed = carried = 0
    for completed_on, closed_on in connection.execute(query):
        done = completed_on or closed_on
        if done is None or done > of.on:
            carried += 1
        elif done > before[-1].on:
            closed += 1
    return closed, carried
