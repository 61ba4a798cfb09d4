"""The last weeks of the demonstration as things that people did, in the order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from app.domain.clock import LONDON
from app.jobs.demonstration.dice import Dice

FIRST, LAST = 8 * 60, 16 * 60 + 40
"""Office hours, in minutes of the day."""


class Happening(NamedTuple):
    """One command at a moment; `record` is the id of the record it starts from, empty for a new one."""

    at: datetime
    command: str
    record: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Diary:
    """Collects what happened after the day on which the register was filled."""

    filled: date
    today: date
    dice: Dice
    until: int
    """The minute of today at which the demonstration stands."""
    entries: list[Happening] = field(default_factory=list)

    def day(self) -> date:
        """A working day after the filling, up to today."""
        return self.dice.workday(self.filled + timedelta(days=1), self.today)

    def note(self, on: date, command: str, record: str, /, **values: Any) -> None:
        """Keeps one happening, at a moment in office hours of its day."""
        late = (self.until if on == self.today else LAST) - FIRST
        minute = self.dice.below(late) + FIRST
        at = datetime.combine(on, time(minute // 60, minute % 60), LONDON).astimezone(UTC)
        self.entries.append(Happening(at, command, record, values))

    def told(self) -> list[Happening]:
        """Everything that happened, in order of time; of one moment, in the order in which it was noted."""
        return sorted(self.entries, key=lambda happening: happening.at)
