"""What stands beside a threat: the others it may be linked to, and how it was archived before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from app.domain.codes import ThreatStatus
from app.domain.threat import Threat, display
from app.store.tables import JOURNAL, table


@dataclass(frozen=True, slots=True)
class Other:
    """A threat that another may be linked to."""

    id: str
    display: str
    reference: str
    archived: bool


def others(connection: Connection, threat: str) -> tuple[Other, ...]:
    """Every threat but one, by reference."""
    t = table(Threat).c
    query = select(t.id, t.name, t.operation, t.reference, t.status).where(t.id != threat)
    return tuple(
        Other(id, display(name, operation, reference), reference, status is ThreatStatus.ARCHIVED)
        for id, name, operation, reference, status in connection.execute(query.order_by(t.reference))
    )


@dataclass(frozen=True, slots=True)
class Closing:
    """One archive of a threat as the journal has it; `told` is its reason with what stayed open."""

    on: date | None
    reason: str
    authoriser: str
    report: str
    told: str


def closings(connection: Connection, threat: str) -> tuple[Closing, ...]:
    """Every time that a threat was archived, newest first; re-opening takes none away, undoing does."""
    query = select(JOURNAL.c.batch, JOURNAL.c.undoes, JOURNAL.c.before, JOURNAL.c.after, JOURNAL.c.reason)
    of_threat = query.where(JOURNAL.c.kind == "threat", JOURNAL.c.object == threat)
    rows = connection.execute(of_threat.order_by(JOURNAL.c.seq.desc())).all()
    undone = {row.undoes: row.batch for row in rows if row.undoes}

    def stands(batch: str) -> bool:
        # to redo is to undo the undoing
        return batch not in undone or not stands(undone[batch])

    found = []
    for row in rows:
        before, after = json.loads(row.before or "{}"), json.loads(row.after or "{}")
        ended = ThreatStatus.ARCHIVED.value
        if (
            after.get("status") != ended
            or before.get("status") == ended
            or row.undoes
            or not stands(row.batch)
        ):
            continue
        on = date.fromisoformat(after["archived_on"]) if after.get("archived_on") else None
        reason, authoriser = after.get("archive_reason", ""), after.get("archive_authoriser", "")
        found.append(Closing(on, reason, authoriser, after.get("closing_report", ""), row.reason))
    return tuple(found)
