"""The meetings of each series, the series itself and who is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.domain.agenda import AgendaItem
from app.domain.codes import EditionKind, ItemState, MeetingState, MinutesState, Paper, Series
from app.domain.issue import Issue
from app.domain.meeting import Meeting, MeetingSeries, Member
from app.domain.minutes import Minutes
from app.errors import Refusal
from app.reads.officers import Person, people
from app.store.tables import table


def meetings(connection: Connection, series: Series = Series.TASKING) -> tuple[Meeting, ...]:
    """Every meeting of a series, newest first."""
    where = table(Meeting)
    query = select(where).where(where.c.series == series).order_by(where.c.on.desc())
    return tuple(Meeting(**row._mapping) for row in connection.execute(query))


def meeting(connection: Connection, id: str) -> Meeting:
    """One meeting; Refusal("gone") where it is no longer there."""
    where = table(Meeting)
    found = connection.execute(select(where).where(where.c.id == id)).first()
    if found is None:
        raise Refusal("gone", kind="meeting")
    return Meeting(**found._mapping)


def next_meeting(connection: Connection, today: date, series: Series = Series.TASKING) -> Meeting | None:
    """The next meeting of a series that was not called off, today's included."""
    where = table(Meeting)
    later = select(where).where(where.c.series == series, where.c.on >= today)
    kept = later.where(where.c.state != MeetingState.CANCELLED)
    row = connection.execute(kept.order_by(where.c.on).limit(1)).first()
    return None if row is None else Meeting(**row._mapping)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of the list: its listed items, its latest full pack issued, how its minutes stand."""

    meeting: Meeting
    items: int
    issue: str | None
    minutes: MinutesState | None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series: what its meetings begin with (None until somebody says), its meetings, who is expected."""

    series: Series
    record: MeetingSeries | None
    meetings: tuple[MeetingLine, ...]
    members: tuple[Member, ...]
    people: tuple[Person, ...]


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}


def series_of(connection: Connection, series: Series) -> MeetingSeries | None:
    """What the meetings of a series begin with, None until somebody says."""
    s = table(MeetingSeries)
    held = connection.execute(select(s).where(s.c.series == series)).first()
    return None if held is None else MeetingSeries(**held._mapping)


def series_page(connection: Connection, series: Series) -> SeriesPage:
    """A series with its meetings, newest first, and its members in order, retired ones last."""
    m = table(Member)
    item, issue, minutes = table(AgendaItem).c, table(Issue).c, table(Minutes).c
    items = _counts(
        connection,
        select(item.meeting, func.count()).where(item.state == ItemState.LISTED).group_by(item.meeting),
    )
    latest = (
        select(issue.meeting, issue.id)
        .where(issue.paper == Paper.PACK, issue.edition == EditionKind.FULL)
        .order_by(issue.issued_at, issue.id)
    )
    issues = {row[0]: row[1] for row in connection.execute(latest)}
    states = {row[0]: row[1] for row in connection.execute(select(minutes.meeting, minutes.state))}
    order = select(m).where(m.c.series == series).order_by(m.c.retired, m.c.place, m.c.id)
    return SeriesPage(
        series,
        series_of(connection, series),
        tuple(
            MeetingLine(each, items.get(each.id, 0), issues.get(each.id), states.get(each.id))
            for each in meetings(connection, series)
        ),
        tuple(Member(**row._mapping) for row in connection.execute(order)),
        people(connection),
    )
