"""One meeting as it is run: the lines of its agenda, who came, and what was recorded on each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection, func, select

from app.domain.action import Action
from app.domain.agenda import AgendaItem, numbered
from app.domain.codes import (
    EditionKind,
    IssueState,
    ItemState,
    MeetingState,
    MinutesState,
    Paper,
    Present,
    Series,
)
from app.domain.issue import Issue
from app.domain.kinds import Record, kind_of
from app.domain.meeting import Attendance, Meeting, MeetingSeries, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.officer import Officer
from app.domain.region_settings import RegionSettings
from app.errors import Refusal
from app.reads.reference import Reference, reference
from app.store.tables import JOURNAL, table

R = TypeVar("R", bound=Record)

CONSENT = "consent:"
"""What the key of the consent list begins with; the id of the item that it stands under follows."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded on an item; `who` and `due` are those of an action."""

    at: datetime | None
    record: MeetingNote | MeetingDecision | Action
    who: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda as it is taken: an item, or a consent list as one line.

    `section` is the section of the pack that it, or the item that it stands under, opens; `item` is None for
    a consent list, whose items are `consent`, and where no agenda is laid yet.
    """

    key: str
    number: str
    title: str
    minutes: int
    led_by: str
    depth: int
    section: str
    item: AgendaItem | None = None
    consent: tuple[tuple[str, AgendaItem], ...] = ()

    @property
    def private(self) -> bool:
        """Whether it is for the chair alone."""
        return self.item is not None and self.item.private

    @property
    def on(self) -> str | None:
        """The agenda item on which something is recorded; of a consent list its first."""
        return self.consent[0][1].id if self.consent else self.item.id if self.item else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The agenda items that it stands for."""
        own = (self.item.id,) if self.item else ()
        return (*own, *(item.id for _, item in self.consent))


@dataclass(frozen=True, slots=True)
class MeetingMode:
    """The meeting; `lines` hold no private item unless `chair`. `issued` is the newest pack it reads from.

    `before` is the meeting before of its series, `after` the next that is planned; `locked` tells that the
    minutes are confirmed. `recorded` is by agenda item, oldest first; None: of the meeting as a whole.
    """

    meeting: Meeting
    chair: bool
    reference: Reference
    series: MeetingSeries | None
    laid: bool
    lines: tuple[AgendaLine, ...]
    members: tuple[Member, ...]
    attendance: tuple[Attendance, ...]
    recorded: Mapping[str | None, tuple[Recorded, ...]] = field(default_factory=dict)
    issued: Issue | None = None
    before: Meeting | None = None
    after: Meeting | None = None
    locked: bool = False

    def of(self, line: AgendaLine) -> tuple[Recorded, ...]:
        """What was recorded on a line; on the first one also what is of the meeting as a whole."""
        found = [each for id in line.ids for each in self.recorded.get(id, ())]
        if self.lines and line.key == self.lines[0].key:
            found += self.recorded.get(None, ())
        return tuple(sorted(found, key=_when))

    @property
    def present(self) -> int:
        """How many came, deputies among them."""
        return sum(each.state in (Present.PRESENT, Present.DEPUTY) for each in self.attendance)

    @property
    def planned(self) -> int:
        """The minutes that the whole agenda is to take, private items included in the chair's edition."""
        return sum(line.minutes for line in self.lines)

    @property
    def chaired_by(self) -> str:
        """Who chairs: the deputy where one stands in."""
        return self.meeting.deputy or self.meeting.chair


def _when(each: Recorded) -> tuple[float, str]:
    return each.at.timestamp() if each.at else float("inf"), each.record.id


def _template(settings: RegionSettings, series: Series) -> tuple[AgendaLine, ...]:
    standing = {
        Series.TASKING: settings.agenda,
        Series.CAPABILITIES: settings.capabilities_agenda,
        Series.PERFORMANCE: settings.performance_agenda,
    }[series]
    return tuple(
        AgendaLine(f"standing:{n}", str(n), item.title, item.minutes, item.led_by, 0, item.key)
        for n, item in enumerate(standing, 1)
    )


