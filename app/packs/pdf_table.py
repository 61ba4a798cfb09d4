"""Tables: rows placed with their keep rules, heads repeated on each page, read as one over their pages."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NamedTuple

from app.packs.pdf_leaf import BOTTOM, GROUP_RULE, LEFT, RIGHT, ROW_RULE, STRONG_RULE
from app.packs.pdf_page import CONTINUES, Book
from app.packs.pdf_row import DENSE, PAD, TALLEST, Column, Mark, Row, RowBuilder, cut
from app.packs.pdf_type import COLUMN, MM, SMALL, STRONG, STRONG_NAVY, width, wrap
from app.packs.tagged import LAYOUT, PAGINATION, Element, said

__all__ = ["DENSE", "PAD", "TALLEST", "Band", "Column", "Mark", "Row", "RowBuilder", "Table"]


class Band(NamedTuple):
    """Rows that belong together, under a line of their own or beside a label in the first column."""

    rows: Sequence[Row]
    title: str = ""
    label: str = ""
    under: str = ""


class Table:
    """One table being placed; `inner` is where row rules begin when bands are labelled at the side."""

    def __init__(
        self,
        book: Book,
        columns: Sequence[Column],
        bands: Sequence[Band],
        *,
        total: Row | None = None,
        head_mark: Mark | None = None,
        tail: float = CONTINUES,
        span: tuple[float, float] = (LEFT, RIGHT),
    ) -> None:
        self._left, self._right = span
        self._book = book
        self._columns = columns
        self._bands = [band for band in bands if band.rows]
        self._total = total
        self._head_mark = head_mark
        self._tail = tail  # what must stay on the page below its last row
        self._inner = columns[1].x - 1.5 * MM if any(band.label for band in bands) else self._left
        heads = [(column, wrap(column.head, COLUMN, column.wide)) for column in columns]
        self._deep = max(len(lines) for _, lines in heads)
        self._heads = heads
        self._after_row = False
        self._starts = [column.x - 0.5 for column in columns]
        self._silent = self._unsaid()
        self._element = self._body = Element("Table")
        self._side: Element | None = None  # the label beside the rows being placed
        self._begun: Element | None = None  # the row that holds it, until its other cells are there
        self._cells: list[Element] = []  # of the row that goes on, where one was cut over pages
        self._whole: list[Element] = []  # of the rows before, where they are read across

    def _unsaid(self) -> frozenset[int]:
        """The columns in which nothing is read: bars, whose numbers stand beside them."""
        bare = {place for place, column in enumerate(self._columns) if not (column.head or column.says)}
        rows = [row for band in self._bands for row in band.rows] if bare else []
        for row in (*rows, *([self._total] if self._total else [])):
            bare -= {self._place_of(at) for at, _ in row.at}
            bare -= {self._place_of(at) for at in row.marked if at is not None}
        return frozenset(bare)

    def _place_of(self, x: float) -> int:
        """The column below whose head `x` stands."""
        return min(len(self._starts), max(1, bisect(self._starts, x))) - 1

    @property
    def head_high(self) -> float:
        """The height of the head."""
        return self._deep * COLUMN.leading + 2 * PAD

    @property
    def high(self) -> float:
        """The height of the whole table on one page, its last rule included."""
        rows = sum(self._line(band) + self._deep_of(band) for band in self._bands)
        return self.head_high + rows + (self._total.high if self._total else 0) + 1 * MM

    def opening(self) -> float:
        """The height that must stay together: head, group line and two rows."""
        rows = self._bands[0].rows if self._bands else ()
        return self.head_high + self._line(self._bands[0]) + sum(row.high for row in rows[:2]) if rows else 0

    def draw(self) -> None:
        """Place the table from where the book stands."""
        book = self._book
        left = sum(self._line(band) + self._deep_of(band) for band in self._bands)
        left += (self._total.high if self._total else 0) + self._tail
        if not self._fits(self.opening(), left + self.head_high):
            book.turn()
        with book.leaf.element("Table") as self._element:
            self._head()
            self._body = self._element.add("TBody")
            for number, band in enumerate(self._bands):
                left = self._band(band, number, left)
            self._close()

    def _band(self, band: Band, number: int, left: float) -> float:
        """Place one band; the height that is left of the table after it."""
        book = self._book
        after = left - self._line(band) - self._deep_of(band)
        rows = list(band.rows)
        opened, fresh = False, False
        label_bottom = book.y
        while rows:
            row = rows[0]
            kept = row.high + (0 if opened else self._line(band))
            if self._total and number == len(self._bands) - 1 and len(rows) <= 2:
                kept = sum(r.high for r in rows) + self._total.high + (0 if opened else self._line(band))
            parts = None
            if not self._fits(kept, left):
                room = self._limit(left) - book.y - (0 if opened else self._line(band))
                parts = cut(row, room) if row.high > TALLEST else None
                if not parts and not fresh:
                    label_bottom = self._break(band, cont=opened)
                    fresh = True
                    continue
            if not opened:
                label_bottom = self._open(band, number)
                left -= self._line(band)
                opened = True
            placed = parts[0] if parts else row
            self._place(placed, goes_on=bool(parts))
            left -= placed.high
            rows[0:1] = parts[1:] if parts else ()
            fresh = False
            if parts:
                label_bottom = self._break(band, cont=True)
        book.y = max(book.y, label_bottom)
        return after

    def _deep_of(self, band: Band) -> float:
        return max(sum(row.high for row in band.rows), self._label_high(band) if band.label else 0)

    def _label_high(self, band: Band) -> float:
        """The height of a band's label as it opens the band."""
        lines = len(wrap(band.under, SMALL, self._inner - self._left))
        return STRONG_NAVY.leading + lines * SMALL.leading + 2 * PAD

    def _line(self, band: Band) -> float:
        lines = len(wrap(f"{band.title} (cont.)", STRONG, self._right - self._left)) if band.title else 0
        return lines * STRONG.leading + 2 * PAD + 1.6 * MM if lines else 0

    def _limit(self, left: float) -> float:
        return BOTTOM if self._book.y + left <= BOTTOM else BOTTOM - CONTINUES

    def _fits(self, high: float, left: float) -> bool:
        return self._book.y + high <= self._limit(left)

    def _head(self) -> None:
        """The head; on further pages it is repeated only for the eye."""
        book, leaf = self._book, self._book.leaf
        leaf.rule(self._left, self._right, book.y, STRONG_RULE)
        with ExitStack() as repeated:
            if self._element.kids:
                repeated.enter_context(leaf.artifact(PAGINATION))
                cells = [PAGINATION] * len(self._columns)
            else:
                row = self._element.add("THead").add("TR")
                cells = [
                    LAYOUT if place in self._silent else _headed(row, column)
                    for place, column in enumerate(self._columns)
                ]
            self._heads_in(cells)
        book.y += self.head_high
        leaf.rule(self._left, self._right, book.y, GROUP_RULE)
        self._after_row = False

    def _heads_in(self, cells: Sequence[Element]) -> None:
        leaf, top = self._book.leaf, self._book.y + PAD
        for cell, (column, lines) in zip(cells, self._heads, strict=True):
            y = top + (self._deep - len(lines)) * COLUMN.leading
            with leaf.tags.within(cell):
                for line in lines:
                    x = column.x + (column.wide - width(line, COLUMN) if column.right else 0)
                    leaf.text(x, y, COLUMN, line)
                    y += COLUMN.leading
        if self._head_mark:
            self._mark_heads(cells, self._head_mark, top + (self._deep - 1) * COLUMN.leading)

    def _mark_heads(self, cells: Sequence[Element], mark: Mark, top: float) -> None:
        """What a mark writes over the columns belongs to the heads it stands in."""
        leaf = self._book.leaf
        texts, runs = len(leaf.texts), len(leaf.text_runs)
        with leaf.artifact():
            mark(leaf, top)
        written = leaf.texts[texts:]
        del leaf.texts[texts:], leaf.text_runs[runs:]
        for x, y, face, words in written:
            cell = self._cell(cells, x + width(words, face) / 2)
            leaf.put(cell.run(), [(x, y, face, words)])

    def _break(self, band: Band, *, cont: bool) -> float:
        """Go on with the table on the next page; where the label of the band ends there."""
        book = self._book
        book.leaf.rule(self._left, self._right, book.y, STRONG_RULE)
        book.turn()
        self._head()
        if not cont:
            return book.y
        with book.leaf.artifact(PAGINATION):
            if band.title:
                self._title(f"{band.title} (cont.)")
            return self._label(band, cont=True)

    def _title(self, words: str) -> None:
        book = self._book
        lines = wrap(words, STRONG, self._right - self._left)
        book.y = book.leaf.block(self._left, book.y + PAD + 1.6 * MM, STRONG, lines) + PAD
        book.leaf.rule(self._left, self._right, book.y, GROUP_RULE)
        self._after_row = False

    def _open(self, band: Band, number: int) -> float:
        leaf = self._book.leaf
        self._side = self._begun = None
        if band.title:
            cell = self._body.add("TR").add("TH")
            cell.scope, cell.columns = "Column", len(self._columns) - len(self._silent)
            with leaf.tags.within(cell), leaf.element(self._book.head):
                self._title(band.title)
        elif number:
            leaf.rule(self._left, self._right, self._book.y, GROUP_RULE)
        if not band.label:
            return self._book.y
        self._begun = self._body.add("TR")
        self._side = self._begun.add("TH")
        self._side.scope, self._side.rows = "Row", len(band.rows)
        with leaf.tags.within(self._side):
            return self._label(band, cont=False)

    def _label(self, band: Band, *, cont: bool) -> float:
        """The label beside its rows; where it ends."""
        if not band.label:
            return self._book.y
        leaf, y = self._book.leaf, self._book.y + PAD
        leaf.text(self._left, y, STRONG_NAVY, band.label)
        y += STRONG_NAVY.leading
        for line in ("(cont.)", band.under) if cont else (band.under,):
            y = leaf.block(self._left, y, SMALL, wrap(line, SMALL, self._inner - self._left))
        return y + PAD

    def _place(self, row: Row, *, goes_on: bool = False) -> None:
        book, leaf = self._book, self._book.leaf
        top = book.y
        if self._after_row and not row.bare:
            leaf.rule(self._inner, self._right, top, ROW_RULE)
        cells = self._cells or (self._whole if row.across else []) or self._cells_of(row)
        self._cells = cells if goes_on else []
        self._whole = cells if row.across else []
        for mark, at in zip(row.marks, row.marked, strict=True):
            if at is None:
                with leaf.artifact():
                    mark(leaf, top)
            else:
                with leaf.tags.within(self._cell(cells, at)):
                    mark(leaf, top)
        links = [
            (_linked(self._cell(cells, x + wide - 1), at if row.across else None), x - 0.5, x + wide, target)
            for at, (target, x, wide) in enumerate(row.links)
        ]
        begin, texts = 0, [(x, y + top, face, words) for x, y, face, words in row.texts]
        for end in range(1, len(texts) + 1):
            if end == len(texts) or row.at[end] != row.at[begin]:
                at, says = row.at[begin]
                cell = self._cell(cells, at)
                own = [link for link, x, to, _ in links if x <= at < to]
                linked = own and (row.across or own[0].parent is cell)
                leaf.put(said(own[0] if linked else cell, says).run(), texts[begin:end])
                begin = end
        for link, x, to, target in links:
            leaf.link(target, x + 0.5, top, to - x - 0.5, row.high, link)
        book.y = top + row.high
        self._after_row = True

    def _cell(self, cells: Sequence[Element], x: float) -> Element:
        """The cell below whose head `x` stands."""
        return cells[self._place_of(x)]

    def _cells_of(self, row: Row) -> list[Element]:
        """A cell for every column; the first is the row's head, or the label that stands beside it."""
        line = self._begun or self._body.add("TR")
        self._begun = None
        if row.across:
            whole = line.add("TD")
            whole.columns = len(self._columns) - len(self._silent)
            return [whole] * len(self._columns)
        first = self._side or line.add("TH")
        first.scope = "Row"
        told = range(1, len(self._columns))
        return [first, *(LAYOUT if place in self._silent else line.add("TD") for place in told)]

    def _close(self) -> None:
        book = self._book
        if self._total:
            if not self._fits(self._total.high, self._total.high + self._tail):
                self._break(self._bands[-1], cont=False)  # the last row was cut over pages
            book.leaf.rule(self._left, self._right, book.y, GROUP_RULE)
            self._after_row = False
            self._side = None
            self._place(self._total)
        book.leaf.rule(self._left, self._right, book.y, STRONG_RULE)
        book.y += 1 * MM


def _headed(row: Element, column: Column) -> Element:
    """The head of a column; a corner that says nothing heads nothing."""
    if not column.head and not column.says:
        return row.add("TD")
    cell = row.add("TH")
    cell.scope, cell.says = "Column", column.says
    return cell


def _linked(cell: Element, place: int | None) -> Element:
    """A new link in a cell; in its list number `place`, where it holds several."""
    if place is None:
        return cell.add("Link")
    while len(cell.kids) <= place:
        cell.add("L")
    return cell.kids[place].add("LI").add("LBody").add("Link")
