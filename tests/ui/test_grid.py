"""The grid: sorting, filtering, freezing and copying, on the model and with the keys that people press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.rag import Rag
from app.errors import Refusal
from app.ui import palette, style
from app.ui.delegates import RagOrder
from app.ui.grid import Grid
from app.ui.grid_header import ValueCell
from app.ui.grid_view import safe_cell
from app.ui.rag_paint import rag_words
from app.ui.table_filters import Between, Contains, OneOf, read_range
from app.ui.table_model import Column, TableModel

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 26)
ON_TRACK = Rag("G", "plan.on_track")


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    force: str
    score: float | None
    on: date | None = None
    rag: Rag = ON_TRACK


COLUMNS = (
    Column("id", "Reference", lambda r: r.id, 100, "reference"),
    Column("name", "Name", lambda r: r.name, 200),
    Column("force", "Force", lambda r: r.force, 90, filter="values", any_of="any force"),
    Column("score", "Score", lambda r: r.score, 90, "number", "range"),
    Column("on", "Reviewed", lambda r: r.on, 110, "date", "range"),
    Column("rag", "4P plan", lambda r: RagOrder(r.rag), 120, "rag", "values", lambda r: rag_words(r.rag)),
)
ROWS = (
    Row("AS/1", "Calder waste businesses", "A&S", 446, date(2026, 10, 1)),
    Row("AS/2", "Harrowmead quay network", "A&S", 412, date(2026, 11, 1), Rag("R", "plan.overdue", 1)),
    Row("DO/3", "port Merrow importers", "Dorset", 388, None, Rag("A", "plan.due_soon", 2)),
    Row("WI/4", "Ashen Bridge line", "Wilts", None, date(2026, 11, 30), Rag("R", "plan.overdue", 4)),
    Row("AS/5", "Quayside émigré line", "A&S", 388, date(2026, 1, 2), Rag("B", "plan.all_resulted")),
)


@pytest.fixture
def model() -> TableModel:
    made = TableModel(COLUMNS)
    made.load(ROWS)
    return made


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    made = Grid("Threats", COLUMNS, lambda: TODAY, "threat")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.load(ROWS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(model: TableModel) -> list[str]:
    return list(model.ids())


def test_the_model_keeps_qts_contract_through_every_change(qtmodeltester: object) -> None:
    model = TableModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(ROWS)
    model.sort_by((3, True), (1, False))
    model.filter(1, Contains("line"))
    model.narrow(lambda row: row.score is not None)
    model.clear_filters()
    model.load(ROWS[:2])
    model.load(())
    assert tester.model() is model
    assert model.rowCount() == 0


def test_rows_sort_by_several_keys_and_empty_cells_come_last_both_ways(model: TableModel) -> None:
    model.sort_by((3, True), (1, False))
    assert shown(model) == ["AS/1", "AS/2", "DO/3", "AS/5", "WI/4"]
    model.sort_by((3, False), (1, True))
    assert shown(model) == ["AS/5", "DO/3", "AS/2", "AS/1", "WI/4"]
    assert model.sorted_sentence() == "Sorted by score, then name"


def test_names_sort_without_regard_to_capitals(model: TableModel) -> None:
    model.sort_by((1, False))
    assert shown(model) == ["WI/4", "AS/1", "AS/2", "DO/3", "AS/5"]


def test_rag_sorts_the_worst_first(model: TableModel) -> None:
    model.sort_by((5, False))
    assert shown(model) == ["WI/4", "AS/2", "DO/3", "AS/1", "AS/5"]


def test_words_are_found_in_any_order_whatever_their_capitals(model: TableModel) -> None:
    model.filter(1, Contains("NETWORK quay"))
    assert shown(model) == ["AS/2"]
    model.filter(1, Contains("ÉMIGRÉ"))
    assert shown(model) == ["AS/5"]
    assert model.sentence() == "Name contains “ÉMIGRÉ”"


def test_ranges_take_numbers_and_dates(model: TableModel) -> None:
    model.filter(3, read_range("388, 412", "number", TODAY))
    assert shown(model) == ["AS/2", "AS/5", "DO/3"]
    model.filter(3, None)
    model.filter(4, read_range("1/11/2026 to t", "date", TODAY))
    assert shown(model) == ["AS/2"]
    assert model.sentence() == "Reviewed from 1 Nov 2026 to 26 Nov 2026"


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("300", Between(300.0, None)),
        (", 400", Between(None, 400.0)),
        ("300–400", Between(300.0, 400.0)),
        ("", None),
    ],
)
def test_a_range_is_read_as_people_type_it(typed: str, means: Between | None) -> None:
    assert read_range(typed, "number", TODAY) == means


@pytest.mark.parametrize("typed", ["about 300", "1, 2, 3", "31/11/2026"])
def test_what_is_no_range_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_range(typed, "date" if "/" in typed else "number", TODAY)


def test_moments_sort_by_time_and_are_found_by_their_day(model: TableModel) -> None:
    at = {
        "AS/1": datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
        "AS/2": datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        "DO/3": datetime(2026, 12, 2, 8, 0, tzinfo=UTC),
    }
    model.set_columns((*COLUMNS, Column("at", "Made", lambda r: at.get(r.id), 150, "moment", "range")))
    model.sort_by((6, True))
    assert model.ids()[:3] == ("DO/3", "AS/1", "AS/2")
    assert model.index(1, 6).data() == "23 Nov 2026 14:05"
    model.filter(6, read_range("23/11/2026, 23/11/2026", "date", TODAY))
    assert model.ids() == ("AS/1", "AS/2")


def test_filters_of_several_columns_narrow_together(model: TableModel) -> None:
    model.filter(2, OneOf(frozenset({"A&S", "Wilts"})))
    model.filter(1, Contains("line"))
    assert shown(model) == ["AS/5", "WI/4"]
    assert model.sentence() == "Name contains “line”, Force is A&S or Wilts"
    assert model.total == 5
    model.clear_filters()
    assert len(shown(model)) == 5


def test_a_view_narrows_before_the_filter_and_is_counted(model: TableModel) -> None:
    model.narrow(lambda row: row.score is not None)
    model.filter(2, OneOf(frozenset({"A&S"})))
    assert (model.rowCount(), model.total) == (3, 4)
    assert model.values_of(2) == [("A&S", 3), ("Dorset", 1)]


def test_new_rows_keep_sort_filter_and_the_row_in_hand(grid: Grid) -> None:
    grid.model.sort_by((3, True))
    grid.model.filter(1, Contains("e"))
    grid.view.choose("DO/3")
    grid.load([*ROWS[:4], Row("GL/9", "New entry", "Glos", 500)])
    assert grid.view.current_id() == "DO/3"
    assert shown(grid.model)[0] == "GL/9"
    assert grid.model.keys == ((3, True),)


def test_typing_in_the_filter_row_filters_and_says_so(grid: Grid, qtbot: QtBot) -> None:
    qtbot.keyClick(grid.view, Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier)
    grid.seek()
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    qtbot.keyClicks(cell, "line")
    qtbot.waitUntil(lambda: grid.model.rowCount() == 2)
    assert grid.sentence.text() == "Name contains “line”"
    assert grid.count.text() == "2 of 5 shown"
    assert not grid.bar.isHidden()


def test_escape_clears_the_cell_then_goes_back_to_the_rows(grid: Grid, qtbot: QtBot) -> None:
    grid.view.titles.fill(1, "line")
    assert grid.model.rowCount() == 2
    grid.seek()
    cell = QApplication.focusWidget()
    assert cell is not None
    qtbot.keyClick(cell, Qt.Key.Key_Escape)
    assert grid.model.rowCount() == 5
    qtbot.keyClick(cell, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is grid.view
    assert grid.bar.isHidden()


def test_a_filter_that_finds_nothing_says_how_many_there_are(grid: Grid) -> None:
    grid.view.titles.fill(1, "zzz")
    assert grid.count.text() == "No threat matches this filter. 5 threats without it."
    grid.clear_filters()
    assert grid.count.text() == "5 of 5 shown"


def test_a_half_typed_range_keeps_the_filter_in_force(grid: Grid) -> None:
    grid.view.titles.fill(3, "400")
    assert shown(grid.model) == ["AS/1", "AS/2"]
    grid.view.titles.fill(3, "400 t")
    assert shown(grid.model) == ["AS/1", "AS/2"]
    cell = grid.view.titles.cell(3)
    assert cell is not None
    assert cell.property("fault") == "true"


def test_values_are_ticked_in_a_list_with_their_counts(grid: Grid, qtbot: QtBot) -> None:
    cell = grid.view.titles.cell(2)
    assert isinstance(cell, ValueCell)
    cell.open()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert [popup.values.item(n).text() for n in range(3)] == ["A&S   3", "Dorset   1", "Wilts   1"]
    popup.values.item(0).setCheckState(Qt.CheckState.Checked)
    assert shown(grid.model) == ["AS/1", "AS/2", "AS/5"]
    assert cell.text() == "1 chosen"
    popup.close()


def test_enter_opens_the_row_in_hand(grid: Grid, qtbot: QtBot) -> None:
    grid.view.setFocus()
    grid.view.choose("AS/2")
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid.view, Qt.Key.Key_Return)
    assert opened.args == ["AS/2"]


def test_rows_are_copied_for_a_spreadsheet_and_never_as_formulas(grid: Grid, qtbot: QtBot) -> None:
    grid.load([Row("AS/1", "=SUM(A1)\tand\nmore", "A&S", -4.5)])
    grid.view.choose("AS/1")
    qtbot.keyClick(
        grid.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert QApplication.clipboard().text().split("\n") == [
        "Reference\tName\tForce\tScore\tReviewed\t4P plan",
        "AS/1\t'=SUM(A1) and more\tA&S\t'-4.5\t\tOn track",
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "＝1"])
def test_text_that_a_sheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_the_first_column_stays_when_the_grid_scrolls_across(grid: Grid) -> None:
    grid.view.horizontalScrollBar().setValue(grid.view.horizontalScrollBar().maximum())
    frozen = grid.view.frozen
    assert frozen.isVisible()
    assert frozen.x() == 0
    assert not frozen.isColumnHidden(0)
    assert all(frozen.isColumnHidden(n) for n in range(1, len(COLUMNS)))
    assert frozen.titles.cell(0) is not None
    assert grid.view.titles.cell(0) is None


def test_the_filter_cells_stay_below_their_titles_when_the_grid_scrolls_across(grid: Grid) -> None:
    grid.resize(420, 300)
    bar, titles = grid.view.horizontalScrollBar(), grid.view.titles
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    for number in range(1, len(COLUMNS)):
        cell = titles.cell(number)
        assert cell is not None
        assert cell.x() == titles.sectionViewportPosition(number) + 3


def test_the_filter_row_can_be_put_away(grid: Grid, qtbot: QtBot) -> None:
    cell = grid.view.titles.cell(1)
    assert cell is not None
    assert cell.isVisible()
    grid.toggle_filters()
    assert not cell.isVisible()
    assert grid.view.titles.height() == palette.px(30)
    grid.toggle_filters()
    assert cell.isVisible()


def test_a_click_on_a_title_sorts_and_shift_adds_a_key(grid: Grid) -> None:
    grid.view.titles.sort(3, add=False)
    assert grid.model.keys == ((3, True),)
    grid.view.titles.sort(3, add=False)
    assert grid.model.keys == ((3, False),)
    grid.view.titles.sort(1, add=True)
    assert grid.model.keys == ((3, False), (1, False))


def test_the_column_in_hand_sorts_from_the_keyboard(grid: Grid, qtbot: QtBot) -> None:
    grid.view.setCurrentIndex(grid.model.index(0, 3))
    qtbot.keyClick(grid.view, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert grid.model.keys == ((3, True),)
    grid.view.setCurrentIndex(grid.model.index(0, 1))
    qtbot.keyClick(grid.view, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.AltModifier)
    assert grid.model.keys == ((3, True), (1, False))


def test_every_cell_of_the_filter_row_has_a_name(grid: Grid) -> None:
    cells = [grid.view.titles.cell(n) or grid.view.frozen.titles.cell(n) for n in range(len(COLUMNS))]
    assert [cell.accessibleName() for cell in cells if cell] == [
        "Filter Reference",
        "Filter Name",
        "Filter Force: any force",
        "Filter Score",
        "Filter Reviewed",
        "Filter 4P plan: any",
    ]


def test_the_frozen_column_stands_beside_its_rows_after_a_jump_in_another_view(
    grid: Grid, qtbot: QtBot
) -> None:
    ours, theirs = grid.view.verticalScrollBar(), grid.view.frozen.verticalScrollBar()
    grid.load(tuple(Row(f"AS/{n}", f"Group {n}", "A&S", float(n)) for n in range(200)))
    grid.narrow(lambda row: row.score < 18)
    qtbot.waitUntil(lambda: 0 < theirs.maximum() == ours.maximum())
    grid.narrow(None)
    grid.view.choose("AS/150")
    qtbot.waitUntil(lambda: 1000 < theirs.maximum() == ours.maximum())
    assert ours.value() > 1000
    assert theirs.value() == ours.value()
