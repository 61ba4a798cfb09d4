"""What the frame of the desk shows around every page: the marking and the counts beside the pages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.domain.codes import ThreatStatus
from app.domain.inbox import Held
from app.domain.request import Request
from app.domain.request_rules import UNDECIDED
from app.domain.submission_rules import WAITING
from app.domain.threat import Threat
from app.reads.reference import Reference, reference
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Frame:
    """The region with its settings, how many threats are active, how many rows wait in the import inbox.

    `requests` are those that want a decision, `submissions` the active threats that wait with ROCTA or were
    returned.
    """

    reference: Reference
    active: int
    held: int
    requests: int = 0
    submissions: int = 0


def frame(connection: Connection) -> Frame:
    """The frame as the register stands."""
    threats = table(Threat)
    active = select(func.count()).select_from(threats).where(threats.c.status == ThreatStatus.ACTIVE)
    held = select(func.count()).select_from(table(Held))
    waiting = select(func.count()).select_from(table(Request)).where(table(Request).c.state.in_(UNDECIDED))
    return Frame(
        reference(connection),
        int(connection.execute(active).scalar_one()),
        int(connection.execute(held).scalar_one()),
        requests=int(connection.execute(waiting).scalar_one()),
        submissions=int(connection.execute(active.where(threats.c.mapping.in_(WAITING))).scalar_one()),
    )
