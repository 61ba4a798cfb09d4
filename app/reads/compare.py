"""What comparing any two issues needs: which packs were issued, and who deleted which record and why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.domain.clock import local
from app.domain.codes import EditionKind, IssueState, Paper
from app.domain.issue import Issue
from app.domain.meeting import Meeting
from app.domain.month import RemovedRow
from app.store.tables import JOURNAL, TABLES, table

KINDS = ("threat", "action", "request")
"""The kinds of record that packs are compared by."""


class IssuedPack(NamedTuple):
    """An issued pack that can be chosen: its id, what it was, the day and month of its meeting, its issue."""

    id: str
    pack_id: str
    number: str
    edition: str
    state: IssueState
    on: date
    issued_on: date
    month: str = ""

    @property
    def words(self) -> str:
        """As a list offers it: "SW-2026-12 v1.0, full"; what does not hold any more says so."""
        state = "" if self.state is IssueState.ISSUED else f", {self.state.value}"
        return f"{self.pack_id} v{self.number}, {self.edition}{state}"


def issued_packs(connection: Connection) -> tuple[IssuedPack, ...]:
    """Every issued pack that can be compared, the latest meeting's latest issue first.

    A partner edition keeps nothing to compare by: what it would need is what is not released.
    """
    issues, meetings = table(Issue), table(Meeting)
    query = (
        select(
            issues.c.id, issues.c.pack_id, issues.c.number, issues.c.edition, issues.c.state, meetings.c.on,
            issues.c.issued_at, meetings.c.month,
        )
        .join(meetings, meetings.c.id == issues.c.meeting)
        .where(issues.c.paper == Paper.PACK, issues.c.edition != EditionKind.PARTNER)
        .order_by(meetings.c.on.desc(), issues.c.issued_at.desc(), issues.c.id.desc())
    )  # fmt: skip
    return tuple(
        IssuedPack(id, pack, number, edition.value, state, on, local(at).date(), month)
        for id, pack, number, edition, state, on, at, month in connection.execute(query)
    )


def removed(connection: Connection) -> tuple[RemovedRow, ...]:
    """Every threat, action and request that was deleted and is not there again; nothing that it held."""
    found = []
    for kind in KINDS:
        last = (
            select(func.max(JOURNAL.c.seq))
            .where(JOURNAL.c.kind == kind, JOURNAL.c.after.is_(None))
            .where(JOURNAL.c.object.not_in(select(TABLES[kind].c.id)))
            .group_by(JOURNAL.c.object)
        )
        query = select(JOURNAL.c.object, JOURNAL.c.at, JOURNAL.c.actor, JOURNAL.c.reason).where(
            JOURNAL.c.seq.in_(last)
        )
        found += [
            RemovedRow(kind, id, local(at).date(), actor, reason)
            for id, at, actor, reason in connection.execute(query)
        ]
    return tuple(found)
