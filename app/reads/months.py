"""Everything the pack of one month is made of, read in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from app.domain.action import Action, Redating, Update
from app.domain.assignment import Assignment
from app.domain.kinds import Record
from app.domain.meeting import Meeting
from app.domain.month import (
    ActionRow,
    AssignmentRow,
    Month,
    OfficerRow,
    PlanRow,
    RedatingRow,
    ScoreRow,
    ThreatRow,
    UpdateRow,
)
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.region import Region
from app.domain.score import Score
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.reference import reference
from app.store.tables import table


def _rows(connection: Connection, cls: type[Record], shape: Any, *order: str) -> tuple[Any, ...]:
    """The rows of a table in the shape of a named tuple, whose fields name the columns."""
    where = table(cls)
    columns: list[ColumnElement[Any]] = [where.c[name] for name in shape._fields]
    make: Callable[[Row[Any]], Any] = shape._make
    return tuple(map(make, connection.execute(select(*columns).order_by(*(where.c[name] for name in order)))))


def _meetings(connection: Connection, month: str) -> tuple[Meeting, Meeting | None]:
    where = table(Meeting)
    found = connection.execute(select(where).where(where.c.month == month)).first()
    if found is None:
        raise Refusal("export.no_meeting", month=month)
    meeting = Meeting(**found._mapping)
    earlier = select(where).where(where.c.on < meeting.on).order_by(where.c.on.desc()).limit(1)
    before = connection.execute(earlier).first()
    return meeting, None if before is None else Meeting(**before._mapping)


def everything(connection: Connection, month: str) -> Month:
    """The month "2026-12" as rows; Refusal("export.no_meeting") where no meeting is planned for it."""
    meeting, previous = _meetings(connection, month)
    region = reference(connection)
    days = table(Meeting).c.on
    return Month(
        region=region.region or Region(id="", name=""),
        settings=region.settings,
        meeting=meeting,
        previous=previous,
        meetings=tuple(row[0] for row in connection.execute(select(days).order_by(days))),
        forces=region.forces,
        themes=region.themes,
        officers=_rows(connection, Officer, OfficerRow, "name", "id"),
        threats=_rows(connection, Threat, ThreatRow, "reference", "id"),
        assignments=_rows(connection, Assignment, AssignmentRow, "threat", "role", "since", "id"),
        plans=_rows(connection, Plan, PlanRow, "threat"),
        actions=_rows(connection, Action, ActionRow, "threat", "reference", "id"),
        redatings=_rows(connection, Redating, RedatingRow, "action", "on", "id"),
        updates=_rows(connection, Update, UpdateRow, "threat", "on", "id"),
        scores=_rows(connection, Score, ScoreRow, "threat", "assessed_on", "id"),
    )
