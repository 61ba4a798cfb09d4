"""Due dates and meetings as a calendar (RFC 5545): by reference only, since calendars travel.

No group, operation or person is named, whatever stands in the record. The UID of an entry follows from its
record, so that a calendar taken in again moves an entry and adds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from app.domain.clock import LONDON, local
from app.domain.meeting import Meeting

PRODUCT = "-//Fourfold//Calendar//EN"


class Due(NamedTuple):
    """One thing due on a day, by the kind and id of its record: what it is, and its reference."""

    kind: str
    id: str
    what: str
    reference: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCalendar:
    """What a calendar holds; `register` is the register's own id, `made_at` aware UTC."""

    register: str
    region: str
    code: str
    fictional: bool
    marking: str
    made_at: datetime
    meetings: tuple[Meeting, ...]
    due: tuple[Due, ...]

    @property
    def file_name(self) -> str:
        """The name of its file; the day and the marking are part of it."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.code} calendar {local(self.made_at):%Y-%m-%d} {tail}.ics"

    @property
    def row_marking(self) -> str:
        """The marking of each entry."""
        return f"{self.marking} - FICTIONAL" if self.fictional else self.marking


def write(made: MonthCalendar) -> bytes:
    """The calendar as a file; the same calendar of the same day gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{made.region} tasking ({made.row_marking})")
    for event in (*_meetings(made), *(_due(made, one) for one in made.due)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(made: MonthCalendar, kind: str, id: str, title: str) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{id}@{made.register}")
    # the day alone, so that a calendar of the same day is the same
    event.add("dtstamp", datetime.combine(made.made_at.astimezone(UTC).date(), time(), UTC))
    event.add("summary", title)
    event.add("description", made.row_marking)
    event.add("class", "CONFIDENTIAL")
    return event


def _meetings(made: MonthCalendar) -> Iterator[Event]:
    for meeting in made.meetings:
        name = f"{meeting.series.value} meeting".capitalize()
        event = _event(made, "meeting", meeting.id, name)
        event.add("dtstart", _moment(meeting.on, meeting.starts))
        event.add("dtend", _moment(meeting.on, meeting.ends))
        if meeting.venue:
            event.add("location", meeting.venue)
        yield event
        for kind, on, words in (
            ("papers", meeting.papers_by, "Papers due"),
            ("issue", meeting.issue_by, "Pack to be issued"),
        ):
            if on is not None:
                told = Due(kind, meeting.id, f"{words} for the {name[0].lower()}{name[1:]}", "", on)
                yield _due(made, told)


def _due(made: MonthCalendar, due: Due) -> Event:
    event = _event(made, due.kind, due.id, " ".join(part for part in (due.reference, due.what) if part))
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _moment(on: date, at: str) -> datetime:
    """A local time of the region in UTC, which every calendar reads."""
    return datetime.combine(on, time.fromisoformat(at), LONDON).astimezone(UTC)
