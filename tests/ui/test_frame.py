"""The main window: marking, navigation, keys, undo, read-only, drafts, and the settings of this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands import officers
from app.domain.officer import Officer
from app.register import Register
from app.ui import machine, palette, style
from app.ui import page_table as table
from app.ui.main_window import MainWindow
from app.ui.notices import Notice, report
from app.ui.page import Page, Place
from app.ui.page_table import PAGES
from tests.builders import PASSPHRASE, add_threat
from tests.ui.page_desk import nameless

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Quiet(Page):
    """A page that notes what the frame tells it."""

    draft: ClassVar[str | None] = None

    def __init__(self, runner: object, parent: object = None) -> None:
        super().__init__(runner)  # type: ignore[arg-type]
        self.heard: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def shown(self, place: Place) -> None:
        self.heard.append(f"shown {place.id}")

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        self.heard.append(f"changed {sorted(kind for kind, _ in changes)}")

    def unsaved(self) -> str | None:
        return self.draft

    def seek(self) -> None:
        self.heard.append("seek")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[machine.Store]:
    made = machine.Store(tmp_path / "settings")
    yield made
    made.close()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Quiet, "draft", None)
    for name in PAGES:
        monkeypatch.setitem(table.PAGES, name, lambda: Quiet)


@pytest.fixture
def window(register: Register, store: machine.Store, qtbot: QtBot, quiet: None) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    add_threat(register)
    made = MainWindow(register, store)
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "_leaving", True))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(qtbot, made)
    yield made
    made.runner.close()
    palette.apply(app, palette.LIGHT)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        qtbot.waitUntil(lambda: not window.runner.working)
        QApplication.processEvents()


def heard(window: MainWindow) -> list[str]:
    page = window.page()
    assert isinstance(page, Quiet)
    return page.heard


def test_both_banners_say_the_registers_marking_and_that_it_is_fictional(window: MainWindow) -> None:
    assert [banner.marking() for banner in window.banners] == [("OFFICIAL-SENSITIVE", True)] * 2


def test_it_opens_at_home_and_counts_beside_the_pages(window: MainWindow) -> None:
    assert window.navigation.chosen == "home"
    assert {page: n for page, n in window.navigation.lines.counts.items() if n} == {"threats": 1}
    assert window.windowTitle() == "South West - Fourfold"


def test_ctrl_and_a_number_go_to_the_pages_in_order(window: MainWindow, qtbot: QtBot) -> None:
    seen = []
    keys = (2, 3, 4, 5, 6, 7, 8, 9, 1)
    letters = (Qt.Key.Key_G, Qt.Key.Key_P, Qt.Key.Key_I, Qt.Key.Key_Comma)
    for key in (*(Qt.Key(Qt.Key.Key_0 + number) for number in keys), *letters):
        qtbot.keyClick(window, key, CTRL)
        seen.append(window.navigation.chosen)
    assert seen == [
        "threats", "priorities", "submissions", "disruptions", "requests", "orders", "officers", "meetings",
        "home", "actions", "packs", "import", "settings",
    ]  # fmt: skip


def test_alt_left_goes_back_and_alt_right_forward(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place("threats"))
    window.go(Place("card", id="t-1"))
    assert window.navigation.chosen == "threats"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.navigation.chosen == "home"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert heard(window)[-1] == "shown t-1"


def test_the_navigation_is_walked_with_arrows_and_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.setFocus()
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
    qtbot.keyClick(window.navigation, Qt.Key.Key_Return)
    assert window.navigation.chosen == "priorities"


def test_f6_steps_through_the_parts_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.page()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.navigation


def test_ctrl_f_is_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert heard(window)[-1] == "seek"


def test_a_change_reaches_the_page_in_sight_and_the_others_when_they_come(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place("officers"))
    window.go(Place("home"))
    window.runner.do(officers.add, Officer(id="o-1", name="Morgan Hale"))
    settle(qtbot, window)
    assert heard(window)[-1] == "changed ['officer']"
    window.go(Place("officers"))
    assert heard(window)[-2:] == ["changed ['officer']", "shown None"]


def test_undo_is_named_in_the_strip_and_done_by_ctrl_z(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.status.back.isVisible()
    window.runner.do(officers.add, Officer(id="o-1", name="Morgan Hale"))
    settle(qtbot, window)
    assert window.status.back.text() == "Undo: officer added"
    assert window.status.saved.text() == "Saved 14:02"
    window.runner.undo_changed.emit("officer added", None)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert window.menus.redo.text() == "Redo: officer added"
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    settle(qtbot, window)
    assert window.status.back.text() == "Undo: officer added"


def test_what_no_page_says_the_frame_says(window: MainWindow, qtbot: QtBot) -> None:
    window.runner.redo()
    settle(qtbot, window)
    assert window.notice.isVisible()
    assert window.notice.accessibleName() == window.notice.words.text()


def test_a_mistake_of_ours_is_reported_without_a_word_of_the_record(window: MainWindow, qtbot: QtBot) -> None:
    def broken(connection: object) -> None:
        raise ValueError("Canary Harrowmead")

    window.runner.ask(broken, then=lambda _: None)
    settle(qtbot, window)
    notice = window.findChild(Notice)
    assert notice is not None
    assert notice.isVisible()
    assert "Canary" not in " ".join(label.text() for label in notice.findChildren(QLabel))
    notice.accept()
    try:
        broken(None)
    except ValueError as error:
        text = report(error)
    assert "ValueError" in text
    assert "Canary" not in text
    assert "test_frame.py" in text


def test_a_second_window_is_read_only_and_says_who_has_it(
    register: Register, store: machine.Store, qtbot: QtBot, quiet: None
) -> None:
    with Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as second:
        made = MainWindow(second, store)
        qtbot.addWidget(made, before_close_func=lambda w: setattr(w, "_leaving", True))
        made.show()
        settle(qtbot, made)
        assert made.read_only.words.text().startswith("Opened read-only: Drew Quill, since 14:02, has it")
        made.runner.close()


def test_closing_asks_where_a_draft_would_be_lost(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Quiet, "draft", "the new action")
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    assert window.isVisible()
    question = window.findChild(Notice)
    assert question is not None
    assert any("the new action is lost" in label.text() for label in question.findChildren(QLabel))
    question.reject()
    assert closed == []
    qtbot.waitUntil(window.isActiveWindow)
    monkeypatch.setattr(Quiet, "draft", None)
    window.close()
    assert closed == [True]


def test_ctrl_l_locks(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert not window.isVisible()


def test_text_size_and_theme_are_kept_for_this_computer(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert palette.scale() == 1.1
    for _ in range(9):
        window.change_size(1)
    assert palette.scale() == 2.0
    window.change_theme("dark")
    assert palette.tokens().name == "dark"
    settle(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert palette.scale() == 1.0
    window.machine.close()
    kept = machine.Store(tmp_path / "settings")
    assert (kept.value.theme, kept.value.text_size) == ("dark", 100)
    kept.close()


def test_the_navigation_folds_to_icons_when_the_window_is_narrow(window: MainWindow) -> None:
    window.resize(1000, 800)
    assert window.navigation.folded
    assert window.navigation.width() == palette.px(48)
    window.resize(1300, 800)
    assert not window.navigation.folded


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


def test_damaged_settings_are_set_aside_and_the_defaults_used(tmp_path: Path) -> None:
    (tmp_path / machine.FILE).write_text("\0\0\0", encoding="utf-8")
    store = machine.Store(tmp_path)
    assert store.value == machine.Machine()
    assert (tmp_path / f"{machine.FILE}.damaged").exists()
    store.change(lambda settings: settings.opened(Path("/registers/South West.register")))
    store.close()
    again = machine.Store(tmp_path)
    assert again.value.recent == (str(Path("/registers/South West.register")),)
    again.close()


def test_registers_opened_last_come_first_and_once() -> None:
    settings = machine.Machine()
    for name in ("a", "b", "a"):
        settings = settings.opened(Path(name))
    assert settings.recent == ("a", "b")
