"""Everything the pack of one month is made of, read in one transaction."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select

from app.domain.action import Action, Redating, Update
from app.domain.agenda import AgendaItem, LatePaper, numbered
from app.domain.assignment import Assignment
from app.domain.beside import IntelligenceGap, Learning, ThreatLink, Transfer
from app.domain.codec import specs
from app.domain.codes import MeetingState, Series
from app.domain.custom import CustomValue
from app.domain.disruption import Disruption
from app.domain.issue import Acceptance, Release
from app.domain.kinds import Record
from app.domain.meeting import Attendance, Meeting, MeetingSeries, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.month import (
    ActionRow,
    AssignmentRow,
    CustomValueRow,
    DisruptionRow,
    GapRow,
    LearningRow,
    LinkRow,
    MeetingActionRow,
    Month,
    NominalRow,
    OfficerRow,
    OrderRow,
    PlanRow,
    RedatingRow,
    RequestRow,
    ScoreRow,
    StepRow,
    SubmissionRow,
    ThreatRow,
    TransferRow,
    UpdateRow,
)
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.region import Region
from app.domain.request import Request
from app.domain.score import Score
from app.domain.submission import Submission
from app.domain.threat import MappingStep, Threat
from app.errors import Refusal
from app.reads.compare import removed
from app.reads.meetings import meetings
from app.reads.priorities import ranks_on
from app.reads.reference import reference
from app.reads.self_ratified import self_ratified
from app.store.tables import table
from app.uncollected import uncollected

R = TypeVar("R", bound=Record)


class _Meanings(dict[Any, Any]):
    """What the stored values of a column mean, each converted once: dates and codes come again and again."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        self._convert = convert

    def __missing__(self, stored: Any) -> Any:
        meant = self[stored] = self._convert(stored)
        return meant


@cache
def _query(cls: type[Record], shape: Any, order: tuple[str, ...]) -> tuple[Select[Any], tuple[Any, ...]]:
    """The query for the columns that a named tuple names, with the types of the columns."""
    where = table(cls)
    columns: list[ColumnElement[Any]] = [where.c[name] for name in shape._fields]
    query = select(*columns).order_by(*(where.c[name] for name in order))
    return query, tuple(column.type for column in columns)


def _rows(connection: Connection, cls: type[Record], shape: Any, *order: str) -> tuple[Any, ...]:
    """The rows of a table in the shape of a named tuple, whose fields name the columns.

    Converted column by column with the types of the table: a Row for each row costs as much as its query.
    """
    query, types = _query(cls, shape, order)
    result = connection.execute(query)
    stored = result.cursor.fetchall()
    result.close()
    meant: list[Iterable[Any]] = []
    for type_, values in zip(types, zip(*stored, strict=True), strict=bool(stored)):
        convert = type_.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
        meant.append(values if convert is None else map(_Meanings(convert).__getitem__, values))
    # a named tuple's own _make is a Python function
    return tuple(map(partial(tuple.__new__, shape), zip(*meant, strict=True)))


def _meetings(connection: Connection, month: str) -> tuple[Meeting, Meeting | None]:
    where = table(Meeting)
    tasking = select(where).where(where.c.series == Series.TASKING)
    found = connection.execute(tasking.where(where.c.month == month)).first()
    if found is None:
        raise Refusal("export.no_meeting", month=month)
    meeting = Meeting(**found._mapping)
    # one that was called off was never the meeting before
    earlier = tasking.where(where.c.on < meeting.on, where.c.state != MeetingState.CANCELLED)
    before = connection.execute(earlier.order_by(where.c.on.desc()).limit(1)).first()
    return meeting, None if before is None else Meeting(**before._mapping)


def _records(connection: Connection, cls: type[R], *order: str, **equals: object) -> tuple[R, ...]:
    """The records of a small table, in order, whose fields equal the values given."""
    shape = _shape(cls)
    wanted = equals.items()
    return tuple(
        cls(**row._asdict())
        for row in _rows(connection, cls, shape, *order)
        if all(getattr(row, name) == value for name, value in wanted)
    )


@cache
def _shape(cls: type[Record]) -> Any:
    """A named tuple of a record's fields."""
    return namedtuple(cls.__name__, [spec.name for spec in specs(cls)])


def _of_meeting(row: ActionRow) -> MeetingActionRow:
    return MeetingActionRow(*(getattr(row, name) for name in MeetingActionRow._fields))


def _numbers(items: Iterable[AgendaItem]) -> tuple[tuple[str, str], ...]:
    of: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in items:
        of[item.meeting].append(item)
    return tuple((item.id, number) for each in of.values() for number, item in numbered(each))


