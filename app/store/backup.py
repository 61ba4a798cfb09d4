"""Copies of a register that were reopened and checked before they count."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import Refusal
from app.store import durable, keys
from app.store import engine as engine_of

CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


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


def _counts(connection: Any) -> list[tuple[str, int]]:
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    return [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]


def copy(source: Any, keys_file: Path, key: bytes, target: Path, left_over: str) -> Path:
    """A checked copy as the new folder `target`, which opens like any register.

    `source` is a bare connection inside a read transaction, so that saves go on meanwhile; `left_over` is how
    parts of a killed run begin. Raises Refusal: backup.failed, or keys.missing where it might not open;
    nothing is left behind.
    """
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent, left_over)
        (partial / "backups").mkdir(parents=True)
        file = partial / "register.db"
        engine_of.create_file(file, key)
        if not _same(source, file, key):
            raise Refusal("backup.failed")
        text = keys.read(keys_file)
        if not keys.sound(text, key):
            raise Refusal("keys.missing")
        durable.write_text(partial / "keys.json", text)
        durable.place(partial, target)
    except (OSError, driver.Error) as error:
        raise Refusal("backup.failed") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _same(source: Any, file: Path, key: bytes) -> bool:
    """Fills the empty `file` from `source`, opens it again, and says whether it is sound and whole."""
    # the first read fixes the moment that the copy is of
    counts = _counts(source)
    copied = engine_of.connect(file, key)
    try:
        source.backup(copied)
    finally:
        copied.close()
    reopened = engine_of.connect(file, key)
    try:
        return not findings(reopened) and _counts(reopened) == counts
    finally:
        reopened.close()


def _sweep(folder: Path, left_over: str) -> None:
    for path in folder.iterdir():
        if path.name.startswith(left_over) and path.name.endswith(".part"):
            shutil.rmtree(path, ignore_errors=True)
