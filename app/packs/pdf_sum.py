"""A sum in large figures: what there was, what came and went, and what there is."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import Term
from app.packs.pdf_leaf import LEFT, RIGHT, STRONG_RULE
from app.packs.pdf_page import Book
from app.packs.pdf_type import MM, SMALL, TITLE, wrap

SIGN = 7 * MM


def sum_line(book: Book, terms: Sequence[Term]) -> None:
    """The terms over the width between two rules; read as one paragraph, each number with its words."""
    room = (RIGHT - LEFT - SIGN * (len(terms) - 1)) / len(terms)
    words = [wrap(term.words, SMALL, room) for term in terms]
    high = 1.6 * MM + TITLE.leading + max(map(len, words)) * SMALL.leading + 1.6 * MM
    book.ensure(high)
    leaf, top = book.leaf, book.y
    leaf.rule(LEFT, RIGHT, top, STRONG_RULE)
    y, x = top + 1.6 * MM, LEFT
    with leaf.paragraph():
        for term, lines in zip(terms, words, strict=True):
            if term.sign:
                leaf.centre(x + SIGN / 2, y, TITLE, term.sign)
                x += SIGN
            leaf.centre(x + room / 2, y, TITLE, term.number)
            for place, line in enumerate(lines):
                leaf.centre(x + room / 2, y + TITLE.leading + place * SMALL.leading, SMALL, line)
            x += room
    leaf.rule(LEFT, RIGHT, top + high, STRONG_RULE)
    book.y = top + high
