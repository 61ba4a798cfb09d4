"""The minutes as a PDF (mock 13): what was said at the left, what was decided and set beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from app.packs import pdf_paper
from app.packs.minutes import TITLE, Entry, MinuteItem, MinutesPaper, frame
from app.packs.pdf_leaf import BOTTOM, GROUP_RULE, LEFT, RIGHT, STRONG_RULE
from app.packs.pdf_page import CONTINUES, Book, Place
from app.packs.pdf_type import (
    BLACK,
    BODY,
    BODY_SOFT,
    BODY_STRONG,
    COLUMN,
    LEAD,
    LEAD_STRONG,
    MM,
    NAVY,
    SMALL_BLACK,
    SMALL_STRONG,
    STRONG,
    TABLE,
    TABLE_SOFT,
    Run,
    flow,
    style,
    width,
    wrap,
)
from app.packs.pdf_type import (
    TITLE as TITLE_FACE,
)
from app.packs.phrases import day_and_month
from app.packs.tagged import PAGINATION, Element, Tags

NUMBER_X, SAID_X, SAID_WIDE = LEFT, 31 * MM, 94 * MM
BAR_X, ENTRY_X = 129 * MM, 132.2 * MM
ENTRY_WIDE = RIGHT - ENTRY_X
DECISION_BAR, ACTION_BAR = 1.6 * MM, 0.6 * MM
PAD, BETWEEN = 1.5 * MM, 1.5 * MM
TALLEST = 60 * MM
"""A taller item goes over pages line by line; any other stays whole (typography.md §7)."""
NOTHING = "Nothing was noted."
ITEM_FACE = style(True, 9, 12, NAVY)


class Line(NamedTuple):
    """One line at either side: its runs from `x`, its height with the space before it, the bar beside it.

    It is a part of the element `of`.
    """

    runs: tuple[Run, ...]
    x: float
    high: float
    of: Element
    gap: float = 0
    bar: float = 0


def write(paper: MinutesPaper, target: BinaryIO, body: str = "") -> int:
    """Write the minutes to `target`; the number of pages. The same minutes give the same bytes.

    `body` is the SHA-256 of the stored value of minutes that are issued.
    """
    return pdf_paper.write(frame(paper, body), lambda book: _lay_out(book, paper), target)


def _lay_out(book: Book, paper: MinutesPaper) -> None:
    short = f"Minutes of {day_and_month(paper.on)}"
    book.open(Place("", f"Minutes, {paper.state.lower()}", "", short), "minutes", TITLE)
    _opening(book, paper)
    if not paper.items:
        book.paragraph("Nothing was recorded of this meeting.")
        return
    _head(book)
    for place, item in enumerate(paper.items):
        _item(book, item, first=place == 0)
    book.leaf.rule(LEFT, RIGHT, book.y, STRONG_RULE)


def _opening(book: Book, paper: MinutesPaper) -> None:
    leaf, y = book.leaf, book.y
    with leaf.element("H1"):
        leaf.text(LEFT, y + 0.3 * MM, TITLE_FACE, TITLE)
    state = ((BODY_STRONG, paper.state), (BODY, f", {paper.state_on}"))
    at = RIGHT - sum(width(words, face) for face, words in state)
    with leaf.paragraph():
        for face, words in state:
            leaf.text(at, y + 1 * MM, face, words)
            at += width(words, face)
    leaf.right(RIGHT, y + 1 * MM + BODY.leading, BODY, paper.state_next)
    beside = RIGHT - LEFT - width(paper.state_next, BODY) - 5 * MM
    y = leaf.block(LEFT, y + 8.4 * MM, BODY_SOFT, wrap(paper.under, BODY_SOFT, beside))
    parts = [
        part
        for fact in paper.present
        for part in ((SMALL_STRONG, f"{fact.label}:"), (SMALL_BLACK, f"{fact.words}."))
    ]
    y = leaf.flowed(LEFT, y + 1.2 * MM, SMALL_BLACK.leading, flow(parts, RIGHT - LEFT))
    if paper.corrections:
        told = flow(((SMALL_STRONG, "Corrected:"), (SMALL_BLACK, paper.corrections)), RIGHT - LEFT)
        y = leaf.flowed(LEFT, y + 1.2 * MM, SMALL_BLACK.leading, told)
    answer = flow(((LEAD_STRONG, paper.answer.strong), (LEAD, paper.answer.words)), RIGHT - LEFT)
    book.y = leaf.flowed(LEFT, y + 2.4 * MM, LEAD.leading, answer) + 2 * MM


def _head(book: Book) -> None:
    leaf = book.leaf
    leaf.rule(LEFT, RIGHT, book.y, STRONG_RULE)
    with leaf.artifact():  # an item is read whole: what was said, then what was decided
        for x, words in ((NUMBER_X, "Item"), (SAID_X, "Discussion"), (BAR_X, "Decisions and actions")):
            leaf.text(x, book.y + 0.8 * MM, COLUMN, words)
    book.y += COLUMN.leading + 1.6 * MM
    leaf.rule(LEFT, RIGHT, book.y, GROUP_RULE)


def _said(tags: Tags, heading: Element, item: MinuteItem) -> list[Line]:
    lines = [
        Line(((0, BODY_STRONG, words),), SAID_X, BODY_STRONG.leading, heading)
        for words in wrap(item.title, BODY_STRONG, SAID_WIDE)
    ]
    for number, paragraph in enumerate(item.said):
        told = tags.made("P")
        for place, words in enumerate(wrap(paragraph, BODY, SAID_WIDE)):
            gap = 0.6 * MM if place == 0 and number else 0
            lines.append(Line(((0, BODY, words),), SAID_X, BODY.leading + gap, told, gap))
    return lines


def _entry(tags: Tags, entry: Entry, *, first: bool) -> list[Line]:
    told = tags.made("P")
    bar = DECISION_BAR if entry.decided else ACTION_BAR
    runs = flow(((STRONG, entry.label), (TABLE, entry.words)), ENTRY_WIDE)
    last = flow(
        ((STRONG, entry.strong), (TABLE, entry.soft)) if entry.strong else ((TABLE_SOFT, entry.soft),),
        ENTRY_WIDE,
    )
    lines = []
    for place, line in enumerate((*runs, *last)):
        gap = BETWEEN if place == 0 and not first else 0
        lines.append(Line(tuple(line), ENTRY_X, TABLE.leading + gap, told, gap, bar))
    return lines


def _high(lines: Sequence[Line]) -> float:
    return sum(line.high for line in lines)


def _item(book: Book, item: MinuteItem, *, first: bool) -> None:
    """One item on the page where it fits whole; a very tall one goes on from page to page."""
    tags = book.tags
    heading = tags.made("H2")
    left = _said(tags, heading, item)
    right = [
        line for place, entry in enumerate(item.entries) for line in _entry(tags, entry, first=place == 0)
    ]
    if not item.said and not item.entries:  # beside the title, so that a long agenda stays short
        right = [Line(((0, TABLE_SOFT, NOTHING),), ENTRY_X, BODY.leading, tags.made("P"))]
    high = max(_high(left), _high(right)) + 2 * PAD
    limit = BOTTOM - CONTINUES
    if book.y + high > limit and (high <= TALLEST or limit - book.y < TALLEST / 2):
        _turn(book)
    elif not first:
        book.leaf.rule(LEFT, RIGHT, book.y, GROUP_RULE)
    number: str = item.number
    while True:
        top = book.y + PAD
        with book.tags.within(heading):
            book.leaf.block(NUMBER_X, top, ITEM_FACE, number.split("\n"))
        left, ended = _column(book, left, top, limit)
        right, beside = _column(book, right, top, limit)
        book.y = max(ended, beside) + PAD
        if not left and not right:
            return
        _turn(book)
        number = f"{item.number}\n(cont.)" if item.number else ""
        heading = PAGINATION


def _turn(book: Book) -> None:
    book.leaf.rule(LEFT, RIGHT, book.y, STRONG_RULE)
    book.y += 1 * MM
    book.turn()
    _head(book)


def _column(book: Book, lines: Sequence[Line], y: float, limit: float) -> tuple[list[Line], float]:
    """Sets the lines that fit above `limit`; those left over, and where the last one ends."""
    leaf = book.leaf
    for place, line in enumerate(lines):
        if y + line.high + PAD > limit:
            return [*lines[place:]], y
        gap = line.gap if place else 0
        y += gap
        if line.bar:
            high = line.high - line.gap
            leaf.fill(BAR_X, y, line.bar, high, NAVY if line.bar == DECISION_BAR else BLACK)
        with leaf.tags.within(line.of):
            for at, face, words in line.runs:
                leaf.text(line.x + at, y, face, words)
        y += line.high - line.gap
    return [], y
