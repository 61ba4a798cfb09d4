"""The folder of a register: made, locked, brought up to this version, copied."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from app.domain.clock import Clock, local
from app.errors import Refusal
from app.store import backup, durable, schema
from app.store import engine as engines
from app.store.lock import WriterLock
from app.store.refusals import worded


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
    """The lock, or who has it; neither where the medium cannot be written or knows no locks."""
    lock = WriterLock(path)
    try:
        if lock.take(user, local(clock.now()).strftime("%H:%M")):
            return lock, None
    except (OSError, NotImplementedError):
        return None, None
    return None, lock.holder or "Another window"


def bring_up(engine: Engine, path: Path, key: bytes, clock: Clock, *, writable: bool) -> None:
    """Backs up and migrates a register of an older version, which only its writer can."""
    with worded():
        if not schema.needs_migration(engine):
            return
        if not writable:
            raise Refusal("register.older")
        target = free(path / "backups" / f"{stamp(clock)} before migration.register")
        with engine.connect() as connection, connection.begin():
            copy(connection, path / "keys.json", key, target, ".")
        schema.migrate(engine)


def copy(connection: Connection, keys_file: Path, key: bytes, target: Path, left_over: str) -> Path:
    """A checked copy of the register that a read transaction stands on (see backup.copy)."""
    return backup.copy(connection.connection.driver_connection, keys_file, key, target, left_over)


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
