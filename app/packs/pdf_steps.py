"""The states of a route as boxes in a row, with how many stand in each."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import Step
from app.packs.pdf_leaf import FRAME_RULE, LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book
from app.packs.pdf_type import INDEX, KEY, MM, SMALL, STRONG, clean, width, wrap

GAP, INSET, MOST = 5 * MM, 2.4 * MM, 6


def steps(book: Book, made: Sequence[Step]) -> None:
    """Boxes over the whole width, no more than six in a row; an arrow leads to each but one that is apart."""
    for begin in range(0, len(made), MOST):
        row = made[begin : begin + MOST]
        wide = (RIGHT - LEFT - GAP * (len(row) - 1)) / len(row)
        texts = [_words(step, wide) for step in row]
        high = max(len(words) * STRONG.leading + len(under) * SMALL.leading for words, under in texts)
        high = max(high + 3.2 * MM, 14 * MM)
        book.ensure(high)
        with book.leaf.element("L"):
            for place, (step, text) in enumerate(zip(row, texts, strict=True)):
                x = LEFT + place * (wide + GAP)
                if place and not step.apart:
                    _arrow(book.leaf, x - GAP, book.y + high / 2)
                with book.leaf.element("LI"), book.leaf.element("LBody"):
                    _box(book.leaf, step, text, (x, book.y, wide, high))
        book.y += high + (2 * MM if begin + MOST < len(made) else 0)


def _words(step: Step, wide: float) -> tuple[list[str], list[str]]:
    room = wide - 2 * INSET - _number(step) - 2 * MM
    return wrap(step.words, STRONG, room), wrap(step.under, SMALL, room)


def _number(step: Step) -> float:
    return max(5 * MM, width(clean(step.number), KEY))


def _box(
    leaf: Leaf,
    step: Step,
    text: tuple[list[str], list[str]],
    box: tuple[float, float, float, float],
) -> None:
    x, y, wide, high = box
    leaf.frame(x, y, wide, high, 1.4 if step.strong else 0.7, "0 g" if step.strong else INDEX)
    leaf.text(x + INSET, y + (high - KEY.leading) / 2, KEY, clean(step.number))
    words, under = text
    left = x + INSET + _number(step) + 2 * MM
    top = y + (high - len(words) * STRONG.leading - len(under) * SMALL.leading) / 2
    leaf.block(left, leaf.block(left, top, STRONG, words), SMALL, under)


def _arrow(leaf: Leaf, x: float, y: float) -> None:
    tip = x + GAP - 1.1 * MM
    leaf.line([(x + 1.1 * MM, y), (tip, y)], FRAME_RULE)
    leaf.line([(tip - 1.2 * MM, y - 1.1 * MM), (tip, y), (tip - 1.2 * MM, y + 1.1 * MM)], FRAME_RULE)
