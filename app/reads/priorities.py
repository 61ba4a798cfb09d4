"""The ranked list for the coming meeting, and who might join it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.domain.clock import LONDON
from app.domain.codes import MeetingState, Series, ThreatStatus
from app.domain.dates import add_months
from app.domain.disruption import Disruption
from app.domain.effort import Effort
from app.domain.meeting import Meeting
from app.domain.score import Score, scored_by
from app.domain.threat import Threat
from app.reads import threats
from app.reads.reference import settings
from app.store.tables import JOURNAL, table


class Ranked(NamedTuple):
    """One threat of the list or beside it; `before` is its rank at the last meeting, `change` its score's."""

    id: str
    reference: str
    name: str
    tier: str
    score: float | None
    band: str
    change: float | None
    before: int | None
    sio: str
    lro: str
    open: int
    overdue: int
    reason: str

    @property
    def display(self) -> str:
        """Its name, or its reference where it has none."""
        return self.name or self.reference


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list in order, candidates by score, the LOCAL cut-off, and score against effort of all active."""

    listed: tuple[Ranked, ...]
    candidates: tuple[Ranked, ...]
    cut_off: int
    last_on: date | None
    effort: tuple[Effort, ...]
    months: int


def ranks_on(connection: Connection, on: date) -> dict[str, int]:
    """The rank of each threat as its record stood at the end of a day, from the journal."""
    ended = datetime.combine(on + timedelta(days=1), time(), LONDON)
    last = (
        select(func.max(JOURNAL.c.seq).label("seq"))
        .where(JOURNAL.c.kind == "threat", JOURNAL.c.at < ended)
        .group_by(JOURNAL.c.object)
        .subquery()
    )
    rank = func.json_extract(JOURNAL.c.after, "$.priority")
    query = select(JOURNAL.c.object, rank).join(last, last.c.seq == JOURNAL.c.seq).where(rank.is_not(None))
    return {id: int(place) for id, place in connection.execute(query)}


def last_meeting(connection: Connection, today: date) -> date | None:
    """The day of the last tasking meeting before today."""
    where = table(Meeting).c
    query = select(func.max(where.on)).where(where.series == Series.TASKING, where.on < today)
    found: date | None = connection.execute(query.where(where.state != MeetingState.CANCELLED)).scalar()
    return found


def ranking(connection: Connection, today: date) -> Ranking:
    """The list as it stands today; in a few queries, whatever the number of threats."""
    in_force = settings(connection)
    last_on = last_meeting(connection, today)
    before = ranks_on(connection, last_on) if last_on else {}
    scores = table(Score).c
    query = select(
        scores.threat,
        scores.total,
        scores.assessed_on,
        scores.scheme_id,
        scores.scheme,
        scores.scheme_version,
    )
    totals: dict[str, list[Scored]] = {}
    for threat, total, on, *by in connection.execute(query.order_by(scores.assessed_on, scores.id)):
        totals.setdefault(threat, []).append((total, on, scored_by(*by)))
    rows = [row for row in threats.grid(connection, today) if row.status is ThreatStatus.ACTIVE]
    reasons = _reasons(connection)

    def ranked(row: threats.ThreatRow) -> Ranked:
        own = totals.get(row.id, [])
        return Ranked(
            row.id, row.reference, row.name, row.tier, row.score, band(row.score, in_force.bands),
            _moved(own, last_on), before.get(row.id), row.sio, row.lro, row.open, row.overdue,
            reasons.get(row.id, ""),
        )  # fmt: skip

    listed = sorted(
        (row for row in rows if row.priority is not None), key=lambda r: (r.priority, r.reference)
    )
    others = sorted(
        (row for row in rows if row.priority is None), key=lambda r: (-(r.score or -1), r.reference)
    )
    done = _disruptions(connection, today, in_force.effort_months)
    return Ranking(
        tuple(map(ranked, listed)),
        tuple(map(ranked, others)),
        in_force.priority_cut_off,
        last_on,
        tuple(Effort(row.reference, row.name, row.score, row.open, done.get(row.id, 0)) for row in rows),
        in_force.effort_months,
    )


Scored = tuple[float, date | None, str]
"""A total, its day, and the scheme or tool it came of."""


def _moved(scores: list[Scored], since: date | None) -> float | None:
    """The latest score less that of the last meeting; None where there was none by the same scheme then."""
    if not scores or since is None:
        return None
    now, _, scheme = scores[-1]
    then = [total for total, on, by in scores if by == scheme and (on is None or on <= since)]
    return now - then[-1] if then else None


def band(total: float | None, bands: tuple[tuple[int, str], ...]) -> str:
    """The LOCAL band of a total, "" for none."""
    if total is None or not bands:
        return ""
    reached = [name for low, name in bands if total >= low]
    return reached[-1] if reached else "Low"


def _reasons(connection: Connection) -> Mapping[str, str]:
    where = table(Threat).c
    query = select(where.id, where.priority_reason).where(where.priority_reason != "")
    return dict(connection.execute(query).all())


def _disruptions(connection: Connection, today: date, months: int) -> dict[str, int]:
    where = table(Disruption).c
    query = select(where.threat, func.count()).where(where.on > add_months(today, -months), where.on <= today)
    return dict(connection.execute(query.group_by(where.threat)).all())
