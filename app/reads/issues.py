"""What was issued: the issues with their copies, and the stored value of each."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.domain.codes import EditionKind, IssueState, Paper
from app.domain.issue import Copy, Issue
from app.domain.issue_rules import newest
from app.domain.meeting import Meeting
from app.domain.month import Month
from app.errors import Refusal
from app.reads import months
from app.store.tables import BODY, JOURNAL, table


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


def meeting(connection: Connection, id: str) -> Meeting:
    """One meeting of any series; Refusal("gone") where there is none."""
    where = table(Meeting)
    row = connection.execute(select(where).where(where.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind="meeting")
    return Meeting(**row._mapping)


def latest(
    connection: Connection, meeting: str, edition: EditionKind, holder: str = "", paper: Paper = Paper.PACK
) -> Issue | None:
    """The newest issue of an edition for one holder at a meeting, None where it was never issued."""
    return newest(
        each
        for each in issues(connection, meeting)
        if (each.edition, each.holder, each.paper) == (edition, holder, paper)
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


def copies_of(connection: Connection, meeting: str) -> tuple[Copy, ...]:
    """The dissemination register of a meeting: every copy of each of its issues."""
    where, of = table(Copy), table(Issue)
    query = select(where).join(of, of.c.id == where.c.issue).where(of.c.meeting == meeting)
    ordered = query.order_by(of.c.issued_at, of.c.id, where.c.number)
    return tuple(Copy(**row._mapping) for row in connection.execute(ordered))


def head(connection: Connection) -> str:
    """The hash of the journal's newest entry, "" where it has none."""
    found = connection.execute(select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)).scalar()
    return found or ""


class ToIssue(NamedTuple):
    """What an issue is made from, in one reading: the month, the earlier issues, the pack before.

    `earlier` are the packs of this meeting, edition and holder; `latest` is the stored value of the newest of
    them, `before` that of the newest of the meeting before (the full one's where the chair had none), None
    where there is none.
    """

    month: Month
    earlier: tuple[Issue, ...]
    latest: bytes | None
    before: bytes | None
    head: str


def to_issue(connection: Connection, month: str, edition: EditionKind, holder: str) -> ToIssue:
    """The month "2026-12" for an edition; Refusal("export.no_meeting") where no meeting is planned for it."""
    read = months.everything(connection, month)
    here = _packs(connection, read.meeting.id, edition, holder)
    before = _before(connection, read.previous.id, edition, holder) if read.previous else None
    return ToIssue(
        read,
        here,
        _stored(connection, newest(here)),
        _stored(connection, before),
        head(connection),
    )


def _before(connection: Connection, meeting: str, edition: EditionKind, holder: str) -> Issue | None:
    """The pack of the meeting before that this one is compared with: none that was recalled.

    Where none was issued for the chair, the full one; nothing else is compared with another edition's.
    """
    for kind in (edition, *((EditionKind.FULL,) if edition is EditionKind.CHAIR else ())):
        found = _packs(connection, meeting, kind, holder)
        if last := newest(issue for issue in found if issue.state is not IssueState.RECALLED):
            return last
    return None


def _packs(connection: Connection, meeting: str, edition: EditionKind, holder: str) -> tuple[Issue, ...]:
    wanted = (edition, holder, Paper.PACK)
    return tuple(
        issue for issue in issues(connection, meeting) if (issue.edition, issue.holder, issue.paper) == wanted
    )


def _stored(connection: Connection, found: Issue | None) -> bytes | None:
    return None if found is None else body(connection, found.body)
