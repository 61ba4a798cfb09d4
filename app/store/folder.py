"""The folder of a register: made, locked, brought up to this version, copied."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.domain.backup_rules import Reason
from app.domain.clock import Clock, local
from app.errors import Refusal
from app.store import backup, durable, manifest, place, schema
from app.store import engine as engines
from app.store.backup import Progress, Why
from app.store.lock import WriterLock
from app.store.place import SUFFIX
from app.store.refusals import worded

RESTORING = ".restore.part"
"""Where a backup is made ready before it takes the register's place."""


def make(partial: Path, path: Path, key: bytes, keys_text: str) -> None:
    """The folder of a new register, filled as `partial` beside its place and then put there."""
    (partial / "backups").mkdir(parents=True)
    with worded():
        engines.create_file(partial / "register.db", key)
        made = engines.engine(partial / "register.db", key)
        try:
            schema.migrate(made)
        finally:
            made.dispose()
    durable.write_text(partial / "keys.json", keys_text)
    durable.place(partial, path)


def take_lock(path: Path, user: str, clock: Clock) -> tuple[WriterLock | None, str | None]:
    """The lock, or who has it; neither where the medium cannot be written, knows no locks, or is shared."""
    if place.place(path).share:
        return None, None
    lock = WriterLock(path)
    try:
        if lock.take(user, local(clock.now()).strftime("%H:%M")):
            return lock, None
    except (OSError, NotImplementedError):
        return None, None
    return None, lock.holder or "Another window"


def bring_up(engine: Engine, path: Path, key: bytes, clock: Clock, *, writable: bool) -> None:
    """Backs up and migrates a register of an older version, which only its writer can.

    What a restore that was cut off left is tidied up: the copy, and a write-ahead log that was let go.
    """
    with worded():
        if writable:
            shutil.rmtree(path / RESTORING, ignore_errors=True)
            with contextlib.suppress(OSError):
                backup.sweep(path / "backups", ".")
            in_log(engine)
        if not schema.needs_migration(engine):
            return
        if not writable:
            raise Refusal("register.older")
        target, why = own(path, Reason.MIGRATION, clock)
        with engine.connect() as connection, connection.begin():
            copy(connection, path / "keys.json", key, target, ".", why)
        schema.migrate(engine)


def in_log(engine: Engine) -> None:
    """Puts a file that was let go for a moment back into write-ahead mode, where that is possible."""
    with (
        contextlib.suppress(Refusal),
        worded(),
        engine.connect() as connection,
        engines.bare(connection) as raw,
    ):
        if raw.execute("PRAGMA journal_mode").fetchall() == [("delete",)]:
            raw.execute("PRAGMA journal_mode = WAL").fetchall()


def copy(
    connection: Connection,
    keys_file: Path,
    key: bytes,
    target: Path,
    left_over: str,
    why: Why,
    progress: Progress | None = None,
) -> Path:
    """A checked copy of the register that a read transaction stands on (see backup.copy)."""
    raw = connection.connection.driver_connection
    try:
        backup.copy(raw, keys_file, key, target, left_over, why, progress)
    except Refusal:
        # where the disk failed under it, the connection is of no use any more
        connection.invalidate()
        raise
    return target


def own(path: Path, reason: Reason, clock: Clock) -> tuple[Path, Why]:
    """Where the register's own folder takes its next backup, and what the manifest says of it."""
    target = free(path / "backups" / f"{stamp(clock)} {reason}{SUFFIX}")
    return target, Why(clock.now(), reason, following(path / "backups"))


def following(*folders: Path) -> int:
    """The number of the next backup: they are counted, because clocks go back."""
    made = [found.made for folder in folders for each in listed(folder) if (found := manifest.read(each))]
    return max(made, default=0) + 1


def listed(folder: Path) -> list[Path]:
    """The folders of finished backups in a folder, by name."""
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == SUFFIX and each.name[0] != ".")
    except OSError:
        return []


def stamp(clock: Clock) -> str:
    """The moment as it stands in a backup's name."""
    return local(clock.now()).strftime("%Y-%m-%d %H%M%S")


def free(path: Path) -> Path:
    """`path`, or the first of its numbered neighbours that is not taken."""
    taken, stem = 1, path.stem
    while path.exists():
        taken += 1
        path = path.with_name(f"{stem} ({taken}){path.suffix}")
    return path
