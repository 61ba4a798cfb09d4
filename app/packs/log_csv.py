"""The log as CSV: one line for each entry, safe to open in Excel, and read back to what it said.

Text that a spreadsheet could take for a formula gets an apostrophe, as does text that begins with one, so
that taking one away gives back the original (conditions.md S1).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "'")
"""What begins a text that a spreadsheet could take for a formula, full-width forms too, and our own mark."""

HEAD = (
    "Entry", "Time (UTC)", "Minutes from UTC", "Clock went back", "Person", "Person's identifier", "Roles",
    "Account", "Machine", "Program", "Class", "What was done", "Kind", "Record", "Reference", "Version",
    "Fields", "What is told", "Reason", "Outcome", "Disposed", "Hash before", "Hash",
)  # fmt: skip


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; a NUL, which no cell holds, as its sign."""
    told = text.replace("\0", "␀")
    return f"'{told}" if text.startswith(RISKY) else told


def plain(cell: str) -> str:
    """What a cell said before it was made safe."""
    return cell[1:] if cell.startswith("'") else cell


def write(rows: Iterable[Sequence[object]], target: BinaryIO) -> int:
    """Writes the head and the rows in UTF-8 with the mark by which Excel knows it; how many rows."""
    count = 0
    # newline="" and an own end of line: the same bytes on every system
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    out = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    out.writerow(HEAD)
    for cells in _safe(rows):
        out.writerow(cells)
        count += 1
    text.detach()  # the target is its opener's to close
    return count


def _safe(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield [str(cell) if isinstance(cell, int) else safe(str(cell)) for cell in row]
