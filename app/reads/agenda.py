"""The agenda of one meeting as the builder shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from app.domain.agenda import AgendaItem, in_order, minutes_by_item, numbered
from app.domain.agenda_rules import Proposal, left
from app.domain.codes import ItemState, MeetingState, MinutesState
from app.domain.meeting import Meeting, minutes_between
from app.domain.minutes import Minutes
from app.reads.agenda_proposals import proposals
from app.reads.meetings import meeting as one
from app.reads.reference import settings
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One meeting's agenda; minutes are whole.

    `items` are the listed ones with their numbers, `every` all of them in order, those under an item after
    it; `waiting` how many stand on the parking list of the meeting `before` and are not here. `minutes` is
    what the listed ones take, `length` how long the meeting is. `open` is whether it can still change.
    """

    meeting: Meeting
    before: Meeting | None
    items: tuple[tuple[str, AgendaItem], ...]
    every: tuple[AgendaItem, ...]
    proposals: tuple[Proposal, ...]
    waiting: int
    minutes: int
    length: int
    open: bool

    @property
    def parked(self) -> tuple[AgendaItem, ...]:
        """The parking list."""
        return tuple(item for item in self.every if item.state is ItemState.PARKED)

    @property
    def lines(self) -> tuple[tuple[str, AgendaItem], ...]:
        """What stands on the agenda and what is switched off, in order; the latter without a number."""
        numbers = {item.id: number for number, item in self.items}
        shown = (item for item in self.every if item.state is not ItemState.PARKED)
        return tuple((numbers.get(item.id, ""), item) for item in shown)

    @property
    def over(self) -> int:
        """Minutes beyond the end of the meeting, 0 where it fits."""
        return max(self.minutes - self.length, 0)


def _before(connection: Connection, meeting: Meeting) -> Meeting | None:
    where = table(Meeting)
    earlier = select(where).where(
        where.c.series == meeting.series, where.c.on < meeting.on, where.c.state != MeetingState.CANCELLED
    )
    row = connection.execute(earlier.order_by(where.c.on.desc()).limit(1)).first()
    return None if row is None else Meeting(**row._mapping)


def _items(connection: Connection, meeting: str) -> tuple[AgendaItem, ...]:
    where = table(AgendaItem)
    rows = connection.execute(select(where).where(where.c.meeting == meeting))
    return in_order(AgendaItem(**row._mapping) for row in rows)


def _confirmed(connection: Connection, meeting: str) -> bool:
    where = table(Minutes).c
    query = select(where.id).where(where.meeting == meeting, where.state == MinutesState.CONFIRMED)
    return connection.execute(query.limit(1)).first() is not None


def agenda_page(connection: Connection, meeting_id: str, today: date) -> AgendaPage:
    """The agenda of a meeting; Refusal("gone") where the meeting is no longer there.

    Proposals and the parking list of the meeting before are looked for where the agenda can still change.
    """
    meeting = one(connection, meeting_id)
    before = _before(connection, meeting)
    every = _items(connection, meeting_id)
    closed = meeting.state in (MeetingState.HELD, MeetingState.CANCELLED)
    open_ = not closed and not _confirmed(connection, meeting_id)
    found: tuple[Proposal, ...] = ()
    waiting = 0
    if open_ and every:
        found = left(proposals(connection, meeting, before, settings(connection)), every)
        here = {_about(item) for item in every}
        parked = _items(connection, before.id) if before else ()
        waiting = sum(item.state is ItemState.PARKED and _about(item) not in here for item in parked)
    return AgendaPage(
        meeting,
        before,
        numbered(every),
        every,
        found,
        waiting,
        sum(minutes_by_item(every).values()),
        minutes_between(meeting.starts, meeting.ends),
        open_,
    )


def _about(item: AgendaItem) -> tuple[str, ...]:
    return item.threat or "", item.request or "", item.submission or "", item.title
