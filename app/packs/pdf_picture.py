"""The threat picture: the matrix of themes and forces, and the bars by force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app.packs.model import Matrix
from app.packs.pdf_figure import PrintedFigure
from app.packs.pdf_leaf import LEFT, RIGHT, Leaf
from app.packs.pdf_marks import BAR
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    COLUMN,
    HEAD,
    MM,
    STRONG,
    TABLE,
    clean,
    width,
)
from app.packs.pdf_words import count

MOST = 9  # columns of numbers beside each other
LABEL_WIDE, BAR_WIDE = 46 * MM, 22 * MM


def picture(book: Book, place: Place, name: str, title: str) -> None:
    """Threats by theme and force as a matrix and as bars, with what stands out."""
    found = book.pack.picture
    book.open(place, name, f"{place.tab} {title}".strip())
    book.title(title)
    book.answer(found.answer.strong, found.answer.words)
    book.y += 2.4 * MM
    _matrix(book, found.matrix)
    book.y += 3 * MM
    if found.figure.labels:
        PrintedFigure(book, found.figure, (LEFT, RIGHT)).draw()
        book.y += 3 * MM
    if found.points:
        _points(book, found.points)


def _matrix(book: Book, matrix: Matrix) -> None:
    """The matrix; with more forces than a page is wide, several below each other."""
    for begin in range(0, len(matrix.heads), MOST):
        part = slice(begin, begin + MOST)
        rows = tuple((label, numbers[part]) for label, numbers in matrix.rows)
        _part(book, replace(matrix, heads=matrix.heads[part], rows=rows, total=matrix.total[part]))


def _part(book: Book, matrix: Matrix) -> None:
    heads = matrix.heads
    most = (RIGHT - LEFT - LABEL_WIDE - BAR_WIDE) / max(1, len(heads))
    heads = tuple(_county(head, min(16 * MM, most - 1.2 * MM)) for head in heads)
    longest = max((width(clean(word), COLUMN) for head in heads for word in head.split()), default=0)
    wide = min(most, max(12 * MM, longest + 2.4 * MM))
    left = RIGHT - BAR_WIDE - wide * len(heads)
    corner = Column(matrix.corner, LEFT, left - LEFT - 2 * MM)
    columns = [
        Column(head, left + place * wide + 1.2 * MM, wide - 1.2 * MM, right=True)
        for place, head in enumerate(heads)
    ]
    bar = Column("", RIGHT - BAR_WIDE + 3 * MM, BAR_WIDE - 3 * MM)
    largest = max((numbers[-1] for _, numbers in matrix.rows if numbers), default=0) or 1
    rows = []
    for label, numbers in matrix.rows:
        row = RowBuilder()
        row.cell(corner, (TABLE, label))
        for place, (column, number) in enumerate(zip(columns, numbers, strict=True)):
            last = place == len(columns) - 1
            row.cell(column, (STRONG if last else TABLE, count(number) if number or last else "–"))
        share = numbers[-1] / largest if numbers else 0
        row.mark(partial(_bar, bar, share))
        rows.append(row.row())
    total = RowBuilder()
    total.cell(corner, (STRONG, "All"))
    for column, number in zip(columns, matrix.total, strict=True):
        total.cell(column, (STRONG, count(number)))
    if matrix.title:
        book.heading(matrix.title)
        book.y += 1 * MM
    Table(book, [corner, *columns, bar], [Band(rows)], total=total.row()).draw()


def _county(head: str, room: float) -> str:
    """A county too long for its column, broken where its name is."""
    if head.endswith("shire") and " " not in head and width(clean(head), COLUMN) > room:
        return f"{head.removesuffix('shire')}-\nshire"
    return head


def _bar(column: Column, share: float, leaf: Leaf, top: float) -> None:
    if share:
        leaf.fill(column.x, top + 0.5 * MM, max(0.3, column.wide * share), 2.6 * MM, BAR)


def _points(book: Book, points: Sequence[str]) -> None:
    number = Column("", LEFT, 7 * MM, right=False)
    words = Column("", LEFT + 8 * MM, RIGHT - LEFT - 8 * MM)
    rows: list[Row] = []
    for place, point in enumerate(points, 1):
        row = RowBuilder()
        row.cell(number, (STRONG, str(place)))
        row.cell(words, (TABLE, point))
        rows.append(row.row())
    book.ensure(HEAD.leading + 2 * MM + sum(row.high for row in rows[:2]))
    book.heading("What stands out")
    book.y += 1 * MM
    with book.leaf.element("L"):
        for measured in rows:
            book.ensure(measured.high)
            leaf = book.leaf
            with leaf.element("LI"):
                for kind, at in (("Lbl", number.x), ("LBody", words.x)):
                    with leaf.element(kind):
                        own = [
                            text for text, (x, _) in zip(measured.texts, measured.at, strict=True) if x == at
                        ]
                        leaf.put(leaf.tags.run(), [(x, y + book.y, face, text) for x, y, face, text in own])
            book.y += measured.high
            leaf.rule(LEFT, RIGHT, book.y, 0.3)
