"""A meeting run through its commands: what it records goes into the record at once, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from app.commands import agenda, meeting, meetings, requests, submissions
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import (
    ActionState,
    Decision,
    MappingState,
    MeetingState,
    MinutesState,
    Outcome,
    Present,
    RequestState,
    Role,
    Strand,
)
from app.domain.faults import Faulty
from app.domain.kinds import Record
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.region import Setting
from app.domain.request import Request
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.record import record as read_record
from app.register import Register
from app.store.tables import JOURNAL, table
from app.store.unit import Unit, command
from tests.builders import add_threat

HELD = date(2026, 12, 10)
TEN = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)


@command("test.put")
def put(unit: Unit, *records: Record) -> None:
    """Saves records as they are."""
    for record in records:
        unit.put(record)


def every(register: Register, cls: type[Any]) -> list[Any]:
    def read(connection: Connection) -> list[Any]:
        return [cls(**row._mapping) for row in connection.execute(select(table(cls)).order_by("id"))]

    return register.ask(read)


def written(register: Register) -> int:
    return int(register.ask(lambda c: c.execute(select(func.count()).select_from(JOURNAL)).scalar_one()))


@pytest.fixture
def threat(register: Register) -> Threat:
    return add_threat(register)


@pytest.fixture
def planned(register: Register, clock: FixedClock, threat: Threat) -> Meeting:
    """The December meeting at ten o'clock of its day, with an agenda of three items."""
    made: Meeting = register.do(meetings.plan, Meeting(id="m", month="2026-12", on=HELD)).result
    items = (
        AgendaItem(id="i1", meeting="m", place=1, key="attendance", title="Attendance"),
        AgendaItem(id="i5", meeting="m", place=2, key="priorities", title="Priority groups"),
        AgendaItem(id="i51", meeting="m", under="i5", place=1, title="Tidemoor", threat=threat.id),
        AgendaItem(id="c1", meeting="m", under="i5", place=2, title="Calder", threat=threat.id, consent=True),
        AgendaItem(id="c2", meeting="m", under="i5", place=3, title="Stable one", consent=True),
    )
    register.do(put, *items)
    clock.moment = TEN
    return made


@pytest.fixture
def begun(register: Register, planned: Meeting) -> Meeting:
    made: Meeting = register.do(meeting.start, planned.id).result
    return made


def decision(**fields: Any) -> MeetingDecision:
    values: dict[str, Any] = {
        "id": "d", "meeting": "m", "item": "i51", "outcome": Outcome.AGREED, "text": "A second SIO",
        "rationale": "Two new principals", "at": TEN,
    }  # fmt: skip
    return MeetingDecision(**{**values, **fields})


def test_a_meeting_begins_and_ends_at_the_time_it_does(
    register: Register, clock: FixedClock, planned: Meeting
) -> None:
    assert register.do(meeting.start, "m").result.began == "10:00"
    with pytest.raises(Refusal, match="cannot_start"):
        register.do(meeting.start, "m")
    clock.moment = datetime(2026, 12, 10, 12, 5, tzinfo=UTC)
    held = register.do(meeting.end, "m").result
    assert (held.state, held.began, held.ended) == (MeetingState.HELD, "10:00", "12:05")
    with pytest.raises(Refusal, match="not_under_way"):
        register.do(meeting.end, "m")
    register.undo()
    assert register.ask(read_record, Meeting, "m").state is MeetingState.UNDER_WAY
    register.redo()
    # ended too early, it goes on
    again = register.do(meeting.start, "m").result
    assert (again.state, again.began, again.ended) == (MeetingState.UNDER_WAY, "10:00", "")


def test_a_meeting_without_an_agenda_has_the_template_laid_with_the_groups_of_the_pack(
    register: Register, threat: Threat
) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=HELD))
    register.do(put, replace(register.ask(read_record, Threat, threat.id), priority=1))
    register.do(meeting.start, "m")
    items = every(register, AgendaItem)
    assert len([i for i in items if i.under is None]) == 14
    opens = next(i for i in items if i.key == "priorities")
    assert [i.threat for i in items if i.under == opens.id] == [threat.id]
    register.undo()
    assert every(register, AgendaItem) == []
    assert register.ask(read_record, Meeting, "m").state is MeetingState.PLANNED


