"""Verification of a register: the file, the records against their journal, and the chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, select

from app.domain import codec
from app.domain.kinds import KINDS
from app.store import backup, chain
from app.store.tables import JOURNAL, TABLES

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code of words.py with where it was found."""

    code: str
    where: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome, with how many records and entries were looked at."""

    findings: tuple[Finding, ...]
    records: int
    entries: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def _chain(connection: Connection) -> tuple[list[Finding], int, dict[tuple[str, str], str | None]]:
    """The first broken entry, the number of entries, and the last body of each record."""
    last: dict[tuple[str, str], str | None] = {}
    prev, seq = chain.FIRST, 0
    rows = connection.execution_options(yield_per=5000).execute(select(JOURNAL).order_by(JOURNAL.c.seq))
    for row in rows.mappings():
        entry: dict[str, Any] = {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
        bodies = chain.digest(row["salt"], row["before"], row["after"])
        if row["seq"] != seq + 1 or row["prev"] != prev:
            return [Finding("verify.chain_gap", f"entry {seq + 1}")], seq, last
        if bodies != row["digest"] or chain.link(entry) != row["hash"]:
            return [Finding("verify.chain_broken", f"entry {row['seq']}")], seq, last
        if row["kind"] in KINDS:
            last[(row["kind"], row["object"])] = row["after"]
        prev, seq = row["hash"], row["seq"]
    return [], seq, last


def _records(connection: Connection, last: dict[tuple[str, str], str | None]) -> tuple[list[Finding], int]:
    found: list[Finding] = []
    count = 0
    for kind, cls in KINDS.items():
        for row in connection.execution_options(yield_per=5000).execute(select(TABLES[kind])):
            record = cls(**row._mapping)
            count += 1
            if last.pop((kind, record.id), None) != codec.canonical(codec.flatten(record)):
                found.append(Finding("verify.record_unlogged", f"{kind} {record.id}"))
    found += [
        Finding("verify.record_missing", f"{kind} {id}")
        for (kind, id), body in last.items()
        if body is not None
    ]
    return found, count


def verify(connection: Connection, progress: Progress | None = None) -> Verification:
    """Checks file, journal chain and records; findings name the first broken entry and each record."""
    raw = connection.connection.driver_connection
    assert raw is not None
    tell = progress or (lambda *_: None)
    tell("file", 0, 3)
    found = [Finding("verify.file", line) for line in backup.findings(raw)]
    tell("chain", 1, 3)
    broken, entries, last = _chain(connection)
    found += broken
    tell("records", 2, 3)
    records = 0
    if not broken:
        wrong, records = _records(connection, last)
        found += wrong
    tell("done", 3, 3)
    return Verification(tuple(found), records, entries)
