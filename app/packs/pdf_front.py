"""The front of the printed pack: cover, and agenda with contents."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.clock import LONDON
from app.packs.model import Fact, Pack
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, STRONG_RULE, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import Band, Column, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    BODY_SOFT,
    BODY_STRONG,
    COVER,
    HEAD,
    KEY,
    MM,
    MONTH,
    NAVY,
    SMALL,
    STRONG,
    TAB_PLAIN,
    TABLE,
    flow,
    wrap,
)
from app.packs.pdf_words import full

KEY_TITLE = "Key, rules and sources"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
HALF, SECOND_HALF = 86 * MM, 107 * MM


def cover(book: Book) -> None:
    """The cover: what, when, the month in numbers, how to handle it. It names no group and no operation."""
    pack = book.pack
    leaf = book.open(Place("", "", "", ""), "cover", "Cover")
    leaf.fill(LEFT, 41 * MM, RIGHT - LEFT, 3.2 * MM, NAVY)
    with leaf.element("H1"):
        y = leaf.block(LEFT, 50.6 * MM, TAB_PLAIN, wrap(pack.region, TAB_PLAIN, RIGHT - LEFT))
        y = leaf.block(LEFT, y + 0.4 * MM, COVER, wrap(pack.title, COVER, RIGHT - LEFT))
        y = leaf.block(LEFT, y + 0.6 * MM, MONTH, wrap(pack.month_words, MONTH, RIGHT - LEFT))
    if pack.draft:
        y = leaf.block(LEFT, y + 0.6 * MM, HEAD, ["DRAFT, not issued"])
    y = max(y, 80 * MM) + 10 * MM
    issue = (
        Fact("Edition", pack.edition[:1].upper() + pack.edition[1:], True),
        Fact("Version", pack.version, True),
        Fact("Made" if pack.draft else "Issued", _made(pack)),
        *_said("Copy", f"{pack.copy}{f': {pack.recipient}' if pack.recipient else ''}"),
        Fact("Prepared by", pack.unit),
        *_said("Confirmed by", pack.confirmed_by),
    )
    y = max(_facts(leaf, LEFT, y, pack.meeting), _facts(leaf, SECOND_HALF, y, issue)) + 14 * MM
    y = _numbers(leaf, y, pack.numbers) + 12 * MM if pack.numbers else y
    left = _block(leaf, LEFT, y, "Handling", pack.handling) if pack.handling else y
    right = _gaps(leaf, y, pack)
    if pack.omitted:
        right = _block(leaf, SECOND_HALF, right, "Left out of this issue", pack.omitted)
    book.y = max(left, right)
    if pack.editions:
        _editions(book)
    foot = (
        f"Pack {pack.id}: figures as recorded at {_made(pack)}; states and RAG are worked out for "
        f"{full(pack.as_at).strip()}."
    )
    if pack.fictional:
        foot += " FICTIONAL: every name, place, number and event in this pack is invented."
    lines = wrap(foot, SMALL, RIGHT - LEFT)
    leaf.block(LEFT, BOTTOM - len(lines) * SMALL.leading, SMALL, lines)


def _said(label: str, words: str) -> tuple[Fact, ...]:
    return (Fact(label, words),) if words else ()


def _made(pack: Pack) -> str:
    local = pack.made_at.astimezone(LONDON)
    return f"{full(local).strip()}, {local:%H:%M}"


def _facts(leaf: Leaf, x: float, y: float, facts: Sequence[Fact]) -> float:
    room = HALF - 21.5 * MM
    with leaf.element("Table"):
        for fact in facts:
            with leaf.element("TR"):
                with leaf.element("TH", scope="Row"):
                    leaf.block(x, y, BODY_SOFT, wrap(fact.label, BODY_SOFT, 20 * MM))
                with leaf.element("TD"):
                    for number, part in enumerate(fact.words.split("\n")):
                        face = BODY_STRONG if fact.strong and not number else BODY
                        y = leaf.block(x + 21.5 * MM, y, face, wrap(part, face, room)) + 0.6 * MM
    return y


def _numbers(leaf: Leaf, y: float, numbers: Sequence[Fact]) -> float:
    words = ("one", "two", "three", "four", "five", "six")
    shown = numbers[:6]
    heading = f"The month in {words[len(shown) - 1]} number{'s' if len(shown) > 1 else ''}"
    with leaf.element("H2"):
        leaf.text(LEFT, y, HEAD, heading)
    y += HEAD.leading + 0.6 * MM
    bottom = y
    with leaf.element("L"):
        for place, fact in enumerate(shown):
            with leaf.element("LI"), leaf.element("LBody"):
                bottom = max(bottom, _number(leaf, LEFT + place * 30 * MM, y, fact))
    return bottom


def _number(leaf: Leaf, x: float, y: float, fact: Fact) -> float:
    wide = 26 * MM
    leaf.rule(x, x + wide, y, STRONG_RULE)
    number, _, note = fact.words.partition("\n")
    end = leaf.block(x, y + 1.2 * MM, KEY, wrap(number, KEY, wide))
    end = leaf.block(x, end, STRONG, wrap(fact.label, STRONG, wide))
    return leaf.block(x, end, SMALL, wrap(note, SMALL, wide))


def _editions(book: Book) -> None:
    """The editions of the month: for whom each is, and what it holds."""
    edition, whom, holds = (
        Column("Edition", LEFT, 24 * MM),
        Column("For", 43 * MM, 80 * MM),
        Column("Holds", 125 * MM, RIGHT - 125 * MM),
    )
    rows = []
    for fact in book.pack.editions:
        of, _, what = fact.words.partition("\n")
        row = RowBuilder()
        row.cell(edition, (STRONG if fact.strong else TABLE, fact.label))
        row.cell(whom, (TABLE, of))
        row.cell(holds, (TABLE, what))
        rows.append(row.row())
    table = Table(book, (edition, whom, holds), [Band(rows)])
    book.y += 8 * MM
    if book.y + HEAD.leading + 1 * MM + table.high > BOTTOM - 3 * SMALL.leading:
        return
    with book.leaf.element("H2"):
        book.leaf.text(LEFT, book.y, HEAD, "Editions of this month")
    book.y += HEAD.leading + 1 * MM
    table.draw()


def _block(leaf: Leaf, x: float, y: float, heading: str, words: Sequence[str]) -> float:
    leaf.rule(x, x + HALF, y, STRONG_RULE)
    with leaf.element("H2"):
        leaf.text(x, y + 1 * MM, HEAD, heading)
    y += HEAD.leading + 2 * MM
    for part in words:
        y = leaf.block(x, y, BODY, wrap(part, BODY, HALF)) + 0.8 * MM
    return y


def _gaps(leaf: Leaf, y: float, pack: Pack) -> float:
    """What was known to be missing, numbered, and why it was issued anyway."""
    if not pack.gaps:
        return y
    leaf.rule(SECOND_HALF, SECOND_HALF + HALF, y, STRONG_RULE)
    known = len(pack.gaps)
    number = NUMBERS[known] if known < len(NUMBERS) else str(known)
    with leaf.element("H2"):
        leaf.text(SECOND_HALF, y + 1 * MM, HEAD, f"Issued with {number} known gap{'s' if known > 1 else ''}")
    y += HEAD.leading + 2 * MM
    said = [
        part
        for place, gap in enumerate(pack.gaps, 1)
        for part in ((BODY_STRONG, str(place)), (BODY, gap if gap.endswith(".") else f"{gap}."))
    ]
    made = pack.made_at.astimezone(LONDON)
    said.append((BODY, f"Issued anyway on {full(made).strip()}: “{pack.gaps_reason}”"))
    return leaf.flowed(SECOND_HALF, y, BODY.leading, flow(said, HALF)) + 4 * MM