def test_a_meeting_with_neither_agenda_nor_template_is_refused(register: Register) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=HELD))
    empty = replace(register.ask(read_record, Setting, "agenda"), value="[]")
    register.do(put, empty)
    before = written(register)
    with pytest.raises(Refusal, match="no_agenda"):
        register.do(meeting.start, "m")
    assert written(register) == before


def test_nothing_is_recorded_before_it_begins(register: Register, planned: Meeting) -> None:
    before = written(register)
    with pytest.raises(Refusal, match="not_begun"):
        register.do(meeting.note, "m", "i1", "Too early")
    with pytest.raises(Refusal, match="not_begun"):
        register.do(meeting.decide, decision())
    assert written(register) == before


def test_an_item_of_another_meeting_is_refused(register: Register, begun: Meeting) -> None:
    register.do(meetings.plan, Meeting(id="other", month="2027-01", on=date(2027, 1, 14)))
    register.do(agenda.begin, "other")
    theirs = next(i for i in every(register, AgendaItem) if i.meeting == "other")
    with pytest.raises(Refusal, match="other_item"):
        register.do(meeting.note, "m", theirs.id, "Not here")


def test_attendance_is_one_step_for_many_and_can_be_taken_back(register: Register, planned: Meeting) -> None:
    came = (
        Attendance(id="a1", meeting="m", name="ACC Leslie Standish", organisation="SWROCU"),
        Attendance(id="a2", meeting="m", name="K Moss", state=Present.DEPUTY, deputy="P Lane"),
        Attendance(id="a3", meeting="m", name="Border Force", state=Present.APOLOGIES),
    )
    register.do(meeting.attend, "m", came)
    assert [a.state for a in every(register, Attendance)] == [
        Present.PRESENT,
        Present.DEPUTY,
        Present.APOLOGIES,
    ]
    register.undo()
    assert every(register, Attendance) == []
    register.redo()
    register.do(meeting.not_attend, every(register, Attendance)[2])
    assert len(every(register, Attendance)) == 2
    nobody = Attendance(id="a4", meeting="m", name="Dorset", state=Present.DEPUTY)
    with pytest.raises(Faulty):
        register.do(meeting.attend, "m", (nobody,))
    assert len(every(register, Attendance)) == 2


def test_notes_and_decisions_have_their_time_and_decisions_the_next_number_of_the_year(
    register: Register, begun: Meeting
) -> None:
    noted = register.do(meeting.note, "m", "i51", " The file is with counsel. ").result
    assert (noted.text, noted.at) == ("The file is with counsel.", TEN)
    first = register.do(meeting.decide, decision()).result
    second = register.do(meeting.decide, decision(id="d2")).result
    assert (first.reference, second.reference) == ("26/001", "26/002")
    register.undo()
    # a number taken back is not given to another
    assert register.do(meeting.decide, decision(id="d3")).result.reference == "26/003"
    with pytest.raises(Faulty):
        register.do(meeting.decide, decision(id="d4", rationale=" "))
    assert [d.id for d in every(register, MeetingDecision)] == ["d", "d3"]


def listed(register: Register, threat: Threat) -> Request:
    values: dict[str, Any] = {"asked": "Surveillance, 12 days", "bid_on": date(2026, 11, 1)}
    values["capability"] = "capability-surveillance"
    made = register.do(requests.bid, Request(id="r", threat=threat.id, **values)).result
    made = register.do(requests.triage, made, "K Moss", date(2026, 11, 2)).result
    offered: Request = register.do(requests.to_manager, made, "DCI Vane", date(2026, 11, 3), "8 days").result
    return offered


def test_a_request_is_decided_in_one_step_with_the_decision_log(
    register: Register, begun: Meeting, threat: Threat
) -> None:
    asked = listed(register, threat)
    words = decision(text="8 days from 16 December", rationale="Two other groups need the team")
    values = (words, asked, Decision.PART, "ACC Leslie Standish")
    logged = register.do(meeting.decide_request, *values, conditions="Product reviewed").result
    assert (logged.outcome, logged.request, logged.threat) == (Outcome.AMENDED, "r", threat.id)
    now = register.ask(read_record, Request, "r")
    assert (now.state, now.decision, now.decided_on) == (RequestState.DECIDED, Decision.PART, HELD)
    assert now.decision_reason == "8 days from 16 December. Two other groups need the team"
    assert now.conditions == "Product reviewed"
    register.undo()
    assert register.ask(read_record, Request, "r").state is RequestState.WITH_MANAGER
    assert every(register, MeetingDecision) == []
    register.redo()
    assert register.ask(read_record, Request, "r").decision is Decision.PART
    again = register.ask(read_record, Request, "r")
    with pytest.raises(Refusal, match="not_possible"):
        register.do(meeting.decide_request, decision(id="x"), again, Decision.GRANTED, "ACC")
    assert len(every(register, MeetingDecision)) == 1


