"""The partner edition in print: its cover and contents, and a page for each released group (mock 15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.clock import local
from app.packs import pdf_back, pdf_front, pdf_marks, pdf_section
from app.packs.model import ActionLine, Fact, Pack, PartnerCard, StrandBlock
from app.packs.partner_words import about
from app.packs.pdf_front import KEY_TITLE
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, ROW_RULE, STRONG_RULE, Leaf
from app.packs.pdf_page import Book, Place
from app.packs.pdf_partner_asks import asks_box
from app.packs.pdf_table import Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import (
    BODY,
    HEAD,
    MM,
    SMALL,
    STRONG,
    TABLE,
    TABLE_SOFT,
    Run,
    Style,
    flow,
    one_line,
    width,
    wrap,
)
from app.packs.pdf_words import full

CONTENTS = "What is in this edition"
HALF, SECOND = 86 * MM, 107 * MM
LABEL = 25 * MM
THIRD = 56 * MM
EDGES = (17 * MM, 77 * MM, 137 * MM)

ITEM = Column("Item", 17 * MM, 12 * MM, right=True)
TITLE = Column("", 33 * MM, 140 * MM, says="Title")
PAGE = Column("Page", 183 * MM, 10 * MM, right=True)

STRAND = Column("P", 17 * MM, 15 * MM)
ACTION = Column("Action", 34 * MM, 68 * MM)
OWNER = Column("Owner", 106 * MM, 36 * MM)
DUE = Column("Due", 144 * MM, 18 * MM, right=True)
STATE = Column("State", 165.6 * MM, 27.4 * MM)


def lay_out(pack: Pack) -> Book:
    """Every page of a partner edition, in order."""
    book = Book(pack)
    pdf_front.cover(book)
    book.hold(contents)
    sections = {section.key: section for section in pack.sections}
    for line in pack.agenda:
        place = Place(line.number, f"{line.number} {line.title}", line.number, line.title)
        if line.section in sections:
            pdf_section.section(book, sections[line.section], place)
        else:
            book.hold(partial(_opener, place=place, title=line.title))
            for card in pack.partner_cards:
                group_page(book, card, line.number, place.crumb)
    pdf_back.key(book)
    book.settle()
    book.furnish()
    return book


def contents(book: Book) -> None:
    """Items and groups with their pages."""
    pack = book.pack
    book.open(Place("", CONTENTS, "", CONTENTS), "contents", CONTENTS)
    book.title(CONTENTS)
    if not pack.partner_cards:
        book.answer("Nothing is released.", f"No group was released to {pack.holder} for this month.")
        return
    book.answer("", about(pack.confirmed_by, local(pack.made_at).date()))
    book.y += 2.2 * MM
    rows: list[Row] = []
    for line in pack.agenda:
        rows.append(_entry(book, line.number, line.title, line.section, strong=True))
        if line.section == "groups":
            rows += [
                _entry(book, card.number, card.title, f"card {card.number}") for card in pack.partner_cards
            ]
    rows.append(_entry(book, "", KEY_TITLE, "key", strong=True))
    Table(book, (ITEM, TITLE, PAGE), [Band(rows)]).draw()
    book.paragraph("Page numbers and the numbers in the margin are links on screen.")


def _entry(book: Book, number: str, title: str, target: str, *, strong: bool = False) -> Row:
    face = STRONG if strong else TABLE
    row = RowBuilder()
    row.cell(ITEM, (face, number))
    row.cell(TITLE, (face, title))
    row.cell(PAGE, (STRONG, str(book.pages.get(target, "–"))))
    row.link(target)
    return row.row()


def _opener(book: Book, *, place: Place, title: str) -> None:
    """The list of the groups with the answer of each."""
    book.open(place, "groups", f"{place.tab} {title}")
    book.title(title)
    book.y += 2.4 * MM
    group = Column("Group", 33 * MM, 56 * MM)
    answer = Column("In one line", 92 * MM, 88 * MM)
    rows = []
    for card in book.pack.partner_cards:
        row = RowBuilder()
        row.cell(ITEM, (STRONG, card.number))
        row.cell(group, (STRONG, card.title), (SMALL, card.under))
        row.cell(answer, (TABLE, f"{card.answer.strong} {card.answer.words}".strip()))
        row.cell(PAGE, (STRONG, str(book.pages.get(f"card {card.number}", ""))))
        row.link(f"card {card.number}")
        rows.append(row.row())
    Table(book, (ITEM, group, answer, PAGE), [Band(rows)]).draw()


def group_page(book: Book, card: PartnerCard, item: str, crumb: str) -> None:
    """One released group, its blocks in their fixed order; a long text may take more pages."""
    number = one_line(card.number)
    book.open(Place(item, f"{crumb} · {number}", number, card.title), f"card {card.number}",
              f"{number} {card.title}", 1)  # fmt: skip
    _head(book, card)
    book.answer(card.answer.strong, card.answer.words)
    book.y += 2.4 * MM
    _pair(
        book,
        ("What partners need to know", [[(0, BODY, line)] for line in wrap(card.need_to_know, BODY, HALF)]),
        ("Who to speak to", _contacts(card.contacts)),
        card.need_to_know,
    )
    if card.asks:
        asks_box(book, card.asks)
    _strands(book, card.strands)
    _actions(book, card.strands)
    _texts(book, card.texts)
    made_on = local(book.pack.made_at).date()
    edition = about(book.pack.confirmed_by, made_on)
    if card.conditions:
        book.y += 2.6 * MM
        _pair(
            book,
            ("Conditions you have accepted", _coded(card.conditions)),
            ("About this edition", [[(0, TABLE, line)] for line in wrap(edition, TABLE, HALF)]),
            card.conditions,
        )
    else:
        book.y += 2.6 * MM
        _block(book, "About this edition", edition)
    _notes(book)


def _head(book: Book, card: PartnerCard) -> None:
    """The title, with the organisation at its right."""
    leaf, y, right = book.leaf, 24.6 * MM, RIGHT
    lines = [
        (TABLE, "Partner edition"),
        *((STRONG, line) for line in wrap(book.pack.holder, STRONG, 44 * MM)),
    ]
    with leaf.artifact():
        for face, words in lines:
            leaf.right(RIGHT, y, face, words)
            right = min(right, RIGHT - width(words, face) - 5 * MM)
            y += TABLE.leading
    book.title(card.title, card.under, right)
    book.y = max(book.y, y)


def _contacts(facts: Sequence[Fact]) -> list[list[Run]]:
    """Labels with what they say beside them; of a lead the name stands out."""
    made: list[list[Run]] = []
    for fact in facts:
        labels = wrap(fact.label, TABLE_SOFT, LABEL - 1.5 * MM)
        first, *rest = fact.words.split("\n")
        name, comma, place = first.partition(", ") if fact.strong else ("", "", first)
        says = flow(((STRONG, f"{name}{comma.strip()}"), (TABLE, place)), HALF - LABEL)
        for part in rest:
            says += [[(0, TABLE_SOFT, line)] for line in wrap(part, TABLE_SOFT, HALF - LABEL)]
        for at in range(max(len(labels), len(says))):
            line: list[Run] = [(0, TABLE_SOFT, labels[at])] if at < len(labels) else []
            line += [(LABEL + x, face, text) for x, face, text in says[at]] if at < len(says) else []
            made.append(line)
    return made or [[(0, TABLE, "The coordinator of the region.")]]


def _coded(words: str) -> list[list[Run]]:
    """A paragraph whose codes stand out."""
    runs: list[tuple[Style, str]] = []
    text = ""
    for word in words.split(" "):
        if word[:1] == "C" and word[1:].isdigit():
            if text:
                runs.append((TABLE, text.strip()))
            runs.append((STRONG, word))
            text = ""
        else:
            text += f"{word} "
    runs.append((TABLE, text.strip()))
    return [list(line) for line in flow(runs, HALF)]


def _pair(
    book: Book,
    left: tuple[str, Sequence[Sequence[Run]]],
    right: tuple[str, Sequence[Sequence[Run]]],
    words: str,
) -> None:
    """Two blocks side by side; where one is taller than the page, both one after the other."""
    high = HEAD.leading + 2 * MM + max(len(left[1]), len(right[1])) * BODY.leading
    if high > (BOTTOM - 24 * MM) * 0.6:
        _block(book, left[0], words)
        book.ensure(HEAD.leading + 2 * MM + len(right[1]) * TABLE.leading)
        _column(book.leaf, LEFT, book.y, right)
        book.y += HEAD.leading + 4 * MM + len(right[1]) * TABLE.leading
        return
    book.ensure(high)
    top = book.y
    first = _column(book.leaf, LEFT, top, left, book.head)
    second = _column(book.leaf, SECOND, top, right, book.head)
    book.y = max(first, second) + 2.6 * MM


def _column(
    leaf: Leaf, x: float, top: float, block: tuple[str, Sequence[Sequence[Run]]], head: str = "H3"
) -> float:
    leaf.rule(x, x + HALF, top, STRONG_RULE)
    with leaf.element(head):
        leaf.text(x, top + 1 * MM, HEAD, block[0])
    y = top + HEAD.leading + 2 * MM
    with leaf.paragraph():
        for line in block[1]:
            leading = 0.0
            for at, face, text in line:
                leaf.text(x + at, y, face, text)
                leading = max(leading, face.leading)
            y += leading or TABLE.leading
    return y


def _block(book: Book, heading: str, words: str) -> None:
    """A heading with its paragraph over the whole width, over pages where it is long."""
    book.ensure(HEAD.leading + 1 * MM + 2 * BODY.leading)
    book.leaf.rule(LEFT, RIGHT, book.y, STRONG_RULE)
    book.y += 1 * MM
    book.heading(heading)
    book.y += 0.6 * MM
    book.lines(BODY, words)
    book.y += 2.6 * MM


def _strands(book: Book, strands: Sequence[StrandBlock]) -> None:
    """A column for each P that partners share: a square for each action, and the same in words."""
    if not strands:
        return
    rows = max(-(-_marks(strand) // 10) for strand in strands)
    book.ensure(3 * HEAD.leading + (2 * TABLE.leading) + rows * 4 * MM)
    leaf, top = book.leaf, book.y
    with leaf.element(book.head):
        leaf.text(LEFT, top, HEAD, "Partners’ actions")
    if any(_marks(strand) for strand in strands):
        pdf_marks.legend(leaf, RIGHT, top + HEAD.drop - SMALL.drop)
    top += HEAD.leading + 1 * MM
    bottom = top
    for x, strand in zip(EDGES, strands, strict=False):
        leaf.rule(x, x + THIRD, top, STRONG_RULE)
        with leaf.element("P"):
            leaf.text(x, top + 1 * MM, HEAD, str(strand.strand))
        y = top + HEAD.leading + 1.6 * MM
        if _marks(strand):
            y = pdf_marks.squares(leaf, x, y, strand, THIRD) + 0.4 * MM
        bottom = max(bottom, leaf.block(x, y, STRONG, wrap(strand.words, STRONG, THIRD)))
    book.y = bottom + 2.6 * MM


def _marks(strand: StrandBlock) -> int:
    return strand.overdue + strand.soon + strand.on_time + strand.completed + strand.resulted


def _actions(book: Book, strands: Sequence[StrandBlock]) -> None:
    """The actions by P; a column that nothing stands in is left out."""
    lines = [line for strand in strands for line in strand.actions]
    if not lines:
        return
    columns = [STRAND, ACTION]
    columns += [OWNER] if any(line.owner for line in lines) else []
    columns += [DUE] if any(line.due for line in lines) else []
    columns += [STATE] if any(line.chip.letter for line in lines) else []
    bands = [
        Band([_action(line, columns) for line in strand.actions], label=str(strand.strand))
        for strand in strands
        if strand.actions
    ]
    Table(book, columns, bands).draw()
    if STATE in columns:
        book.paragraph(book.pack.rag_rule)


def _action(line: ActionLine, columns: Sequence[Column]) -> Row:
    row = RowBuilder()
    row.cell(ACTION, (TABLE, line.title or "Action"), (SMALL, line.second))
    if OWNER in columns:
        row.cell(OWNER, (TABLE, line.owner))
    if DUE in columns:
        row.cell(DUE, (TABLE, full(line.due)) if line.due else (TABLE_SOFT, "No date"))
    if STATE in columns:
        lines = pdf_marks.chip_lines(line.chip, STATE.wide)
        row.mark(
            lambda leaf, top: pdf_marks.chip(leaf, STATE.x, top, line.chip, lines),
            len(lines) * TABLE.leading,
            STATE,
        )
    return row.row()


def _texts(book: Book, facts: Sequence[Fact]) -> None:
    """What was released beside it, each under what it is."""
    if not facts:
        return
    what, said = Column("What", LEFT, 42 * MM), Column("Also released to you", 62 * MM, 131 * MM)
    rows = []
    for fact in facts:
        row = RowBuilder()
        row.cell(what, (STRONG, fact.label))
        row.cell(said, (TABLE, fact.words))
        rows.append(row.row())
    book.y += 2.6 * MM
    Table(book, (what, said), [Band(rows)]).draw()


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
