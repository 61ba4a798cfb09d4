"""What the Packs page shows beside the draft: meetings, sections, recipients, and what was issued."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.domain.agenda import AgendaItem, LatePaper, numbered
from app.domain.codes import EditionKind, IssueState, ItemState, Series
from app.domain.issue import Copy, Issue
from app.domain.meeting import Meeting, Member
from app.reads.issues import issues
from app.reads.meetings import meetings
from app.reads.reference import Reference, reference
from app.store.tables import table


class SectionRow(NamedTuple):
    """One item at the top of an agenda; `id` "" where only the standing agenda is there."""

    id: str
    key: str
    title: str
    on: bool = True
    private: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The meetings, newest first, with the lists, the members of the series and every issue."""

    meetings: tuple[Meeting, ...]
    reference: Reference
    members: tuple[Member, ...]
    issues: tuple[Issue, ...]
    agendas: dict[str, tuple[SectionRow, ...]]

    def meeting(self, month: str) -> Meeting | None:
        """The meeting of a month."""
        return next((meeting for meeting in self.meetings if meeting.month == month), None)

    def sections(self, meeting: str) -> tuple[SectionRow, ...]:
        """The sections of a meeting's pack, those switched off among them."""
        standing = self.reference.settings.agenda
        laid = self.agendas.get(meeting)
        return laid if laid is not None else tuple(SectionRow("", item.key, item.title) for item in standing)


def shelf(connection: Connection) -> Shelf:
    """Everything that the page chooses from."""
    member, item = table(Member), table(AgendaItem)
    people = select(member).where(member.c.series == Series.TASKING, member.c.retired.is_(False))
    top = (
        select(item.c.meeting, item.c.id, item.c.key, item.c.title, item.c.state, item.c.private)
        .where(item.c.under.is_(None), item.c.state != ItemState.PARKED)
        .order_by(item.c.place, item.c.id)
    )
    agendas: dict[str, list[SectionRow]] = defaultdict(list)
    for meeting, id, key, title, state, private in connection.execute(top):
        agendas[meeting].append(SectionRow(id, key, title, state is ItemState.LISTED, private))
    rows = connection.execute(people.order_by(member.c.place, member.c.name, member.c.id))
    return Shelf(
        meetings(connection),
        reference(connection),
        tuple(Member(**row._mapping) for row in rows),
        issues(connection),
        {meeting: tuple(rows) for meeting, rows in agendas.items()},
    )


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One issue as the list shows it: its meeting's day, its holder by name, its copies."""

    issue: Issue
    month: str
    on: date
    holder: str
    copies: tuple[Copy, ...] = ()

    @property
    def id(self) -> str:
        """The issue's."""
        return self.issue.id

    @property
    def edition(self) -> str:
        """The edition in words: "Full", "Dorset", "Partner, Avonmere Council"."""
        if self.issue.edition is EditionKind.PARTNER and self.holder:
            return f"Partner, {self.holder}"
        return self.holder or self.issue.edition.value.capitalize()

    @property
    def out(self) -> tuple[Copy, ...]:
        """The copies that are neither back nor destroyed."""
        return tuple(copy for copy in self.copies if copy.ended_on is None)

    @property
    def to_tell(self) -> tuple[Copy, ...]:
        """The copies whose holders are still to be told that the issue holds no more."""
        if self.issue.state is IssueState.ISSUED:
            return ()
        return tuple(copy for copy in self.out if copy.noticed_on is None)


def issued(connection: Connection) -> tuple[IssuedRow, ...]:
    """Every issue of every meeting with its copies, newest first."""
    lists = reference(connection)
    names = {force.id: force.name for force in lists.forces}
    names |= {choice.id: choice.name for choice in lists.choices}
    where = table(Meeting)
    days = {row.id: row for row in connection.execute(select(where.c.id, where.c.month, where.c.on))}
    copies: dict[str, list[Copy]] = defaultdict(list)
    each = table(Copy)
    for row in connection.execute(select(each).order_by(each.c.issue, each.c.number)):
        copies[row.issue].append(Copy(**row._mapping))
    return tuple(
        IssuedRow(
            issue,
            days[issue.meeting].month,
            days[issue.meeting].on,
            names.get(issue.holder, issue.holder),
            tuple(copies.get(issue.id, ())),
        )
        for issue in issues(connection)
        if issue.meeting in days
    )


@dataclass(frozen=True, slots=True)
class LateDesk:
    """What a late paper is accepted behind: the meeting, its items by number, and its late papers so far."""

    meeting: Meeting
    items: tuple[tuple[str, str, str], ...]
    papers: tuple[LatePaper, ...]


def late_desk(connection: Connection, meeting: str) -> LateDesk:
    """Each item of a meeting's agenda as number, title and id ("" where the agenda is not laid)."""
    item, paper = table(AgendaItem), table(LatePaper)
    where = table(Meeting)
    held = Meeting(**connection.execute(select(where).where(where.c.id == meeting)).one()._mapping)
    laid = tuple(
        AgendaItem(**row._mapping)
        for row in connection.execute(select(item).where(item.c.meeting == meeting).order_by(item.c.place))
    )
    items = tuple((number, each.title, each.id) for number, each in numbered(laid))
    if not laid:
        items = tuple((each.number, each.title, "") for each in reference(connection).settings.agenda)
    late = select(paper).where(paper.c.meeting == meeting).order_by(paper.c.after, paper.c.letter)
    return LateDesk(held, items, tuple(LatePaper(**row._mapping) for row in connection.execute(late)))
