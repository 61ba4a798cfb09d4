"""A section of the pack that has no layout of its own: its answer, then its blocks one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import Grid, GridCell, Section
from app.packs.pdf_leaf import LEFT, RIGHT
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import BODY_SOFT, MM, SMALL, STRONG, TABLE

GAP = 2 * MM


def section(book: Book, made: Section, place: Place) -> None:
    """Every block of a section, on as many pages as it takes."""
    book.open(place, made.key, f"{place.tab} {made.title}".strip())
    book.title(made.title)
    book.answer(made.answer.strong, made.answer.words)
    for block in made.blocks:
        book.y += 3 * MM
        if block.grid is not None:
            _grid(book, block.grid)
        elif block.words:
            book.paragraph(block.words)


def _columns(grid: Grid) -> list[Column]:
    fixed = sum(column.wide for column in grid.columns) * MM + GAP * (len(grid.columns) - 1)
    free = sum(1 for column in grid.columns if not column.wide)
    rest = (RIGHT - LEFT - fixed) / free if free else 0
    found, x = [], LEFT
    for column in grid.columns:
        wide = column.wide * MM if column.wide else rest
        found.append(Column(column.title, x, wide, column.right))
        x += wide + GAP
    return found


def _row(columns: Sequence[Column], cells: Sequence[GridCell]) -> Row:
    row = RowBuilder()
    for column, cell in zip(columns, cells, strict=True):
        parts = [(STRONG if cell.strong else TABLE, cell.words)]
        if cell.second:
            parts.append((SMALL, cell.second))
        row.cell(column, *parts)
    return row.row()


def _grid(book: Book, grid: Grid) -> None:
    if grid.title:
        book.heading(grid.title, grid.remark)
        book.y += 1 * MM
    if not grid.rows:
        book.leaf.text(LEFT, book.y, BODY_SOFT, grid.empty)
        book.y += BODY_SOFT.leading
        return
    columns = _columns(grid)
    total = _row(columns, grid.total) if grid.total else None
    Table(book, columns, [Band([_row(columns, cells) for cells in grid.rows])], total=total).draw()
    if grid.note:
        book.paragraph(grid.note)
