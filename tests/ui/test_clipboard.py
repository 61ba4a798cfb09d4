"""The clipboard: one way, marked for no history, cleared after 30 seconds, logged without the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui import clipboard
from app.ui.clipboard import AFTER, EXCLUDED, Board

NAME = "Harrowmead network"


@pytest.fixture
def board(qapp: QApplication) -> Iterator[Board]:
    """The program's own watch, on a screen that never says who owns the clipboard."""
    made, told = clipboard.board(), clipboard.board().owns
    made.owns = lambda: True
    yield made
    made.clear()
    made.owns = told


def test_what_is_copied_asks_every_history_and_cloud_to_leave_it_alone(board: Board) -> None:
    clipboard.copy(NAME, "Threats", ["t-1"])
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == NAME
    assert {name for name in EXCLUDED if not held.hasFormat(name)} == set()
    assert sum("Windows" in name or "Clipboard" in name for name in EXCLUDED) == 3


def test_it_is_cleared_after_thirty_seconds_where_it_stands_there_still(board: Board) -> None:
    clipboard.copy(NAME, "Threats", ["t-1"])
    assert AFTER == 30_000
    assert 0 < board.clears_in <= AFTER
    board._timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""
    assert board.clears_in == -1


def test_what_another_program_copied_since_is_not_cleared(board: Board) -> None:
    clipboard.copy(NAME, "Threats", ["t-1"])
    board.owns = lambda: False
    theirs = QMimeData()
    theirs.setText("A shopping list")
    QGuiApplication.clipboard().setMimeData(theirs)
    board.clear()
    assert QGuiApplication.clipboard().text() == "A shopping list"


def test_what_a_field_copies_by_itself_is_taken_up_too(board: Board, qtbot: QtBot) -> None:
    told: list[dict[str, object]] = []
    board.copied.connect(told.append)
    field = QLineEdit(NAME)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    board.copied.disconnect(told.append)
    assert told == [{"from": "text", "characters": len(NAME)}]
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    assert board.clears_in > 0


def test_the_log_is_told_of_records_and_never_of_text(board: Board) -> None:
    told: list[dict[str, object]] = []
    board.copied.connect(told.append)
    clipboard.copy(NAME, "Threats", ["t-1", "t-2"])
    board.copied.disconnect(told.append)
    assert told == [{"from": "Threats", "characters": len(NAME), "records": ["t-1", "t-2"]}]
