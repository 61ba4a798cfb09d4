"""The action log: what meetings set line by line, what presses of the plans by force, then the worst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from app.packs import pdf_marks
from app.packs.model import ActionLog, Chip, LogGroup, LogLine, PlanForce
from app.packs.pdf_leaf import LEFT, Leaf
from app.packs.pdf_page import CONTINUES, Book, Place
from app.packs.pdf_table import DENSE, Band, Column, Mark, Row, RowBuilder, Table
from app.packs.pdf_type import BLACK, MM, RED, SMALL, STRONG, TABLE, TABLE_SOFT, WHITE, Style, units
from app.packs.pdf_words import count, day

NUMBER = Column("No.", 17 * MM, 13.5 * MM)
ACTION = Column("Action, owner, reason for the last move", 32 * MM, 51 * MM)
SET = Column("Set at", 84.5 * MM, 13 * MM)
FIRST = Column("First due", 98.5 * MM, 12 * MM)
NOW = Column("Now due", 111.5 * MM, 12 * MM)
CARRIED = Column("Carried", 123.5 * MM, 11 * MM, right=True)
LINEAGE = Column("", 138.5 * MM, 23.5 * MM, says="Lineage, by month of meeting")
STATE = Column("State", 165.2 * MM, 27.8 * MM)
COLUMNS = (NUMBER, ACTION, SET, FIRST, NOW, CARRIED, LINEAGE, STATE)
PRESSING = (
    "Press", "Overdue", "Without owner or date", "Due soon or re\u2011dated", "Due by next meeting",
    "Carried 3 times or more",
)  # fmt: skip
UNDER = "Actions set by meetings. Actions of 4P plans stand on the group pages."


def action_log(book: Book, place: Place, name: str) -> None:
    """What meetings set and what presses of the plans, most pressing first, each with its lineage."""
    log = book.pack.log
    book.open(place, name, f"{place.tab} Action log".strip())
    book.title("Action log", UNDER)
    book.answer(log.answer.strong, log.answer.words)
    book.y += 1.4 * MM
    if any(group.lines for group in (*log.groups, *log.plans)):
        _legend(book)
    if any(group.lines for group in log.groups):
        actions(book, log.groups, book.note_high(log.note))
    else:
        book.y += 0.6 * MM
        book.paragraph("No action that a meeting set is open." if log.plans else "No action is open.")
    book.paragraph(log.note, more=bool(log.plans))
    if log.plans:
        _plans(book, log)


def _plans(book: Book, log: ActionLog) -> None:
    """What presses of the 4P plans: counted by force, then the worst one by one."""
    columns = [Column("Home force", LEFT, 46 * MM)]
    columns += [Column(head, (65 + 22 * at) * MM, 18 * MM, right=True) for at, head in enumerate(PRESSING)]
    shown = log.plans_by_force
    sums = PlanForce("Region", *(sum(numbers) for numbers in zip(*(row[1:] for row in shown), strict=True)))
    total = _force_row(columns, sums, total=True) if len(shown) > 1 else None
    table = Table(book, columns, [Band([_force_row(columns, row) for row in shown])], total=total)
    book.y += 4 * MM
    book.ensure(book.heading_high("Of the 4P plans", log.plans_note) + 1 * MM + table.high)
    book.heading("Of the 4P plans")
    book.paragraph(log.plans_note, more=True)
    book.y += 1 * MM
    table.draw()
    book.y += 3 * MM
    actions(book, log.plans)


def _force_row(columns: Sequence[Column], of: PlanForce, *, total: bool = False) -> Row:
    row = RowBuilder(DENSE)
    row.cell(columns[0], (STRONG if total else TABLE, of.force))
    for column, number in zip(columns[1:], of[1:], strict=True):
        face = STRONG if total or column is columns[1] else TABLE
        row.cell(column, (face, count(number) if number or total else "–"))
    return row.row()


def actions(book: Book, groups: Sequence[LogGroup], tail: float = CONTINUES) -> None:
    """The table of actions with their dates, lineage and state."""
    meetings = book.pack.log.meetings
    strip = None
    if len(meetings) > 1:
        strip = pdf_marks.Strip(LINEAGE.x, LINEAGE.wide, meetings, book.pack.as_at)
    bands = [
        Band(
            [_row(line, strip, book.pack.as_at) for line in group.lines],
            f"{group.title} ({_how_many(group)})",
        )
        for group in groups
    ]
    Table(book, COLUMNS, bands, head_mark=strip.heads if strip else None, tail=tail).draw()


def _how_many(group: LogGroup) -> str:
    shown = count(len(group.lines))
    return f"{shown} of {count(group.of)}" if group.of else shown


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
