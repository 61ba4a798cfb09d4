"""When a look at a record is logged anew, and when it is still the same visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.visits import AGAIN, Visits

NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


def look(visits: Visits, subject: str, object: str, at: datetime = NOW, kind: str = "threat.seen") -> bool:
    new = visits.new(subject, kind, object, at)
    if new:
        visits.note(subject, kind, object, at)
    return new


def test_opening_a_card_again_after_a_change_is_the_same_visit() -> None:
    visits = Visits()
    assert look(visits, "t1", "t1")
    assert not look(visits, "t1", "t1", NOW + timedelta(minutes=14))


def test_what_hangs_on_a_threat_is_looked_at_within_its_visit() -> None:
    visits = Visits()
    assert look(visits, "t1", "t1")
    assert look(visits, "t1", "a1", kind="action.seen")
    assert not look(visits, "t1", "t1")
    assert not look(visits, "t1", "a1", kind="action.seen")


def test_another_record_in_between_ends_the_visit() -> None:
    visits = Visits()
    assert look(visits, "t1", "t1")
    assert look(visits, "t2", "t2")
    assert look(visits, "t1", "t1")


def test_a_quarter_of_an_hour_later_a_look_is_logged_again() -> None:
    visits = Visits()
    assert look(visits, "t1", "t1")
    assert look(visits, "t1", "t1", NOW + AGAIN)


def test_33_a_clock_that_went_back_makes_every_look_new() -> None:
    visits = Visits()
    assert look(visits, "t1", "t1")
    assert look(visits, "t1", "t1", NOW - timedelta(days=1))
