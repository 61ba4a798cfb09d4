"""A meeting to be run in tests: its agenda, its members, three threats, and something private."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from app.commands import meeting, meetings, requests
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import Outcome, Series
from app.domain.kinds import Record
from app.domain.meeting import Meeting, Member
from app.domain.minutes import MeetingDecision
from app.domain.request import Request
from app.register import Register
from app.store.unit import Unit, command
from tests.builders import add_action, add_officer, add_threat

HELD = date(2026, 12, 10)
TEN = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)
SECRET = "Zanzibar canary"
"""Stands in everything that is for the chair alone."""


@command("test.room")
def put(unit: Unit, *records: Record) -> None:
    """Saves records as they are."""
    for record in records:
        unit.put(record)


def item(id: str, place: int, title: str, **fields: Any) -> AgendaItem:
    """An item of the meeting."""
    return AgendaItem(id=id, meeting="m", place=place, title=title, **fields)


def decision(**fields: Any) -> MeetingDecision:
    """A decision on the first group."""
    values: dict[str, Any] = {
        "id": "d", "meeting": "m", "item": "i51", "outcome": Outcome.AGREED, "text": "A second SIO",
        "rationale": "Two new principals", "at": TEN,
    }  # fmt: skip
    return MeetingDecision(**{**values, **fields})


def furnish(register: Register) -> None:
    """The December meeting with an agenda of ten items, and November's before it."""
    first = add_threat(register, priority=1, operation="Whimbrel")
    second = add_threat(register, "DC/2026/0002", name="Calder waste businesses", priority=2)
    third = add_threat(register, "DO/2026/0003", name="Port Merrow importers", priority=3)
    add_officer(register)
    add_action(register, first, owner="o-Morgan Hale", due=date(2026, 12, 1))
    register.do(meetings.plan, Meeting(id="before", month="2026-11", on=date(2026, 11, 12)))
    planned = Meeting(id="m", month="2026-12", on=HELD, chair="ACC Leslie Standish")
    register.do(meetings.plan, planned)
    register.do(
        put,
        item("i1", 1, "Attendance and apologies", key="attendance", minutes=5),
        item("i2", 2, "Minutes and action log", key="log", minutes=10, led_by="Chair"),
        item("i5", 3, "Priority groups", key="priorities"),
        item("i51", 1, "Tidemoor line", under="i5", threat=first.id, minutes=5),
        item("i52", 2, "Calder waste businesses", under="i5", threat=second.id, minutes=5),
        item("i53", 3, "Port Merrow importers", under="i5", threat=third.id, minutes=2, consent=True),
        item("i54", 4, "Another stable one", under="i5", minutes=1, consent=True),
        item("i55", 5, f"{SECRET} under it", under="i5", private=True, minutes=5),
        item("i8", 4, "Requests for support", key="requests", minutes=10),
        item("p", 5, f"{SECRET} title", private=True, minutes=20, ask=f"{SECRET} ask", key="close"),
        item("i9", 6, "Close", key="close", minutes=5),
        Member(id="m1", series=Series.TASKING, name="ACC Leslie Standish", organisation="SWROCU", place=1),
        Member(id="m2", series=Series.TASKING, name="DCI Sal Orchard", organisation="Dorset", place=2),
        Member(id="m3", series=Series.TASKING, name="Housing lead", organisation="Avonmere", place=3),
    )


def begin(register: Register, clock: FixedClock) -> None:
    """Ten o'clock of the day, and the meeting begins."""
    clock.moment = TEN
    register.do(meeting.start, "m")


def ask_support(register: Register, threat: str, id: str = "r") -> Request:
    """A request that has come to the capability's manager."""
    values: dict[str, Any] = {"asked": "Two weeks of a team", "bid_on": date(2026, 11, 1)}
    values["capability"] = "capability-surveillance"
    made = register.do(requests.bid, Request(id=id, threat=threat, **values)).result
    made = register.do(requests.triage, made, "K Moss", date(2026, 11, 2)).result
    sent: Request = register.do(
        requests.to_manager, made, "DCI Vane", date(2026, 11, 3), "Grant in part. 8 days."
    ).result
    return sent
