"""Rows of a sheet as XML text: cells are many and alike, so each column is prepared once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from itertools import zip_longest
from typing import NamedTuple

from app.packs.model import Cell

LIMIT = 32_767
"""Characters that Excel keeps in one cell, counted in UTF-16."""

LINE, TALLEST = 12, 409
"""Points: a line of Arial 9, and the tallest row that Excel knows."""

DAY_ZERO = date(1899, 12, 30).toordinal()
MINUTES = 24 * 60
_ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# what Excel or another program could take for a formula when the text is typed or copied anew
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Inked(NamedTuple):
    """One column as its cells are written: its letters, the numbers of its two styles, and where it wraps.

    `wraps` is the characters that surely fit one line, 0 where text does not wrap; `most` the lines to which
    it may raise its row, 0 for as many as there are.
    """

    letters: str
    style: int
    quoted: int
    wraps: int = 0
    most: int = 0


def _escape(found: re.Match[str]) -> str:
    text = found[0]
    if text in _NAMED:
        return _NAMED[text]
    if len(text) > 1:  # Excel reads _x0041_ as A, so the underscore itself is written in that form
        return f"_x005F_{text[1:]}"
    return f"[U+{ord(text):04X}]"


def clean(text: str) -> str:
    """The text as XML: line ends as Excel's, characters that XML forbids as visible codes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ODD.sub(_escape, text) if _ODD.search(text) else text


def _text(column: Inked, number: int, text: str) -> str:
    style = column.quoted if text.startswith(_FORMULA_LIKE) else column.style
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return (
        f'<c r="{column.letters}{number}" s="{style}" t="inlineStr"><is><t{space}>{clean(text)}</t></is></c>'
    )


def _number(value: date | time | float) -> str:
    if isinstance(value, date):
        return str(value.toordinal() - DAY_ZERO)
    if isinstance(value, time):
        return repr((value.hour * 60 + value.minute) / MINUTES)
    return str(int(value)) if value == int(value) else repr(value)


def row(columns: Sequence[Inked], number: int, cells: Iterable[Cell], height: int = 0) -> str:
    """One row as XML; an empty cell keeps its style, so that the rule below the row is whole."""
    parts, lines = [""], 1
    for column, value in zip(columns, cells, strict=True):
        if value is None or value == "":
            parts.append(f'<c r="{column.letters}{number}" s="{column.style}"/>')
        elif isinstance(value, str):
            parts.append(_text(column, number, value))
            if column.wraps and (len(value) > column.wraps or "\n" in value):
                wanted = _lines(value, column.wraps)
                lines = max(lines, min(wanted, column.most) if column.most else wanted)
        else:
            parts.append(f'<c r="{column.letters}{number}" s="{column.style}"><v>{_number(value)}</v></c>')
    if height:
        parts[0] = f'<row r="{number}" ht="{height}" customHeight="1">'
    elif lines > 1:
        # not a fixed height: Excel grows and shrinks it; other programs do not grow rows on opening
        parts[0] = f'<row r="{number}" ht="{min(lines * LINE, TALLEST)}">'
    else:
        parts[0] = f'<row r="{number}">'
    parts.append("</row>")
    return "".join(parts)


def _lines(text: str, wraps: int) -> int:
    """How many lines a wrapped text takes, a few too many rather than one too few."""
    return sum(1 + len(part) // wraps for part in text.split("\n"))


def units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(text: str) -> list[str]:
    """A long text in pieces that fit a cell; each after the first says which it is."""
    if len(text) * 2 <= LIMIT or units(text) <= LIMIT:
        return [text]
    room = LIMIT // 2 - 20  # every character may take two units
    if units(text) == len(text):
        room = LIMIT - 20
    cut = [text[start : start + room] for start in range(0, len(text), room)]
    return [cut[0], *(f"({place} of {len(cut)}) {part}" for place, part in enumerate(cut[1:], 2))]


def split(cells: tuple[Cell, ...], keys: int) -> Iterator[tuple[Cell, ...]]:
    """A row, and rows of its key and marking after it for what does not fit its cells: nothing is cut."""
    if not any(isinstance(cell, str) and len(cell) * 2 > LIMIT for cell in cells):
        yield cells
        return
    columns = [_pieces(cell) if isinstance(cell, str) else [cell] for cell in cells]
    for place, line in enumerate(zip_longest(*columns)):
        yield tuple(line) if place == 0 else (*cells[:keys], *line[keys:-1], cells[-1])


def fitting(rows: Iterable[tuple[Cell, ...]], keys: int) -> Iterator[tuple[Cell, ...]]:
    """All rows of a sheet as they fit its cells."""
    for cells in rows:
        yield from split(cells, keys)


Rows = Callable[[], Iterator[str]]
