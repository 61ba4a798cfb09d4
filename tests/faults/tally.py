"""The campaign's counts, as a printed table and as the one of the guide."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tests.faults.found import Found


class Kind(StrEnum):
    """The kinds of fault, as the table names them."""

    MOMENT = "killed at a moment"
    CALL = "killed in a call"
    FAILED = "call failed"
    FULL = "disk full"
    SHORT = "write cut short"
    SYNC = "sync failed"
    AWAY = "stick pulled"
    LOST = "write lost"
    POWER = "power cut"
    FLIP = "bit flipped"
    TAMPER = "tampered"


@dataclass
class Row:
    """The counts of one workflow."""

    cycles: Counter[Kind] = field(default_factory=Counter)
    acknowledged: int = 0
    files: int = 0
    lost: int = 0
    half: int = 0
    wrong: int = 0
    survived: int = 0
    """Faults that nobody was told of, since the work went on without what failed."""


@dataclass
class Tally:
    """Everything that was counted, and every sentence about what was not as it must be."""

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    sentences: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.began

    def add(self, workflow: str, kind: Kind, found: Found) -> None:
        """Counts one cycle. A kill that came after the end was none; a power cut was several."""
        row = self.rows[workflow]
        if kind in (Kind.POWER, Kind.TAMPER):
            row.cycles[kind] += found.calls
        elif found.killed or kind not in (Kind.MOMENT, Kind.CALL):
            row.cycles[kind] += 1
        if kind in (Kind.FAILED, Kind.FULL, Kind.SHORT, Kind.SYNC):
            row.survived += not found.faulted
        row.acknowledged += found.acknowledged
        row.files += found.files
        row.lost += len(found.lost)
        row.half += len(found.half)
        row.wrong += len(found.wrong)
        self.sentences += [f"{workflow}, {kind}: {each}" for each in found.bad]

    @property
    def ok(self) -> bool:
        """Whether nothing was lost, half or wrong."""
        return not self.sentences

    def table(self) -> list[list[str]]:
        """The heading, a row for each workflow, and the sums."""
        kinds = [kind for kind in Kind if any(row.cycles[kind] for row in self.rows.values())]
        ends = ["acknowledged", "files checked", "edits lost", "half states", "other failures"]
        rows = [["", *(str(kind) for kind in kinds), *ends]]
        numbers = {
            name: [
                *(row.cycles[kind] for kind in kinds),
                *(row.acknowledged, row.files, row.lost, row.half, row.wrong),
            ]
            for name, row in self.rows.items()
        }
        numbers["together"] = [sum(each) for each in zip(*numbers.values(), strict=True)]
        rows += [[name, *(f"{number:,}" for number in line)] for name, line in numbers.items()]
        return rows

    def text(self) -> str:
        """The table for a terminal."""
        rows = self.table()
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        return "\n".join([*lines, *self.sentences])

    def markdown(self, now: datetime, where: str) -> str:
        """The table for the guide; the moment is that of the run."""
        heading, *rows = self.table()
        kills = sum(row.cycles[Kind.MOMENT] + row.cycles[Kind.CALL] for row in self.rows.values())
        lines = [
            "# The campaign of faults",
            "",
            f"`make faults` made these figures on {now:%-d %B %Y at %H:%M} UTC in "
            f"{self.seconds / 60:.0f} minutes, {where}. It writes this page itself; nothing in it was typed.",
            "",
            f"{kills:,} times the program was killed while it wrote. "
            f"{sum(row.lost for row in self.rows.values()):,} acknowledged edits were lost and "
            f"{sum(row.half for row in self.rows.values()):,} half states were found.",
            "",
            "| " + " | ".join(heading) + " |",
            "| --- |" + " ---: |" * (len(heading) - 1),
            *("| " + " | ".join(row) + " |" for row in rows),
        ]
        return "\n".join(lines) + "\n"
