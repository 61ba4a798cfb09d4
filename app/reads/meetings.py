"""The monthly meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from app.domain.codes import Series
from app.domain.meeting import Meeting
from app.store.tables import table


def meetings(connection: Connection, series: Series = Series.TASKING) -> tuple[Meeting, ...]:
    """Every meeting of a series, newest first."""
    where = table(Meeting)
    query = select(where).where(where.c.series == series).order_by(where.c.on.desc())
    return tuple(Meeting(**row._mapping) for row in connection.execute(query))


def next_meeting(connection: Connection, today: date, series: Series = Series.TASKING) -> Meeting | None:
    """The next meeting of a series, today's included."""
    where = table(Meeting)
    later = select(where).where(where.c.series == series, where.c.on >= today)
    row = connection.execute(later.order_by(where.c.on).limit(1)).first()
    return None if row is None else Meeting(**row._mapping)
