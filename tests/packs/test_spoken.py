"""Pictures in words: chips, squares, scores, strips and charts, as the PDF and the workbook say them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from app.domain.codes import Strand
from app.packs import excel, monthly, spoken
from app.packs.model import Chip, Figure, FigureKind, LogLine, Pack, Point, ScorePoint, StrandBlock
from tests.packs import months

BANDS = ((200, "Medium"), (300, "High"), (400, "Severe"))
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def log_line(**fields: object) -> LogLine:
    line = LogLine(
        "26/001", "AS/2024/0117", "Sharing agreement", "K Ashdown", date(2026, 7, 9), date(2026, 8, 13),
        date(2026, 11, 12), (date(2026, 8, 13), date(2026, 10, 8)), 3, Chip("R", "Overdue 28 days"),
    )  # fmt: skip
    return line._replace(**fields)


@pytest.mark.parametrize(
    ("chip", "words"),
    [
        (Chip("R", "Overdue 13 days"), "Red: overdue 13 days"),
        (Chip("A", "Due today"), "Amber: due today"),
        (Chip("G", "On time"), "Green: on time"),
        (Chip("B", "Resulted"), "Blue: resulted"),
        (Chip("", "None"), "None"),
    ],
)
def test_a_chip_says_its_colour_and_why(chip: Chip, words: str) -> None:
    assert spoken.chip(chip) == words


def test_squares_say_how_many_of_each() -> None:
    block = StrandBlock(Strand.PURSUE, 1, 0, 1, 0, 2, "", "", False, "", ())
    assert spoken.squares(block) == "Pursue, 4 actions: 1 overdue, 1 on time, 2 resulted"
    one = StrandBlock(Strand.PREPARE, 0, 1, 0, 0, 0, "", "", False, "", ())
    assert spoken.squares(one) == "Prepare, 1 action: 1 due soon"


def test_a_score_says_where_it_began_where_it_is_and_which_line_it_passed() -> None:
    first, last = ScorePoint(date(2024, 3, 9), 298), ScorePoint(date(2026, 11, 27), 438)
    assert spoken.score((first, last), BANDS) == (
        "Score from 298 in Mar 2024 to 438 on 27 Nov 2026, two assessments, above the Severe line of 400"
    )
    assert spoken.score((ScorePoint(last.on, 400),), BANDS) == (
        "Score 400 on 27 Nov 2026, one assessment, at the Severe line of 400"
    )
    assert spoken.score((ScorePoint(last.on, 90),), BANDS).endswith("below the Medium line of 200")
    assert spoken.score((ScorePoint(last.on, 90),), ()) == "Score 90 on 27 Nov 2026, one assessment"


def test_a_strip_says_each_move_of_its_date() -> None:
    now = date(2026, 12, 10)
    assert spoken.lineage(log_line(), now) == (
        "Set 9 Jul 2026; moved 13 Aug 2026, 8 Oct 2026; now due 12 Nov 2026; overdue 28 days"
    )
    assert spoken.lineage(log_line(due=date(2026, 12, 9), moved=()), now).endswith("overdue 1 day")
    quiet = log_line(set_on=None, moved=(), due=None, chip=Chip("R", "No owner or date"))
    assert spoken.lineage(quiet, now) == "First due 13 Aug 2026; no due date"


def test_charts_say_their_numbers() -> None:
    assert spoken.figure(
        Figure("By force", ("Dorset", "Wiltshire"), (("Severe", (2, 0)), ("High", (3, 5))), "")
    ) == "By force. Dorset 5 (2 Severe, 3 High); Wiltshire 5 (5 High)"  # fmt: skip
    line = Figure("Days", ("Oct 2026", "Nov 2026"), (("Days", (16, 11)),), "", FigureKind.LINE)
    assert spoken.figure(line) == (
        "Days. Days: 16 in Oct 2026, 11 in Nov 2026, highest 16 in Oct 2026, lowest 11 in Nov 2026"
    )
    points = (Point("DC25000", 3, 400, True), Point("DC25001", 1, 90))
    scatter = Figure("", (), (), "", FigureKind.SCATTER, points=points, x_axis="Live", y_axis="Score")
    assert spoken.figure(scatter) == "2 points, Live against Score. DC25000: 3 and 400"
    assert spoken.figure(Figure("", (), (), "")) == "Chart with nothing in it"


def pack(*, worded: bool) -> Pack:
    """The month's pack, whose figures have words of their own or none."""
    made = monthly.build(months.small(), months.MADE_AT)
    if worded:
        return made
    sheets = (
        replace(sheet, figure=replace(sheet.figure, text="")) if sheet.figure else sheet
        for sheet in made.sheets
    )
    return replace(made, sheets=tuple(sheets))


def figures(made: Pack) -> list[Figure]:
    parts = [part for sheet in made.sheets for part in (sheet, *sheet.below)]
    return [part.figure for part in parts if part.figure is not None]


@pytest.mark.parametrize("worded", [True, False])
def test_each_chart_of_the_workbook_has_its_words_in_it_and_in_a_cell(worded: bool) -> None:
    made, target = pack(worded=worded), io.BytesIO()
    excel.write(made, target)
    told = []
    with ZipFile(target) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                frames = ElementTree.fromstring(parts.read(name)).iter(f"{DRAWING}cNvPr")
                told += [frame.get("descr") for frame in frames]
    assert told
    assert set(told) <= {spoken.figure(figure) for figure in figures(made)}
    cells = {cell.value for sheet in openpyxl.load_workbook(target) for line in sheet.rows for cell in line}
    shown = [figure for figure in figures(made) if spoken.figure(figure) in told]
    assert all((figure.text or spoken.figure(figure)) in cells for figure in shown)
