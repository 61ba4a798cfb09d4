"""The framed box of a partner's page: what is asked of partners, with boxes to tick with a pen."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import CardAsk
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, TOP, Leaf
from app.packs.pdf_page import CONTINUES, Book
from app.packs.pdf_type import HEAD, MM, NAVY, SMALL, STRONG, TABLE, Run, flow, width

FRAME, BAR, TICK = 1.1, 3.2 * MM, 2.9 * MM
INSIDE = LEFT + BAR + 3 * MM
WORDS = INSIDE + 11.5 * MM


def asks_box(book: Book, asks: Sequence[CardAsk]) -> None:
    """The asks in their frame; where they are more than a page holds, in a frame on each page."""
    rest = [(ask, _lines(ask)) for ask in asks]
    said = f"{len(asks)} thing{'' if len(asks) == 1 else 's'}"
    while rest:
        book.ensure(min(_high(rest[:3]), _high(rest)))
        room = BOTTOM - CONTINUES - book.y
        fits = next((n for n in range(len(rest), 0, -1) if _high(rest[:n]) <= room), 1)
        if fits < len(rest) and book.y > TOP + 60 * MM and _high(rest) <= BOTTOM - CONTINUES - TOP - 10 * MM:
            book.turn()
            continue
        _box(book, rest[:fits], said)
        rest, said = rest[fits:], "continued"


def _high(told: Sequence[tuple[CardAsk, list[list[Run]]]]) -> float:
    return HEAD.leading + 4.4 * MM + sum(len(own) * TABLE.leading + 1 * MM for _, own in told)


def _box(book: Book, told: Sequence[tuple[CardAsk, list[list[Run]]]], said: str) -> None:
    leaf, top, high = book.leaf, book.y, _high(told)
    leaf.frame(LEFT, top, RIGHT - LEFT, high, FRAME)
    leaf.fill(LEFT, top, BAR, high, NAVY)
    with leaf.element(book.head):
        leaf.text(INSIDE, top + 1.6 * MM, HEAD, "Asked of partners")
    leaf.right(RIGHT - 2.6 * MM, top + 2.2 * MM, SMALL, said)
    y = top + HEAD.leading + 3 * MM
    with leaf.element("L"):
        for ask, own in told:
            with leaf.element("LI"):
                with leaf.element("Lbl"):
                    leaf.text(INSIDE, y, STRONG, ask.number)
                with leaf.element("LBody"):
                    end = leaf.flowed(WORDS, y, TABLE.leading, own)
                    _ticks(leaf, y, ask)
            y = end + 1 * MM
    book.y = top + high + 2.6 * MM


def _wide(ask: CardAsk) -> float:
    return sum(TICK + 1.2 * MM + width(option, SMALL) + 3 * MM for option in ask.options)


def _lines(ask: CardAsk) -> list[list[Run]]:
    room = RIGHT - 2.6 * MM - _wide(ask) - WORDS - 2 * MM
    return flow(((STRONG, ask.verb), (TABLE, ask.words)), room)


def _ticks(leaf: Leaf, y: float, ask: CardAsk) -> None:
    x = RIGHT - 2.6 * MM - _wide(ask) + 3 * MM
    for option in ask.options:
        leaf.frame(x, y + 0.5 * MM, TICK, TICK, 0.6)
        leaf.text(x + TICK + 1.2 * MM, y + 0.2 * MM, SMALL, option)
        x += TICK + 1.2 * MM + width(option, SMALL) + 3 * MM
