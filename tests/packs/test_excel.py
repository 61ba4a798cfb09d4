"""The workbook, opened again by another reader: it holds the Pack, hides nothing, and is the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from app.packs import excel, monthly
from app.packs.columns import MARKING, text
from app.packs.excel_rows import LIMIT
from app.packs.model import Pack, Sheet
from tests.packs.months import FORMULA, MADE_AT, action, empty, small

WRITE = """
import sys
from app.packs import excel, monthly
from tests.packs.months import MADE_AT, small
with open(sys.argv[1], "w+b") as target:
    excel.write(monthly.build(small(), MADE_AT), target)
"""
MARKED = "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
SHEETS = [
    "About", "Agenda", "Action log", "Picture", "Submissions", "Priorities", "Effort", "Threats", "Actions",
    "Scores", "Leads", "Updates", "Exceptions", "Reviews", "Archive",
]  # fmt: skip


def written(pack: Pack) -> bytes:
    target = io.BytesIO()
    excel.write(pack, target)
    return target.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(small(), MADE_AT)


@pytest.fixture(scope="module")
def data(pack: Pack) -> bytes:
    return written(pack)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return opened(data)


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def as_read(value: object) -> object:
    """A value of the Pack as openpyxl reads it back."""
    return datetime.combine(value, time()) if isinstance(value, date) else value


def test_the_sheets_stand_in_their_order(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert book.active.title == "About"


def test_every_cell_of_the_pack_is_in_the_workbook_as_its_own_kind(pack: Pack, book: Any) -> None:
    for sheet in pack.sheets:
        found = book[sheet.name].iter_rows(
            min_row=1, max_row=len(sheet.rows) + 1, max_col=len(sheet.columns), values_only=True
        )
        heads, *rows = found
        assert list(heads) == [column.title for column in sheet.columns]
        assert rows == [tuple(map(as_read, row)) for row in sheet.rows]


def test_the_columns_that_others_rely_on_are_there(book: Any) -> None:
    threats = "Reference, Name, Operation, Kind, Home force, Primary theme, Status, Tier, SIO, LRO, Score"
    actions = "Action, Threat, Strand, Title, Owner, Set on, Due, State, RAG"
    for name, columns in (
        ("Threats", f"{threats}, Score date, Next review"),
        ("Actions", f"{actions}, Outcome"),
    ):
        heads = [cell.value for cell in book[name][1]]
        places = [heads.index(column) for column in columns.split(", ")]
        assert places == sorted(places)


def test_about_says_what_it_is_and_how_it_may_be_handled(book: Any) -> None:
    about = book["About"]
    assert about["A1"].value == MARKED
    assert about["A2"].value == "FICTIONAL"
    assert about["A4"].value == "South West regional tasking pack, December 2026"
    words = "\n".join(str(cell.value) for row in about.iter_rows() for cell in row if cell.value)
    for needed in ("Red: overdue", "SW-2026-12", "Actions: one action", "Bands are local"):
        assert needed in words


def test_each_data_sheet_is_a_table_with_filters_under_a_frozen_head(pack: Pack, book: Any) -> None:
    for sheet in pack.sheets:
        made = book[sheet.name]
        table = made.tables[sheet.name.replace(" ", "_")]
        assert table.autoFilter is not None
        assert [column.name for column in table.tableColumns] == [column.title for column in sheet.columns]
        assert made.freeze_panes == made.cell(2, sheet.keys + 1).coordinate
        assert made.row_dimensions[1].height == 30


def test_dates_are_dates_and_scores_are_numbers(book: Any) -> None:
    actions = book["Actions"]
    heads = [cell.value for cell in actions[1]]
    due = actions.cell(2, heads.index("Due") + 1)
    assert due.is_date
    assert due.number_format == "dd mmm yyyy"
    scores = book["Scores"]
    assert {scores.cell(row, 3).value for row in range(2, 5)} == {392, 438, 352.5}
    assert scores.cell(2, 3).number_format == "0.0", "one score has a decimal, so all show it"
    assert isinstance(book["Agenda"]["D2"].value, time)


def test_print_is_a4_landscape_one_page_wide_with_the_marking_above_and_below(book: Any) -> None:
    for made in book:
        assert made.page_setup.paperSize == 9
        assert made.page_setup.orientation == (
            "portrait" if made.title in {"About", "Agenda"} else "landscape"
        )
        assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
        assert made.sheet_properties.pageSetUpPr.fitToPage
        assert made.oddHeader.center.text == made.oddFooter.center.text == MARKED
        assert made.oddHeader.right.text == "FICTIONAL"
        assert made.print_area
        if made.title != "About":
            assert made.print_title_rows == "$1:$1"


def test_what_prints_is_at_most_two_hundred_characters_wide(pack: Pack) -> None:
    for sheet in pack.sheets:
        assert sum(column.width for column in sheet.columns if column.prints) <= 200, sheet.name


def test_rag_is_coloured_by_the_word_in_the_cell(book: Any) -> None:
    rules = [rule for made in book["Actions"].conditional_formatting for rule in made.rules]
    assert [rule.formula for rule in rules][:4] == [['"Red"'], ['"Amber"'], ['"Green"'], ['"Blue"']]
    assert {(rule.type, rule.operator) for rule in rules} == {("cellIs", "equal")}
    assert rules[0].dxf.fill.bgColor.rgb == "FFA81C1C"


def test_nothing_is_hidden_and_nothing_is_a_formula(book: Any, data: bytes) -> None:
    for made in book:
        assert made.sheet_state == "visible"
        assert not [key for key, column in made.column_dimensions.items() if column.hidden]
        assert not [key for key, row in made.row_dimensions.items() if row.hidden]
        assert not made.merged_cells.ranges
        for row in made.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.comment is None
    for name, xml in members(data).items():
        assert "<f>" not in xml or "chart" in name
        assert 'hidden="1"' not in xml
        assert not re.search(r"externalLink|comment|vba|printerSettings|absPath", name + xml)


def test_no_person_program_or_path_is_named(book: Any, data: bytes) -> None:
    assert not book.properties.creator
    assert book.properties.lastModifiedBy is None
    assert book.properties.keywords == f"{MARKED} - FICTIONAL"
    assert {name: book.custom_doc_props[name].value for name in ("Pack", "Version")} == {
        "Pack": "SW-2026-12",
        "Version": "1.0",
    }
    whole = " ".join(members(data).values())
    for name in (
        "openpyxl",
        "Microsoft Excel",
        "<Application>",
        "<Company>",
        "<Manager>",
        str(Path(__file__).parents[2]),
    ):
        assert name not in whole


def test_text_that_looks_like_a_formula_stays_text_and_shows_its_quote(book: Any) -> None:
    cells = [cell for row in book["Actions"].iter_rows() for cell in row if cell.value == FORMULA]
    assert len(cells) == 1
    assert cells[0].data_type == "s"
    assert cells[0].quotePrefix


def cell_of(value: str) -> str:
    """A text written in a cell and read back, as Excel would show it."""
    sheet = Sheet("Words", "one word", "word", (text("Word", 20), MARKING), 1, ((value, "M"),))
    found = opened(written(replace(monthly.build(empty(), MADE_AT), sheets=(sheet,))))["Words"]["A2"].value
    return unescape(found or "")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    assert cell_of(value) == value


@pytest.mark.parametrize(
    "value", ["_x0041_", "a\nb", " led and trailed ", "\tx", "<&>'\"", "ﷺ عبد", "😀" * 3]
)
def test_text_that_file_formats_mangle_comes_back_as_it_was(value: str) -> None:
    assert cell_of(value) == value


@pytest.mark.parametrize(
    ("value", "shown"), [("a\x00b", "a[U+0000]b"), ("\x1b[1m", "[U+001B][1m"), ("a\r\nb", "a\nb")]
)
def test_what_no_file_can_hold_is_shown_by_its_code(value: str, shown: str) -> None:
    assert cell_of(value) == shown


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row() -> None:
    outcome = "".join(f"line {number} of a very long outcome\n" for number in range(2000))
    month = replace(small(), actions=(action("long", "0117", outcome=outcome), *small().actions))
    made = opened(written(monthly.build(month, MADE_AT)))["Actions"]
    heads = [cell.value for cell in made[1]]
    rows = [row for row in made.iter_rows(min_row=2, values_only=True) if row[0] == "A-long"]
    place, marking = heads.index("Outcome"), heads.index("Marking")
    assert len(rows) == -(-len(outcome) // LIMIT)
    assert rows[1][place].startswith("(2 of 2) ")
    joined = rows[0][place] + "".join(re.sub(r"^\(\d of 2\) ", "", row[place]) for row in rows[1:])
    assert joined == outcome
    assert {row[1] for row in rows} == {"AS/2024/0117"}
    assert {row[marking] for row in rows} == {f"{MARKED} - FICTIONAL"}
    assert [row[heads.index("RAG")] for row in rows] == ["Green", None]


def test_a_section_without_rows_is_a_table_with_one_empty_row_or_no_sheet_at_all() -> None:
    made = opened(written(monthly.build(empty(), MADE_AT)))
    assert made.sheetnames == ["About", "Agenda", "Threats", "Actions", "Scores", "Leads", "Updates"]
    assert made["Actions"].tables["Actions"].ref == "A1:S2"
    assert {cell.value for cell in made["Actions"][2]} == {None}


def test_the_picture_has_its_chart_and_the_words_for_it(book: Any, pack: Pack) -> None:
    made = book["Picture"]
    assert len(made._charts) == 1
    assert set(made.tables) == {"Picture", "Bands"}
    assert pack.picture.figure.text in {cell.value for cell in made[1]}


def test_no_temporary_file_is_made(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file was asked for")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert written(pack)


def test_progress_is_told_of_each_sheet_and_can_stop_it(pack: Pack) -> None:
    told: list[tuple[int, int]] = []
    excel.write(pack, io.BytesIO(), lambda done, whole: told.append((done, whole)))
    assert told == [(number, len(SHEETS)) for number in range(len(SHEETS))]

    def stop(done: int, whole: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        excel.write(pack, io.BytesIO(), stop)


@pytest.mark.parametrize(
    ("zone", "seed", "locale"),
    [("Pacific/Auckland", "1", "C.UTF-8"), ("America/New_York", "77", "tr_TR.UTF-8")],
)
def test_the_bytes_are_the_same_in_another_process_zone_and_locale(
    data: bytes, zone: str, seed: str, locale: str, tmp_path: Path
) -> None:
    target = tmp_path / "other.xlsx"
    subprocess.run(
        [sys.executable, "-c", WRITE, str(target)],
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    with zipfile.ZipFile(target) as other, zipfile.ZipFile(io.BytesIO(data)) as here:
        for name in here.namelist():
            assert other.read(name) == here.read(name)
    assert target.read_bytes() == data


def test_a_row_is_tall_enough_for_its_wrapped_text(pack: Pack, book: Any) -> None:
    sheet = next(sheet for sheet in pack.sheets if sheet.name == "Actions")
    place = [column.title for column in sheet.columns].index("Title")
    made = book["Actions"]
    tall = 0
    for number, line in enumerate(sheet.rows, 2):
        title = str(line[place])
        if len(title) > 1.2 * sheet.columns[place].width:
            tall += 1
            assert 24 <= made.row_dimensions[number].height <= 409
    assert tall
