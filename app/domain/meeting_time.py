"""The time of a meeting: what an item took, and how the meeting stands to its agenda; time is a parameter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from app.domain.clock import local
from app.domain.meeting import Meeting

NOTHING = timedelta(0)


@dataclass(slots=True)
class ItemClock:
    """How long each item was talked about, each by its key; it runs for one item at a time, or is paused."""

    at: str = ""
    since: datetime | None = None
    paused: bool = False
    spent: dict[str, timedelta] = field(default_factory=dict)

    def turn_to(self, key: str, now: datetime) -> None:
        """Counts for this item from now on; one that was taken before goes on where it stood."""
        self._keep(now)
        self.at = key
        self.since = None if self.paused else now

    def pause(self, now: datetime) -> None:
        """Stands still."""
        self._keep(now)
        self.paused, self.since = True, None

    def resume(self, now: datetime) -> None:
        """Goes on."""
        self.paused, self.since = False, now

    def stop(self, now: datetime) -> None:
        """Counts for no item from now on."""
        self._keep(now)
        self.since = None

    def of(self, key: str, now: datetime) -> timedelta:
        """What an item took so far."""
        running = now - self.since if self.since is not None and key == self.at else NOTHING
        return self.spent.get(key, NOTHING) + max(running, NOTHING)

    def _keep(self, now: datetime) -> None:
        if self.since is not None:
            self.spent[self.at] = self.of(self.at, now)


class Pace(NamedTuple):
    """How the meeting stands: minutes since it began, minutes it has, and how far ahead of its agenda.

    `ahead` is below 0 for behind.
    """

    gone: int
    whole: int
    ahead: int


def minutes_of_day(time: str) -> int:
    """Minutes since midnight of "10:48"."""
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def pace(meeting: Meeting, now: datetime, done: int, on_this: timedelta, allotted: int) -> Pace:
    """The pace at a moment: `done` are the minutes allotted to items that are done.

    `on_this` is what the item in hand took so far, of which no more than its `allotted` minutes count.
    """
    clock = local(now)
    gone = clock.hour * 60 + clock.minute - minutes_of_day(meeting.began or meeting.starts)
    gone = gone % (24 * 60) if meeting.began else max(gone, 0)
    whole = minutes_of_day(meeting.ends) - minutes_of_day(meeting.starts)
    worth = done + min(int(on_this.total_seconds() // 60), allotted)
    return Pace(gone, whole, worth - gone)


def over(spent: timedelta, allotted: int) -> int:
    """Whole minutes, rounded up, by which an item took more than was allotted; 0 for none."""
    beyond = spent.total_seconds() - allotted * 60
    return int(-(-beyond // 60)) if allotted and beyond > 0 else 0


def clock_face(spent: timedelta) -> str:
    """A time as a stop-watch shows it: "06:12", "75:00"."""
    seconds = int(spent.total_seconds())
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
