"""The register's file written anew after a disposal, so that nothing of what went stands in it any more.

What SQLite deletes it overwrites (secure_delete), but pages that it balanced keep copies of their neighbours,
and the write-ahead log keeps the pages as they were before.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

DISPOSED, SCRUBBED = "disposed", "scrubbed"
"""Kinds of the entries that tell of a disposal, and that the file was written anew since."""

_OWED = text(
    "SELECT coalesce((SELECT max(seq) FROM journal WHERE kind = :disposed), 0) > "
    "coalesce((SELECT max(seq) FROM journal WHERE kind = :scrubbed), 0)"
)


def owed(connection: Connection) -> bool:
    """Whether something was disposed of since the file was last written anew."""
    return bool(connection.execute(_OWED, {"disposed": DISPOSED, "scrubbed": SCRUBBED}).scalar())


def rewrite(raw: Any, wait_ms: int = 3_000) -> bool:
    """Writes the file anew on a bare connection outside a transaction, and empties the write-ahead log.

    False where another connection still reads the old pages after `wait_ms`: they go when it lets go. Needs
    as much room as the file has; raises driver.Error.
    """
    raw.execute("VACUUM")
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {wait_ms}")
    try:
        (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {usual}")
    return not busy
