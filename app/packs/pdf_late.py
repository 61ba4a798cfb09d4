"""The pages of a late paper: numbered by themselves, 12A.1 of 12A.2, behind the pages of its item."""

from __future__ import annotations

from app.packs.model import Late
from app.packs.pdf_card_asks import asks_box
from app.packs.pdf_leaf import LEFT, RIGHT
from app.packs.pdf_page import Book, Place
from app.packs.pdf_type import BODY, HEAD, MM, STRONG, TABLE, Run, flow, wrap

THIRD = (RIGHT - LEFT - 12 * MM) / 3
INSIDE = 2.8 * MM
FRAME = 1.1
TOGETHER = 8
"""Lines of a paragraph that goes on to the next page whole."""


def pages(book: Book, paper: Late, title: str) -> None:
    """Lay out a late paper; `title` is that of the item it follows."""
    place = Place(paper.number, f"{paper.number} Late paper", paper.number, paper.title)
    book.apart = paper.number
    book.open(place, f"late {paper.number}", f"{paper.number} {paper.title}")
    behind = book.behind.setdefault(paper.number, book.last)
    follows = f"item {paper.follows}, {title}" if title else f"item {paper.follows}"
    book.title(paper.title, f"Late paper. Follows {follows}, page {behind}.")
    book.y += 1.6 * MM
    _box(book, paper, behind)
    if paper.answer.strong or paper.answer.words:
        book.answer(paper.answer.strong, paper.answer.words)
    book.y += 2.6 * MM
    if paper.asks:
        asks_box(book, paper.asks)
    for part in paper.text.split("\n"):
        _paragraph(book, part.strip())
    book.apart = ""


def _paragraph(book: Book, words: str) -> None:
    """One paragraph, kept together where it is short; a heading where it begins with "# "."""
    if words.startswith("# "):
        book.y += 1 * MM
        book.ensure(HEAD.leading + 3 * BODY.leading)
        book.heading(words[2:].strip())
    elif words:
        lines = len(wrap(words, BODY, RIGHT - LEFT))
        book.ensure(BODY.leading * (lines if lines <= TOGETHER else 3))
        book.lines(BODY, words)
        book.y += 2 * MM


def _box(book: Book, paper: Late, behind: int) -> None:
    """Issued, late because, changes: three columns in a frame."""
    columns = [
        _column("Issued", f"{paper.issued} Put it behind page {behind}."),
        _column("Late because", paper.because),
        _column("Changes", paper.changes),
    ]
    deep = max(map(len, columns))
    high = deep * TABLE.leading + 2 * INSIDE
    book.ensure(high)
    leaf, top = book.leaf, book.y
    leaf.frame(LEFT, top, RIGHT - LEFT, high, FRAME)
    for place, lines in enumerate(columns):
        x = LEFT + INSIDE + place * (THIRD + 3 * MM)
        leaf.flowed(x, top + INSIDE, TABLE.leading, lines)
    book.y = top + high + 1 * MM


def _column(label: str, words: str) -> list[list[Run]]:
    return flow(((STRONG, label), (TABLE, words)), THIRD)
