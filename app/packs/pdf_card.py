"""One priority group's page, its blocks in their fixed order: what, worse, who, plan, update, actions."""

from __future__ import annotations

from itertools import accumulate

from app.packs import pdf_marks
from app.packs.model import Card, Chip, Fact, Lead
from app.packs.pdf_card_asks import card_asks
from app.packs.pdf_fit import fitted
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, ROW_RULE, STRONG_RULE, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_plan import action_table, plan
from app.packs.pdf_table import Band, Column, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    HEAD,
    HEAD_BLACK,
    MM,
    NUMERAL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TAB,
    TABLE,
    TABLE_SOFT,
    TITLE,
    Style,
    flow,
    one_line,
    width,
    wrap,
)

FIRST, SECOND, THIRD = (LEFT, 66 * MM), (87 * MM, 41 * MM), (132 * MM, 61 * MM)
LABEL = 19 * MM


def group_page(book: Book, card: Card, item: str, crumb: str) -> None:
    """One priority group on its page; only the table of actions may need another."""
    card, rest = fitted(card)
    number = one_line(card.number)
    short = " · ".join(part for part in (card.reference, card.operation) if part)
    name = card.title or "Name not yet recorded"
    place = Place(item, f"{crumb} · {number}", number, short)
    book.open(place, f"card {card.number}", f"{number} {card.title or card.reference}", 1)
    _head(book, card, name)
    book.answer(card.answer_strong, card.answer)
    _since(book, card.since, card.marker)
    _row(book, card)
    card_asks(book, card)
    plan(book, card.strands)
    bare = bool(card.unknowns) and not any(strand.actions for strand in card.strands)
    if bare:
        _unknowns(book, card)
        _update(book, card)
        book.paragraph(card.note, more=bool(rest))
    else:
        _update(book, card)
        action_table(book, card, more=bool(card.unknowns or rest))
        if card.unknowns:
            book.y += 1.6 * MM
            _unknowns(book, card)
    for label, words in rest:
        _goes_on(book, label, words)
    if card.unknowns and not rest:
        _notes(book)


def _goes_on(book: Book, label: str, words: str) -> None:
    """What did not fit its block, in full width."""
    book.y += 2 * MM
    book.ensure(HEAD.leading + 3 * TABLE.leading)
    book.heading(label, "from above")
    book.lines(TABLE, words)


def _head(book: Book, card: Card, name: str) -> None:
    right = RIGHT
    y = 24.6 * MM
    room = 44 * MM
    beside: list[list[tuple[float, float, Style, str]]] = []
    for label, words in (("Priority", card.priority), ("Tier", card.tier or "not set")):
        if not words:
            continue
        first, _, rest = words.partition(" (")
        parts = [(TABLE, label), (STRONG, first)] + ([(TABLE, f"({rest}")] if rest else [])
        beside.append([])
        for line in flow(parts, room):
            end = line[-1][0] + width(line[-1][2], line[-1][1])
            beside[-1] += [(RIGHT - end + at, y, face, text) for at, face, text in line]
            right = min(right, RIGHT - end - 5 * MM)
            y += TABLE.leading
    operation = card.operation or "no operation name"
    under = " · ".join(
        p for p in (card.reference, operation, card.kind or "kind not stated", card.forces) if p
    )
    book.title(name, right=right)
    for texts in beside:
        with book.leaf.paragraph():
            for text in texts:
                book.leaf.text(*text)
    book.under(under)


def _since(book: Book, words: str, marker: str) -> None:
    if not words:
        return
    head, colon, rest = words.partition(":")
    parts = ((STRONG, f"{head}:"), (TABLE, rest.strip())) if colon else ((TABLE, words),)
    book.y += 1.2 * MM
    left, bottom = LEFT, book.y
    if marker:
        lines = wrap(marker, SMALL_STRONG, 40 * MM)
        wide = max(width(line, SMALL_STRONG) for line in lines) + 2.2 * MM
        high = len(lines) * SMALL_STRONG.leading
        book.leaf.frame(left, book.y, wide, high + 0.5, 0.8)
        bottom = book.leaf.block(left + 1.1 * MM, book.y + 0.25, SMALL_STRONG, lines)
        left += wide + 1.6 * MM
    end = book.leaf.flowed(left, book.y, TABLE.leading, flow(parts, RIGHT - left))
    book.y = max(end, bottom)


