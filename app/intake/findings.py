"""What the intake found: each finding names file, sheet, row and column, what stood there and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app import words


class Level(StrEnum):
    """Whether a person must decide, should look, or need only know."""

    HOLD = "hold"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file: the row as the file's own program counts it, the column by its heading."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""

    @property
    def words(self) -> str:
        """The place in words: "tracker.xlsx, sheet LIVE, row 7, column “SIO” (G7)"."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column “{self.column}”")
        return ", ".join(parts) + (f" ({self.cell})" if self.cell else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: `code` names the sentence, `found` is what stood there, `reading` how it was taken."""

    code: str
    level: Level
    place: Place
    found: str = ""
    reading: str = ""

    @property
    def words(self) -> str:
        """The finding as one sentence, with its place, what was found and what to do."""
        values = {"where": self.place.words, "found": self.found, "reading": self.reading}
        return words.say(self.code, values)
