"""Rows of a printed table: measured once, cell by cell, with what each of their texts is read as."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.packs.pdf_fonts import turned
from app.packs.pdf_leaf import LEFT, RIGHT, Leaf
from app.packs.pdf_type import MM, TABLE, Style, width, wrap

PAD, DENSE = 0.68 * MM, 0.42 * MM
TALLEST = 60 * MM


class Column(NamedTuple):
    """One column: its head, left edge and width; right-aligned where numbers stand.

    `says` is what is read as its head where none is printed.
    """

    head: str
    x: float
    wide: float
    right: bool = False
    says: str = ""


Text = tuple[float, float, Style, str]
Mark = Callable[[Leaf, float], None]


class Row(NamedTuple):
    """A measured row: texts, marks and links (target, x, width) from its top; bare has no rule above.

    `at` is where the cell of each text begins and what is read instead of it, if anything is; `marked` where
    that of each mark begins that is read.
    """

    high: float
    texts: tuple[Text, ...]
    marks: tuple[Mark, ...] = ()
    links: tuple[tuple[str, float, float], ...] = ()
    bare: bool = False
    at: tuple[tuple[float, str], ...] = ()
    marked: tuple[float | None, ...] = ()
    across: bool = False


class RowBuilder:
    """Builds one row cell by cell, in reading order."""

    __slots__ = ("_at", "_bottom", "_links", "_marked", "_marks", "_pad", "_texts")

    def __init__(self, pad: float = PAD) -> None:
        self._texts: list[Text] = []
        self._at: list[tuple[float, str]] = []
        self._marks: list[Mark] = []
        self._marked: list[float | None] = []
        self._pad = pad
        self._bottom = pad + TABLE.leading
        self._links: list[tuple[str, float, float]] = []

    def cell(
        self,
        column: Column,
        *parts: tuple[Style, str],
        down: float = 0,
        of: Column | None = None,
        says: str = "",
    ) -> float:
        """The parts of one cell under each other, wrapped to the column, from `down` on; where they end.

        They are read as a part of the cell of `of`, or of the column they stand in; texts that follow each
        other with the same `says` are read as that.
        """
        y = self._pad + down
        for face, words in parts:
            for line in wrap(words, face, column.wide):
                x = column.x + (column.wide - width(line, face) if column.right else 0)
                self._texts.append((x, y + face.drop, face, line))
                self._at.append(((of or column).x, says or (f"{line} " if turned(line) else "")))
                y += face.leading
        self._bottom = max(self._bottom, y)
        return y - self._pad

    def mark(self, draw: Mark, high: float = 0, column: Column | None = None) -> None:
        """Something drawn in the row, given its page and the top of its first line.

        It is read as a part of the cell of `column`; without one it is decoration.
        """
        pad = self._pad
        self._marks.append(lambda leaf, top: draw(leaf, top + pad))
        self._marked.append(column.x if column else None)
        self._bottom = max(self._bottom, self._pad + high)

    def link(self, target: str, x: float = LEFT, wide: float = RIGHT - LEFT) -> None:
        """Make the row, or a part of it, a link."""
        self._links.append((target, x, wide))

    def row(self, *, bare: bool = False, across: bool = False) -> Row:
        """The row as measured; rows `across` are one cell, whose links are lists that are read downwards."""
        high = self._bottom + self._pad
        texts, marks, links = tuple(self._texts), tuple(self._marks), tuple(self._links)
        return Row(high, texts, marks, links, bare, tuple(self._at), tuple(self._marked), across)


def cut(row: Row, room: float) -> tuple[Row, Row] | None:
    """A row too tall for any page in two: the lines that fit, and the rest; None where no line fits."""
    told = list(zip(row.texts, row.at, strict=True))
    fits = [each for each in told if each[0][1] + 3 <= room - PAD]
    rest = [each for each in told if each[0][1] + 3 > room - PAD]
    if not fits or not rest:
        return None
    lifted = min(y - face.drop for (_, y, face, _), _ in rest) - PAD
    below = tuple((x, y - lifted, face, words) for (x, y, face, words), _ in rest)
    high = max(y for (_, y, _, _), _ in fits) + 3 + PAD
    first = row._replace(high=high, texts=tuple(text for text, _ in fits), at=tuple(at for _, at in fits))
    return first, Row(row.high - lifted, below, at=tuple(at for _, at in rest), across=row.across)
