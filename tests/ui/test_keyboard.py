"""The whole desk by keys alone: every page is reached, walked, filtered and left with the focus in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui import palette
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.grid import Grid
from app.ui.navigation import PAGES_IN_ORDER, keys
from app.ui.page import Page, Place
from app.ui.pages.card import CardPage
from tests.ui import demo_desk
from tests.ui.demo_desk import DemoDesk

CTRL = Qt.KeyboardModifier.ControlModifier
LISTS = ("submissions", "disruptions", "requests", "orders")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_desk.made(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[DemoDesk]:
    with (
        demo_desk.opened(demonstration, tmp_path) as register,
        demo_desk.desk(register, qtbot, tmp_path) as made,
    ):
        yield made


def focused() -> QWidget:
    """What has the focus; it is there and in sight."""
    found = QApplication.focusWidget()
    assert found is not None
    assert found.isVisible()
    return found


def press(
    desk: DemoDesk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    desk.qtbot.keyClick(focused(), key, modifier)
    desk.settle()


def test_no_key_of_a_page_is_a_key_of_the_window_too(desk: DemoDesk) -> None:
    taken = {
        key.toString(): action.text()
        for action in desk.window.menus.findChildren(QAction)
        for key in action.shortcuts()
    }
    for name in (*PAGES_IN_ORDER, "card"):
        page = desk.go(Page, Place(name, id=desk.threats()[0] if name == "card" else None))
        keys_ = [shortcut.key().toString() for shortcut in page.findChildren(QShortcut)]
        assert [(name, key, taken[key]) for key in keys_ if key in taken] == []


class Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(desk: DemoDesk, qapp: QApplication) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    for name in (*PAGES_IN_ORDER, "card"):
        desk.go(Page, Place(name, id=desk.threats()[0] if name == "card" else None))
        assert (name, shown.windows) == (name, [])
        assert desk.window.isActiveWindow()
    qapp.removeEventFilter(shown)


@pytest.mark.parametrize("name", PAGES_IN_ORDER)
def test_every_page_is_reached_by_its_key_and_walked_with_f6(desk: DemoDesk, name: str) -> None:
    pressed = QKeySequence(keys(name))[0]
    press(desk, pressed.key(), pressed.keyboardModifiers())
    page = desk.window.page()
    assert desk.window.navigation.chosen == name
    assert page.isAncestorOf(focused())
    parts = page.parts()
    for part in parts:
        assert part.isVisible() == part.isVisibleTo(page)
    seen = []
    for _ in range(len(parts) + 2):
        press(desk, Qt.Key.Key_F6)
        seen.append(focused())
    assert desk.window.navigation in seen
    assert len(set(seen)) >= 2


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_filtered_and_opened_by_keys_and_the_row_stays(desk: DemoDesk, name: str) -> None:
    page = desk.go(Page, Place(name))
    grid = next(grid for grid in page.findChildren(Grid) if grid.isVisible())
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Down)
    held = grid.view.current_id()
    assert held is not None
    press(desk, Qt.Key.Key_F, CTRL)
    assert grid.isAncestorOf(focused())
    assert focused() is not grid.view
    press(desk, Qt.Key.Key_Escape)
    press(desk, Qt.Key.Key_Escape)
    grid.view.setFocus()
    page.changed(frozenset())
    desk.settle()
    assert focused() is grid.view
    assert grid.view.current_id() == held
    press(desk, Qt.Key.Key_Return)
    dialog = desk.dialog()
    assert dialog is not None, name
    press(desk, Qt.Key.Key_Escape)
    assert desk.dialog() is None
    assert focused() is grid.view
    assert grid.view.current_id() == held


@pytest.mark.parametrize("name", LISTS)
def test_ctrl_n_asks_for_something_new_and_escape_asks_only_where_something_was_typed(
    desk: DemoDesk, name: str
) -> None:
    page = desk.go(Page, Place(name))
    press(desk, Qt.Key.Key_N, CTRL)
    dialog = desk.dialog()
    assert dialog is not None
    assert dialog.isAncestorOf(focused())
    press(desk, Qt.Key.Key_Escape)
    assert desk.dialog() is None
    assert page.isAncestorOf(focused())
    press(desk, Qt.Key.Key_N, CTRL)
    dialog = desk.dialog()
    assert dialog is not None
    if isinstance(dialog, RecordDialog):
        line = next(
            line for line in dialog.form.findChildren(QLineEdit) if line.isVisible() and not line.isReadOnly()
        )
        line.setFocus()
        desk.qtbot.keyClicks(line, "abc")
        desk.settle()
        assert dialog.touched()
        assert desk.window._unsaved() is not None
        press(desk, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        press(desk, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        press(desk, Qt.Key.Key_Return, CTRL)
        assert dialog.isVisible()
        press(desk, Qt.Key.Key_F8)
    dialog.leave()
    desk.settle()
    assert page.isAncestorOf(focused())


def test_every_dialog_of_a_card_is_left_by_escape_and_the_card_has_the_focus(
    desk: DemoDesk, qapp: QApplication
) -> None:
    shown = Shown()
    for threat in desk.threats()[:3]:
        card = desk.go(CardPage, Place("card", id=threat))
        qapp.installEventFilter(shown)
        for dialog in desk.dialogs(card, leave=False):
            title = dialog.windowTitle()
            assert shown.windows == [type(dialog).__name__]
            shown.windows.clear()
            assert dialog.isAncestorOf(focused()), title
            press(desk, Qt.Key.Key_Escape)
            assert desk.dialog() is None, title
            assert card.isAncestorOf(focused()), title
        qapp.removeEventFilter(shown)


@pytest.mark.parametrize("name", LISTS)
def test_large_text_on_a_small_screen_leaves_rows_in_sight(
    desk: DemoDesk, qapp: QApplication, name: str
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    desk.window.setMinimumSize(960, 600)
    desk.window.resize(1280, 720)
    page = desk.go(Page, Place(name))
    grid = next(grid for grid in page.findChildren(Grid) if grid.isVisible())
    assert not grid.view.titles.filtering()
    in_sight = grid.view.viewport().height() // grid.view.rowHeight(0)
    assert in_sight >= 1
    press(desk, Qt.Key.Key_F, CTRL)
    assert grid.view.titles.filtering()
    assert grid.isAncestorOf(focused())
    palette.apply(qapp, palette.LIGHT)
    grid.view.setFocus()
    desk.window.resize(1440, 1000)
    desk.settle()
    assert grid.view.titles.filtering()


def test_what_undo_brings_back_is_seen_at_once(desk: DemoDesk) -> None:
    page = desk.go(Page, Place("disruptions"))
    grid = next(grid for grid in page.findChildren(Grid) if grid.isVisible())
    held, total = grid.view.current_id(), grid.model.total
    press(desk, Qt.Key.Key_Delete)
    assert grid.model.total == total - 1
    assert desk.window.status.back.text().startswith("Undo: disruption")
    press(desk, Qt.Key.Key_Z, CTRL)
    assert grid.model.total == total
    assert held in [row.id for row in grid.model.all_rows]
