"""The framed box of a group's page: what is asked of the meeting, with boxes to tick with a pen."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs import spoken
from app.packs.model import Card, CardAsk
from app.packs.pdf_leaf import LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book
from app.packs.pdf_type import HEAD, MM, NAVY, SMALL, STRONG, TABLE, Run, flow, width

FRAME = 1.1
BAR = 3.2 * MM
TICK = 2.9 * MM
INSIDE = LEFT + BAR + 3 * MM
WORDS = INSIDE + 11.5 * MM
NOTHING = "Nothing is asked of this meeting."


def card_asks(book: Book, card: Card) -> None:
    """The asks in their box, or one line where there is none."""
    if not card.asks:
        book.leaf.text(LEFT, book.y, TABLE, NOTHING)
        book.y += TABLE.leading + 2 * MM
        return
    asks_box(book, card.asks)


def asks_box(book: Book, asks: Sequence[CardAsk]) -> None:
    """What is asked of the meeting, in a frame with a bar at its left; there is at least one ask."""
    lines = [_lines(ask) for ask in asks]
    high = HEAD.leading + 4.4 * MM + sum(len(own) * TABLE.leading + 1 * MM for own in lines)
    book.ensure(high)
    leaf, top = book.leaf, book.y
    leaf.frame(LEFT, top, RIGHT - LEFT, high, FRAME)
    leaf.fill(LEFT, top, BAR, high, NAVY)
    book.head_at(INSIDE, top + 1.6 * MM, "Asked of this meeting")
    said = f"{len(asks)} decision{'' if len(asks) == 1 else 's'}"
    leaf.right(RIGHT - 2.6 * MM, top + 2.2 * MM, SMALL, said)
    y = top + HEAD.leading + 3 * MM
    with leaf.element("L"):
        for ask, own in zip(asks, lines, strict=True):
            with leaf.element("LI"):
                with leaf.element("Lbl"):
                    leaf.text(INSIDE, y, STRONG, ask.number)
                with leaf.element("LBody"):
                    end = leaf.flowed(WORDS, y, TABLE.leading, own) + 1 * MM
                    _ticks(leaf, y, ask)
            y = end
    book.y = top + high + 2.6 * MM


def _wide(ask: CardAsk) -> float:
    return sum(TICK + 1.2 * MM + width(option, SMALL) + 3 * MM for option in ask.options)


def _lines(ask: CardAsk) -> list[list[Run]]:
    room = RIGHT - 2.6 * MM - _wide(ask) - WORDS - 2 * MM
    return flow(((STRONG, ask.verb), (TABLE, ask.words)), room)


def _ticks(leaf: Leaf, y: float, ask: CardAsk) -> None:
    if not ask.options:
        return
    x = RIGHT - 2.6 * MM - _wide(ask) + 3 * MM
    with leaf.element("Span", says=spoken.options(ask.options)):
        for option in ask.options:
            leaf.frame(x, y + 0.5 * MM, TICK, TICK, 0.6)
            leaf.text(x + TICK + 1.2 * MM, y + 0.2 * MM, SMALL, option)
            x += TICK + 1.2 * MM + width(option, SMALL) + 3 * MM
