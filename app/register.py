"""A register: a folder with the encrypted record; the one library behind the desk and the command line.

`ask` for what can be asked, `do` for what can be done; each call takes its own connection, so both may come
from any thread. SQLAlchemy is imported when a register is opened, not before: the unlock window comes first.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.domain.clock import Clock, SystemClock, local
from app.domain.ids import new_id
from app.errors import Refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from app.store.keys import Hardness, Opened
    from app.store.lock import WriterLock
    from app.store.unit import Marked, Unit
    from app.store.verify import Verification

T = TypeVar("T")
P = ParamSpec("P")
SUFFIX = ".register"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command returned, which records it changed, and its label ("action added")."""

    result: Any
    changes: frozenset[tuple[str, str]]
    label: str
    batch: str
    at: datetime


class Register:
    """An open register. Made by `create` or `open`, ended by `close`."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        opened: Opened,
        lock: WriterLock | None,
        clock: Clock,
        held_by: str | None,
        origin: str,
    ) -> None:
        self.path = path
        self.clock = clock
        self.user = opened.user
        self.roles = opened.roles
        self.held_by = held_by
        self.origin = origin
        self._engine = engine
        self._opened = opened
        self._lock = lock
        self._writing = threading.Lock()
        self._undo: list[tuple[str, str]] = []
        self._redo: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        """The register's name: its folder without the ending."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here, because another window or the medium forbids it."""
        return self._lock is None

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        user: str,
        clock: Clock | None = None,
        hardness: Hardness | None = None,
    ) -> tuple[Register, str]:
        """A new empty register and its recovery key, which is shown once and kept nowhere.

        Raises Refusal("register.exists") or one of the passphrase's; nothing is left behind.
        """
        from app.store import engine as engines
        from app.store import keys, schema

        clock = clock or SystemClock()
        if path.exists():
            raise Refusal("register.exists", path=path.name)
        identity, key = new_id(clock.now()), secrets.token_bytes(32)
        text, recovery = keys.create(identity, key, user, passphrase, hardness)
        partial = path.with_name(f".{path.name}.new")
        shutil.rmtree(partial, ignore_errors=True)
        try:
            (partial / "backups").mkdir(parents=True)
            engines.create_file(partial / "register.db", key)
            made = engines.engine(partial / "register.db", key)
            schema.migrate(made)
            made.dispose()
            (partial / "keys.json").write_text(text, encoding="utf-8")
            partial.rename(path)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return cls.open(path, passphrase=passphrase, clock=clock), recovery

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery_key: str | None = None,
        clock: Clock | None = None,
    ) -> Register:
        """The register at `path`, for writing where nobody else has it, else for reading.

        Raises Refusal: register.missing, keys.missing, passphrase.wrong, recovery.slip, recovery.wrong,
        register.damaged, register.plaintext, register.newer. An older one is backed up, then migrated.
        """
        from app.store import engine as engines
        from app.store import keys, schema

        clock = clock or SystemClock()
        if not path.is_dir():
            raise Refusal("register.missing", path=path.name)
        try:
            text = (path / "keys.json").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refusal("keys.missing") from None
        opened = (
            keys.unlock(text, passphrase)
            if passphrase is not None
            else keys.recover(text, recovery_key or "")
        )
        file = path / "register.db"
        engines.check_file(file)
        lock, held_by = _take_lock(path, opened.user, clock)
        try:
            immutable = lock is None and held_by is None
            engine = engines.engine(file, opened.key, read_only=lock is None, immutable=immutable)
            if schema.needs_migration(engine) and lock is not None:
                _back_up_before("migration", path, opened.key, clock)
                schema.migrate(engine)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return cls(path, engine, opened, lock, clock, held_by, json.loads(text)["register"])

    @classmethod
    def recover(cls, path: Path, recovery_key: str, passphrase: str) -> Register:
        """The register at `path`, opened with the recovery key, and from now on with `passphrase`.

        Raises Refusal as `open` does, or one of the passphrase's; then nothing has changed.
        """
        from app.store import keys

        keys.check_passphrase(passphrase)
        register = cls.open(path, recovery_key=recovery_key)
        try:
            register.change_passphrase(passphrase)
        except BaseException:
            register.close()
            raise
        return register

    def close(self) -> None:
        """Closes every connection and gives the lock back."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def do(self, command: Callable[Concatenate[Unit, P], Any], *args: P.args, **kwargs: P.kwargs) -> Done:
        """Runs a command in one transaction: all of it is kept and journalled, or nothing.

        Raises Refusal: read_only, not_allowed, what the command refuses, disk.full, disk.failed.
        """
        marked: Marked = command.marked  # type: ignore[attr-defined]
        if marked.needs not in self.roles:
            raise Refusal("not_allowed")
        done = self._run(marked.name, lambda unit: command(unit, *args, **kwargs))
        if done.changes:
            self._undo.append((done.batch, done.label))
            self._redo.clear()
        return done

    def ask(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a read answers, in one read transaction."""
        with self._engine.connect() as connection, connection.begin():
            return read(connection, *args, **kwargs)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back ("action added"), or None."""
        return self._undo[-1][1] if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self._redo[-1][1] if self._redo else None

    def undo(self) -> Done:
        """Appends the inverse of this session's last command; Refusal("undo.nothing") where there is none."""
        return self._step("undo", self._undo, self._redo)

    def redo(self) -> Done:
        """Undoes the last undo; Refusal("redo.nothing") where there is none."""
        return self._step("redo", self._redo, self._undo)

    def verify(self, progress: Callable[[str, int, int], None] | None = None) -> Verification:
        """Checks the file, the records against their journal, and the chain."""
        from app.store import verify

        return self.ask(verify.verify, progress)

    def backup(self, folder: Path) -> Path:
        """A checked copy of this register in `folder`, named by the moment; it opens like any register."""
        from app.store import backup

        stamp = local(self.clock.now()).strftime("%Y-%m-%d %H%M%S")
        folder.mkdir(parents=True, exist_ok=True)
        return backup.copy(self.path, self._opened.key, _free(folder / f"{self.name} {stamp}{SUFFIX}"))

    def change_passphrase(self, passphrase: str) -> None:
        """Wraps the key with another passphrase; the register is not re-encrypted."""
        from app.store import keys

        if self.read_only:
            raise self._read_only()
        file = self.path / "keys.json"
        text = keys.change_passphrase(file.read_text(encoding="utf-8"), self._opened, passphrase)
        beside = self.path / "keys.json.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def _step(self, name: str, source: list[tuple[str, str]], target: list[tuple[str, str]]) -> Done:
        if not source:
            raise Refusal(f"{name}.nothing")
        batch, label = source[-1]
        done = self._run(name, lambda unit: unit.invert(batch))
        source.pop()
        target.append((done.batch, label))
        return Done(None, done.changes, label, done.batch, done.at)

    def _run(self, name: str, body: Callable[[Unit], Any]) -> Done:
        from app import words
        from app.store.unit import Unit

        if self.read_only:
            raise self._read_only()
        with self._writing, _disk_refusals(), self._engine.connect() as plain:
            now = self.clock.now()
            connection = plain.execution_options(writer=True)
            with connection.begin():
                unit = Unit(
                    connection, now=now, actor=self.user, origin=self.origin, name=name, batch=new_id(now)
                )
                result = body(unit)
            label = words.SENTENCES.get(f"label.{name}", name)
            return Done(result, frozenset(unit.changes), label, unit.batch, now)

    def _read_only(self) -> Refusal:
        if self.held_by is None:
            return Refusal("medium_read_only")
        return Refusal("read_only", by=self.held_by or "Another window")


