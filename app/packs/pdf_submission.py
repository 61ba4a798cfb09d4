"""The submission form as a PDF: one form on as many pages as it takes, marked like the pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from app.packs import pdf_paper, spoken
from app.packs.pdf_leaf import GROUP_RULE, LEFT, RIGHT, STRONG_RULE, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_paper import Paper
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    BODY_SOFT,
    BODY_STRONG,
    HEAD_BLACK,
    MM,
    SMALL,
    STRONG,
    TABLE,
    TABLE_SOFT,
    width,
    wrap,
)
from app.packs.pdf_words import full
from app.packs.submission_form import TITLE, FormField, SubmissionForm

NUMBER = Column("No.", LEFT, 7 * MM, right=True)
FIELD = Column("Field", LEFT + 10 * MM, 48 * MM)
SAID = Column("What is said", LEFT + 62 * MM, RIGHT - LEFT - 62 * MM)
ON, STATE = Column("Date", LEFT, 20 * MM), Column("State", LEFT + 23 * MM, 24 * MM)
DAYS, BY = Column("Days", LEFT + 48 * MM, 10 * MM, right=True), Column("By", LEFT + 62 * MM, 38 * MM)
WHY = Column("Reason", LEFT + 103 * MM, RIGHT - LEFT - 103 * MM)
LINE = 11 * MM
"""The height of a line to sign on."""
HALF, SECOND = 86 * MM, LEFT + 90 * MM
BOX = 2.9 * MM


def write(form: SubmissionForm, target: BinaryIO) -> int:
    """Write the form to `target`; the number of pages. The same form gives the same bytes."""
    paper = Paper(
        id=form.reference,
        head=f"{form.region} · {TITLE} {form.reference}",
        title=f"{TITLE} {form.reference}, {form.region}",
        subject=f"{TITLE}, {form.region}",
        region=form.region,
        unit=form.unit,
        fictional=form.fictional,
        marking=form.marking,
        made_at=form.made_at,
    )
    return pdf_paper.write(paper, lambda book: _lay_out(book, form), target)


def _lay_out(book: Book, form: SubmissionForm) -> None:
    short = f"{TITLE} {form.reference}"
    book.open(Place("", form.reference, "", short), "form", short)
    _opening(book, form)
    _fields(book, form.fields)
    _steps(book, form)
    _signatures(book)


def _opening(book: Book, form: SubmissionForm) -> None:
    book.title(f"{TITLE}: {form.title}", form.subject)
    book.answer(form.complete, form.missing)
    if form.live:
        book.y += 1.6 * MM
        wide = width(form.live, HEAD_BLACK) + 5 * MM
        book.leaf.frame(LEFT, book.y, wide, 6.4 * MM, 1.1)
        book.leaf.text(LEFT + 2.5 * MM, book.y + 1 * MM, HEAD_BLACK, form.live)
        book.y += 6.4 * MM
    book.y += 3 * MM
    half = -(-len(form.facts) // 2)
    left = _facts(book.leaf, LEFT, book.y, form.facts[:half])
    book.y = max(left, _facts(book.leaf, SECOND, book.y, form.facts[half:])) + 3 * MM


def _facts(leaf: Leaf, x: float, y: float, facts: Sequence[tuple[str, str]]) -> float:
    with leaf.element("Table"):
        for label, words in facts:
            with leaf.element("TR"):
                with leaf.element("TH", scope="Row"):
                    leaf.text(x, y, BODY_SOFT, label)
                with leaf.element("TD"):
                    y = leaf.block(x + 26 * MM, y, BODY, wrap(words, BODY, HALF - 26 * MM)) + 0.6 * MM
    return y


def _field(number: int, field: FormField) -> Row:
    row = RowBuilder()
    row.cell(NUMBER, (TABLE, str(number)))
    row.cell(FIELD, (STRONG, field.title), *([(SMALL, field.help)] if field.help else []))
    if field.words:
        row.cell(SAID, (TABLE, field.words))
    elif field.required:
        row.cell(SAID, (STRONG, "Missing"))
    else:
        row.cell(SAID, (TABLE_SOFT, "Not filled in (not required)"))
    return row.row()


def _fields(book: Book, fields: Sequence[FormField]) -> None:
    book.heading("What is submitted", "fields as the region sets them (local)")
    book.y += 1 * MM
    rows = [_field(number, field) for number, field in enumerate(fields, 1)]
    if rows:
        Table(book, (NUMBER, FIELD, SAID), [Band(rows)]).draw()
    else:
        book.paragraph("The region asks for no field.")
    book.y += 3 * MM


def _steps(book: Book, form: SubmissionForm) -> None:
    book.ensure(30 * MM)
    book.heading("The clock", form.clock)
    book.y += 1 * MM
    rows = []
    for step in form.steps:
        row = RowBuilder()
        row.cell(ON, (TABLE, full(step.on)))
        row.cell(STATE, (STRONG, step.state))
        row.cell(DAYS, (TABLE, step.days))
        row.cell(BY, (TABLE, step.by))
        row.cell(WHY, (TABLE, step.reason))
        rows.append(row.row())
    if rows:
        Table(book, (ON, STATE, DAYS, BY, WHY), [Band(rows)]).draw()
    book.y += 3 * MM


DECIDED = ("Ratified", "Returned for information", "Rejected")
SIGNED = ("Proposed by", "Authorised for the force by", "Received at ROCTA by", "Decided at ROCTA by")


def _signatures(book: Book) -> None:
    book.ensure(HEAD_BLACK.leading + 10 * MM + LINE * len(SIGNED))
    book.heading("Signatures", "whoever ratifies is somebody other than the person who proposes")
    y = book.y + 1 * MM
    leaf = book.leaf
    leaf.rule(LEFT, RIGHT, y, STRONG_RULE)
    with leaf.element("L"):
        for words in SIGNED:
            y += LINE
            with leaf.element("LI"), leaf.element("LBody"):
                leaf.text(LEFT, y - TABLE.leading - 0.8 * MM, TABLE, words)
                for x, label in ((LEFT + 88 * MM, "Signature"), (LEFT + 143 * MM, "Date")):
                    leaf.text(x, y - TABLE.leading - 0.8 * MM, TABLE_SOFT, label)
            leaf.rule(LEFT, RIGHT, y, GROUP_RULE)
    y += 3 * MM
    x = LEFT
    with leaf.element("P"):
        leaf.text(x, y, BODY_STRONG, "Decision")
        x += 24 * MM
        with leaf.element("Span", says=spoken.options(DECIDED)):
            for words in DECIDED:
                leaf.frame(x, y + (BODY.leading - BOX) / 2, BOX, BOX, 0.8)
                leaf.text(x + BOX + 1.4 * MM, y, BODY, words)
                x += BOX + width(words, BODY) + 9 * MM
    book.y = y + BODY.leading
