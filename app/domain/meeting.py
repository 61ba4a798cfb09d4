"""The meetings: the monthly regional tasking meeting, and the capabilities meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.domain.codes import Series
from app.domain.faults import Fault, required

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a series: `month` is "2026-12", times are local; `papers_by`: the cut-off."""

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