def load() -> None:
    """Loads what opening a register needs, which is slow: a window does it while the passphrase is typed."""
    import app.store.engine
    import app.store.schema
    import app.store.unit  # noqa: F401


def _take_lock(path: Path, user: str, clock: Clock) -> tuple[WriterLock | None, str | None]:
    """The lock, or who has it; neither where the medium cannot be written."""
    from app.store.lock import WriterLock

    lock = WriterLock(path)
    try:
        if lock.take(user, local(clock.now()).strftime("%H:%M")):
            return lock, None
    except OSError:
        return None, None
    return None, lock.holder or "another window"


def _free(path: Path) -> Path:
    """`path`, or the first of its numbered neighbours that is not taken."""
    taken, stem = 1, path.name.removesuffix(SUFFIX)
    while path.exists():
        taken += 1
        path = path.with_name(f"{stem} ({taken}){SUFFIX}")
    return path


def _back_up_before(what: str, path: Path, key: bytes, clock: Clock) -> None:
    from app.store import backup

    stamp = local(clock.now()).strftime("%Y-%m-%d %H%M%S")
    backup.copy(path, key, _free(path / "backups" / f"{stamp} before {what}{SUFFIX}"))


@contextlib.contextmanager
def _disk_refusals() -> Iterator[None]:
    """Words for what the disk and the foreign keys refuse."""
    from sqlalchemy.exc import IntegrityError, OperationalError

    try:
        yield
    except OperationalError as error:
        text = str(error.orig)
        if "full" in text:
            raise Refusal("disk.full") from error
        if "disk I/O" in text:
            raise Refusal("disk.failed") from error
        raise
    except IntegrityError as error:
        if "FOREIGN KEY" in str(error.orig):
            raise Refusal("in_use", kind="record") from error
        raise
