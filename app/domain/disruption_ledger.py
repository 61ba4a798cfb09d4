"""The ledger of disruptions as it is counted: the period, what a threat's checks find, the months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.codes import Rating, Strand
from app.domain.dates import MONTH_NAMES, add_months

GRAVE = (Rating.MAJOR, Rating.NEGATIVE)
"""The ratings that a meeting is told of one by one."""


class Effect(NamedTuple):
    """What is counted of one disruption; `force` is the home force of its threat, names "" where not said."""

    on: date
    strand: Strand | None
    rating: Rating | None
    force: str
    theme: str


def begins(today: date, months: int) -> date:
    """The day before the period of that many months that ends today: it holds the days after this one."""
    return add_months(today, -months)


class Period(NamedTuple):
    """The days after one day up to another: `on in period` for many days at little cost."""

    after: date
    until: date

    def __contains__(self, on: object) -> bool:
        return isinstance(on, date) and self.after < on <= self.until


def period(today: date, months: int) -> Period:
    """The period of that many months that ends today; what is to come is not in it."""
    return Period(begins(today, months), today)


def within(on: date, today: date, months: int) -> bool:
    """Whether a day is in the period of that many months that ends today."""
    return on in period(today, months)


def months_of(today: date, months: int) -> tuple[tuple[int, int], ...]:
    """The calendar months (year, month) that the period touches, oldest first; the ends may be in part."""
    first = begins(today, months) + timedelta(days=1)
    count = (today.year - first.year) * 12 + today.month - first.month
    found = (add_months(first.replace(day=1), later) for later in range(count + 1))
    return tuple((at.year, at.month) for at in found)


def month_label(year: int, month: int) -> str:
    """A month as the foot of a column says it: "Dec 2025"."""
    return f"{MONTH_NAMES[month - 1][:3]} {year}"


def unassessed(negatives: Iterable[date], assessed: Iterable[date | None]) -> list[date]:
    """The days of negative disruptions that no score on that day or later answers (domain.md check 34)."""
    last = max((on for on in assessed if on is not None), default=None)
    return sorted(on for on in negatives if last is None or on > last)
