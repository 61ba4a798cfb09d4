"""Is the plan moving? The four Ps as squares, and the table of actions below."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs import pdf_marks
from app.packs.model import ActionLine, Card, StrandBlock
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, STRONG_RULE
from app.packs.pdf_page import CONTINUES, Book
from app.packs.pdf_table import DENSE, PAD, Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import HEAD, MM, SMALL, STRONG, TABLE, TABLE_SOFT, wrap
from app.packs.pdf_words import full

QUARTER = 41 * MM
EDGES = (17 * MM, 62 * MM, 107 * MM, 152 * MM)

STRAND = Column("P", 17 * MM, 13 * MM)
NUMBER = Column("No.", 31 * MM, 10.4 * MM, right=True)
ACTION = Column("Action", 43.4 * MM, 58 * MM)
OWNER = Column("Owner", 103 * MM, 30.4 * MM)
DUE = Column("Due", 135 * MM, 17.4 * MM)
CHANGE = Column("Change", 154 * MM, 10.6 * MM)
STATE = Column("State", 165.6 * MM, 27.4 * MM)


def plan(book: Book, strands: Sequence[StrandBlock]) -> None:
    """Four columns, one for each P: a square for each action, and the same in words."""
    leaf, top = book.leaf, book.y
    with leaf.element(book.head):
        leaf.text(LEFT, top, HEAD, "Is the plan moving?")
    if any(_total(strand) for strand in strands):
        pdf_marks.legend(leaf, RIGHT, top + HEAD.drop - SMALL.drop)
    top += HEAD.leading + 1 * MM
    bottom = top
    for x, strand in zip(EDGES, strands, strict=False):
        leaf.rule(x, x + QUARTER, top, STRONG_RULE)
        leaf.text(x, top + 1 * MM, HEAD, str(strand.strand))
        y = top + HEAD.leading + 1.6 * MM
        if _total(strand):
            y = pdf_marks.squares(leaf, x, y, strand, QUARTER) + 0.4 * MM
            y = leaf.block(x, y, STRONG, wrap(strand.words, STRONG, QUARTER))
            face = STRONG if strand.still else TABLE
            y = leaf.block(x, y, face, wrap(strand.moved, face, QUARTER))
        else:
            y = leaf.block(x, y, TABLE, wrap(strand.words, TABLE, QUARTER))
            y = leaf.block(x, y, TABLE, wrap(strand.moved, TABLE, QUARTER))
        bottom = max(bottom, y)
    book.y = bottom + 2.6 * MM


def _total(strand: StrandBlock) -> int:
    return strand.overdue + strand.soon + strand.on_time + strand.completed + strand.resulted


def action_table(book: Book, card: Card, *, more: bool) -> None:
    """Open actions, and those done since the last meeting, by P; `more` follows below.

    Rows stand closer where that keeps the group on one page.
    """
    tail = CONTINUES if more else book.note_high(card.note)
    if any(strand.actions for strand in card.strands):
        table = _table(book, card, PAD, tail)
        over = book.y + table.high + tail > BOTTOM
        if over and book.y + (dense := _table(book, card, DENSE, tail)).high + tail <= BOTTOM:
            table = dense
        table.draw()
    book.paragraph(card.note, more=more)


def _table(book: Book, card: Card, pad: float, tail: float) -> Table:
    bands = [
        Band(
            [_action(line, card.reference, pad) for line in strand.actions],
            label=str(strand.strand),
            under=strand.open_words,
        )
        for strand in card.strands
        if strand.actions
    ]
    return Table(book, (STRAND, NUMBER, ACTION, OWNER, DUE, CHANGE, STATE), bands, tail=tail)


def _action(line: ActionLine, threat: str, pad: float) -> Row:
    row = RowBuilder(pad)
    number = line.reference.removeprefix(threat).lstrip(" /-.·") or line.reference
    row.cell(NUMBER, (TABLE, number))
    row.cell(ACTION, (TABLE, line.title), (SMALL, line.second))
    row.cell(OWNER, (TABLE, line.owner or "No owner"))
    row.cell(DUE, (TABLE, full(line.due)) if line.due else (TABLE_SOFT, "No date"))
    row.cell(CHANGE, (TABLE, line.change))
    lines = pdf_marks.chip_lines(line.chip, STATE.wide)
    row.mark(
        lambda leaf, top: pdf_marks.chip(leaf, STATE.x, top, line.chip, lines),
        len(lines) * TABLE.leading,
        STATE,
    )
    return row.row()