def agenda_lines(items: Iterable[AgendaItem], chair: bool) -> tuple[AgendaLine, ...]:
    """The listed items as they are taken one by one, consent lists as one line after their neighbours.

    What is private, or stands under something private, is left out unless `chair`: a title that is not here
    can be shown nowhere. An item whose minutes are the sum of those under it has none of its own.
    """
    found = numbered(items)
    hidden = {item.id for _, item in found if item.private}
    if not chair:
        found = tuple(x for x in found if x[1].id not in hidden and x[1].under not in hidden)
    below: dict[str, list[tuple[str, AgendaItem]]] = defaultdict(list)
    for number, item in found:
        if item.under is not None:
            below[item.under].append((number, item))
    lines: list[AgendaLine] = []
    for number, item in found:
        if item.under is not None:
            continue
        under = below[item.id]
        own = max(item.minutes - sum(each.minutes for _, each in under), 0)
        lines.append(AgendaLine(item.id, number, item.title, own, item.led_by, 0, item.key, item))
        lines += [
            AgendaLine(i.id, n, i.title, i.minutes, i.led_by, 1, i.key or item.key, i)
            for n, i in under
            if not i.consent
        ]
        consent = tuple(each for each in under if each[1].consent)
        if consent:
            minutes = sum(each.minutes for _, each in consent)
            numbers = _span([number for number, _ in consent], under)
            lines.append(
                AgendaLine(
                    CONSENT + item.id, numbers, "Consent list", minutes, "", 1, item.key, None, consent
                )
            )
    return tuple(lines)


def _span(numbers: list[str], under: list[tuple[str, AgendaItem]]) -> str:
    """The numbers of a consent list: "5.1 to 5.4" where they follow each other, else each of a few."""
    whole = [number for number, _ in under]
    first, last = whole.index(numbers[0]), whole.index(numbers[-1])
    if len(numbers) == 1 or (whole[first : last + 1] != numbers and len(numbers) < 4):
        return " and ".join(part for part in (", ".join(numbers[:-1]), numbers[-1]) if part)
    return f"{numbers[0]} to {numbers[-1]}"


def _rows(connection: Connection, cls: type[R], meeting: str, *order: str) -> list[R]:
    where = table(cls)
    query = select(where).where(where.c.meeting == meeting).order_by(*(where.c[name] for name in order))
    return [cls(**row._mapping) for row in connection.execute(query)]


def _actions(connection: Connection, meeting: str) -> list[Recorded]:
    a, o = table(Action), table(Officer)
    began = (
        select(JOURNAL.c.object, func.min(JOURNAL.c.at).label("at"))
        .where(
            JOURNAL.c.kind == kind_of(Action),
            JOURNAL.c.object.in_(select(a.c.id).where(a.c.meeting == meeting)),
        )
        .group_by(JOURNAL.c.object)
        .subquery()
    )
    query = (
        select(a, o.c.rank.label("owner_rank"), o.c.name.label("owner_name"), began.c.at.label("began"))
        .outerjoin(o, o.c.id == a.c.owner)
        .outerjoin(began, began.c.object == a.c.id)
        .where(a.c.meeting == meeting)
    )
    found = []
    for row in connection.execute(query.order_by(a.c.id)):
        action = Action(**{column.name: row._mapping[column.name] for column in a.c})
        who = f"{row.owner_rank} {row.owner_name}".strip() if row.owner_name else action.owner_organisation
        found.append(Recorded(row.began, action, who, action.due))
    return found


