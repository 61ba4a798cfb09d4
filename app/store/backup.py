"""Copies of a register that were reopened and checked before they count."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app import VERSION
from app.errors import Refusal
from app.store import chain, durable, keys, manifest
from app.store import engine as engine_of
from app.store.manifest import Manifest

CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
PAGES = 512
"""Pages copied between two looks at whether somebody pressed Cancel: 2 MB."""

Progress = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class Why:
    """When (aware), why, and as which of a register's backups one is made."""

    at: datetime
    reason: str
    made: int = 0


def findings(connection: Any) -> list[str]:
    """What SQLCipher's and SQLite's own checks find in an open file; empty when it is sound."""
    found = []
    try:
        # SQLCipher checks the bare file, and what a kill left half copied there is whole only in the log
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        for check in CHECKS:
            rows = connection.execute(f"PRAGMA {check}").fetchall()
            found += [" ".join(map(str, row)) for row in rows if row[0] != "ok"]
    except driver.DatabaseError as error:
        found.append(str(error))
    return found


def counts(connection: Any) -> dict[str, int]:
    """How many rows each table of an open file has."""
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def head(connection: Any) -> tuple[int, str]:
    """The number and the hash of the journal's last entry."""
    row = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, chain.FIRST)


def copy(
    source: Any,
    keys_file: Path,
    key: bytes,
    target: Path,
    left_over: str,
    why: Why,
    progress: Progress | None = None,
) -> Manifest:
    """A checked copy as the new folder `target`, which opens like any register, with its manifest.

    `source` is a bare connection inside a read transaction, so that saves go on meanwhile; `left_over` is how
    parts of a killed run begin. Raises Refusal: backup.failed, disk.full, or keys.missing where it might not
    open; nothing is left behind.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent, left_over)
        with durable.whole_folder(target) as partial:
            (partial / "backups").mkdir(parents=True)
            file = partial / "register.db"
            engine_of.create_file(file, key)
            held = _filled(source, file, key, progress or (lambda *_: None))
            text = keys.read(keys_file)
            if not keys.sound(text, key):
                raise Refusal("keys.missing")
            durable.write_text(partial / "keys.json", text)
            made = Manifest(
                keys.register_of(text), why.made, why.at, why.reason, held.seq, held.head, held.counts,
                {name: manifest.sha256(partial / name) for name in manifest.FILES}, VERSION, held.schema,
            )  # fmt: skip
            manifest.write(partial, made, key)
    except (OSError, driver.Error) as error:
        raise Refusal("backup.failed") from error
    return made


@dataclass(frozen=True, slots=True)
class _Held:
    counts: dict[str, int]
    seq: int
    head: str
    schema: str


def _held(connection: Any) -> _Held:
    schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return _Held(counts(connection), *head(connection), str(schema[0]) if schema else "")


def _filled(source: Any, file: Path, key: bytes, progress: Progress) -> _Held:
    """Fills the empty `file` from `source`, opens it again, and says what both hold: it must be the same."""
    # the first read fixes the moment that the copy is of
    held = _held(source)

    def step(_status: int, remaining: int, total: int) -> None:
        progress("Copying the register", total - remaining, total)

    copied = engine_of.connect(file, key, alone=True)
    try:
        source.backup(copied, pages=PAGES, progress=step)
    finally:
        copied.close()
    progress("Checking the copy", 0, 0)
    reopened = engine_of.connect(file, key, alone=True)
    try:
        same = not findings(reopened) and _held(reopened) == held
    finally:
        reopened.close()
    if not same:
        raise Refusal("backup.failed")
    return held


def sweep(folder: Path, left_over: str) -> None:
    """Removes what a killed run left half made."""
    for path in folder.iterdir():
        if path.name.startswith(left_over) and path.name.endswith(".part"):
            shutil.rmtree(path, ignore_errors=True)
