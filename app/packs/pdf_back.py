"""The page that opens the priority groups, and the last page: key, rules and sources."""

from __future__ import annotations

from app.packs import pdf_marks
from app.packs.model import Card, Chip
from app.packs.pdf_front import KEY_TITLE
from app.packs.pdf_leaf import LEFT, RIGHT, STRONG_RULE
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import BODY, HEAD, MM, SMALL, STRONG, TABLE, wrap

NO = Column("No.", LEFT, 11 * MM)
GROUP = Column("Group", 29 * MM, 58 * MM)
SCORE = Column("Score", 89 * MM, 13 * MM, right=True)
MOVE = Column("Change", 104 * MM, 20 * MM)
ANSWER = Column("In one line", 126 * MM, 56 * MM)
PAGE = Column("Page", 183 * MM, 10 * MM, right=True)


def opener(book: Book, place: Place, name: str, title: str) -> None:
    """All priority groups on one list, in their order, each with its answer and its page."""
    pack = book.pack
    book.open(place, name, f"{place.tab} {title}".strip())
    book.title(title)
    book.answer(pack.priority_answer.strong, pack.priority_answer.words)
    book.y += 2.4 * MM
    rows = [_group(book, card) for card in pack.cards]
    Table(book, (NO, GROUP, SCORE, MOVE, ANSWER, PAGE), [Band(rows)]).draw()


def _group(book: Book, card: Card) -> Row:
    row = RowBuilder()
    row.cell(NO, (STRONG, card.number))
    row.cell(
        GROUP, (STRONG, card.title or "Name not yet recorded"), (SMALL, f"{card.reference} · {card.forces}")
    )
    row.cell(SCORE, (STRONG, card.score) if card.score else (TABLE, "none"))
    row.cell(MOVE, (TABLE, card.score_change if card.score else ""), (SMALL, card.band if card.score else ""))
    row.cell(ANSWER, (TABLE, card.answer_strong))
    row.cell(PAGE, (STRONG, str(book.pages.get(f"card {card.number}", ""))))
    row.link(f"card {card.number}")
    return row.row()


CHIPS = (
    (Chip("R", "Overdue 13 days"), "Red"),
    (Chip("A", "Due in 8 days"), "Amber"),
    (Chip("G", "On time"), "Green"),
    (Chip("B", "Resulted"), "Blue"),
)


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
    for place, (chip, colour) in enumerate(CHIPS):
        x = LEFT + place * 45 * MM
        pdf_marks.chip(book.leaf, x, book.y, chip, [chip.words])
        book.leaf.text(x, book.y + STRONG.leading + 0.6 * MM, SMALL, colour)
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
    for kind, words in pdf_marks.KINDS:
        pdf_marks.square(book.leaf, x, book.y + 0.3 * MM, kind)
        book.leaf.text(x + 4.4 * MM, book.y, TABLE, words)
        x += 35 * MM
    book.y += TABLE.leading + 1 * MM
    _words(
        book,
        "Each square is one action. Over thirty actions in a P, one bar of the same parts with their counts.",
    )


def _words(book: Book, words: str) -> None:
    for line in wrap(words, BODY, RIGHT - LEFT):
        book.ensure(BODY.leading)
        book.leaf.text(LEFT, book.y, BODY, line)
        book.y += BODY.leading


def _rules(book: Book) -> None:
    label, words = Column("Rule", LEFT, 44 * MM), Column("In force for this issue", 63 * MM, 130 * MM)
    rows = []
    for rule in book.pack.rules:
        row = RowBuilder()
        row.cell(label, (STRONG, rule.label))
        row.cell(words, (STRONG if rule.strong else TABLE, rule.words))
        rows.append(row.row())
    Table(book, (label, words), [Band(rows)]).draw()
