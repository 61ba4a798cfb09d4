"""A printed table of a section: its cells with chips, framed words and bars, over the width it is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.packs import pdf_marks
from app.packs.model import Chip, Grid, GridCell, GridColumn
from app.packs.pdf_leaf import BOTTOM, FRAME_RULE, Leaf
from app.packs.pdf_marks import BAR, CHIP_WORDS
from app.packs.pdf_page import CONTINUES, Book
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    BODY_SOFT,
    COLUMN,
    HEAD,
    MM,
    RED,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TABLE,
    WHITE,
    clean,
    one_line,
    width,
    wrap,
)

LEAST = 16 * MM  # the least that a column of words is given
BAR_HIGH = 2.6 * MM
Span = tuple[float, float]


class PrintedGrid:
    """One table measured for a width; drawn there, over pages where `whole` does not fit."""

    def __init__(self, book: Book, grid: Grid, span: Span) -> None:
        self._book, self._grid, self._span = book, grid, span
        self._wide = span[1] - span[0]
        self._columns = columns(grid, span)
        self._table = self._measured() if grid.rows else None

    def _measured(self) -> Table:
        grid, placed = self._grid, self._columns
        limits = _limits(grid)
        heads = [
            column._replace(head="") if place in limits else column for place, column in enumerate(placed)
        ]
        total = _row(placed, grid.total) if grid.total else None
        return Table(
            self._book,
            heads,
            [Band([_row(placed, cells) for cells in grid.rows])],
            total=total,
            head_mark=partial(_limit_heads, placed, limits) if limits else None,
            tail=self._note_high() if grid.note else CONTINUES,
            span=self._span,
        )

    def _note_high(self) -> float:
        return len(wrap(self._grid.note, SMALL, self._wide)) * SMALL.leading + 1 * MM

    @property
    def _empty(self) -> list[str]:
        return wrap(self._grid.empty or "None.", BODY_SOFT, self._wide)

    @property
    def high(self) -> float:
        """The height of the whole block on one page."""
        high = title_high(self._grid.title, self._grid.remark, self._wide)
        high += self._table.high if self._table else len(self._empty) * BODY_SOFT.leading + 1 * MM
        return high + (self._note_high() if self._grid.note else 0)

    def draw(self) -> None:
        """Place it from where the book stands; a heading keeps the table's head and two rows with it."""
        book, left = self._book, self._span[0]
        keep = title_high(self._grid.title, self._grid.remark, self._wide)
        keep += self._table.opening() if self._table else len(self._empty) * BODY_SOFT.leading
        if self.high > BOTTOM - book.y:
            book.ensure(min(keep, (BOTTOM - CONTINUES) * 0.8))
        block_title(book, self._grid.title, self._grid.remark, self._span)
        if self._table:
            self._table.draw()
        else:
            with book.leaf.paragraph():
                for line in self._empty:
                    book.ensure(BODY_SOFT.leading)
                    book.leaf.text(left, book.y, BODY_SOFT, line)
                    book.y += BODY_SOFT.leading
            book.y += 1 * MM
        small_words(book, self._grid.note, self._span)


def small_words(book: Book, words: str, span: Span) -> None:
    """Small print below a block, line by line over pages."""
    lines = wrap(words, SMALL, span[1] - span[0])
    whole = book.y + len(lines) * SMALL.leading <= BOTTOM
    with book.leaf.paragraph():
        for line in lines:
            if not whole:
                book.ensure(SMALL.leading)
            book.leaf.text(span[0], book.y, SMALL, line)
            book.y += SMALL.leading


def block_title(book: Book, words: str, remark: str, span: Span) -> None:
    """A block's heading with its remark after it, or below it where it is long."""
    if not words and not remark:
        return
    leaf, left, right = book.leaf, *span
    lines = wrap(words, HEAD, right - left)
    with leaf.element(book.head):
        y = leaf.block(left, book.y, HEAD, lines)
    start = left + width(lines[-1], HEAD) + 1.4 * MM if lines else right
    if lines and width(one_line(remark), SMALL) <= right - start and "\n" not in remark:
        leaf.text(start, y - HEAD.leading + HEAD.drop - SMALL.drop, SMALL, one_line(remark))
    else:
        y = leaf.block(left, y, SMALL, wrap(remark, SMALL, right - left))
    book.y = y + 1 * MM


def title_high(words: str, remark: str, wide: float) -> float:
    """The height of a block's heading."""
    if not words and not remark:
        return 0
    lines = wrap(words, HEAD, wide)
    beside = lines and width(lines[-1], HEAD) + 1.4 * MM + width(one_line(remark), SMALL) <= wide
    below = 0 if beside and "\n" not in remark else len(wrap(remark, SMALL, wide))
    return len(lines) * HEAD.leading + below * SMALL.leading + 1 * MM


