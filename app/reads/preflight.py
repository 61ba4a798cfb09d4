"""The front page together with what the preflight finds: one read, so that both tell the same story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from app.domain.preflight import PRIORITY_CHECKS, Found, preflight
from app.domain.region_settings import RegionSettings
from app.domain.threat import display
from app.reads.home import ACTIVE, Home, T, home, threat_checks


@dataclass(frozen=True, slots=True)
class Desk:
    """What Home and Packs show of the state of the register."""

    home: Home
    preflight: tuple[Found, ...]


def _ranked() -> ColumnElement[bool]:
    return T.c.priority.is_not(None)


def _lacking(connection: Connection, today: date, limits: RegionSettings) -> dict[str, tuple[str, ...]]:
    checks = threat_checks(today, limits)
    found = {}
    for code in PRIORITY_CHECKS:
        query = select(T.c.name, T.c.operation, T.c.reference).where(ACTIVE, _ranked(), checks[code])
        rows = connection.execute(query.order_by(T.c.priority))
        found[code] = tuple(display(*row) for row in rows)
    return found


def desk(connection: Connection, today: date) -> Desk:
    """The front page and the preflight as at a day."""
    front = home(connection, today)
    ranked = connection.execute(select(func.count()).select_from(T).where(ACTIVE, _ranked())).scalar_one()
    lacking = _lacking(connection, today, front.reference.settings)
    return Desk(front, preflight(front.counts, ranked, lacking, front.held))
