"""A meeting that was held, in a real register: its agenda, who came, what was said, decided and set."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.commands import meeting, meetings
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import Outcome, Present, Strand
from app.domain.kinds import Record
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision
from app.register import Register
from app.store.unit import Unit, command
from tests.builders import add_officer, add_threat

ON = date(2026, 12, 10)
TEN = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)
SECRET = "Nightjar"
"""What stands only in a private item, in whatever was recorded of it."""


@command("test.put")
def put(unit: Unit, *records: Record) -> None:
    """Saves records as they are."""
    for record in records:
        unit.put(record)


def decide(
    register: Register, item: str | None, text: str, why: str = "The chair asked", **more: object
) -> str:
    """A decision of the December meeting; the number that it was given."""
    made = MeetingDecision(
        id=f"d-{text}", meeting="m12", item=item, outcome=Outcome.AGREED, text=text,
        rationale="The chair asked", at=register.clock.now(), **more,
    )  # fmt: skip
    return str(register.do(meeting.decide, made).result.reference)


def hold(register: Register, clock: FixedClock) -> None:
    """The December meeting, held, with the January one planned; the clock stands a day later."""
    threat = add_threat(register)
    add_officer(register, "Morgan Hale")
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 12)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=ON, venue="Longcross House"))
    register.do(meetings.plan, Meeting(id="m01", month="2027-01", on=date(2027, 1, 14)))
    register.do(
        put,
        AgendaItem(id="i1", meeting="m12", place=1, title="Attendance"),
        AgendaItem(id="i5", meeting="m12", place=2, title="Priority groups"),
        AgendaItem(id="i51", meeting="m12", under="i5", place=1, title="Tidemoor line", threat=threat.id),
        AgendaItem(id="i52", meeting="m12", under="i5", place=2, title=f"{SECRET} group", private=True),
        AgendaItem(id="i53", meeting="m12", under="i5", place=3, title="Calder group", recommended="Adopt"),
    )
    clock.moment = TEN
    register.do(meeting.start, "m12")
    came = (
        Attendance(id="at1", meeting="m12", name="ACC H Marwood"),
        Attendance(id="at2", meeting="m12", name="HMRC", organisation="HMRC", state=Present.APOLOGIES),
    )
    register.do(meeting.attend, "m12", came)
    register.do(meeting.note, "m12", "i51", "The lead set out the risk of a third line.")
    register.do(meeting.note, "m12", "i52", f"{SECRET} was told to the chair.")
    decide(register, "i51", "A second SIO until March.", threat=threat.id)
    decide(register, "i52", f"{SECRET} stays closed.")
    decide(register, "i53", "The group is adopted.")
    for action in (
        Action(
            id="ma1", threat=None, strand=None, title="Note on fraud by force", owner="o-Morgan Hale",
            due=date(2027, 1, 14), meeting="m12", item="i51",
        ),
        Action(
            id="ma2", threat=threat.id, strand=Strand.PREPARE, title=f"File {SECRET}",
            owner_organisation="Avonmere Council", due=date(2027, 1, 8), meeting="m12", item="i52",
        ),
    ):  # fmt: skip
        register.do(meeting.set_action, action)
    clock.moment = datetime(2026, 12, 10, 12, 5, tzinfo=UTC)
    register.do(meeting.end, "m12")
    clock.moment = datetime(2026, 12, 11, 9, 30, tzinfo=UTC)
