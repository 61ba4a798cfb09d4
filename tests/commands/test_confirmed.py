"""What confirmed minutes lock, whatever the way round: other commands, borrowed ids, deletion, undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from app.commands import actions, agenda, deletion, meeting, meetings, minutes
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import MeetingState, Strand
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingNote
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import minutes as reads
from app.reads.record import record
from app.register import Register
from app.store.tables import JOURNAL, table
from tests.builders import add_officer, new_register
from tests.held_meetings import hold

CODES = ("meeting.confirmed", "gone", "agenda.used", "threat.in_minutes")
LATER = datetime(2027, 1, 15, 10, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 1, 9, tzinfo=UTC))


@pytest.fixture
def held(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    """The December meeting, held and not confirmed yet."""
    with new_register(tmp_path, clock) as register:
        hold(register, clock)
        yield register


def confirm(register: Register, clock: FixedClock) -> None:
    clock.moment = LATER
    register.do(minutes.confirm, "m12", "m01")


def one(register: Register, cls: type[Any], id: str) -> Any:
    return register.ask(record, cls, id)


def written(register: Register) -> int:
    def last(connection: Connection) -> int:
        return int(connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0)

    return register.ask(last)


def first(register: Register, cls: type[Any]) -> Any:
    def read(connection: Connection) -> Any:
        where = table(cls)
        query = select(where).where(where.c.meeting == "m12").order_by(where.c.id)
        return cls(**connection.execute(query).first()._mapping)  # type: ignore[union-attr]

    return register.ask(read)


def test_no_way_round_changes_what_a_confirmed_meeting_said(held: Register, clock: FixedClock) -> None:
    confirm(held, clock)
    of, note, came = one(held, Meeting, "m12"), first(held, MeetingNote), first(held, Attendance)
    set_there, threat = one(held, Action, "ma1"), one(held, Threat, "t-AS/2024/0131")
    item = one(held, AgendaItem, "i51")
    before = written(held)
    attempts: list[tuple[Any, ...]] = [
        (meetings.change, replace(of, venue="Elsewhere")),
        (meetings.change, replace(of, state=MeetingState.PLANNED)),
        (meeting.start, "m12"),
        (meeting.end, "m12"),
        # records of the confirmed meeting handed over as if they were another's
        (meeting.correct, replace(note, meeting="m01", text="Other words")),
        (meeting.strike, replace(note, meeting="m01")),
        (meeting.not_attend, replace(came, meeting="m01")),
        (meeting.attend, "m01", (replace(came, name="Somebody else"),)),
        (agenda.change, replace(item, meeting="m01", title="Other words")),
        (agenda.accept, "m01", (), ("i51",)),
        (agenda.park, "m01", (), ("i51",)),
        (agenda.move, "i51", "i5", 0),
        (agenda.switch, "i51", False),
        (agenda.remove, "i51"),
        (actions.remove, set_there),
        (actions.change, replace(set_there, item="i53")),
        (actions.change, replace(set_there, meeting=None, item=None)),
        (actions.add, Action(id="x", threat=threat.id, strand=Strand.PREPARE, title="Late", meeting="m12")),
        (deletion.delete, threat, "Entered twice", "DI P Ostrow"),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal) as refused:
            held.do(*attempt)
        assert refused.value.code in CODES, attempt
    assert written(held) == before


def test_what_became_of_an_action_since_may_be_told_and_taken_back(held: Register, clock: FixedClock) -> None:
    confirm(held, clock)
    said = held.ask(reads.held, "m12").actions
    add_officer(held, "Robin Vale")
    set_there = one(held, Action, "ma1")
    moved = held.do(actions.redate, set_there, date(2027, 3, 1), "Counsel asked for it").result
    held.do(actions.change, replace(moved, title="Another note", owner="o-Robin Vale"))
    held.undo()
    held.redo()
    assert one(held, Action, "ma1").title == "Another note"
    # the minutes say what was confirmed
    assert held.ask(reads.held, "m12").actions == said


def test_an_undo_takes_no_action_agenda_or_meeting_back_from_confirmed_minutes(
    held: Register, clock: FixedClock
) -> None:
    # the last that was done is that the meeting ended
    confirm(held, clock)
    before = written(held)
    for _ in range(3):
        with pytest.raises(Refusal, match=r"undo\.minutes_confirmed"):
            held.undo()
    assert written(held) == before


def test_an_undo_takes_no_action_set_there_back(held: Register, clock: FixedClock) -> None:
    action = Action(id="ma3", threat=None, strand=None, title="Third note", meeting="m12", item="i51")
    held.do(meeting.set_action, action)
    confirm(held, clock)
    with pytest.raises(Refusal, match=r"undo\.minutes_confirmed"):
        held.undo()
    assert one(held, Action, "ma3").title == "Third note"


def test_a_meeting_that_nobody_ended_is_over_once_it_is_confirmed(held: Register, clock: FixedClock) -> None:
    held.do(meeting.start, "m12")
    assert one(held, Meeting, "m12").state is MeetingState.UNDER_WAY
    confirm(held, clock)
    assert one(held, Meeting, "m12").state is MeetingState.HELD


def test_a_threat_of_a_meeting_that_is_not_confirmed_can_still_be_deleted(held: Register) -> None:
    held.do(deletion.delete, one(held, Threat, "t-AS/2024/0131"), "Entered twice", "DI P Ostrow")
    assert one(held, AgendaItem, "i51").threat is None
