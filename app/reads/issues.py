"""What was issued: the issues with their copies, and the stored value of each."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, select

from app.domain.codes import EditionKind, Paper
from app.domain.issue import Copy, Issue
from app.errors import Refusal
from app.store.tables import BODY, table


def issues(connection: Connection, meeting: str | None = None) -> tuple[Issue, ...]:
    """Every issue, or those of one meeting, newest first."""
    where = table(Issue)
    query = select(where).order_by(where.c.issued_at.desc(), where.c.id.desc())
    if meeting is not None:
        query = query.where(where.c.meeting == meeting)
    return tuple(Issue(**row._mapping) for row in connection.execute(query))


def issue(connection: Connection, id: str) -> Issue:
    """One issue; Refusal("gone") where there is none."""
    where = table(Issue)
    row = connection.execute(select(where).where(where.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind="issue")
    return Issue(**row._mapping)


def latest(
    connection: Connection, meeting: str, edition: EditionKind, holder: str = "", paper: Paper = Paper.PACK
) -> Issue | None:
    """The newest issue of an edition for one holder at a meeting, None where it was never issued."""
    return next(
        (
            each
            for each in issues(connection, meeting)
            if (each.edition, each.holder, each.paper) == (edition, holder, paper)
        ),
        None,
    )


def body(connection: Connection, id: str) -> bytes:
    """The stored value under a SHA-256; Refusal("gone") where there is none."""
    data = connection.execute(select(BODY.c.data).where(BODY.c.id == id)).scalar()
    if data is None:
        raise Refusal("gone", kind="stored issue")
    return zlib.decompress(data)


def copies(connection: Connection, issue: str) -> tuple[Copy, ...]:
    """The copies of an issue by number."""
    where = table(Copy)
    query = select(where).where(where.c.issue == issue).order_by(where.c.number)
    return tuple(Copy(**row._mapping) for row in connection.execute(query))
