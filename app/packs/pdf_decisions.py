"""Decisions wanted of a meeting: what is asked, the view, what was before, and room to write the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.packs import spoken
from app.packs.model import Ask
from app.packs.pdf_leaf import LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book
from app.packs.pdf_table import TALLEST, Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import BODY_STRONG, HEAD, MM, SMALL_BLACK, STRONG, TABLE, TABLE_SOFT, clean, width

ITEM = Column("Item", LEFT, 13 * MM)
ASKED = Column("Asked", 31.5 * MM, 63 * MM)
VIEW = Column("View", 96 * MM, 50 * MM)
BEFORE = Column("Decided before", 148 * MM, 45 * MM)
TICK, AFTER = 2.9 * MM, 3.6 * MM
LINES = (("Condition", 40 * MM), ("from", 13 * MM), ("to", 13 * MM))


def ask_table(book: Book, asks: Sequence[Ask]) -> Table:
    """The decisions as one table: a row each, kept whole."""
    rows = [row for ask in asks for row in _rows(ask)]
    return Table(book, (ITEM, ASKED, VIEW, BEFORE), [Band(rows)])


def _rows(ask: Ask) -> list[Row]:
    row = RowBuilder()
    row.cell(ITEM, (HEAD, ask.number))
    end = row.cell(ASKED, (BODY_STRONG, ask.title), *((TABLE_SOFT, line) for line in ask.lines))
    end = max(end, row.cell(VIEW, (STRONG, ask.view_strong), (TABLE, ask.view)))
    end = max(end, row.cell(BEFORE, (TABLE_SOFT, ask.before)))
    if not ask.options:
        return [row.row()]
    if end < TALLEST - 20 * MM:
        _answers(row, ask.options, end + 2.4 * MM)
        return [row.row()]
    # one that goes on over a page is answered at its end
    below = RowBuilder()
    _answers(below, ask.options, 1 * MM)
    return [row.row(), below.row(bare=True)]


def _answers(row: RowBuilder, options: Sequence[str], down: float) -> None:
    """The boxes to tick, then the lines to write a condition with its dates on."""
    x, says = ASKED.x, spoken.options(options)
    for option in options:
        words = clean(option)
        wide = width(words, SMALL_BLACK)
        if x > ASKED.x and x + TICK + AFTER + wide > RIGHT:
            x, down = ASKED.x, down + SMALL_BLACK.leading + 1 * MM
        row.mark(partial(_tick, x, down), down + SMALL_BLACK.leading)
        room = min(wide + 1, RIGHT - x - AFTER)
        beside = Column("", x + AFTER, room)
        end = row.cell(beside, (SMALL_BLACK, words), down=down, of=ASKED, says=says)
        down = max(down, end - SMALL_BLACK.leading)
        x += AFTER + wide + 3.4 * MM
    blank = sum(width(words, SMALL_BLACK) + 2 * MM + long for words, long in LINES)
    if x + blank > RIGHT:
        x, down = ASKED.x, down + SMALL_BLACK.leading + 1.6 * MM
    for words, long in LINES:
        wide = width(words, SMALL_BLACK)
        row.cell(Column("", x, wide + 1), (SMALL_BLACK, words), down=down, of=ASKED)
        row.mark(partial(_blank, x + wide + 1 * MM, long, down), down + SMALL_BLACK.leading + 1 * MM)
        x += wide + long + 2 * MM


def _tick(x: float, down: float, leaf: Leaf, top: float) -> None:
    leaf.frame(x, top + down + (SMALL_BLACK.leading - TICK) / 2, TICK, TICK, 0.8)


def _blank(x: float, long: float, down: float, leaf: Leaf, top: float) -> None:
    y = top + down + SMALL_BLACK.drop + 1
    leaf.line([(x, y), (x + long, y)], 0.5)
