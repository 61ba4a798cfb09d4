"""Copies of a register that were reopened and checked before they count."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from app.errors import Refusal
from app.store import engine as engine_of


def findings(connection: Any) -> list[str]:
    """What SQLCipher's and SQLite's own checks find in an open file; empty when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"{row[0]} {row[1]}: {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return found


def _counts(connection: Any) -> list[tuple[str, int]]:
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    return [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]


def copy(register: Path, key: bytes, target: Path) -> Path:
    """A checked copy of the register folder as the new folder `target`, which opens like any register.

    Raises Refusal("backup.failed") with nothing left behind where it cannot be made or does not check.
    """
    partial = target.with_name(f".{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        file = partial / "register.db"
        engine_of.create_file(file, key)
        source = engine_of.connect(register / "register.db", key)
        copied = engine_of.connect(file, key)
        try:
            source.backup(copied)
        finally:
            copied.close()
        reopened = engine_of.connect(file, key)
        try:
            sound = not findings(reopened) and _counts(reopened) == _counts(source)
        finally:
            reopened.close()
            source.close()
        if not sound:
            raise Refusal("backup.failed")
        shutil.copyfile(register / "keys.json", partial / "keys.json")
        partial.rename(target)
    except OSError as error:
        raise Refusal("backup.failed") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target
