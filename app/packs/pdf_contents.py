"""Agenda and contents of the printed pack: items with their pages, decisions wanted, who is expected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.packs import spoken
from app.packs.model import AgendaLine, Wanted
from app.packs.pdf_front import KEY_TITLE
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import DENSE, PAD, Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    BODY_STRONG,
    LEAD,
    LEAD_STRONG,
    MM,
    SMALL_BLACK,
    STRONG,
    TABLE,
    Style,
    flow,
    width,
)
from app.packs.pdf_words import plural

TITLE = "Agenda and contents"
ITEM = Column("Item", 17 * MM, 8.6 * MM, right=True)
TITLE_COLUMN = Column("", 29.5 * MM, 84 * MM, says="What it is about")
LED_BY = Column("Led by", 116.5 * MM, 28 * MM)
STARTS = Column("Starts", 145 * MM, 10.6 * MM, right=True)
MINUTES = Column("Minutes", 157 * MM, 12.4 * MM, right=True)
DECIDE = Column("Decide", 171 * MM, 10.6 * MM, right=True)
PAGE = Column("Page", 183 * MM, 10 * MM, right=True)
PADS = ((PAD, 0.9 * MM), (DENSE, PAD), (0.2 * MM, DENSE))
"""Padding of a row of the agenda and of a decision."""
BELOW, AIR = 29.5 * MM, 0.7 * MM

NUMBER = Column("Item", LEFT, 12.5 * MM)
DECISION = Column("Decision", 30 * MM, 82 * MM)
AT = Column("Page", 113 * MM, 12 * MM, right=True)
OUTCOME = Column("Outcome", 131 * MM, RIGHT - 131 * MM)
OUTCOMES = ("Yes", "Amended", "No", "Later")
BOX, AFTER, APART = 2.9 * MM, 3.9 * MM, 3.2 * MM
TAKEN = "in the order they will be taken; space to note the outcome"
LATE = (
    "Late papers are numbered after the item they follow (12A), carry their own page numbers, and are listed "
    "here on reissue. Nothing already printed is renumbered. Page numbers and the numbers in the margin are "
    "links on screen."
)


def contents(book: Book) -> None:
    """Agenda and contents on one list: each item with its page, each priority group below its item."""
    pack = book.pack
    book.open(Place("", TITLE, "", TITLE), "contents", TITLE)
    book.title(TITLE)
    many = len(pack.wanted)
    said = [(LEAD, pack.allotted)] if pack.allotted else []
    said += [(LEAD_STRONG, f"{plural(many, 'decision')} wanted.")] if many else []
    book.y += 0.4 * MM
    book.y = book.leaf.flowed(LEFT, book.y, LEAD.leading, flow(said, RIGHT - LEFT))
    book.y += 2.2 * MM
    columns = [ITEM, TITLE_COLUMN, LED_BY, STARTS, MINUTES, DECIDE, PAGE]
    if not any(line.decisions for line in pack.agenda):
        columns.remove(DECIDE)
    pads = next((pads for pads in PADS if _high(book, columns, pads) <= BOTTOM), PADS[0])
    Table(book, columns, [Band(_rows(book, pads[0]))]).draw()
    _decisions(book, pads[1])
    book.y += 0.8 * MM
    book.paragraph(LATE, more=bool(book.pack.expected))
    _expected(book)


def _high(book: Book, columns: Sequence[Column], pads: tuple[float, float]) -> float:
    """Where the page would end; rows stand closer where that keeps the agenda on one page."""
    y = book.y + Table(book, columns, [Band(_rows(book, pads[0]))]).high + 0.8 * MM + book.note_high(LATE)
    if book.pack.wanted:
        y += 4 * MM + book.heading_high("Decisions wanted", "") + _decision_table(book, pads[1]).high
    lines = len(_expected_lines(book))
    return y + (4 * MM + book.heading_high("Expected", "") + lines * BODY.leading if lines else 0)


def _rows(book: Book, pad: float) -> list[Row]:
    rows: list[Row] = []
    for line in book.pack.agenda:
        rows.append(_item(book, line, pad))
        rows += _below(book, line)
    last = RowBuilder(pad)
    last.cell(TITLE_COLUMN, (TABLE, KEY_TITLE))
    last.cell(PAGE, (STRONG, str(book.pages.get("key", ""))))
    last.link("key")
    return [*rows, last.row()]


def page(book: Book, section: str) -> str:
    """The page of a section as it is printed, "" where it has none; those of a late paper are its own."""
    if section.startswith("late "):
        return f"{section.removeprefix('late ')}.1"
    found = book.pages.get(section) if section else None
    return str(found) if found else ""


def _item(book: Book, line: AgendaLine, pad: float) -> Row:
    row = RowBuilder(pad)
    row.cell(ITEM, (STRONG, line.number))
    row.cell(TITLE_COLUMN, (TABLE, line.title))
    row.cell(LED_BY, (TABLE, line.led_by))
    row.cell(STARTS, (TABLE, line.starts))
    row.cell(MINUTES, (TABLE, str(line.minutes) if line.minutes else ""))
    row.cell(DECIDE, (STRONG, line.decisions))
    shown = page(book, line.section)
    row.cell(PAGE, (STRONG, shown or "–"))
    if shown:
        row.link(line.section)
    return row.row()


def _below(book: Book, line: AgendaLine) -> list[Row]:
    """What stands under an item, in columns read downwards: priority groups, then what has no page.

    In as many columns, three at most, as take the fewest lines. What wants a decision stands in the table of
    decisions, and not here too.
    """
    asked = {one.number for one in book.pack.wanted}
    cards = book.pack.cards if line.section == "groups" else ()
    named = [
        (card.number, card.title or f"{card.reference}, no name yet", f"card {card.number}") for card in cards
    ]
    named += [(number, title, "") for number, title in line.below if number not in asked]
    laid = [_laid(book, named, columns) for columns in (3, 2, 1)] if named else [[]]
    return min(laid, key=lambda rows: sum(row.high for row in rows))


def _laid(book: Book, named: Sequence[tuple[str, str, str]], columns: int) -> list[Row]:
    deep, wide = -(-len(named) // columns), (RIGHT - BELOW) / columns
    rows = []
    for level in range(deep):
        row = RowBuilder(pad=0.15 * MM)
        for column, one in enumerate(named[level::deep]):
            right = BELOW + (column + 1) * wide - (0 if column == columns - 1 else 5 * MM)
            _named(book, row, one, (BELOW + column * wide, right), 0 if level else AIR)
        rows.append(row.row(bare=level > 0, across=True))
    return [*rows[:-1], rows[-1]._replace(high=rows[-1].high + AIR)] if rows else []


def _named(
    book: Book, row: RowBuilder, named: tuple[str, str, str], at: tuple[float, float], down: float
) -> None:
    (number, name, target), (x, right) = named, at
    room = max(8.5 * MM, width(number, TABLE) + 2 * MM)
    row.cell(Column("", x, room), (TABLE, number), down=down)
    wide = right - x - room - (8.5 * MM if target else 0)
    row.cell(Column("", x + room, wide), (TABLE, name), down=down)
    if target:
        row.cell(Column("", right - 8 * MM, 8 * MM, right=True), (TABLE, page(book, target)), down=down)
        row.link(target, x, right - x)


def _decision_table(book: Book, pad: float) -> Table:
    rows = [_wanted(book, one, pad) for one in book.pack.wanted]
    return Table(book, (NUMBER, DECISION, AT, OUTCOME), [Band(rows)])


def _decisions(book: Book, pad: float) -> None:
    """Every decision wanted in one table, with boxes to tick."""
    if not book.pack.wanted:
        return
    book.y += 3.4 * MM
    table = _decision_table(book, pad)
    book.ensure(book.heading_high("Decisions wanted", TAKEN) + table.opening())
    book.heading("Decisions wanted", TAKEN)
    book.y += 0.6 * MM
    table.draw()


def _wanted(book: Book, one: Wanted, pad: float) -> Row:
    row = RowBuilder(pad)
    row.cell(NUMBER, (STRONG, one.number))
    row.cell(DECISION, (TABLE, one.words))
    row.cell(AT, (TABLE, page(book, one.section) or "–"))
    _boxes(row, OUTCOMES)
    if page(book, one.section):
        row.link(one.section, LEFT, OUTCOME.x - LEFT)
    return row.row()


def _boxes(row: RowBuilder, words: Sequence[str]) -> None:
    x, says = OUTCOME.x, spoken.options(words)
    for word in words:
        wide = width(word, SMALL_BLACK)
        row.mark(partial(_box, x), SMALL_BLACK.leading)
        row.cell(Column("", x + AFTER, wide + 1), (SMALL_BLACK, word), of=OUTCOME, says=says)
        x += AFTER + wide + APART


def _box(x: float, leaf: Leaf, top: float) -> None:
    leaf.frame(x, top + (SMALL_BLACK.leading - BOX) / 2, BOX, BOX, 0.8)


def _expected_lines(book: Book) -> list[list[tuple[float, Style, str]]]:
    parts = [
        part for fact in book.pack.expected for part in ((BODY_STRONG, f"{fact.label}:"), (BODY, fact.words))
    ]
    return flow(parts, RIGHT - LEFT) if parts else []


def _expected(book: Book) -> None:
    """Who is expected, group by group in one paragraph."""
    lines = _expected_lines(book)
    if not lines:
        return
    book.y += 3.4 * MM
    if book.y + book.heading_high("Expected", "") + 0.6 * MM + len(lines) * BODY.leading > BOTTOM:
        book.ensure(book.heading_high("Expected", "") + 3 * BODY.leading)
    book.heading("Expected")
    book.y += 0.6 * MM
    with book.leaf.paragraph():
        whole = book.y + len(lines) * BODY.leading <= BOTTOM
        for line in lines:
            if not whole:
                book.ensure(BODY.leading)
            for at, face, words in line:
                book.leaf.text(LEFT + at, book.y, face, words)
            book.y += BODY.leading
