"""The agenda of one meeting as the builder shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from app.domain.agenda import AgendaItem, minutes_by_item, numbered
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One meeting's agenda: listed items with their numbers, all items, and the minutes they take."""

    meeting: Meeting
    items: tuple[tuple[str, AgendaItem], ...]
    every: tuple[AgendaItem, ...]
    minutes: int


def agenda_page(connection: Connection, meeting_id: str, today: date) -> AgendaPage:
    """The agenda of a meeting; Refusal("gone") where the meeting is no longer there."""
    where = table(Meeting)
    found = connection.execute(select(where).where(where.c.id == meeting_id)).first()
    if found is None:
        raise Refusal("gone", kind="meeting")
    meeting = Meeting(**found._mapping)
    item = table(AgendaItem)
    rows = connection.execute(select(item).where(item.c.meeting == meeting_id).order_by(item.c.place))
    every = tuple(AgendaItem(**row._mapping) for row in rows)
    return AgendaPage(meeting, numbered(every), every, sum(minutes_by_item(every).values()))
