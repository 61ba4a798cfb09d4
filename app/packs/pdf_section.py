"""A section of the pack that has no layout of its own: its answer, then its blocks one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import Block, Section
from app.packs.pdf_decisions import ask_table
from app.packs.pdf_figure import PrintedFigure
from app.packs.pdf_grid import PrintedGrid, Span
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, TOP
from app.packs.pdf_page import Book, Place
from app.packs.pdf_steps import steps
from app.packs.pdf_sum import sum_line
from app.packs.pdf_type import BODY, HEAD, MM

WHOLE: Span = (LEFT, RIGHT)
HALVES: tuple[Span, Span] = ((LEFT, 103 * MM), (107 * MM, RIGHT))
BETWEEN = 4 * MM


def section(book: Book, made: Section, place: Place, name: str = "") -> None:
    """Every block of a section, on as many pages as it takes; `name` is its destination, else its key."""
    book.open(place, name or made.key, f"{place.tab} {made.title}".strip())
    book.title(made.title, made.under)
    book.answer(made.answer.strong, made.answer.words)
    blocks(book, made.blocks)


def blocks(book: Book, made: Sequence[Block]) -> None:
    """Blocks one under the other from where the book stands; two halves beside each other where both fit."""
    at = 0
    while at < len(made):
        book.y = min(book.y + (3 * MM if at == 0 else BETWEEN), BOTTOM)
        if at + 1 < len(made) and made[at].half and made[at + 1].half and _pair(book, made[at : at + 2]):
            at += 2
            continue
        _block(book, made[at])
        at += 1


def _printed(book: Book, block: Block, span: Span) -> PrintedGrid | PrintedFigure | None:
    if block.grid is not None:
        return PrintedGrid(book, block.grid, span)
    return PrintedFigure(book, block.figure, span) if block.figure is not None else None


def _pair(book: Book, pair: Sequence[Block]) -> bool:
    """Two halves side by side, on the next page where they fit there and little is lost here."""
    printed = [_printed(book, block, span) for block, span in zip(pair, HALVES, strict=True)]
    left, right = printed
    if left is None or right is None:
        return False
    high = max(left.high, right.high)
    if high > BOTTOM - 8 * MM - book.y:
        if high > (BOTTOM - TOP) * 0.6:
            return False
        book.turn()
        left, right = (_printed(book, block, span) for block, span in zip(pair, HALVES, strict=True))
    top, bottom = book.y, book.y
    for half in (left, right):
        if half is not None:
            book.y = top
            half.draw()
            bottom = max(bottom, book.y)
    book.y = bottom
    return True


def _block(book: Book, block: Block) -> None:
    printed = _printed(book, block, WHOLE)
    if printed is not None:
        printed.draw()
    elif block.steps:
        steps(book, block.steps)
    elif block.sum:
        sum_line(book, block.sum)
    elif block.asks:
        table = ask_table(book, block.asks)
        if block.title:
            book.ensure(HEAD.leading + 1 * MM + table.opening())
            book.heading(block.title)
            book.y += 1 * MM
        table.draw()
    else:
        book.lines(BODY, block.words)
