"""The action log, and the page of overdue actions and exceptions, which shares its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from app.packs import pdf_marks
from app.packs.model import Chip, ExceptionGroup, LogGroup, LogLine
from app.packs.pdf_leaf import LEFT, Leaf
from app.packs.pdf_page import CONTINUES, Book, Place
from app.packs.pdf_table import DENSE, Band, Column, Mark, Row, RowBuilder, Table
from app.packs.pdf_type import BLACK, MM, RED, SMALL, STRONG, TABLE, TABLE_SOFT, WHITE, Style, units
from app.packs.pdf_words import count, day, plural

NUMBER = Column("No.", 17 * MM, 13.5 * MM)
ACTION = Column("Action, owner, reason for the last move", 32 * MM, 51 * MM)
SET = Column("Set at", 84.5 * MM, 13 * MM)
FIRST = Column("First due", 98.5 * MM, 12 * MM)
NOW = Column("Now due", 111.5 * MM, 12 * MM)
CARRIED = Column("Carried", 123.5 * MM, 11 * MM, right=True)
LINEAGE = Column("", 138.5 * MM, 23.5 * MM, says="Lineage, by month of meeting")
STATE = Column("State", 165.2 * MM, 27.8 * MM)
COLUMNS = (NUMBER, ACTION, SET, FIRST, NOW, CARRIED, LINEAGE, STATE)
UNDER = "Actions set by meetings, then those of the 4P plans that press; the others stand on the group pages."


def action_log(book: Book, place: Place, name: str) -> None:
    """What meetings set and what presses of the plans, most pressing first, each with its lineage."""
    log = book.pack.log
    book.open(place, name, f"{place.tab} Action log".strip())
    book.title("Action log", UNDER)
    book.answer(log.answer.strong, log.answer.words)
    if any(group.lines for group in log.groups):
        book.y += 1.4 * MM
        _legend(book)
        actions(book, log.groups, book.note_high(log.note))
    else:
        book.y += 2 * MM
        book.paragraph("No action is open.")
    book.paragraph(log.note)


def actions(book: Book, groups: Sequence[LogGroup], tail: float = CONTINUES) -> None:
    """The table of actions with their dates, lineage and state."""
    meetings = book.pack.log.meetings
    strip = None
    if len(meetings) > 1:
        strip = pdf_marks.Strip(LINEAGE.x, LINEAGE.wide, meetings, book.pack.as_at)
    bands = [
        Band(
            [_row(line, strip, book.pack.as_at) for line in group.lines],
            f"{group.title} ({count(len(group.lines))})",
        )
        for group in groups
    ]
    Table(book, COLUMNS, bands, head_mark=strip.heads if strip else None, tail=tail).draw()


def _row(line: LogLine, strip: pdf_marks.Strip | None, now: date) -> Row:
    row = RowBuilder()
    row.cell(NUMBER, (STRONG, line.reference))
    row.cell(ACTION, (TABLE, line.title), (SMALL, _second(line)))
    row.cell(SET, *_date(line.set_on, now), *(((SMALL, line.set_at),) if line.set_at else ()))
    for column, on in ((FIRST, line.first_due), (NOW, line.due)):
        row.cell(column, *_date(on, now))
    row.cell(CARRIED, (STRONG if line.carried >= 3 else TABLE, count(line.carried)))
    if strip:
        row.mark(_strip(strip, line), column=LINEAGE)
    lines = pdf_marks.chip_lines(line.chip, STATE.wide)
    draw = partial(_chip, line.chip, lines)
    row.mark(draw, len(lines) * TABLE.leading, STATE)
    return row.row()


def _second(line: LogLine) -> str:
    """Whose it is, of which group, and why its date moved last."""
    of = line.threat if line.threat != line.reference else ""
    whose = ", ".join(part for part in (line.owner or "No owner", of) if part)
    return f"{whose}: {line.reason}" if line.reason else whose


def _strip(strip: pdf_marks.Strip, line: LogLine) -> Mark:
    return lambda leaf, top: strip.draw(leaf, top, line)


def _chip(chip: Chip, lines: Sequence[str], leaf: Leaf, top: float) -> None:
    pdf_marks.chip(leaf, STATE.x, top, chip, lines)


def _date(on: date | None, now: date) -> tuple[tuple[Style, str], ...]:
    """Day and month; the year below them where it is not within twelve months."""
    if on is None:
        return ((TABLE_SOFT, "not set"),)
    if abs((on - now).days) < 365:
        return ((TABLE, day(on)),)
    return (TABLE, day(on)), (SMALL, f"\u2007\u2007{on.year}")


def _legend(book: Book) -> None:
    with book.leaf.artifact():  # the strips are read in words
        _signs(book.leaf, book.y)
    book.y += SMALL.leading + 1.2 * MM


def _signs(leaf: Leaf, y: float) -> None:
    x, middle = LEFT, y + SMALL.leading / 2
    leaf.text(x, y, SMALL, "Lineage, by month of meeting:")
    x += units("Lineage, by month of meeting:", False) * SMALL.em + 4 * MM
    for kind, words in (
        ("set", "set"),
        ("moved", "due date moved"),
        ("due", "now due"),
        ("overdue", "overdue since"),
        ("arrow", "before or after the strip"),
    ):
        _sign(leaf, x + 1 * MM, middle, kind)
        leaf.text(x + 3.2 * MM, y, SMALL, words)
        x += 3.2 * MM + units(words, False) * SMALL.em + 4 * MM


def _sign(leaf: Leaf, x: float, y: float, kind: str) -> None:
    r = 0.75 * MM
    if kind == "set":
        leaf.circle(x, y, 0.85 * MM, 0.1, BLACK, BLACK)
    elif kind == "moved":
        leaf.line([(x - r, y - r), (x + r, y + r)], 1.1)
        leaf.line([(x - r, y + r), (x + r, y - r)], 1.1)
    elif kind == "due":
        leaf.circle(x, y, 0.95 * MM, 1.0, BLACK, WHITE)
    elif kind == "overdue":
        leaf.line([(x - 1.4 * MM, y), (x + 1.4 * MM, y)], 0.75 * MM, RED)
    else:
        leaf.shape([(x + r, y - 1 * MM), (x - r, y), (x + r, y + 1 * MM)], BLACK)


REFERENCE = Column("Reference", 17 * MM, 28 * MM)
NAME = Column("Name", 46.5 * MM, 52 * MM)
FORCE = Column("Home force", 100 * MM, 32 * MM)
DETAIL = Column("What was found", 133.5 * MM, 59.5 * MM)


def exceptions(book: Book, place: Place, name: str) -> None:
    """Overdue actions of every group, then the gaps check by check."""
    page = book.pack.exceptions
    book.open(place, name, f"{place.tab} Overdue and exceptions".strip())
    book.title("Overdue and exceptions")
    book.answer(page.answer.strong, page.answer.words)
    book.y += 2 * MM
    if any(group.lines for group in page.overdue):
        actions(book, page.overdue)
        book.y += 3 * MM
    found = [group for group in page.groups if group.lines]
    if found:
        _summary(book, found)
        for group in found:
            _check(book, group)
    else:
        book.paragraph("No check found anything.")


def _summary(book: Book, groups: Sequence[ExceptionGroup]) -> None:
    what = Column("What was found", 17 * MM, 78 * MM)
    behind = Column("What stands behind it", 97 * MM, 76 * MM)
    threats = Column("Threats", 176 * MM, 17 * MM, right=True)
    rows = []
    for group in groups:
        row = RowBuilder(DENSE)
        row.cell(what, (TABLE, group.title))
        row.cell(behind, (SMALL, group.behind))
        row.cell(threats, (STRONG, count(group.total)))
        rows.append(row.row())
    table = Table(book, (what, behind, threats), [Band(rows)])
    book.ensure(18 + table.opening())
    book.heading("Checks that found something", plural(len(groups), "check"))
    book.y += 1 * MM
    table.draw()


def _check(book: Book, group: ExceptionGroup) -> None:
    rows = []
    for line in group.lines:
        row = RowBuilder(DENSE)
        row.cell(REFERENCE, (STRONG, line.reference))
        row.cell(NAME, (TABLE, line.name or "no name yet"))
        row.cell(FORCE, (TABLE, line.force))
        row.cell(DETAIL, (TABLE, line.detail))
        rows.append(row.row())
    table = Table(book, (REFERENCE, NAME, FORCE, DETAIL), [Band(rows)])
    title = f"{group.title} ({count(group.total)})"
    shown = len(group.lines)
    behind = group.behind
    if shown < group.total:
        behind = f"{behind}. The {shown} that press most; all {count(group.total)} are in the workbook"
    book.ensure(4 * MM + book.heading_high(title, behind) + table.opening())
    book.y += 3 * MM
    book.heading(title, behind)
    book.y += 1 * MM
    table.draw()
