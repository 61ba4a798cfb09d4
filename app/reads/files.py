"""Files that left the register, by their SHA-256: what issue or copy they are of, or what the log says."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.domain.codes import LogClass
from app.domain.issue import Copy, Issue
from app.reads.issues import issues
from app.store.tables import JOURNAL, table


class Left(NamedTuple):
    """A file that left: of which issue and copy, and whether these are the bytes without their password."""

    issue: Issue
    copy: Copy | None
    name: str
    bare: bool


class Logged(NamedTuple):
    """A file that the log says left, such as a draft or a form: when, by which command, of what."""

    name: str
    at: str
    command: str
    object: str


def left(connection: Connection, sha256: str) -> Left | None:
    """The issue whose file has this SHA-256, None where no issue has."""
    of = {issue.id: issue for issue in issues(connection)}
    for issue in of.values():
        for name, hash in issue.hashes.items():
            if sha256 in (hash, issue.printed[name]):
                return Left(issue, None, name, sha256 != hash)
    where = table(Copy)
    for row in connection.execute(select(where).order_by(where.c.issue, where.c.number)):
        copy = Copy(**row._mapping)
        for name, hash in copy.hashes.items():
            if sha256 in (hash, copy.printed[name]):
                return Left(of[copy.issue], copy, name, sha256 != hash)
    return None


def logged(connection: Connection, sha256: str) -> Logged | None:
    """What the log says of a file that is of no issue; the newest entry, None where it has none."""
    query = (
        select(JOURNAL.c.at, JOURNAL.c.command, JOURNAL.c.object, JOURNAL.c.after)
        .where(JOURNAL.c["class"] == LogClass.DISCLOSURE.value, JOURNAL.c.after.contains(sha256))
        .order_by(JOURNAL.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    files = json.loads(row.after).get("files", {})
    name = next((name for name, hash in files.items() if hash == sha256), "")
    return Logged(name, row.at.isoformat(), row.command, row.object)
