"""A single paper beside the pack, such as a form or a list: framed and marked like a page of the pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from app.domain.clock import LONDON
from app.packs import pdf, pdf_type
from app.packs.model import ActionLog, Answer, Exceptions, Figure, Matrix, Pack, Picture
from app.packs.pdf_ink import Ink
from app.packs.pdf_leaf import LEFT, PAGE_RULE, RIGHT, Leaf
from app.packs.pdf_page import Book, Furniture
from app.packs.pdf_type import MM, SMALL, one_line
from app.packs.pdf_words import full


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What frames a paper: `id` at the foot, `head` at the head, `title` and `subject` in the properties.

    `foot` stands after the id in place of the time of printing; a `draft` has the watermark on each page; a
    paper `headed` from the start has no cover, so that its first page has the header too.
    """

    id: str
    head: str
    title: str
    subject: str
    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    foot: str = ""
    version: str = ""
    edition: str = ""
    draft: bool = False
    headed: bool = False


def write(paper: Paper, lay_out: Callable[[Book], None], target: BinaryIO) -> int:
    """Write a paper, laid out by `lay_out`; the number of pages. The same paper gives the same bytes."""
    with pdf.ONE_AT_A_TIME:
        try:
            framed = _framed(paper)
            book = Book(framed)
            lay_out(book)
            furniture, ink = _Furniture(paper, framed), _Ink(paper, framed)
            for number, leaf in enumerate(book.leaves, 1):
                furniture.put(leaf, number, len(book.leaves))
            for leaf in book.leaves:
                ink.draw(leaf)
            target.write(ink.bytes())
            return len(book.leaves)
        finally:
            pdf_type.forget()


def _framed(paper: Paper) -> Pack:
    """A pack of nothing, for what frames each page: marking, region, FICTIONAL and the time."""
    nothing = Answer("", "")
    return Pack(
        id=paper.id,
        title=paper.subject,
        month="",
        month_words="",
        region=paper.region,
        unit=paper.unit,
        edition=paper.edition,
        version=paper.version,
        draft=paper.draft,
        fictional=paper.fictional,
        marking=paper.marking,
        handling=(),
        made_at=paper.made_at,
        as_at=date.min,
        meeting=(),
        previous_on=None,
        next_on=None,
        numbers=(),
        agenda=(),
        log=ActionLog(nothing, (), "", ()),
        picture=Picture(nothing, Matrix("", "", (), (), ()), Figure("", (), (), ""), ()),
        cards=(),
        priority_answer=nothing,
        exceptions=Exceptions(nothing, (), ()),
        rag_rule="",
        rules=(),
        omitted=(),
        sheets=(),
    )


class _Ink(Ink):
    """The ink of a paper: its own title in the properties."""

    def __init__(self, paper: Paper, framed: Pack) -> None:
        super().__init__(framed)
        about = self._document.info
        about.title = paper.title
        about.subject = paper.subject


class _Furniture(Furniture):
    """What stands around the text of each page of a paper."""

    def __init__(self, paper: Paper, framed: Pack) -> None:
        super().__init__(framed, {})
        made = paper.made_at.astimezone(LONDON)
        self._name = one_line(paper.head)
        self._copy = one_line(paper.foot) or f" · printed {full(made).strip()}, {made:%H:%M}"
        self._headed = paper.headed

    def put(self, leaf: Leaf, number: int, count: int) -> None:
        """Furnish one page; the first one is headed only where there is no cover."""
        super().put(leaf, number, count)
        if number == 1 and self._headed:
            leaf.text(LEFT, 14.7 * MM, SMALL, self._name)
            leaf.right(RIGHT, 14.7 * MM, SMALL, one_line(leaf.crumb))
            leaf.rule(LEFT, RIGHT, 19.2 * MM, PAGE_RULE)