def test_a_request_that_is_only_a_bid_cannot_be_decided(
    register: Register, begun: Meeting, threat: Threat
) -> None:
    values: dict[str, Any] = {"asked": "Two weeks", "bid_on": date(2026, 11, 1)}
    made = register.do(requests.bid, Request(id="r", threat=threat.id, **values)).result
    before = written(register)
    with pytest.raises(Refusal, match="not_possible"):
        register.do(meeting.decide_request, decision(), made, Decision.GRANTED, "ACC")
    assert written(register) == before


def submitted(register: Register, clock: FixedClock, threat: Threat) -> Submission:
    register.do(put, replace(register.ask(read_record, Setting, "submission_fields"), value="[]"))
    made = Submission(
        id="s", threat=threat.id, proposer="DI Hale", opened_on=date(2026, 11, 1), state_on=date(2026, 11, 1)
    )
    opened = register.do(submissions.open_, made).result
    sent: Submission = register.do(submissions.submit, opened, date(2026, 11, 2)).result
    return sent


def test_a_submission_is_ratified_by_its_own_rules(
    register: Register, clock: FixedClock, begun: Meeting, threat: Threat
) -> None:
    sent = submitted(register, clock, threat)
    ratify = (decision(text="Ratified, force tier"), sent, MappingState.RATIFIED)
    with pytest.raises(Faulty):
        # the one who proposed it
        register.do(meeting.decide_submission, *ratify, "Hale")
    assert every(register, MeetingDecision) == []
    held, register.roles = register.roles, frozenset({Role.COORDINATOR})
    with pytest.raises(Refusal, match=r"separation\.approver"):
        # no way round by the minutes
        register.do(meeting.decide_submission, *ratify, "DI Ostrow")
    register.roles = held
    logged = register.do(meeting.decide_submission, *ratify, "DI Ostrow").result
    assert (logged.outcome, logged.threat) == (Outcome.AGREED, threat.id)
    assert register.ask(read_record, Threat, threat.id).mapping is MappingState.RATIFIED
    register.undo()
    assert register.ask(read_record, Submission, "s").state is MappingState.SUBMITTED
    register.redo()
    assert register.ask(read_record, Submission, "s").ratified_by == "DI Ostrow"


def test_a_submission_is_returned_or_rejected_with_its_reason(
    register: Register, clock: FixedClock, begun: Meeting, threat: Threat
) -> None:
    sent = submitted(register, clock, threat)
    words = decision(text="Returned", rationale="Harm not evidenced")
    with pytest.raises(Faulty):
        register.do(meeting.decide_submission, words, sent, MappingState.RETURNED, "ROCTA", None)
    rejected = register.do(meeting.decide_submission, words, sent, MappingState.REJECTED, "ROCTA").result
    assert rejected.outcome is Outcome.NOT_AGREED
    assert register.ask(read_record, Submission, "s").state is MappingState.REJECTED
    draft = (decision(id="e"), sent, MappingState.DRAFT, "ROCTA")
    with pytest.raises(Refusal, match="cannot"):
        register.do(meeting.decide_submission, *draft)


def test_an_action_is_one_of_the_plan_or_the_meetings_own(
    register: Register, begun: Meeting, threat: Threat
) -> None:
    values: dict[str, Any] = {"meeting": "m", "owner_organisation": "Council", "due": date(2026, 12, 17)}
    mine = Action(id="x", threat=threat.id, strand=Strand.PURSUE, title="Agree terms", item="i51", **values)
    own = Action(id="y", threat=None, strand=None, title="Seek legal advice", item="i1", **values)
    made = [register.do(meeting.set_action, each).result for each in (mine, own)]
    assert [a.set_on for a in made] == [HELD, HELD]
    assert len({a.reference for a in made}) == 2
    assert all(a.reference and a.state is ActionState.OPEN for a in made)
    register.undo()
    assert [a.id for a in every(register, Action)] == ["x"]
    register.redo()
    with pytest.raises(Faulty):
        register.do(meeting.set_action, replace(own, id="z", meeting=None))


