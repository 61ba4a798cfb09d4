"""The register as it was at one entry of its journal: rebuilt in memory to be read, never on a disk."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.pool import QueuePool

from app.domain import codec
from app.domain.kinds import KINDS
from app.errors import Refusal
from app.store.tables import BODY, JOURNAL, METADATA, TABLES

BULK = 2_000
_numbers = itertools.count(1)


def sequence(connection: Connection, head: str) -> int:
    """The number of the entry whose hash is `head`; Refusal("past.unknown") where the journal has none."""
    found = connection.execute(select(JOURNAL.c.seq).where(JOURNAL.c.hash == head)).scalar()
    if found is None:
        raise Refusal("past.unknown")
    return int(found)


def engine(source: Connection, head: str) -> tuple[Engine, Connection]:
    """An engine over the record as it stood at `head`, and the connection that keeps it in memory.

    Every record comes from the last that the journal says of it up to there; raises Refusal("past.unknown").
    """
    last = sequence(source, head)
    name = f"file:as-it-was-{next(_numbers)}?mode=memory&cache=shared"
    made = create_engine(
        "sqlite://", module=driver, creator=lambda: _connect(name), poolclass=QueuePool, hide_parameters=True
    )
    kept = made.connect()
    METADATA.create_all(kept)
    _fill(source, kept, last)
    kept.execute(text("PRAGMA foreign_keys = ON"))
    kept.commit()

    @event.listens_for(made, "checkout")
    def _read_only(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    return made, kept


def _connect(name: str) -> Any:
    connection = driver.connect(name, uri=True, check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _fill(source: Connection, target: Connection, last: int) -> None:
    newest = (
        "SELECT kind, after FROM journal JOIN (SELECT max(seq) AS newest FROM journal WHERE seq <= :last "
        "AND version > 0 GROUP BY kind, object) ON seq = newest WHERE after IS NOT NULL"
    )
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, after in source.execute(text(newest), {"last": last}):
        if kind in KINDS:
            record = codec.build(KINDS[kind], json.loads(after))
            rows[kind].append({spec.name: getattr(record, spec.name) for spec in codec.specs(type(record))})
            if len(rows[kind]) >= BULK:
                target.execute(insert(TABLES[kind]), rows.pop(kind))
    for kind, left in rows.items():
        target.execute(insert(TABLES[kind]), left)
    journal = source.execute(select(JOURNAL).where(JOURNAL.c.seq <= last).order_by(JOURNAL.c.seq))
    for part in journal.mappings().partitions(BULK):
        target.execute(insert(JOURNAL), [dict(row) for row in part])
    named = {row["body"] for row in target.execute(select(TABLES["issue"].c.body)).mappings()}
    for row in source.execute(select(BODY)).mappings():
        if row["id"] in named:
            target.execute(insert(BODY), [dict(row)])
