"""The engine: SQLCipher with a raw key, checked to be SQLCipher, and transactions begun by ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from app.errors import Refusal
from app.store.refusals import worded

SPOILT = ("disk I/O error", "malformed", "not a database", "readonly")
"""What SQLite says on a connection that is of no use any more, whatever becomes of the disk."""

PLAIN_HEADER = b"SQLite format 3\0"


def connect(
    path: Path, key: bytes, *, read_only: bool = False, immutable: bool = False, alone: bool = False
) -> Any:
    """A bare keyed connection; Refusal for what cannot be opened, RuntimeError where it is no SQLCipher.

    `alone` is for a file in the making, which nobody else opens: it has no mapped index beside it.
    """
    mode = "mode=ro&immutable=1" if immutable else "mode=rw"
    with worded():
        connection = driver.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=10,
        )
        try:
            _key(connection, key, alone=alone)
            if read_only or immutable:
                connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _key(connection: Any, key: bytes, *, alone: bool = False) -> None:
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if alone:
        # a stick that is pulled under a mapped index ends the process with SIGBUS; before the first read it
        # can still be had in memory (sqlite.org/wal.html section 8), and some of what follows reads
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    # plain sqlite3 accepts PRAGMA key silently and writes plaintext
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("the database driver is not SQLCipher")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA temp_store = MEMORY")
    # KiB: every page read again is a page decrypted again
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    # what is taken out is overwritten, not only forgotten
    connection.execute("PRAGMA secure_delete = ON")


def create_file(path: Path, key: bytes) -> None:
    """A new empty encrypted database in write-ahead mode."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        _key(connection, key, alone=True)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def check_file(path: Path) -> None:
    """Refuses what SQLCipher would take for a new or a plain database."""
    try:
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except (FileNotFoundError, IsADirectoryError):
        raise Refusal("register.damaged") from None
    except OSError as error:
        raise Refusal("register.unreadable") from error
    # SQLCipher opens a zero-byte file as an empty database
    if not head:
        raise Refusal("register.damaged")
    if head == PLAIN_HEADER:
        raise Refusal("register.plaintext")


def check_settled(path: Path) -> None:
    """Refuses a file that was not closed where only it can be read: its last saves stand beside it."""
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise Refusal("register.unsettled")


@contextmanager
def bare(connection: Connection) -> Iterator[Any]:
    """The driver's own connection; where the disk fails under it, the pool does not hand it out again."""
    try:
        yield connection.connection.driver_connection
    except driver.Error:
        connection.invalidate()
        raise


def engine(path: Path, key: bytes, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """An engine over a keyed pool; the key never stands in a URL. Writers say so by the option `writer`."""
    made = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, read_only=read_only, immutable=immutable),
        poolclass=QueuePool,
        # or a failure would quote the values of the record
        hide_parameters=True,
        pool_size=4,
        max_overflow=4,
    )

    # SQLAlchemy on SQLite does not wrap DDL; only writers begin IMMEDIATE, or a long pack would block saves
    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writer = connection.get_execution_options().get("writer")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    # SQLCipher refuses everything on a connection that once met a failing disk, and SQLite keeps one that it
    # could only open for reading; a new connection knows nothing of either
    @event.listens_for(made, "handle_error")
    def _drop(context: ExceptionContext) -> None:
        said = str(context.original_exception)
        if any(part in said for part in SPOILT):
            context.is_disconnect = True

    return made