def _row(book: Book, card: Card) -> None:
    """What is this group? Is it getting worse? Who leads?"""
    book.y += 2.4 * MM
    top, bottom = book.y, book.y
    for (x, wide), heading, draw in (
        (FIRST, "What is this group?", _what),
        (SECOND, "Is it getting worse?", _worse),
        (THIRD, "Who leads?", _leads),
    ):
        book.leaf.rule(x, x + wide, top, STRONG_RULE)
        book.head_at(x, top + 1 * MM, heading)
        bottom = max(bottom, draw(book, top + 1.6 * MM + HEAD.leading, card))
    book.y = bottom + 2.6 * MM


def _what(book: Book, y: float, card: Card) -> float:
    x, wide = FIRST
    leaf = book.leaf
    y = leaf.block(x, y, BODY, wrap(card.summary or "No summary yet.", BODY, wide)) + 1 * MM
    with leaf.element("Table"):
        for fact in card.facts:
            y = _fact(leaf, x, y, wide, fact)
    return y


def _fact(leaf: Leaf, x: float, y: float, wide: float, fact: Fact) -> float:
    face = STRONG if fact.strong else TABLE
    with leaf.element("TR"):
        with leaf.element("TH", scope="Row"):
            end = leaf.block(x, y, TABLE_SOFT, wrap(fact.label, TABLE_SOFT, LABEL - 1 * MM))
        with leaf.element("TD"):
            return max(end, leaf.block(x + LABEL, y, face, wrap(fact.words, face, wide - LABEL)))


def _worse(book: Book, y: float, card: Card) -> float:
    x, wide = SECOND
    leaf = book.leaf
    if not card.score:
        y = leaf.block(x, y + 1 * MM, TITLE, ["Not scored"]) + 0.6 * MM
    else:
        score = one_line(card.score)
        if width(score, NUMERAL) > wide:
            y = leaf.block(x, y, STRONG, wrap(score, STRONG, wide))
            score = ""
        leaf.text(x, y + 0.4 * MM, NUMERAL, score)
        beside = x + width(score, NUMERAL) + 2.6 * MM
        if x + wide - beside > 16 * MM:
            change = TAB if width(one_line(card.score_change), TAB) <= x + wide - beside else HEAD_BLACK
            at = leaf.block(beside, y, change, wrap(card.score_change, change, x + wide - beside))
            at = leaf.block(beside, at, STRONG, wrap(card.band, STRONG, x + wide - beside))
            y = max(y + NUMERAL.leading, at) + 1 * MM
        else:
            y += NUMERAL.leading + 1 * MM
            y = leaf.block(x, y, TAB, wrap(card.score_change, TAB, wide))
            y = leaf.block(x, y, STRONG, wrap(card.band, STRONG, wide)) + 1 * MM
    if card.scores:
        y = pdf_marks.score_line(leaf, x, y + 1.6 * MM, card.scores, card.bands, book.pack.as_at)
    return leaf.block(x, y, SMALL, wrap(card.score_note, SMALL, wide))


def _leads(book: Book, y: float, card: Card) -> float:
    x, wide = THIRD
    leaf, room = book.leaf, wide - 9.5 * MM
    with leaf.element("Table"):
        for lead in card.leads:
            with leaf.element("TR"):
                with leaf.element("TH", scope="Row"):
                    end = leaf.block(x, y, TABLE_SOFT, wrap(lead.role, TABLE_SOFT, 8.5 * MM))
                with leaf.element("TD"):
                    y = max(end, _lead(leaf, x + 9.5 * MM, y, room, lead)) + 0.8 * MM
    for note in card.lead_notes:
        y = leaf.block(x, y, SMALL, wrap(note, SMALL, wide))
    return y


def _lead(leaf: Leaf, x: float, y: float, room: float, lead: Lead) -> float:
    if not lead.name and lead.role in ("SIO", "LRO"):
        chip = Chip("R", lead.words or "None")
        lines = pdf_marks.chip_lines(chip, room)
        pdf_marks.chip(leaf, x, y, chip, lines)
        return y + len(lines) * STRONG.leading
    if not lead.name:
        return leaf.block(x, y, TABLE, wrap(lead.words or "not set", TABLE, room))
    lines = wrap(lead.name, STRONG, room)
    y = leaf.block(x, y, STRONG, lines)
    if lead.new:
        wide = width("NEW", SMALL_STRONG) + 2 * MM
        at = x + width(lines[-1], STRONG) + 1 * MM
        if at + wide > x + room:
            at, y = x, y + SMALL.leading
        leaf.frame(at, y - SMALL.leading - 0.1 * MM, wide, SMALL.leading, 0.6)
        leaf.text(at + 1 * MM, y - SMALL.leading - 0.15 * MM, SMALL_STRONG, "NEW")
    return leaf.block(x, y, TABLE, wrap(lead.words, TABLE, room))