def test_the_consent_list_is_one_decision_that_names_its_items(
    register: Register, begun: Meeting, threat: Threat
) -> None:
    taken = register.do(meeting.take_consent, "m", ("c1", "c2"), "None has moved").result
    assert taken.item == "c1"
    assert taken.text.endswith(f": 2.2 {threat.reference}, 2.3 Stable one")
    register.undo()
    assert every(register, MeetingDecision) == []
    register.redo()
    with pytest.raises(Refusal, match="no_consent"):
        register.do(meeting.take_consent, "m", ("c1", "i51"), "One is not of the list")


def test_what_is_for_the_chair_alone_is_taken_in_a_decision_of_its_own(
    register: Register, begun: Meeting, threat: Threat
) -> None:
    shut = register.ask(read_record, AgendaItem, "c2")
    register.do(put, replace(shut, private=True))
    taken = register.do(meeting.take_consent, "m", ("c1", "c2"), "None has moved").result
    assert (taken.item, "Stable one" in taken.text) == ("c1", False)
    (other,) = [each for each in every(register, MeetingDecision) if each.id != taken.id]
    assert other.item == "c2"
    assert other.text.endswith(": 2.P1 Stable one")
    register.undo()
    assert every(register, MeetingDecision) == []
    assert register.do(meeting.take_consent, "m", ("c2",), "None has moved").result.item == "c2"


def test_words_are_corrected_and_a_note_struck_until_the_minutes_are_confirmed(
    register: Register, begun: Meeting
) -> None:
    noted: MeetingNote = register.do(meeting.note, "m", None, "Ten copys").result
    noted = register.do(meeting.correct, replace(noted, text="Ten copies", at=datetime.now(UTC))).result
    assert (noted.text, noted.at) == ("Ten copies", TEN)
    made = register.do(meeting.decide, decision()).result
    changed = register.do(meeting.correct, replace(made, text="A second SIO from SWROCU")).result
    assert (changed.reference, changed.text) == ("26/001", "A second SIO from SWROCU")
    register.do(meeting.strike, noted)
    assert every(register, MeetingNote) == []
    register.undo()
    assert every(register, MeetingNote)[0].text == "Ten copies"


def test_confirmed_minutes_lock_everything(register: Register, begun: Meeting, threat: Threat) -> None:
    noted = register.do(meeting.note, "m", None, "Said").result
    made = register.do(meeting.decide, decision()).result
    asked = listed(register, threat)
    came = Attendance(id="a", meeting="m", name="ACC Standish")
    register.do(meeting.attend, "m", (came,))
    register.do(meeting.end, "m")
    register.do(meetings.plan, Meeting(id="n", month="2027-01", on=date(2027, 1, 14)))
    minutes = Minutes(
        id="min", meeting="m", state=MinutesState.CONFIRMED, made_on=HELD, confirmed_at="n", confirmed_on=HELD
    )
    register.do(put, minutes)
    # looking at it is told to the log too, so it comes before the count
    held = register.ask(read_record, Attendance, "a")
    before = written(register)
    action = Action(id="x", threat=None, strand=None, title="Late", meeting="m")
    attempts: list[tuple[Any, ...]] = [
        (meeting.start, "m"),
        (meeting.note, "m", None, "More"),
        (meeting.decide, decision(id="e")),
        (meeting.decide_request, decision(id="e"), asked, Decision.GRANTED, "ACC"),
        (meeting.set_action, action),
        (meeting.take_consent, "m", ("c1", "c2"), "Late"),
        (meeting.attend, "m", (replace(came, id="b"),)),
        (meeting.not_attend, held),
        (meeting.chaired_by, "m", "D/Supt Penhale"),
        (meeting.correct, made),
        (meeting.strike, noted),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal, match="confirmed"):
            register.do(*attempt)
    assert written(register) == before


def test_a_deputy_chairs(register: Register, begun: Meeting) -> None:
    assert register.do(meeting.chaired_by, "m", " D/Supt Penhale ").result.deputy == "D/Supt Penhale"
    register.undo()
    assert register.ask(read_record, Meeting, "m").deputy == ""