def _recorded(
    connection: Connection, meeting: str, shown: frozenset[str]
) -> dict[str | None, tuple[Recorded, ...]]:
    """What was recorded on the items shown; what hangs on another item is not read into the answer."""
    found: dict[str | None, list[Recorded]] = defaultdict(list)
    notes = [Recorded(n.at, n) for n in _rows(connection, MeetingNote, meeting, "at", "id")]
    decisions = [Recorded(d.at, d) for d in _rows(connection, MeetingDecision, meeting, "at", "id")]
    for each in (*notes, *decisions, *_actions(connection, meeting)):
        if each.record.item is None or each.record.item in shown:
            found[each.record.item].append(each)
    return {item: tuple(sorted(own, key=_when)) for item, own in found.items()}


def _beside(connection: Connection, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    where = table(Meeting)
    own = select(where).where(
        where.c.series == meeting.series, where.c.id != meeting.id, where.c.state != MeetingState.CANCELLED
    )
    before = connection.execute(
        own.where(where.c.on < meeting.on).order_by(where.c.on.desc()).limit(1)
    ).first()
    after = connection.execute(own.where(where.c.on > meeting.on).order_by(where.c.on).limit(1)).first()
    return (
        None if before is None else Meeting(**before._mapping),
        None if after is None else Meeting(**after._mapping),
    )


def _issued(connection: Connection, meeting: str, chair: bool) -> Issue | None:
    where = table(Issue)
    kinds = [EditionKind.FULL, EditionKind.CHAIR] if chair else [EditionKind.FULL]
    query = select(where).where(
        where.c.meeting == meeting,
        where.c.paper == Paper.PACK,
        where.c.edition.in_(kinds),
        where.c.state != IssueState.RECALLED,
    )
    row = connection.execute(query.order_by(where.c.issued_at.desc(), where.c.id.desc()).limit(1)).first()
    return None if row is None else Issue(**row._mapping)


def mode(connection: Connection, meeting_id: str, *, chair: bool = False) -> MeetingMode:
    """A meeting as it is run, in the chair's edition or without the private items; Refusal("gone")."""
    where = table(Meeting)
    row = connection.execute(select(where).where(where.c.id == meeting_id)).first()
    if row is None:
        raise Refusal("gone", kind="meeting")
    meeting, region = Meeting(**row._mapping), reference(connection)
    items = [
        i for i in _rows(connection, AgendaItem, meeting_id, "place", "id") if i.state is ItemState.LISTED
    ]
    lines = agenda_lines(items, chair) if items else _template(region.settings, meeting.series)
    series, member = table(MeetingSeries), table(Member)
    own = connection.execute(select(series).where(series.c.series == meeting.series)).first()
    expected = select(member).where(member.c.series == meeting.series, ~member.c.retired)
    before, after = _beside(connection, meeting)
    minutes = _rows(connection, Minutes, meeting_id, "id")
    return MeetingMode(
        meeting,
        chair,
        region,
        None if own is None else MeetingSeries(**own._mapping),
        bool(items),
        lines,
        tuple(
            Member(**r._mapping) for r in connection.execute(expected.order_by(member.c.place, member.c.id))
        ),
        tuple(_rows(connection, Attendance, meeting_id, "name", "id")),
        _recorded(connection, meeting_id, frozenset(id for line in lines for id in line.ids)),
        _issued(connection, meeting_id, chair),
        before,
        after,
        any(each.state is MinutesState.CONFIRMED for each in minutes),
    )


def wanted(connection: Connection, today: date) -> str | None:
    """The meeting to run where none is named: one under way, else the next tasking meeting, else the last."""
    where = table(Meeting)
    running = select(where.c.id).where(where.c.state == MeetingState.UNDER_WAY).order_by(where.c.on.desc())
    found = connection.execute(running.limit(1)).scalar()
    if found is not None:
        return str(found)
    tasking = select(where.c.id).where(
        where.c.series == Series.TASKING, where.c.state != MeetingState.CANCELLED
    )
    coming = tasking.where(where.c.on >= today).order_by(where.c.on).limit(1)
    last = tasking.order_by(where.c.on.desc()).limit(1)
    found = connection.execute(coming).scalar() or connection.execute(last).scalar()
    return None if found is None else str(found)
