"""About Fourfold: everything that is shipped, found by typing, read by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import about
from app.ui.licences import Licences
from app.ui.notices import Notice


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def shown(window: QWidget, qtbot: QtBot) -> tuple[Notice, Licences]:
    notice = about.show_about(window)
    notice.activateWindow()
    qtbot.waitUntil(notice.isActiveWindow)
    found = notice.findChild(Licences)
    assert found is not None
    return notice, found


def rows(shown: Licences) -> list[str]:
    items = [shown.rows.item(row) for row in range(shown.rows.count())]
    return [item.text().split("\n")[0] for item in items if not item.isHidden()]


def test_every_part_is_listed_with_its_licence_and_its_text(shown: tuple[Notice, Licences]) -> None:
    box = shown[1]
    assert len(rows(box)) == len(box.parts) > 60
    for row, part in enumerate(box.parts):
        box.rows.setCurrentRow(row)
        said = box.text.toPlainText()
        assert f"Licence: {part['licence']}" in said
        assert len(said) > 200


def test_typing_narrows_the_list_and_the_keyboard_does_the_rest(
    shown: tuple[Notice, Licences], qtbot: QtBot
) -> None:
    notice, box = shown
    assert box.find_.hasFocus()
    qtbot.keyClicks(box.find_, "openssl apache")
    assert rows(box)[0].startswith("OpenSSL")
    assert box.text.toPlainText().startswith("OpenSSL")
    qtbot.keyClick(box.find_, Qt.Key.Key_Return)
    assert notice.isVisible()
    qtbot.keyClick(box.find_, Qt.Key.Key_Down)
    assert box.rows.hasFocus()
    before = box.text.toPlainText()
    qtbot.keyClick(box.rows, Qt.Key.Key_Down)
    assert box.text.toPlainText() != before
    qtbot.keyClick(box.rows, Qt.Key.Key_Tab)
    assert box.text.hasFocus()
    qtbot.keyClick(box.text, Qt.Key.Key_Tab)
    assert not box.text.hasFocus()
    qtbot.keyClick(notice, Qt.Key.Key_Escape)
    assert not notice.isVisible()


def test_words_of_no_part_are_answered_in_words(shown: tuple[Notice, Licences], qtbot: QtBot) -> None:
    box = shown[1]
    qtbot.keyClicks(box.find_, "no such thing")
    assert rows(box) == []
    assert box.count.text() == "No part has these words. Clear them to see all."
    assert box.text.toPlainText() == ""
    box.find_.clear()
    assert box.count.text() == f"{len(box.parts)} of {len(box.parts)} parts"
