"""The connections of an open register: many read at once, one writes, and nobody while the file moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from app.domain.clock import Clock
from app.errors import Refusal
from app.store.gate import Gate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from app.store.keys import Opened
    from app.store.lock import WriterLock
    from app.store.session import Session

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Held:
    """What an opening found and took: the file under its key, who opened it, and whether they may write.

    `lock` is None where somebody else writes, by the name `held_by`, or where the medium forbids it; `log` is
    None where not even who reads what can be logged.
    """

    path: Path
    engine: Engine
    log: Engine | None
    opened: Opened
    lock: WriterLock | None
    held_by: str | None
    origin: str
    session: Session
    alone: bool


class Connections:
    """One read transaction and one write transaction, each on a connection of its own, from any thread."""

    def __init__(self, held: Held, clock: Clock) -> None:
        self.path = held.path
        self.clock = clock
        self.held_by = held.held_by
        self.origin = held.origin
        self._engine = held.engine
        self._log_engine = held.log
        self._opened = held.opened
        self._lock = held.lock
        self._writing = threading.Lock()
        self._gate = Gate()
        self._closed = False

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here, because another window or the medium forbids it."""
        return self._lock is None

    @property
    def logs(self) -> bool:
        """Whether who looks at what can be logged: on a medium that nobody can write it cannot."""
        return self._log_engine is not None

    def close(self) -> None:
        """Waits for a save that runs, closes every connection and gives the lock back."""
        with self._writing:
            self._closed = True
            self._let_go()
            if self._lock is not None:
                self._lock.release()

    def _ask(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return self._read(read, *args, **kwargs)
        except Refusal as refusal:
            # a disk that failed once looks like damage; a new connection sees which it is
            if refusal.code not in ("register.damaged", "disk.unreadable"):
                raise
            return self._read(read, *args, **kwargs)

    def _read(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        from app.store.refusals import worded

        self._refuse_closed()
        with self._gate.through(), worded(), self._engine.connect() as connection, connection.begin():
            return read(connection, *args, **kwargs)

    @contextmanager
    def _write(self, engine: Engine) -> Iterator[Connection]:
        """The one write transaction: all of it is kept, or nothing. Whoever begins it holds `_writing`."""
        from app.store.refusals import worded

        self._refuse_closed()
        with worded(saving=True), engine.connect() as plain:
            connection = plain.execution_options(writer=True)
            with connection.begin():
                yield connection

    def _let_go(self) -> None:
        """Closes every connection, so that the file can change places or be left."""
        self._engine.dispose()
        if self._log_engine is not None:
            self._log_engine.dispose()

    def _take_up(self, opened: Opened) -> None:
        """Connects to the file that stands in the register's place now, under the key it has now."""
        from app.store import engine as engines

        self._opened = opened
        self._engine = self._log_engine = engines.engine(self.path / "register.db", opened.key)

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Refusal("register.closed")

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise self._read_only()

    def _read_only(self) -> Refusal:
        if self.held_by is None:
            from app.store.place import place

            return Refusal("share.read_only" if place(self.path).share else "medium_read_only")
        return Refusal("read_only", by=self.held_by)
