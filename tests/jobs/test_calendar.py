"""The calendar: what is due and when meetings are, by reference, the same entries each time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from app.commands import actions, meetings
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import MeetingState, Series
from app.domain.meeting import Meeting
from app.jobs import calendar
from app.reads.record import record
from app.register import Register
from tests.builders import add_action, add_officer, add_threat
from tests.held_meetings import put


@pytest.fixture
def filled(register: Register) -> Register:
    """A summer meeting, a winter one, one called off, one past; actions with and without a date."""
    threat = add_threat(
        register, name="Lantern Quay group", operation="Sandpiper", next_review=date(2027, 1, 4)
    )
    for meeting in (
        Meeting(id="past", month="2026-11", on=date(2026, 11, 12)),
        Meeting(
            id="m12", month="2026-12", on=date(2026, 12, 10), venue="Longcross House",
            papers_by=date(2026, 12, 3), issue_by=date(2026, 12, 4),
        ),
        Meeting(id="m06", month="2027-06", on=date(2027, 6, 10)),
    ):  # fmt: skip
        register.do(meetings.plan, meeting)
    off = Meeting(
        id="off",
        month="2027-01",
        on=date(2027, 1, 20),
        series=Series.CAPABILITIES,
        state=MeetingState.CANCELLED,
    )
    register.do(put, off, AgendaItem(id="i9", meeting="m12", title="Secret", private=True))
    add_officer(register, "Morgan Hale")
    add_action(register, threat, "Visit Lantern Quay", owner="o-Morgan Hale", owner_organisation="")
    add_action(register, threat, "No date", due=None)
    add_action(register, threat, "Private", meeting="m12", item="i9")
    return register


def entries(path: Path) -> dict[str, tuple[str, object]]:
    """The entries of a calendar: their titles and when they begin, by their UIDs without the register."""
    read = Calendar.from_ical(path.read_bytes())
    return {
        str(event["uid"]).split("@")[0]: (str(event["summary"]), event["dtstart"].dt)
        for event in read.walk("VEVENT")
    }


def test_it_holds_meetings_their_dates_actions_and_reviews(filled: Register, tmp_path: Path) -> None:
    made = calendar.write(filled, tmp_path / "out")
    assert made.path.name == "SW calendar 2026-11-26 OFFICIAL-SENSITIVE FICTIONAL.ics"
    action = filled.ask(record, Action, "a-Visit Lantern Quay")
    assert entries(made.path) == {
        "meeting-m12": ("Regional tasking meeting", datetime(2026, 12, 10, 10, 0, tzinfo=UTC)),
        "papers-m12": ("Papers due for the regional tasking meeting", date(2026, 12, 3)),
        "issue-m12": ("Pack to be issued for the regional tasking meeting", date(2026, 12, 4)),
        "meeting-m06": ("Regional tasking meeting", datetime(2027, 6, 10, 9, 0, tzinfo=UTC)),
        f"action-{action.id}": (f"Action {action.reference} due", date(2026, 12, 18)),
        "review-t-AS/2024/0131": ("AS/2024/0131 review due", date(2027, 1, 4)),
    }


def test_no_group_operation_or_person_is_named(filled: Register, tmp_path: Path) -> None:
    data = calendar.write(filled, tmp_path / "out").path.read_bytes().replace(b"\r\n ", b"")
    for word in (b"Lantern", b"Sandpiper", b"Hale", b"Secret"):
        assert word not in data.replace(b"a-Visit Lantern Quay", b"")  # the id that the test gave
    assert b"OFFICIAL-SENSITIVE - RECIPIENTS ONLY - FICTIONAL" in data


def test_it_is_the_same_on_the_same_day_and_moves_an_entry_when_the_date_moves(
    filled: Register, clock: FixedClock, tmp_path: Path
) -> None:
    first = calendar.write(filled, tmp_path / "a")
    clock.moment = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
    assert calendar.write(filled, tmp_path / "b").hash == first.hash
    action = filled.ask(record, Action, "a-Visit Lantern Quay")
    filled.do(actions.redate, action, date(2027, 2, 1), "the bank is slow")
    before, after = entries(first.path), entries(calendar.write(filled, tmp_path / "c").path)
    assert before.keys() == after.keys()
    assert after[f"action-{action.id}"][1] == date(2027, 2, 1)


def test_one_officers_calendar_holds_their_own_actions(filled: Register, tmp_path: Path) -> None:
    made = calendar.write(filled, tmp_path / "out", officer="o-Morgan Hale", recipient="DI Morgan Hale")
    assert [title for title, _ in entries(made.path).values() if title.startswith("Action")] != []
    assert not [title for title, _ in entries(made.path).values() if "review" in title]
