"""What happened since a backup was made, as numbers: what a restore would set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from app.domain.codes import LogClass
from app.domain.kinds import KINDS
from app.store.tables import JOURNAL, table

_LOOKED = (LogClass.SYSTEM.value, LogClass.CONSULTATION.value)


@dataclass(frozen=True, slots=True)
class Since:
    """Entries after a backup's: how many changed something, by how many people, the last moment (aware).

    `disposed` are disposals among them, which a restore would undo.
    """

    entries: int
    people: int
    last: datetime | None
    disposed: int
    rows: dict[str, int]


def changes(connection: Connection, seq: int) -> int:
    """How many entries after `seq` changed something or told of something that left."""
    query = select(func.count()).where(JOURNAL.c.seq > seq, JOURNAL.c["class"].not_in(_LOOKED))
    return int(connection.execute(query.select_from(JOURNAL)).scalar_one())


def since(connection: Connection, seq: int) -> Since:
    """What a restore of the backup at `seq` would set aside, with how many records there are now by kind."""
    after = (JOURNAL.c.seq > seq, JOURNAL.c["class"].not_in(_LOOKED))
    entries, people, last = connection.execute(
        select(func.count(), func.count(JOURNAL.c.person.distinct()), func.max(JOURNAL.c.seq)).where(*after)
    ).one()
    at = connection.execute(select(JOURNAL.c.at).where(JOURNAL.c.seq == last)).scalar() if last else None
    disposed = connection.execute(
        select(func.count()).where(JOURNAL.c.seq > seq, JOURNAL.c.kind == "disposed")
    ).scalar_one()
    rows = {
        kind: int(connection.execute(select(func.count()).select_from(table(cls))).scalar_one())
        for kind, cls in KINDS.items()
    }
    return Since(int(entries), int(people), at, int(disposed), rows)