def _private(items: Iterable[AgendaItem]) -> tuple[str, ...]:
    own = {item.id for item in items if item.private}
    return tuple(item.id for item in items if item.id in own or item.under in own)


def _minutes(connection: Connection, previous: Meeting | None) -> Minutes | None:
    if previous is None:
        return None
    return next(iter(_records(connection, Minutes, "id", meeting=previous.id)), None)


def everything(connection: Connection, month: str) -> Month:
    """The month "2026-12" as rows; Refusal("export.no_meeting") where no meeting is planned for it."""
    with uncollected():
        return _everything(connection, month)


def _everything(connection: Connection, month: str) -> Month:
    meeting, previous = _meetings(connection, month)
    region = reference(connection)
    actions: tuple[ActionRow, ...] = _rows(connection, Action, ActionRow, "threat", "reference", "id")
    agenda = _records(connection, AgendaItem, "place", "id")
    private = _private(agenda)
    shut = [row for row in _records(connection, MeetingDecision, "at", "id") if row.item in set(private)]
    planned = table(Meeting).c
    days = select(planned.on).where(planned.series == Series.TASKING, planned.state != MeetingState.CANCELLED)
    return Month(
        region=region.region or Region(id="", name=""),
        settings=region.settings,
        meeting=meeting,
        previous=previous,
        meetings=tuple(row[0] for row in connection.execute(days.order_by(planned.on))),
        forces=region.forces,
        themes=region.themes,
        officers=_rows(connection, Officer, OfficerRow, "name", "id"),
        threats=_rows(connection, Threat, ThreatRow, "reference", "id"),
        assignments=_rows(connection, Assignment, AssignmentRow, "threat", "role", "since", "id"),
        plans=_rows(connection, Plan, PlanRow, "threat"),
        actions=tuple(row for row in actions if row.threat),
        meeting_actions=tuple(_of_meeting(row) for row in actions if not row.threat),
        redatings=_rows(connection, Redating, RedatingRow, "action", "on", "id"),
        updates=_rows(connection, Update, UpdateRow, "threat", "on", "id"),
        scores=_rows(connection, Score, ScoreRow, "threat", "assessed_on", "id"),
        choices=region.choices,
        custom_fields=region.custom_fields,
        custom_values=_rows(connection, CustomValue, CustomValueRow, "object", "field"),
        capabilities_meetings=tuple(reversed(meetings(connection, Series.CAPABILITIES))),
        submissions=_rows(connection, Submission, SubmissionRow, "opened_on", "id"),
        self_ratified=tuple(sorted(self_ratified(connection))),
        steps=_rows(connection, MappingStep, StepRow, "threat", "on", "id"),
        disruptions=_rows(connection, Disruption, DisruptionRow, "on", "id"),
        requests=_rows(connection, Request, RequestRow, "bid_on", "id"),
        nominals=_rows(connection, Nominal, NominalRow, "threat", "reference", "id"),
        orders=_rows(connection, AncillaryOrder, OrderRow, "threat", "id"),
        gaps=_rows(connection, IntelligenceGap, GapRow, "threat", "raised_on", "id"),
        learning=_rows(connection, Learning, LearningRow, "on", "id"),
        links=_rows(connection, ThreatLink, LinkRow, "threat", "id"),
        transfers=_rows(connection, Transfer, TransferRow, "proposed_on", "id"),
        schemes=region.schemes,
        all_meetings=_records(connection, Meeting, "on", "id"),
        series=next(iter(_records(connection, MeetingSeries, "id", series=meeting.series)), None),
        members=_records(connection, Member, "place", "id", series=meeting.series),
        agenda=tuple(item for item in agenda if item.meeting == meeting.id),
        agenda_numbers=_numbers(agenda),
        late_papers=_records(connection, LatePaper, "after", "letter", meeting=meeting.id),
        attendance=_records(connection, Attendance, "name", "id", meeting=meeting.id),
        notes=_records(connection, MeetingNote, "at", "id", meeting=meeting.id),
        decisions=_records(connection, MeetingDecision, "at", "id", meeting=meeting.id),
        minutes_before=_minutes(connection, previous),
        releases=_records(connection, Release, "threat", "id"),
        acceptances=_records(connection, Acceptance, "organisation", "on", "id"),
        removed=removed(connection) if previous else (),
        private_items=private,
        private_requests=tuple(row.request for row in shut if row.request),
        private_reasons=tuple(dict.fromkeys(part for row in shut for part in (row.text, row.rationale))),
        ranks_before=tuple(sorted(ranks_on(connection, previous.on).items())) if previous else (),
    )
