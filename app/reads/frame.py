"""What the frame of the desk shows around every page: the marking and the counts beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from app.domain.action import Action
from app.domain.codes import ActionState, ThreatStatus
from app.domain.inbox import Held
from app.domain.request import Request
from app.domain.request_rules import UNDECIDED
from app.domain.submission_rules import WAITING
from app.domain.threat import Threat
from app.reads.order_checks import O, due_soon
from app.reads.reference import Reference, reference
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Frame:
    """The region with its settings, how many threats are active, how many rows wait in the import inbox.

    `requests` are those that want a decision, `submissions` the active threats that wait with ROCTA or were
    returned, `orders` those on which something is due within the local days, `actions` the overdue ones that
    meetings set.
    """

    reference: Reference
    active: int
    held: int
    requests: int = 0
    submissions: int = 0
    orders: int = 0
    actions: int = 0


def frame(connection: Connection, today: date) -> Frame:
    """The frame as the register stands on a day."""
    region = reference(connection)
    threats = table(Threat)
    active = select(func.count()).select_from(threats).where(threats.c.status == ThreatStatus.ACTIVE)
    held = select(func.count()).select_from(table(Held))
    waiting = select(func.count()).select_from(table(Request)).where(table(Request).c.state.in_(UNDECIDED))
    due = select(func.count()).select_from(O).where(due_soon(today, region.settings))
    own = table(Action).c
    late = select(func.count()).where(
        own.meeting.is_not(None), own.state == ActionState.OPEN, own.due < today
    )
    return Frame(
        region,
        int(connection.execute(active).scalar_one()),
        int(connection.execute(held).scalar_one()),
        requests=int(connection.execute(waiting).scalar_one()),
        submissions=int(connection.execute(active.where(threats.c.mapping.in_(WAITING))).scalar_one()),
        orders=int(connection.execute(due).scalar_one()),
        actions=int(connection.execute(late).scalar_one()),
    )
