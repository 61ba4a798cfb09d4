"""What is for the chair alone stays out of the full edition, however it came to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.commands import agenda, meeting, meetings
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import Decision, EditionKind, MappingState, Outcome, RequestState, Series
from app.domain.edition import CHAIR, FULL, Edition
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision
from app.domain.request import Request
from app.domain.submission import Submission
from app.jobs import issue_month, minutes
from app.packs import editions, monthly, stored
from app.reads import months
from app.reads.record import record
from app.register import Register
from tests.builders import add_officer, add_threat, new_register
from tests.held_meetings import SECRET, put

HELD = date(2026, 12, 10)
FORCE = Edition(EditionKind.FORCE, "avon-and-somerset", "Avon and Somerset", "AS")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    clock = FixedClock(datetime(2026, 12, 10, 10, tzinfo=UTC))
    with new_register(tmp_path, clock) as made:
        add_threat(made, priority=1)
        add_officer(made)
        yield made


def decision(item: str, text: str, why: str) -> MeetingDecision:
    return MeetingDecision(
        id=f"d-{item}", meeting="m", item=item, outcome=Outcome.AGREED, text=text, rationale=why,
        at=datetime(2026, 12, 10, 10, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("series", [Series.TASKING, Series.CAPABILITIES])
def test_minutes_leave_out_a_private_item_that_was_taken_off_since(
    register: Register, series: Series
) -> None:
    register.do(meetings.plan, Meeting(id="m", series=series, month="2026-12", on=HELD))
    register.do(
        put,
        AgendaItem(id="open", meeting="m", place=1, title="Attendance"),
        AgendaItem(id="shut", meeting="m", place=2, title=f"{SECRET} group", private=True),
    )
    register.do(meeting.start, "m")
    register.do(meeting.note, "m", "shut", f"{SECRET} was told to the chair and to nobody else.")
    register.do(meeting.decide, decision("shut", f"{SECRET} stays closed.", "The source is near"))
    register.do(agenda.switch, "shut", False)
    full, chair = (stored.text_of(minutes.paper(register, "m", each)) for each in (FULL, CHAIR))
    assert SECRET not in full
    assert "The source is near" not in full
    assert SECRET in chair


def test_a_reason_that_was_given_at_a_private_item_is_for_the_chair_alone(
    register: Register, tmp_path: Path
) -> None:
    threat = "t-AS/2024/0131"
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=HELD))
    register.do(meetings.plan, Meeting(id="n", month="2027-01", on=date(2027, 1, 14)))
    asked = Request(
        id="r", version=1, threat=threat, reference="R-0001", asked="Two weeks", bid_by="DI Hale",
        bid_on=date(2026, 12, 1), state=RequestState.LISTED, meeting="m",
    )  # fmt: skip
    register.do(put, replace(asked, version=0))
    sent = Submission(
        id="s", version=1, threat=threat, reference="S-0001", state=MappingState.SUBMITTED,
        proposer="DI Hale", opened_on=HELD, state_on=HELD,
    )  # fmt: skip
    register.do(put, replace(sent, version=0))
    register.do(
        put,
        AgendaItem(id="shut", meeting="m", place=1, title="For the chair", private=True, request="r"),
        AgendaItem(id="back", meeting="m", place=2, title="For the chair too", private=True),
    )
    register.do(meeting.start, "m")
    register.do(
        meeting.decide_request,
        decision("shut", "Refused for now", f"Because {SECRET} sits inside the bidding team"),
        asked,
        Decision.REFUSED,
        "ACC H Marwood",
    )
    register.do(
        meeting.decide_submission,
        decision("back", "Sent back", f"Because {SECRET} wrote the form himself"),
        sent,
        MappingState.REJECTED,
        "ROCTA",
    )
    for month in ("2026-12", "2027-01"):
        read = register.ask(months.everything, month)
        for edition in (FULL, FORCE):
            cut = editions.reduced(read, edition)
            made = monthly.build(cut.month, register.clock.now(), edition=edition)
            assert SECRET not in stored.text_of(made)
            # and it is looked for in the files
            assert any(SECRET in text.text and text.field == "decision_reason" for text in cut.withheld)
        chair = monthly.build(read, register.clock.now(), edition=CHAIR)
        assert SECRET in stored.text_of(chair)
    issued = issue_month.issue(register, "2027-01", tmp_path / "out", gaps_reason="Told in the room")
    assert issued.issue is not None
    assert register.ask(record, Request, "r").decision_reason.count(SECRET) == 1
