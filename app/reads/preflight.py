"""The front page together with what the preflight finds: one read, so that both tell the same story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.domain.inbox import Held
from app.domain.preflight import PRIORITY_CHECKS, Found, preflight
from app.domain.region_settings import RegionSettings
from app.domain.threat import display
from app.reads.home import ACTIVE, A, Home, T, action_checks, home, matching, threat_checks
from app.reads.reference import settings
from app.store.tables import table

RANKED = T.c.priority.is_not(None)


@dataclass(frozen=True, slots=True)
class Desk:
    """What Home and Packs show of the state of the register."""

    home: Home
    preflight: tuple[Found, ...]


def _lacking(
    connection: Connection, today: date, limits: RegionSettings, ids: frozenset[str] | None = None
) -> dict[str, tuple[str, ...]]:
    checks = threat_checks(today, limits)
    found = {}
    for code in PRIORITY_CHECKS:
        query = select(T.c.id, T.c.name, T.c.operation, T.c.reference).where(ACTIVE, RANKED, checks[code])
        rows = connection.execute(query.order_by(T.c.priority))
        found[code] = tuple(display(*row) for id, *row in rows if ids is None or id in ids)
    return found


def desk(connection: Connection, today: date) -> Desk:
    """The front page and the preflight as at a day."""
    front = home(connection, today)
    ranked = connection.execute(select(func.count()).select_from(T).where(ACTIVE, RANKED)).scalar_one()
    lacking = _lacking(connection, today, front.reference.settings)
    return Desk(front, preflight(front.counts, ranked, lacking, front.held))


def whole(connection: Connection, today: date) -> tuple[Found, ...]:
    """What the preflight finds in the whole register as at a day."""
    return desk(connection, today).preflight


def among(connection: Connection, today: date, ids: frozenset[str]) -> tuple[Found, ...]:
    """What the preflight finds in the threats of an edition, by their ids, as at a day.

    Counted from the ids that each check finds: a list of ten thousand has no place in a condition.
    """
    limits = settings(connection)
    counts = {
        code: _within(connection, select(T.c.id).where(ACTIVE, condition), ids)
        for code, condition in threat_checks(today, limits).items()
    }
    for code, condition in action_checks(today, limits.redated_times).items():
        query = select(A.c.threat).join(T, T.c.id == A.c.threat).where(ACTIVE, condition)
        counts[code] = _within(connection, query, ids)
    counts["lro_load"] = len(matching(connection, "lro_load", today) & ids)
    ranked = _within(connection, select(T.c.id).where(ACTIVE, RANKED), ids)
    held = connection.execute(select(func.count()).select_from(table(Held))).scalar_one()
    return preflight(counts, ranked, _lacking(connection, today, limits, ids), held)


def _within(connection: Connection, query: Select[Any], ids: frozenset[str]) -> int:
    return sum(row[0] in ids for row in connection.execute(query))
