"""Making a register, opening one, and what its arrival owes the journal."""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.clock import Clock
from app.domain.codes import LogClass
from app.domain.ids import new_id
from app.errors import Refusal
from app.register.connections import Held

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.register.register import Register
    from app.store.keys import Hardness, Opened


def load() -> None:
    """Loads what opening a register needs, which is slow: a window does it while the passphrase is typed."""
    import app.store.engine
    import app.store.schema
    import app.store.unit  # noqa: F401


def make(path: Path, passphrase: str, user: str, clock: Clock, hardness: Hardness | None) -> str:
    """Makes an empty register and returns its recovery key; raises what `Register.create` does."""
    from app.store import folder, keys, place

    if path.exists():
        raise Refusal("register.exists", path=path.name)
    if place.place(path.parent).share:
        raise Refusal("share.not_here")
    identity, key = new_id(clock.now()), secrets.token_bytes(32)
    text, recovery = keys.create(identity, key, user, passphrase, hardness, at=clock.now())
    partial = path.with_name(f".{path.name}.new")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        folder.make(partial, path, key, text)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refusal("disk.full" if full else "register.no_folder", folder=path.parent.name) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return recovery


def hold(
    path: Path, passphrase: str | None, recovery_key: str | None, person: str | None, clock: Clock
) -> Held:
    """Unlocks, locks, mends and brings up a register; raises what `Register.open` does, with all let go."""
    from app import custody
    from app.store import durable, folder, keys, wal
    from app.store import engine as engines
    from app.store.session import Session

    if not any((path / name).exists() for name in ("register.db", "keys.json")):
        raise Refusal("register.missing", path=path.name or str(path))
    text = keys.read(path / "keys.json")
    opened = custody.unlocked(path, text, clock, passphrase, recovery_key, person)
    file = path / "register.db"
    engines.check_file(file)
    lock, held_by = folder.take_lock(path, opened.user, clock)
    try:
        if lock is not None:
            durable.sweep(path)
        settled = lock is None and held_by is None
        if settled:
            engines.check_settled(file)
        text, opened = custody.settled(path, text, opened, writable=lock is not None)
        wal.check(file, opened.key)
        engine, log = _engines(path, opened, clock, writable=lock is not None, immutable=settled)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    session = Session.here(opened.person, opened.user, opened.roles)
    alone = keys.only_one(text, opened.key)
    return Held(path, engine, log, opened, lock, held_by, keys.register_of(text), session, alone)


def _engines(
    path: Path, opened: Opened, clock: Clock, *, writable: bool, immutable: bool
) -> tuple[Engine, Engine | None]:
    """The engine of the record and that of the log, the same where this window writes."""
    from app.store import engine as engines
    from app.store import folder

    file = path / "register.db"
    engine = engines.engine(file, opened.key, read_only=not writable, immutable=immutable)
    try:
        folder.bring_up(engine, path, opened.key, clock, writable=writable)
        # a window that only reads still tells the log what it reads
        return engine, engine if writable else None if immutable else engines.engine(file, opened.key)
    except BaseException:
        engine.dispose()
        raise


def arrive(register: Register, passphrase: str | None) -> None:
    """Logs who came and how, and what the register owes its journal; closes it where that fails."""
    from app import custody

    how = "recovery key" if passphrase is None else "passphrase"
    try:
        register.log(
            LogClass.SYSTEM, "session", register.session.person, {"how": how}, command="session.open"
        )
        custody.at_opening(register, passphrase)
    except Refusal as refusal:
        # a damaged file can still be looked at, verified and saved from
        if refusal.code != "register.damaged":
            register.close()
            raise
    except BaseException:
        register.close()
        raise
    if not register.read_only:
        # a kill may have come between a disposal and this; where there is no room yet, it is tried again
        with contextlib.suppress(Refusal):
            register.scrub()
        register.anchor("open")
