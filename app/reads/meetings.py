"""The monthly meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from app.domain.meeting import Meeting
from app.store.tables import table


def meetings(connection: Connection) -> tuple[Meeting, ...]:
    """Every meeting, newest first."""
    where = table(Meeting)
    query = select(where).order_by(where.c.on.desc())
    return tuple(Meeting(**row._mapping) for row in connection.execute(query))


def next_meeting(connection: Connection, today: date) -> Meeting | None:
    """The next meeting, today's included."""
    where = table(Meeting)
    row = connection.execute(select(where).where(where.c.on >= today).order_by(where.c.on).limit(1)).first()
    return None if row is None else Meeting(**row._mapping)
