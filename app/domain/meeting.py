"""The meetings, the series they belong to, who is expected, and who came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.codes import MeetingState, Present, Series
from app.domain.faults import Fault, required

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a series: `month` is "2026-12", times are local; `papers_by`: the cut-off.

    `deputy` chairs where the chair cannot; `began` and `ended` are the times at which it really was held.
    """

    id: str
    version: int = 0
    series: Series = Series.TASKING
    month: str
    on: date
    starts: str = "10:00"
    ends: str = "12:00"
    chair: str = ""
    venue: str = ""
    papers_by: date | None = None
    issue_by: date | None = None
    deputy: str = ""
    state: MeetingState = MeetingState.PLANNED
    began: str = ""
    ended: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(month=self.month)
        if self.month and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", self.month):
            found.append(Fault("month", "meeting.month", {"month": self.month}))
        odd = next((time for time in (self.starts, self.ends) if not _TIME.fullmatch(time)), None)
        if odd is not None:
            found.append(Fault("starts", "meeting.time", {"time": odd}))
        elif self.ends <= self.starts:
            found.append(Fault("starts", "meeting.ends_first"))
        if self.papers_by and self.papers_by > self.on:
            found.append(Fault("papers_by", "meeting.papers_late"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeries:
    """What the meetings of a series begin with; one for each series, all of it LOCAL.

    `week` and `weekday` say when it is held: the second (2) Thursday (3) of a month; week 0: not said.
    `papers_days` and `issue_days` count back from the meeting to the cut-off of papers and to the issue.
    """

    id: str
    version: int = 0
    series: Series
    name: str
    chair: str = ""
    deputies: tuple[str, ...] = ()
    venue: str = ""
    starts: str = "10:00"
    ends: str = "12:00"
    week: int = 0
    weekday: int = 0
    papers_days: int = 0
    issue_days: int = 0

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(name=self.name)
        odd = next((time for time in (self.starts, self.ends) if not _TIME.fullmatch(time)), None)
        if odd is not None:
            found.append(Fault("starts", "meeting.time", {"time": odd}))
        elif self.ends <= self.starts:
            found.append(Fault("starts", "meeting.ends_first"))
        if not 0 <= self.week <= 5 or not 0 <= self.weekday <= 6:
            found.append(Fault("week", "series.day"))
        for name in ("papers_days", "issue_days"):
            if not 0 <= getattr(self, name) <= 60:
                found.append(Fault(name, "series.days"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who is expected at the meetings of a series; an officer, or a name of a partner.

    `items` are the numbers for which a partner comes ("3, 5 and 12"), "" for the whole meeting.
    """

    id: str
    version: int = 0
    series: Series
    officer: str | None = None
    name: str
    organisation: str = ""
    role: str = ""
    items: str = ""
    place: int = 0
    retired: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Whether one person came to one meeting; `deputy` is who came in their place."""

    id: str
    version: int = 0
    meeting: str
    member: str | None = None
    name: str
    organisation: str = ""
    state: Present = Present.PRESENT
    deputy: str = ""
    items: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a deputy has a name."""
        found = required(name=self.name)
        if self.state is Present.DEPUTY:
            found += required(deputy=self.deputy)
        return tuple(found)


def day_of(series: MeetingSeries | None, month: str) -> date | None:
    """The day on which a series meets in a month "2026-12", by its LOCAL rule; None where it has none.

    A fifth weekday where the month has only four is the last.
    """
    if series is None or not series.week:
        return None
    first = date(int(month[:4]), int(month[5:7]), 1)
    day = first + timedelta(days=(series.weekday - first.weekday()) % 7 + 7 * (series.week - 1))
    return day if day.month == first.month else day - timedelta(days=7)


def planned(series: MeetingSeries, month: str, id: str) -> Meeting | None:
    """A meeting of a month as its series has it: day, times, chair, venue, cut-off of papers and issue.

    None where the series has no rule for its day; a count of 0 days sets no date.
    """
    on = day_of(series, month)
    if on is None:
        return None
    return Meeting(
        id=id,
        series=series.series,
        month=month,
        on=on,
        starts=series.starts,
        ends=series.ends,
        chair=series.chair,
        venue=series.venue,
        papers_by=on - timedelta(days=series.papers_days) if series.papers_days else None,
        issue_by=on - timedelta(days=series.issue_days) if series.issue_days else None,
    )


def minutes_between(starts: str, ends: str) -> int:
    """Minutes from one time of a day to a later one."""
    return _minutes(ends) - _minutes(starts)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:5])
