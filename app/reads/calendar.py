"""What a calendar is made of: the meetings to come, and what is due."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.codes import ActionState, MeetingState, ThreatStatus
from app.domain.meeting import Meeting
from app.domain.minutes import privately
from app.domain.threat import Threat
from app.store.tables import table

Dues = tuple[tuple[str, str, str, str, date], ...]
"""Kind and id of the record, what is due, its reference, and the day."""


def meetings_to_come(connection: Connection, today: date) -> tuple[Meeting, ...]:
    """The meetings of every series from today on, those that were called off left out."""
    where = table(Meeting)
    query = select(where).where(where.c.on >= today, where.c.state != MeetingState.CANCELLED)
    rows = connection.execute(query.order_by(where.c.on, where.c.id))
    return tuple(Meeting(**row._mapping) for row in rows)


def dues(connection: Connection, officer: str | None = None) -> Dues:
    """Open actions and reviews of active threats with a date, or the open actions of one officer."""
    actions, threats, items = table(Action).c, table(Threat).c, table(AgendaItem)
    private = privately(AgendaItem(**row._mapping) for row in connection.execute(select(items)))
    query = select(actions.id, actions.reference, actions.due, actions.item).where(
        actions.state == ActionState.OPEN, actions.due.is_not(None)
    )
    if officer is not None:
        query = query.where(actions.owner == officer)
    found = [
        ("action", id, "due", f"Action {reference}", due)
        for id, reference, due, item in connection.execute(query)
        if item not in private
    ]
    if officer is None:
        reviews = select(threats.id, threats.reference, threats.next_review).where(
            threats.status == ThreatStatus.ACTIVE, threats.next_review.is_not(None)
        )
        found += [
            ("review", id, "review due", reference, on) for id, reference, on in connection.execute(reviews)
        ]
    return tuple(sorted(found, key=lambda one: (one[4], one[3], one[1])))
