"""The page of exceptions: the checks by force, the actions longest overdue, then check by check."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import ExceptionGroup
from app.packs.pdf_leaf import LEFT, RIGHT
from app.packs.pdf_log import actions
from app.packs.pdf_page import Book, Place
from app.packs.pdf_table import DENSE, Band, Column, Row, RowBuilder, Table
from app.packs.pdf_type import MM, SMALL, STRONG, TABLE
from app.packs.pdf_words import count, plural

REFERENCE = Column("Reference", 17 * MM, 28 * MM)
NAME = Column("Name", 46.5 * MM, 52 * MM)
FORCE = Column("Home force", 100 * MM, 32 * MM)
DETAIL = Column("What was found", 133.5 * MM, 59.5 * MM)
NUMBER = Column("No.", LEFT, 8 * MM)
MOST_FORCES = 7
"""Forces that have a column each; where there are more the checks are counted for all together."""
EACH, ALL = 9 * MM, 11 * MM
LONGEST = "Of each force those longest overdue; all stand in the workbook, sheet Actions."


def exceptions(book: Book, place: Place, name: str) -> None:
    """What the checks found by force, the longest overdue actions, then what presses most of each check."""
    page = book.pack.exceptions
    book.open(place, name, f"{place.tab} Overdue and exceptions".strip())
    book.title("Overdue and exceptions")
    book.answer(page.answer.strong, page.answer.words)
    book.y += 2 * MM
    found = [group for group in page.groups if group.lines]
    if found:
        _checks(book, found)
    else:
        book.paragraph("No check found anything.", more=True)
    if any(group.lines for group in page.overdue):
        book.y += 4 * MM
        cut = any(group.of for group in page.overdue)
        book.ensure(book.heading_high("Overdue actions", LONGEST) + 40 * MM)
        book.heading("Overdue actions", LONGEST if cut else "by home force, longest overdue first")
        book.y += 1 * MM
        actions(book, page.overdue)
        book.y += 1 * MM
    for group in found:
        _check(book, group)


def _checks(book: Book, groups: Sequence[ExceptionGroup]) -> None:
    """Every check that found something: how much, and in which force."""
    named = book.pack.exceptions.forces
    forces = named if len(named) <= MOST_FORCES and any(group.counts for group in groups) else ()
    begin = RIGHT - ALL - len(forces) * (EACH + 1.5 * MM)
    weight = Column("Weight", begin - 14 * MM, 13 * MM)
    room = weight.x - 26 * MM
    what = Column("What was found", 26 * MM, room * 0.62 - 1.5 * MM)
    behind = Column("What stands behind it", 26 * MM + room * 0.62, room * 0.38 - 1.5 * MM)
    each = [
        Column(head, begin + place * (EACH + 1.5 * MM), EACH, right=True) for place, head in enumerate(forces)
    ]
    total = Column("All", RIGHT - ALL, ALL, right=True)
    columns = (NUMBER, what, behind, weight, *each, total)
    rows = [_counted(group, columns, each) for group in groups]
    table = Table(book, columns, [Band(rows)])
    book.ensure(18 + table.opening())
    book.heading("Checks that found something", plural(len(groups), "check"))
    book.y += 1 * MM
    table.draw()


def _counted(group: ExceptionGroup, columns: Sequence[Column], each: Sequence[Column]) -> Row:
    number, what, behind, weight = columns[:4]
    row = RowBuilder(DENSE)
    row.cell(number, (TABLE, group.number))
    row.cell(what, (TABLE, group.title))
    row.cell(behind, (SMALL, group.behind))
    row.cell(weight, (STRONG if group.weight == "High" else TABLE, group.weight))
    for column, found in zip(each, group.counts, strict=False):
        row.cell(column, (TABLE, count(found) if found else "–"))
    row.cell(columns[-1], (STRONG, count(group.total)))
    return row.row()


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
