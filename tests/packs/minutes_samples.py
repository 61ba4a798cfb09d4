"""Invented meetings as rows: one as mock 13 shows it, one with very much said, one where nothing was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.agenda import AgendaItem
from app.domain.codes import MinutesState, Outcome, Present
from app.domain.held_meeting import EarlierDecision, HeldMeeting, SetAction
from app.domain.meeting import Attendance, Meeting, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.region import Region
from app.domain.region_settings import RegionSettings

MADE_AT = datetime(2026, 12, 11, 9, 30, tzinfo=UTC)
AT = datetime(2026, 12, 10, 10, 30, tzinfo=UTC)
MEETING = Meeting(
    id="m12",
    month="2026-12",
    on=date(2026, 12, 10),
    ends="12:05",
    chair="ACC H Marwood",
    venue="Longcross House",
)
SECRET = "Operation Nightjar"
"""What stands only in a private item."""


def item(id: str, title: str, place: int, under: str | None = None, **fields: Any) -> AgendaItem:
    """An item of the December meeting."""
    return AgendaItem(id=id, meeting="m12", title=title, place=place, under=under, **fields)


def note(of: str | None, text: str) -> MeetingNote:
    """What was said on an item."""
    return MeetingNote(id=f"n-{of}", meeting="m12", item=of, text=text, at=AT)


def decision(of: str, reference: str, text: str, why: str, **fields: Any) -> MeetingDecision:
    """A decision that was agreed unless its fields say otherwise."""
    values: dict[str, Any] = {"outcome": Outcome.AGREED, "at": AT, **fields}
    return MeetingDecision(
        id=f"d-{reference}", meeting="m12", item=of, reference=reference, text=text, rationale=why, **values
    )


def december() -> HeldMeeting:
    """The meeting of mock 13, with a private item that only the chair's edition may hold."""
    members = ("ACC H Marwood", "D/Supt J Penhale", "DI P Ostrow", "K Ashdown", "HMRC", "Avonmere Council")
    roles = {"ACC H Marwood": "chair", "K Ashdown": "minutes"}
    return HeldMeeting(
        region=Region(id="sw", name="South West", unit="SWROCU", code="SW", fictional=True),
        settings=RegionSettings(pack_code="SW"),
        meeting=MEETING,
        next_on=date(2027, 1, 14),
        items=(
            item("i1", "Marking, attendance, apologies", 1),
            item("i2", "Minutes and action log", 2),
            item("i21", "Minutes of 12 November", 1, "i2", recommended="Confirm"),
            item("i22", "Action log", 2, "i2"),
            item("i3", "Threat picture", 3),
            item("i4", "New submissions", 4, recommended="Force tier"),
            item("i5", "Priority groups", 5),
            item("i51", "Lantern Quay group", 1, "i5", threat="t1"),
            item("i52", f"{SECRET}, for the chair", 2, "i5", private=True),
            item("i53", "Ropewalk group", 3, "i5"),
        ),
        notes=(
            note("i1", "The chair reminded members that copies are numbered. No conflicts of interest."),
            note("i21", "Agreed, with one correction: item 8, the grant of 26/027 ends on 18 December."),
            note("i22", "Six overdue actions were taken one by one. 26/031 has been carried five times."),
            note(
                "i3", "Noted. The chair asked why fraud rose and whether it will last.\nTo come in January."
            ),
            note("i52", f"{SECRET} was told to the chair alone."),
            note("i53", "Noted. Plan moving in all four Ps."),
        ),
        decisions=(
            decision("i21", "26/101", "Minutes confirmed as corrected.", "the manager agreed the correction"),
            decision("i22", "26/102", "26/031 passes to the region.", "three councils want one agreement"),
            decision(
                "i4",
                "26/103",
                "DC25098: Devon and Cornwall, force tier.",
                "Because the firearms link crosses two forces",
                outcome=Outcome.AMENDED,
                threat="t1",
            ),
            decision("i52", "26/104", f"{SECRET} stays closed.", "the source could be known"),
        ),
        actions=(
            SetAction(
                "a1",
                "26/073",
                "Obtain regional legal advice",
                "D/Supt J Penhale",
                date(2027, 1, 14),
                "i22",
                "",
            ),
            SetAction(
                "a2", "26/074", "Short note on fraud by force", "K Ashdown", None, "i3", "AS/2024/0117"
            ),
            SetAction("a3", "26/075", f"File {SECRET}", "", date(2027, 1, 14), "i52", ""),
        ),
        attendance=tuple(
            Attendance(
                id=f"at{place}",
                meeting="m12",
                member=f"me{place}",
                name=name,
                organisation=name if place > 3 else "",
                state=(Present.APOLOGIES if name == "HMRC" else Present.PRESENT),
                items="3, 5 and 12" if name == "Avonmere Council" else "",
            )
            for place, name in enumerate(members)
        ),
        members=tuple(
            Member(id=f"me{place}", series=MEETING.series, name=name, role=roles.get(name, ""), place=place)
            for place, name in enumerate(members)
        ),
        minutes=Minutes(id="min", meeting="m12", made_on=date(2026, 12, 11)),
        references={"t1": "DC25098"},
        earlier=(
            EarlierDecision(
                date(2026, 11, 12), "4", False, decision("o1", "26/090", "Ratified.", "the form is whole")
            ),
            EarlierDecision(
                date(2026, 11, 12),
                "5.2",
                True,
                decision("o2", "26/091", f"{SECRET} opens.", "the chair asked"),
            ),
        ),
        closed=11,
        carried=10,
    )


def confirmed() -> HeldMeeting:
    """The same meeting a month later, its minutes confirmed with a correction."""
    minutes = Minutes(
        id="min",
        meeting="m12",
        state=MinutesState.CONFIRMED,
        draft=2,
        made_on=date(2026, 12, 14),
        confirmed_at="m01",
        confirmed_on=date(2027, 1, 14),
        corrections="Item 4: the tier of DC25098 is force, not regional.",
    )
    return replace(december(), minutes=minutes)


def talkative() -> HeldMeeting:
    """Thirty items with much said, many decisions, one item of several pages, very long names."""
    held = december()
    long = "The lead set out what had moved since November, what had not, and why the plan was dated anew. "
    many = tuple(
        item(f"x{n}", f"Item {n} about a very long name of a network of the upper vale and the old quay", n)
        for n in range(1, 31)
    )
    notes = tuple(note(one.id, long * (60 if n == 7 else n % 5)) for n, one in enumerate(many) if n % 5)
    decisions = tuple(
        decision(one.id, f"26/{200 + n}", long, long) for n, one in enumerate(many) if n % 3 == 0
    )
    actions = tuple(
        SetAction(f"z{n}", f"26/{300 + n}", long, "D/Supt J Penhale", date(2027, 1, 14), one.id, "")
        for n, one in enumerate(many)
        for _ in range(n % 4)
    )
    return replace(held, items=many, notes=notes, decisions=decisions, actions=actions)


def nothing() -> HeldMeeting:
    """A meeting of which nothing was recorded."""
    return HeldMeeting(region=december().region, settings=RegionSettings(), meeting=MEETING)
