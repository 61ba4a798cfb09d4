"""Time as a parameter: UTC in the store, Europe/London for people."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from app.domain import dates
from app.errors import Refusal

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock, or the moment that SOURCE_DATE_EPOCH fixes for reproducible files."""

    def now(self) -> datetime:
        """The time now, aware, in UTC; Refusal("clock.unreadable") where the variable holds no moment."""
        fixed = os.environ.get("SOURCE_DATE_EPOCH")
        if not fixed:
            return datetime.now(UTC)
        try:
            return datetime.fromtimestamp(int(fixed), UTC)
        except (ValueError, OverflowError, OSError):
            raise Refusal("clock.unreadable", text=fixed) from None


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is told to move."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


def local(moment: datetime) -> datetime:
    """A UTC moment as people in London read it."""
    return moment.astimezone(LONDON)


def shown_at(moment: datetime) -> str:
    """A moment as a list shows it, by London's clock: "26 Nov 2026 14:05"."""
    at = local(moment)
    return f"{dates.shown(at.date())} {at:%H:%M}"


def today(clock: Clock) -> date:
    """The date in London now."""
    return local(clock.now()).date()
