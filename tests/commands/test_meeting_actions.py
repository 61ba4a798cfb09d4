"""Actions that meetings set: numbered by year, taken further and undone like any action."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.commands import actions, meeting_actions, meetings
from app.domain.action import Action, Redating
from app.domain.agenda import AgendaItem
from app.domain.codes import ActionState, MinutesState
from app.domain.faults import Faulty
from app.domain.meeting import Meeting
from app.domain.minutes import Minutes
from app.errors import Refusal
from app.reads.record import record
from app.register import Register
from app.store.tables import table
from tests.builders import add_action, add_threat
from tests.held_meetings import put


@pytest.fixture
def held(register: Register) -> Register:
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 12)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    register.do(put, AgendaItem(id="i8", meeting="m11", place=1, title="Requests"))
    register.do(put, AgendaItem(id="i9", meeting="m12", place=1, title="Requests"))
    return register


def set_one(register: Register, id: str = "x", **fields: Any) -> Action:
    values: dict[str, Any] = {"meeting": "m11", "item": "i8", "title": "Share the form", **fields}
    made: Action = register.do(meeting_actions.add, Action(id=id, threat=None, strand=None, **values)).result
    return made


def now(register: Register, id: str = "x") -> Action:
    return register.ask(record, Action, id)


def moves(register: Register) -> list[Any]:
    return list(register.ask(lambda connection: connection.execute(select(table(Redating))).all()))


def test_it_is_set_on_the_day_of_its_meeting_and_numbered_by_the_year(held: Register) -> None:
    first, second = set_one(held), set_one(held, "y")
    assert (first.reference, first.set_on) == ("26/001", date(2026, 11, 12))
    assert second.reference == "26/002"
    plan = add_action(held, add_threat(held))
    assert plan.reference == "A-0001"


def test_no_number_is_given_twice_and_a_plan_of_the_same_look_does_not_count(held: Register) -> None:
    threat = add_threat(held)
    add_action(held, threat, reference="26/090")
    set_one(held)
    held.do(actions.remove, set_one(held, "y"))
    assert set_one(held, "z").reference == "26/003"
    held.undo()
    assert set_one(held, "again").reference == "26/004"


def test_undone_it_is_gone_and_redone_it_is_the_same(held: Register) -> None:
    made = set_one(held)
    assert held.undo_label == "meeting action added"
    held.undo()
    with pytest.raises(Refusal):
        now(held)
    held.redo()
    assert now(held).reference == made.reference


def test_every_move_of_its_date_is_kept_with_its_reason_and_undone_with_it(held: Register) -> None:
    made = set_one(held, due=date(2026, 12, 1))
    held.do(actions.redate, made, date(2026, 12, 10), "two forces replied")
    assert len(moves(held)) == 1
    assert now(held).due == date(2026, 12, 10)
    held.undo()
    assert now(held).due == date(2026, 12, 1)
    assert not moves(held)


def test_it_is_completed_then_resulted(held: Register) -> None:
    made = set_one(held)
    done = held.do(actions.complete, made, date(2026, 11, 25)).result
    held.do(actions.result, done, "All five forces use it", date(2026, 11, 26))
    assert (now(held).state, now(held).outcome) == (ActionState.RESULTED, "All five forces use it")
    held.undo()
    held.undo()
    assert now(held).state is ActionState.OPEN


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"meeting": "m12", "item": None}, "meeting_action.not_held"),
        ({"item": "i9"}, "meeting_action.item"),
        ({"meeting": "m99"}, "gone"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changes(
    held: Register, fields: dict[str, Any], code: str
) -> None:
    label = held.undo_label
    with pytest.raises(Refusal) as refused:
        set_one(held, **fields)
    assert refused.value.code == code
    assert held.undo_label == label


def test_without_a_meeting_it_is_no_action_of_one(held: Register) -> None:
    with pytest.raises(Faulty):
        set_one(held, meeting=None, item=None)


def test_a_meeting_whose_minutes_are_locked_sets_no_more(held: Register) -> None:
    locked: dict[str, Any] = {
        "confirmed_on": date(2026, 11, 20),
        "confirmed_at": "m12",
        "made_on": date(2026, 11, 13),
    }
    minutes = Minutes(id="min", meeting="m11", state=MinutesState.CONFIRMED, **locked)
    held.do(put, minutes)
    with pytest.raises(Refusal) as refused:
        set_one(held)
    assert refused.value.code == "meeting.confirmed"
