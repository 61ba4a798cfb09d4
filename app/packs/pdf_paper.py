"""A single paper beside the pack, such as a form or a list: framed and marked like a page of the pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from app.domain.clock import LONDON
from app.packs import pdf, pdf_type
from app.packs.model import Pack
from app.packs.paper import Paper, framed
from app.packs.pdf_furniture import Furniture
from app.packs.pdf_ink import Ink
from app.packs.pdf_leaf import LEFT, PAGE_RULE, RIGHT, Leaf
from app.packs.pdf_page import Book
from app.packs.pdf_type import MM, SMALL, one_line
from app.packs.pdf_words import full
from app.packs.tagged import HEADER

__all__ = ["Paper", "write"]


def write(paper: Paper, lay_out: Callable[[Book], None], target: BinaryIO) -> int:
    """Write a paper, laid out by `lay_out`; the number of pages. The same paper gives the same bytes."""
    with pdf.ONE_AT_A_TIME:
        try:
            frame = framed(paper)
            book = Book(frame)
            lay_out(book)
            furniture, ink = _Furniture(paper, frame), _Ink(paper, frame)
            for number, leaf in enumerate(book.leaves, 1):
                furniture.put(leaf, number, len(book.leaves))
            for leaf in book.leaves:
                ink.draw(leaf)
            target.write(ink.bytes())
            return len(book.leaves)
        finally:
            pdf_type.forget()


class _Ink(Ink):
    """The ink of a paper: its own title in the properties."""

    def __init__(self, paper: Paper, frame: Pack) -> None:
        super().__init__(frame)
        about = self._document.info
        about.title = paper.title
        about.subject = paper.subject


class _Furniture(Furniture):
    """What stands around the text of each page of a paper."""

    def __init__(self, paper: Paper, frame: Pack) -> None:
        super().__init__(frame, {})
        made = paper.made_at.astimezone(LONDON)
        self._name = one_line(paper.head)
        self._copy = one_line(paper.foot) or f" · printed {full(made).strip()}, {made:%H:%M}"
        self._headed = paper.headed

    def put(self, leaf: Leaf, number: int, count: int) -> None:
        """Furnish one page; the first one is headed only where there is no cover."""
        super().put(leaf, number, count)
        if number == 1 and self._headed:
            with leaf.artifact(HEADER):
                leaf.text(LEFT, 14.7 * MM, SMALL, self._name)
                leaf.right(RIGHT, 14.7 * MM, SMALL, one_line(leaf.crumb))
                leaf.rule(LEFT, RIGHT, 19.2 * MM, PAGE_RULE)