def columns(grid: Grid, span: Span) -> list[Column]:
    """The columns over the width: fixed ones give way where the others would have too little."""
    left, right = span
    shown = grid.columns
    gap = (1.5 if right - left > 100 * MM else 1) * MM
    room = right - left - gap * (len(shown) - 1)
    fixed = sum(column.wide for column in shown) * MM
    free = [column for column in shown if not column.wide]
    least = sum(max(LEAST, min(_longest(column, grid), 30 * MM)) for column in free)
    shrink = min(1.0, max(0.2, (room - least) / fixed)) if fixed else 1.0
    rest = max(4 * MM, (room - fixed * shrink) / len(free)) if free else 0.0
    if not free and fixed * shrink < room and right - left < 100 * MM:
        shrink = room / fixed  # nothing shares the rest of a half page: all do
    found, x = [], left
    for column in shown:
        wide = column.wide * MM * shrink if column.wide else rest
        found.append(Column(column.title, x, wide, column.right))
        x += wide + gap
    return found


def _longest(column: GridColumn, grid: Grid) -> float:
    """The longest word of a column's head and cells, which should not be broken."""
    place = grid.columns.index(column)
    words = {word for cells in grid.rows[:60] for word in cells[place].words.split()}
    return max((width(clean(word), STRONG) for word in {*words, *column.title.split()}), default=0)


def _limits(grid: Grid) -> dict[int, float]:
    """The columns of bars whose head names their one limit, and where that is."""
    found = {}
    for place, column in enumerate(grid.columns):
        marks = {cells[place].limit for cells in grid.rows} - {None}
        only = marks.pop() if len(marks) == 1 else None
        if only is not None and only < 1 and column.title and not column.right:
            found[place] = only
    return found


def _limit_heads(placed: Sequence[Column], limits: dict[int, float], leaf: Leaf, top: float) -> None:
    """Each head over the mark of its limit, within its column."""
    for place, limit in limits.items():
        column = placed[place]
        words = wrap(column.head, COLUMN, column.wide)[0]
        wide = width(words, COLUMN)
        x = column.x + min(max(0.0, column.wide * limit - wide / 2), max(0.0, column.wide - wide))
        leaf.text(x, top, COLUMN, words)


def _row(placed: Sequence[Column], cells: Sequence[GridCell]) -> Row:
    row = RowBuilder()
    for column, cell in zip(placed, cells, strict=True):
        _cell(row, column, cell)
    return row.row()


def _cell(row: RowBuilder, column: Column, cell: GridCell) -> None:
    end = 0.0
    if cell.words:
        end = row.cell(column, (STRONG if cell.strong else TABLE, cell.words))
    if cell.chip:
        end = _chip(row, column, cell.chip, end)
    if cell.box:
        end = _box(row, column, cell.box, end)
    if cell.share is not None:
        row.mark(partial(_bar, column, cell, end), end + TABLE.leading)
        end += TABLE.leading
    if cell.second:
        row.cell(column, (SMALL, cell.second), down=end)


def _chip(row: RowBuilder, column: Column, chip: Chip, down: float) -> float:
    """The box of a chip as a mark, its words as words of the row, so that they go on with it."""
    face = STRONG if chip.letter == "R" else TABLE
    if not chip.letter:
        return row.cell(column, (face, chip.words), down=down)
    beside = Column("", column.x + CHIP_WORDS, max(4 * MM, column.wide - CHIP_WORDS))
    row.mark(
        lambda leaf, top: pdf_marks.chip(leaf, column.x, top + down, chip, []), down + TABLE.leading, column
    )
    return max(down + TABLE.leading, row.cell(beside, (face, chip.words), down=down, of=column))


def _box(row: RowBuilder, column: Column, words: str, down: float) -> float:
    """Words in a frame of their own: LIVE."""
    inset, high = 1.1 * MM, SMALL_STRONG.leading + 0.6
    lines = wrap(words, SMALL_STRONG, column.wide - 2 * inset)
    wide = max(width(line, SMALL_STRONG) for line in lines) + 2 * inset
    deep = len(lines) * SMALL_STRONG.leading + 0.6
    inner = Column("", column.x + inset, column.wide - 2 * inset)
    row.cell(inner, (SMALL_STRONG, words), down=down + 0.3, of=column)
    row.mark(lambda leaf, top: leaf.frame(column.x, top + down, wide, deep, 0.8), down + max(deep, high))
    return down + deep + 0.4


def _bar(column: Column, cell: GridCell, down: float, leaf: Leaf, top: float) -> None:
    """A bar of its share of the cell; the mark of a limit crosses it, a whole one is framed."""
    share = min(1.0, max(0.0, cell.share or 0.0))
    y = top + down + (TABLE.leading - BAR_HIGH) / 2
    long = column.wide * share
    if cell.limit is not None and cell.limit >= 1:
        leaf.fill(column.x, y, column.wide, BAR_HIGH, WHITE)
    if long:
        leaf.fill(column.x, y, max(0.3, long), BAR_HIGH, RED if cell.over else BAR)
    if cell.limit is None:
        return
    if cell.limit >= 1:
        leaf.frame(column.x, y, column.wide, BAR_HIGH, 0.4)
    elif cell.limit > 0:
        x = column.x + column.wide * cell.limit
        leaf.line([(x, y - 0.5 * MM), (x, y + BAR_HIGH + 0.5 * MM)], FRAME_RULE)
