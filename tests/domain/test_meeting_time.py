"""The clock of a meeting: each item's own time, pauses, and how the meeting stands to its agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.meeting import Meeting
from app.domain.meeting_time import ItemClock, Pace, clock_face, over, pace

TEN = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_each_item_has_its_own_time_and_goes_on_where_it_stood() -> None:
    clock = ItemClock()
    clock.turn_to("1", TEN)
    clock.turn_to("2", TEN + minutes(5))
    assert clock.of("1", TEN + minutes(9)) == minutes(5)
    assert clock.of("2", TEN + minutes(9)) == minutes(4)
    clock.turn_to("1", TEN + minutes(9))
    assert clock.of("1", TEN + minutes(10)) == minutes(6)
    clock.stop(TEN + minutes(10))
    assert clock.of("1", TEN + minutes(30)) == minutes(6)


def test_a_pause_counts_for_nothing() -> None:
    clock = ItemClock()
    clock.turn_to("1", TEN)
    clock.pause(TEN + minutes(2))
    assert clock.of("1", TEN + minutes(20)) == minutes(2)
    # to move on while it is paused does not start it
    clock.turn_to("2", TEN + minutes(20))
    assert clock.of("2", TEN + minutes(30)) == minutes(0)
    clock.resume(TEN + minutes(30))
    assert clock.of("2", TEN + minutes(31)) == minutes(1)


def test_a_machine_clock_set_back_takes_no_time_away() -> None:
    clock = ItemClock()
    clock.turn_to("1", TEN)
    assert clock.of("1", TEN - minutes(60)) == minutes(0)


@pytest.mark.parametrize(("spent", "late"), [(5, 0), (5.2, 1), (6, 1), (6.01, 2), (0, 0)])
def test_minutes_over_are_rounded_up(spent: float, late: int) -> None:
    assert over(minutes(spent), 5) == late


def test_an_item_without_minutes_is_never_over() -> None:
    assert over(minutes(90), 0) == 0


def test_the_pace_is_what_is_done_less_what_has_gone() -> None:
    meeting = Meeting(id="m", month="2026-12", on=date(2026, 12, 10), began="10:00")
    now = TEN + minutes(48)
    assert pace(meeting, now, 45, minutes(6.2), 5) == Pace(48, 120, 2)
    assert pace(meeting, now, 30, minutes(2.5), 5) == Pace(48, 120, -16)
    # not begun, and before its hour
    planned = Meeting(id="m", month="2026-12", on=date(2026, 12, 10))
    assert pace(planned, TEN - minutes(30), 0, minutes(0), 5) == Pace(0, 120, 0)


def test_london_has_summer_time() -> None:
    meeting = Meeting(id="m", month="2026-07", on=date(2026, 7, 9), began="10:00")
    assert pace(meeting, datetime(2026, 7, 9, 9, 30, tzinfo=UTC), 0, minutes(0), 5).gone == 30


@pytest.mark.parametrize(("spent", "said"), [(0, "00:00"), (6.2, "06:12"), (75, "75:00")])
def test_the_face_of_the_clock(spent: float, said: str) -> None:
    assert clock_face(minutes(spent)) == said
