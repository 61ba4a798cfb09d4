"""Tables of words and the navigation keep their words readable, however narrow the window is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import palette, style
from app.ui.navigation import Navigation
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.fitted_table import FittedTable
from app.ui.palette import px

HEADINGS = (Heading("Change"), Heading("Label", wide=True), Heading("Assessor", wide=True))
ROW = ("by another scheme than in September", "Local example, not the national model", "Pat Lane")


def table(kind: type[WordsTable], qtbot: QtBot, width: int, *, rows: int = 2) -> WordsTable:
    """A table of a width, with rows."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    made = kind(HEADINGS, "Scores")
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    made.words.set_rows([ROW] * rows)
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("kind", [WordsTable, FittedTable])
@pytest.mark.parametrize("rows", [2, 40])
def test_wide_columns_are_never_squeezed_and_the_table_scrolls_across(
    kind: type[WordsTable], rows: int, qtbot: QtBot
) -> None:
    made = table(kind, qtbot, 280, rows=rows)
    qtbot.waitUntil(lambda: [made.columnWidth(column) for column in (1, 2)] == [px(kind.least)] * 2)
    qtbot.waitUntil(lambda: made.horizontalScrollBar().maximum() > 0)


def test_wide_columns_share_what_room_there_is(qtbot: QtBot) -> None:
    made = table(WordsTable, qtbot, 380)
    made.resize(1000, 300)
    qtbot.waitUntil(lambda: made.columnWidth(1) > px(WordsTable.least))
    assert made.horizontalScrollBar().maximum() == 0
    assert sum(made.columnWidth(column) for column in range(3)) == made.viewport().width()


def test_the_folded_navigation_has_its_scroll_bar_beside_the_icons(qtbot: QtBot) -> None:
    made = Navigation()
    qtbot.addWidget(made)
    made.fold(True)
    made.resize(made.width(), 900)
    made.show()
    QApplication.processEvents()
    assert made.width() == px(48)
    made.resize(made.width(), 200)
    qtbot.waitUntil(lambda: made.width() > px(48))
    assert made.viewport().width() >= px(48) - 2 * px(8)
    made.resize(made.width(), 900)
    qtbot.waitUntil(lambda: made.width() == px(48))
