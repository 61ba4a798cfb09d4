"""Agenda and contents of the printed pack: items with their pages, decisions wanted, who is expected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.packs import spoken
from app.packs.model import AgendaLine, Wanted
from app.packs.pdf_front import KEY_TITLE
from app.packs.pdf_leaf import LEFT, RIGHT, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    BODY_STRONG,
    LEAD,
    LEAD_STRONG,
    MM,
    SMALL_BLACK,
    STRONG,
    TABLE,
    flow,
    width,
    wrap,
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
THIRD = (RIGHT - 29.5 * MM) / 3

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
    Table(book, columns, [Band(_rows(book))]).draw()
    _decisions(book)
    book.y += 0.8 * MM
    book.paragraph(LATE)
    _expected(book)


def _rows(book: Book) -> list[Row]:
    rows: list[Row] = []
    for line in book.pack.agenda:
        rows.append(_item(book, line))
        rows += _below(book, line)
    last = RowBuilder()
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


def _item(book: Book, line: AgendaLine) -> Row:
    row = RowBuilder()
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
    """What stands under an item in three columns, read downwards: priority groups, then what has no page.

    What wants a decision stands in the table of decisions, and not here too.
    """
    asked = {one.number for one in book.pack.wanted}
    cards = book.pack.cards if line.section == "groups" else ()
    named = [
        (card.number, card.title or f"{card.reference}, no name yet", f"card {card.number}") for card in cards
    ]
    named += [(number, title, "") for number, title in line.below if number not in asked]
    deep = -(-len(named) // 3)
    rows = []
    for level in range(deep):
        row = RowBuilder(pad=0.42 * MM)
        for third in range(3):
            if third * deep + level < len(named):
                _named(book, row, named[third * deep + level], third)
        rows.append(row.row(bare=level > 0, across=True))
    return rows


def _named(book: Book, row: RowBuilder, named: tuple[str, str, str], third: int) -> None:
    number, name, target = named
    x = 29.5 * MM + third * THIRD
    right = x + THIRD - (0 if third == 2 else 5 * MM)
    room = max(8.5 * MM, width(number, TABLE) + 2 * MM)
    row.cell(Column("", x, room), (TABLE, number))
    wide = right - x - room - (8.5 * MM if target else 0)
    row.cell(Column("", x + room, wide), (TABLE, _in_two(name, wide)))
    if target:
        row.cell(Column("", right - 8 * MM, 8 * MM, right=True), (TABLE, page(book, target)))
        row.link(target, x, right - x)


def _in_two(name: str, wide: float) -> str:
    """A name in two lines at most; a longer one stands whole on its own page."""
    words = name.split()
    while len(wrap(" ".join(words), TABLE, wide)) > 2 and len(words) > 1:
        words = [*words[:-2], f"{words[-2].rstrip(',;:')} …"]
    return " ".join(words)


def _decisions(book: Book) -> None:
    """Every decision wanted in one table, with boxes to tick."""
    wanted = book.pack.wanted
    if not wanted:
        return
    book.y += 3.4 * MM
    rows = [_wanted(book, one) for one in wanted]
    table = Table(book, (NUMBER, DECISION, AT, OUTCOME), [Band(rows)])
    book.ensure(book.heading_high("Decisions wanted", TAKEN) + table.opening())
    book.heading("Decisions wanted", TAKEN)
    book.y += 0.6 * MM
    table.draw()


def _wanted(book: Book, one: Wanted) -> Row:
    row = RowBuilder(pad=0.9 * MM)
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


def _expected(book: Book) -> None:
    """Who is expected, group by group in one paragraph."""
    facts = book.pack.expected
    if not facts:
        return
    parts = [part for fact in facts for part in ((BODY_STRONG, f"{fact.label}:"), (BODY, fact.words))]
    lines = flow(parts, RIGHT - LEFT)
    book.y += 3.4 * MM
    book.ensure(book.heading_high("Expected", "") + 3 * BODY.leading)
    book.heading("Expected")
    book.y += 0.6 * MM
    with book.leaf.paragraph():
        for line in lines:
            book.ensure(BODY.leading)
            for at, face, words in line:
                book.leaf.text(LEFT + at, book.y, face, words)
            book.y += BODY.leading
