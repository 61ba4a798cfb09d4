"""Encrypting a register anew, so that somebody who was removed cannot read what is saved from now on.

In this order: a whole copy under the new key beside the file, checked; both keys in keys.json; the copy takes
the file's place; the new key only. A kill anywhere leaves what `settle` brings to one side or the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.errors import Refusal
from app.store import backup, durable, keys_edit
from app.store import engine as engines
from app.store.keys import Opened
from app.store.keys_document import Note
from app.store.refusals import worded

Progress = Callable[[str, int, int], object]
COPY = "register.db.rekey"
PATIENCE_MS = 2000
"""How long a rekey waits for another window to let go of the file."""


def copy(folder: Path, key: bytes, following: bytes, progress: Progress) -> None:
    """A whole copy of the register under the new key, beside it, reopened and checked.

    Raises Refusal: rekey.failed, disk.full, register.damaged; nothing is left behind.
    """
    file, target = folder / "register.db", folder / COPY
    clear(folder)
    try:
        try:
            engines.create_file(target, following)
        except driver.Error as error:
            # "malformed" is said of the new file here, and would alarm for the register
            raise Refusal("rekey.failed") from error
        source = engines.connect(file, key)
        try:
            progress("copy", 0, 3)
            with worded():
                counts = _export(source, target, following)
        finally:
            source.close()
        progress("check", 1, 3)
        if not _checked(target, following, counts):
            raise Refusal("rekey.failed")
    except BaseException:
        clear(folder)
        raise


def swap(folder: Path, text: str, key: bytes, following: bytes, note: Note) -> None:
    """Puts the copy in the register's place; nobody may have the file open, here or in another window.

    Raises Refusal: rekey.in_use, keys.altered, rekey.recovery_first; the register is then as it was.
    """
    file = folder / "register.db"
    with worded():
        alone = engines.connect(file, key)
        try:
            # leaving the write-ahead log needs the file alone, and leaves no log for the other file to meet
            alone.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            (mode,) = alone.execute("PRAGMA journal_mode = DELETE").fetchone()
        except driver.OperationalError:
            mode = "wal"
        finally:
            alone.close()
    if mode != "delete":
        raise Refusal("rekey.in_use")
    durable.write_text(folder / "keys.json", keys_edit.moving(text, key, following, note))
    durable.place(folder / COPY, file)


def settle(folder: Path, text: str, opened: Opened) -> tuple[str, Opened]:
    """Ends a rekey that was cut off, to whichever side the file itself is on; harmless where there was none.

    Only the one who has the register's lock calls this.
    """
    moving = keys_edit.is_moving(text)
    if not moving and not (folder / COPY).exists():
        return text, replace(opened, following=None)
    holds = which(folder, opened)
    with worded():
        restored = engines.connect(folder / "register.db", holds.key)
        try:
            restored.execute("PRAGMA journal_mode = WAL").fetchone()
        finally:
            restored.close()
    if moving and opened.following is not None:
        new = holds.key == opened.following
        text = (
            keys_edit.moved(text, opened.key, opened.following)
            if new
            else keys_edit.unmoved(text, opened.key)
        )
        durable.write_text(folder / "keys.json", text)
    clear(folder)
    return text, holds


def which(folder: Path, opened: Opened) -> Opened:
    """The one of both keys that opens the file; where neither does, the file is damaged."""
    if opened.following is not None:
        for key in (opened.key, opened.following):
            try:
                engines.connect(folder / "register.db", key, read_only=True).close()
            except Refusal as refusal:
                if refusal.code != "register.damaged":
                    raise
            else:
                return replace(opened, key=key, following=None)
    return replace(opened, following=None)


def clear(folder: Path) -> None:
    """Removes what a copy that was cut off left behind."""
    for name in (COPY, f"{COPY}-wal", f"{COPY}-shm", f"{COPY}-journal"):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _export(source: Any, target: Path, following: bytes) -> list[tuple[str, int]]:
    """Fills the empty file from the register, and says how many rows each table has."""
    source.execute("ATTACH DATABASE ? AS anew KEY ?", (str(target), f"x'{following.hex()}'"))
    source.execute("BEGIN")
    counts = _counts(source)
    source.execute("SELECT sqlcipher_export('anew')").fetchall()
    (version,) = source.execute("PRAGMA main.user_version").fetchone()
    source.execute(f"PRAGMA anew.user_version = {int(version)}")
    source.execute("COMMIT")
    source.execute("DETACH DATABASE anew")
    return counts


def _counts(connection: Any) -> list[tuple[str, int]]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
    return [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names]


def _checked(target: Path, following: bytes, counts: list[tuple[str, int]]) -> bool:
    reopened = engines.connect(target, following, alone=True)
    try:
        return not backup.findings(reopened) and _counts(reopened) == counts
    finally:
        reopened.close()
