"""A meeting as it is run: its lines, what was recorded, and nothing private but for the chair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.commands import meeting, meetings, updates
from app.domain.action import Action, Update
from app.domain.clock import FixedClock
from app.domain.codes import ItemState, MeetingState, Present, Strand, ThreatStatus
from app.domain.issue import Issue
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import meeting_item, meeting_mode
from app.reads.meeting_item import Centre
from app.reads.meeting_mode import CONSENT, MeetingMode
from app.reads.record import record as read_record
from app.register import Register
from tests.meeting_room import HELD, SECRET, TEN, ask_support, begin, decision, furnish, item, put


@pytest.fixture
def room(register: Register, clock: FixedClock) -> Register:
    furnish(register)
    begin(register, clock)
    return register


def mode(register: Register, *, chair: bool = False) -> MeetingMode:
    return register.ask(meeting_mode.mode, "m", chair=chair)


def centre(register: Register, key: str, *, chair: bool = False) -> Centre:
    found = mode(register, chair=chair)
    line = next(each for each in found.lines if each.key == key)
    return register.ask(meeting_item.centre, found, line, HELD)


def test_the_lines_are_the_items_with_a_consent_list_as_one(room: Register) -> None:
    lines = mode(room).lines
    assert [(each.number, each.key) for each in lines] == [
        ("1", "i1"), ("2", "i2"), ("3", "i5"), ("3.1", "i51"), ("3.2", "i52"),
        ("3.3 to 3.4", CONSENT + "i5"), ("4", "i8"), ("5", "i9"),
    ]  # fmt: skip
    consent = lines[5]
    assert (consent.minutes, consent.on, consent.ids) == (3, "i53", ("i53", "i54"))
    assert lines[3].section == "priorities"


def test_nothing_of_a_private_item_is_read_but_for_the_chair(room: Register) -> None:
    room.do(meeting.note, "m", "p", f"{SECRET} note")
    room.do(meeting.decide, decision(item="i55", text=f"{SECRET} text", rationale=f"{SECRET} why"))
    set_ = {"meeting": "m", "item": "p", "owner_organisation": f"{SECRET} owner", "due": HELD}
    room.do(
        meeting.set_action,
        Action(id="x", threat="t-AS/2024/0131", strand=Strand.PURSUE, title=f"{SECRET} do", **set_),
    )
    found = mode(room)
    assert SECRET not in repr(found)
    for line in found.lines:
        assert SECRET not in repr(room.ask(meeting_item.centre, found, line, HELD)), line
    chair = mode(room, chair=True)
    assert [each.key for each in chair.lines if each.private] == ["i55", "p"]
    assert [each.number for each in chair.lines if each.private] == ["3.P1", "P1"]
    assert SECRET in repr(chair.of(next(each for each in chair.lines if each.key == "p")))


def test_earlier_decisions_of_private_items_stay_out_of_later_meetings(room: Register) -> None:
    room.do(
        put,
        item("old", 1, "Old", private=True),
        item("open", 2, "Open"),
    )
    for id, on in (("old", "old"), ("open", "open")):
        stored = room.ask(read_record, meeting_mode.AgendaItem, on)
        room.do(put, replace(stored, meeting="before"))
        said = SECRET if id == "old" else "Agreed in November"
        told = decision(id=id, meeting="before", item=on, text=said, threat="t-AS/2024/0131")
        room.do(put, replace(told, reference=f"26/00{len(id)}"))
    assert [e.decision.text for e in centre(room, "i51").earlier] == ["Agreed in November"]
    assert len(centre(room, "i51", chair=True).earlier) == 2


def test_what_was_recorded_stands_on_its_item_oldest_first(room: Register, clock: FixedClock) -> None:
    room.do(meeting.note, "m", "i51", "The file is with counsel")
    clock.moment = TEN + timedelta(minutes=2)
    room.do(meeting.decide, decision())
    clock.moment = TEN + timedelta(minutes=4)
    set_: dict[str, Any] = {"meeting": "m", "item": "i51", "owner": "o-Morgan Hale"}
    action = Action(
        id="x", threat="t-AS/2024/0131", strand=Strand.PURSUE, title="Chase", due=date(2026, 12, 17), **set_
    )
    room.do(meeting.set_action, action)
    found = mode(room)
    told = found.of(next(line for line in found.lines if line.key == "i51"))
    assert [type(each.record).__name__ for each in told] == ["MeetingNote", "MeetingDecision", "Action"]
    assert [each.at for each in told] == [TEN, TEN + timedelta(minutes=2), TEN + timedelta(minutes=4)]
    assert (told[2].who, told[2].due) == ("DI Morgan Hale", date(2026, 12, 17))
    assert not found.of(found.lines[0])


def test_items_that_are_off_or_parked_are_not_taken(room: Register) -> None:
    for id, state in (("i8", ItemState.OFF), ("i52", ItemState.PARKED)):
        stored = room.ask(read_record, meeting_mode.AgendaItem, id)
        room.do(put, replace(stored, state=state))
    assert not {"i8", "i52"} & {line.key for line in mode(room).lines}


def test_attendance_counts_deputies_as_present(room: Register) -> None:
    came = (
        Attendance(id="", meeting="m", member="m1", name="ACC Leslie Standish"),
        Attendance(
            id="", meeting="m", member="m2", name="DCI Orchard", state=Present.DEPUTY, deputy="DI Low"
        ),
        Attendance(id="", meeting="m", member="m3", name="Housing lead", state=Present.APOLOGIES),
    )
    room.do(meeting.attend, "m", came)
    assert mode(room).present == 2


def test_a_meeting_without_an_agenda_shows_the_template(register: Register) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=HELD))
    found = mode(register)
    assert not found.laid
    assert len(found.lines) == 14
    assert found.lines[0].item is None
    assert found.lines[4].section == "priorities"
    # each line can be looked at before the meeting begins
    for line in found.lines:
        register.ask(meeting_item.centre, found, line, HELD)


def test_a_threat_is_shown_with_what_is_asked_and_what_changed(room: Register, clock: FixedClock) -> None:
    ask_support(room, "t-AS/2024/0131")
    issue = Issue(
        id="is", meeting="m", pack_id="SW-2026-12", issued_at=TEN - timedelta(days=7), issued_by="Drew Quill",
        marking="OFFICIAL-SENSITIVE", fingerprint="f", body="b",
    )  # fmt: skip
    room.do(put, issue)
    clock.moment = TEN + timedelta(minutes=10)
    room.do(
        updates.add, Update(id="u", threat="t-AS/2024/0131", on=date(2026, 12, 9), text="Papers sent to CPS")
    )
    found = centre(room, "i51")
    assert found.card is not None
    assert found.card.threat.name == "Tidemoor line"
    assert [line.id for line in found.requests] == ["r"]
    assert found.since == date(2026, 12, 3)
    assert (found.changed[0].command, found.changed[0].said) == ("update.add", "Papers sent to CPS")
    room.undo()
    assert all(each.said != "Papers sent to CPS" for each in centre(room, "i51").changed)


def test_without_an_issue_changes_are_told_since_the_meeting_before(room: Register) -> None:
    assert centre(room, "i51").since == date(2026, 11, 12)


def test_every_section_can_be_shown(room: Register) -> None:
    keys = (
        "log", "picture", "submissions", "priorities", "exceptions", "reviews", "requests", "archive",
        "performance", "orders", "resources", "learning", "close", "nothing of ours",
    )  # fmt: skip
    ask_support(room, "t-AS/2024/0131")
    room.do(put, *(item(f"k{n}", 20 + n, key, key=key) for n, key in enumerate(keys)))
    shown = {key: centre(room, f"k{n}") for n, key in enumerate(keys)}
    assert [line.id for line in shown["requests"].requests] == ["r"]
    assert dict(shown["picture"].section.counts) == {"active": 3, "archived": 0}  # type: ignore[union-attr]
    ranked = shown["priorities"].section
    assert ranked is not None
    assert ranked.lines[0].text == "Tidemoor line"
    assert shown["resources"].section is None
    assert shown["nothing of ours"].section is None


def test_an_archived_threat_is_not_put_forward(room: Register) -> None:
    ask_support(room, "t-AS/2024/0131")
    threat = room.ask(read_record, Threat, "t-AS/2024/0131")
    ended: dict[str, Any] = {"archived_on": HELD, "archive_reason": "Dismantled", "archive_authoriser": "ACC"}
    room.do(put, replace(threat, status=ThreatStatus.ARCHIVED, closing_report="Ended", **ended))
    assert centre(room, "i51").requests == ()


def test_which_meeting_is_wanted(register: Register, clock: FixedClock) -> None:
    assert register.ask(meeting_mode.wanted, HELD) is None
    furnish(register)
    assert register.ask(meeting_mode.wanted, date(2026, 11, 26)) == "m"
    assert register.ask(meeting_mode.wanted, date(2027, 3, 1)) == "m"
    before = register.ask(read_record, Meeting, "before")
    register.do(put, replace(before, state=MeetingState.UNDER_WAY))
    assert register.ask(meeting_mode.wanted, date(2026, 11, 26)) == "before"
    with pytest.raises(Refusal, match="gone"):
        register.ask(meeting_mode.mode, "nothing")


@contextmanager
def queries(connection: Connection) -> Iterator[list[str]]:
    found: list[str] = []

    def heard(_: Any, __: Any, statement: str, *___: Any) -> None:
        found.append(statement)

    event.listen(connection, "before_cursor_execute", heard)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", heard)


def asked(connection: Connection) -> int:
    with queries(connection) as found:
        meeting_mode.mode(connection, "m")
    return len(found)


def test_the_agenda_is_read_in_as_many_queries_whatever_its_length(room: Register) -> None:
    few = room.ask(asked)
    room.do(put, *(item(f"more{n}", 30 + n, f"More {n}") for n in range(60)))
    told = (decision(id=f"d{n}", item=f"more{n}", text="Said") for n in range(60))
    for each in told:
        room.do(meeting.decide, each)
    assert room.ask(asked) == few
    assert isinstance(room.ask(read_record, MeetingDecision, "d5"), MeetingDecision)
