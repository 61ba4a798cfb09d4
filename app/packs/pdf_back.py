"""The page that opens the priority groups, and the last page: key, rules and sources."""

from __future__ import annotations

from app.packs import pdf_marks
from app.packs.model import Chip, RankLine
from app.packs.pdf_front import KEY_TITLE
from app.packs.pdf_leaf import LEFT, RIGHT, STRONG_RULE
from app.packs.pdf_page import Book, Place
from app.packs.pdf_section import blocks
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import BODY, HEAD, MM, SMALL, STRONG, TABLE

RANK = Column("Rank", LEFT, 9 * MM)
GROUP = Column("Group", 27.5 * MM, 51 * MM)
TIER = Column("Tier", 80 * MM, 16 * MM)
SCORE = Column("Score", 97 * MM, 11 * MM, right=True)
MOVE = Column("Change", 110.5 * MM, 18 * MM)
WAS = Column("Rank before", 129.5 * MM, 12 * MM)
ANSWER = Column("In one line", 143.5 * MM, 36 * MM)
PAGE = Column("Page", 182 * MM, 11 * MM, right=True)
BELOW = "Below the local line: ranked, no page of their own"
UNLISTED = "Not on this agenda: ranked, no page of their own"


def opener(book: Book, place: Place, name: str, title: str) -> None:
    """The ranked list, each group with its answer and its page, the cut-off, and score against effort."""
    pack = book.pack
    book.open(place, name, f"{place.tab} {title}".strip())
    book.title(title)
    book.answer(pack.priority_answer.strong, pack.priority_answer.words)
    book.y += 2.4 * MM
    ranked = [line for line in pack.ranking if line.number]
    below = [line for line in pack.ranking if not line.number]
    bands = [Band([_line(book, line) for line in ranked])]
    if below:
        why = UNLISTED if below[0].answer else BELOW
        bands.append(Band([_line(book, line) for line in below], title=f"{why} ({len(below)})"))
    Table(book, (RANK, GROUP, TIER, SCORE, MOVE, WAS, ANSWER, PAGE), bands).draw()
    blocks(book, (*pack.consent, *pack.effort))


def _line(book: Book, line: RankLine) -> Row:
    row = RowBuilder()
    row.cell(RANK, (STRONG, str(line.rank)))
    said = f"{line.reference} · {line.forces}"
    row.cell(GROUP, (STRONG, line.title or "Name not yet recorded"), (SMALL, said))
    row.cell(TIER, (TABLE, line.tier or "not set"))
    row.cell(SCORE, (STRONG, line.score) if line.score else (TABLE, "none"))
    row.cell(MOVE, (TABLE, line.change), (SMALL, line.band))
    row.cell(WAS, (TABLE, line.was))
    reason = f"By hand: {line.reason}" if line.reason else ""
    row.cell(ANSWER, (TABLE, line.answer), (SMALL, reason))
    row.cell(PAGE, (STRONG, str(book.pages.get(f"card {line.number}", ""))))
    if any(card.number == line.number for card in book.pack.cards):
        row.link(f"card {line.number}")
    return row.row()


CHIPS = (
    (Chip("R", "Overdue 13 days"), "Red"),
    (Chip("A", "Due in 8 days"), "Amber"),
    (Chip("G", "On time"), "Green"),
    (Chip("B", "Resulted"), "Blue"),
)


LOOKS = {
    "overdue": "Red square with a cross",
    "soon": "Amber square",
    "on_time": "Green outline",
    "completed": "Green outline with one stroke",
    "resulted": "Blue outline with a tick",
}


def key(book: Book) -> None:
    """What the marks mean, by which rules the sentences are made, and what was left out."""
    pack = book.pack
    book.open(Place("", KEY_TITLE, "", KEY_TITLE), "key", KEY_TITLE)
    book.title(KEY_TITLE)
    book.y += 3 * MM
    book.leaf.rule(LEFT, RIGHT, book.y, STRONG_RULE)
    book.y += 1 * MM
    book.heading("State of an action")
    book.y += 1 * MM
    leaf = book.leaf
    with leaf.element("L"):
        for place, (chip, colour) in enumerate(CHIPS):
            x = LEFT + place * 45 * MM
            with leaf.element("LI"), leaf.element("LBody"):
                pdf_marks.chip(leaf, x, book.y, chip, [chip.words])
                with leaf.artifact():  # the chip says its colour
                    leaf.text(x, book.y + STRONG.leading + 0.6 * MM, SMALL, colour)
    book.y += STRONG.leading + SMALL.leading + 2 * MM
    _words(book, pack.rag_rule)
    book.y += 2 * MM
    book.heading("Squares on a group page")
    book.y += 1 * MM
    _squares(book)
    if pack.rules:
        book.y += 3 * MM
        book.heading("Rules and sources", "thresholds are settings of the region")
        book.y += 1 * MM
        _rules(book)
    if pack.omitted:
        book.ensure(HEAD.leading + 4 * MM + BODY.leading * 2)
        book.y += 3 * MM
        book.heading("Left out of this issue")
        book.y += 1 * MM
        for part in pack.omitted:
            _words(book, part)


def _squares(book: Book) -> None:
    x = LEFT
    leaf = book.leaf
    with leaf.element("L"):
        for kind, words in pdf_marks.KINDS:
            with leaf.element("LI"), leaf.element("LBody"):
                with leaf.figure(LOOKS[kind] + " ", (x, book.y, pdf_marks.SQUARE, pdf_marks.SQUARE)):
                    pdf_marks.square(leaf, x, book.y + 0.3 * MM, kind)
                leaf.text(x + 4.4 * MM, book.y, TABLE, words)
            x += 35 * MM
    book.y += TABLE.leading + 1 * MM
    _words(
        book,
        "Each square is one action. Over thirty actions in a P, one bar of the same parts with their counts.",
    )


def _words(book: Book, words: str) -> None:
    book.lines(BODY, words)


def _rules(book: Book) -> None:
    label, words = Column("Rule", LEFT, 44 * MM), Column("In force for this issue", 63 * MM, 130 * MM)
    rows = []
    for rule in book.pack.rules:
        row = RowBuilder()
        row.cell(label, (STRONG, rule.label))
        row.cell(words, (STRONG if rule.strong else TABLE, rule.words))
        rows.append(row.row())
    Table(book, (label, words), [Band(rows)]).draw()