BESIDE = 86 * MM
"""The width of what stands beside the latest update; two columns of it are each a P wide."""
NARROW = 41 * MM
MOST_NARROW = 9
"""Lines of checks that a narrow column takes; more of them stand below in two columns of half the width."""


def _update(book: Book, card: Card) -> None:
    """Latest update, and beside it the disruptions of the period and what the checks found."""
    if not card.update_head and not card.update and not card.checks:
        return
    beside = [part for part in (_disruptions(card), ("Checks", card.checks)) if part[1]]
    wide = BESIDE if beside else RIGHT - LEFT
    parts = ((STRONG, card.update_head), (TABLE, card.update))
    if not card.update_head and not card.update:
        parts = ((TABLE, "No update recorded."), (TABLE, ""))
    lines = flow(parts, wide)
    narrow = len(beside) == 2 and len(_wrapped(card.checks, NARROW)) <= MOST_NARROW
    below = beside.pop() if len(beside) == 2 and not narrow else None
    told = [
        (head, [wrap(said, TABLE, NARROW if narrow else BESIDE) for said in words]) for head, words in beside
    ]
    each = [HEAD.leading + 2 * MM + sum(map(len, found)) * TABLE.leading for _, found in told]
    own = HEAD.leading + 2 * MM + len(lines) * TABLE.leading
    book.ensure(max(own, *each))
    leaf, top = book.leaf, book.y
    leaf.rule(LEFT, LEFT + wide, top, STRONG_RULE)
    book.head_at(LEFT, top + 1 * MM, "Latest update")
    bottom = leaf.flowed(LEFT, top + HEAD.leading + 1.6 * MM, TABLE.leading, lines)
    x = 107 * MM
    for head, found in told:
        leaf.rule(x, x + NARROW if narrow else RIGHT, top, STRONG_RULE)
        book.head_at(x, top + 1 * MM, head)
        bottom = max(bottom, leaf.items(x, top + HEAD.leading + 1.6 * MM, TABLE, found))
        x = RIGHT - NARROW
    book.y = bottom + 2.6 * MM
    if below:
        _in_halves(book, *below)


def _in_halves(book: Book, head: str, words: tuple[str, ...]) -> None:
    """Items over the whole width in two columns, read downwards and as even as they come."""
    found = [wrap(said, TABLE, BESIDE) for said in words]
    ends = list(accumulate(map(len, found)))
    half = min(range(1, len(ends) + 1), key=lambda at: max(ends[at - 1], ends[-1] - ends[at - 1]))
    book.ensure(HEAD.leading + 2 * MM + max(ends[half - 1], ends[-1] - ends[half - 1]) * TABLE.leading)
    leaf, top = book.leaf, book.y
    leaf.rule(LEFT, RIGHT, top, STRONG_RULE)
    book.head_at(LEFT, top + 1 * MM, head)
    top += HEAD.leading + 1.6 * MM
    bottom = leaf.items(LEFT, top, TABLE, found[:half])
    if found[half:]:
        bottom = max(bottom, leaf.items(RIGHT - BESIDE, top, TABLE, found[half:]))
    book.y = bottom + 2.6 * MM


def _disruptions(card: Card) -> tuple[str, tuple[str, ...]]:
    return f"Disruptions, {card.period}" if card.period else "Disruptions", card.disruptions


def _wrapped(words: tuple[str, ...], wide: float) -> list[str]:
    return [line for said in words for line in wrap(said, TABLE, wide)]


def _unknowns(book: Book, card: Card) -> None:
    missing = Column("Missing", LEFT, 62 * MM)
    why = Column("Why it matters here", 81 * MM, 112 * MM)
    rows = []
    for unknown in card.unknowns:
        row = RowBuilder()
        row.cell(missing, (STRONG, unknown.missing))
        row.cell(why, (TABLE, unknown.why))
        rows.append(row.row())
    table = Table(book, (missing, why), [Band(rows)])
    book.ensure(HEAD.leading + 3 * MM + table.opening())
    book.y += 1.4 * MM
    book.heading("What is not known yet")
    book.y += 1 * MM
    table.draw()
    book.y += 2.6 * MM


def _notes(book: Book) -> None:
    """The space that is left, ruled to write on."""
    step = 7.4 * MM
    if book.room < HEAD.leading + 3 * step:
        return
    book.y += 2 * MM
    book.heading("Notes")
    y = book.y + step
    while y < BOTTOM:
        book.leaf.rule(LEFT, RIGHT, y, ROW_RULE)
        y += step
    book.y = BOTTOM
