"""Starting: the unlock window before anything slow, and the three ways into a register."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.register import Register
from app.ui import machine, palette, style
from app.ui.desk import Desk
from app.ui.shell import Shell
from app.ui.unlock import UnlockWindow
from tests.builders import PASSPHRASE

PATIENCE = 30_000


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Desk(qapp, machine.Store(tmp_path / "settings"), Shell(palette.LIGHT))
    hook, sys.excepthook = sys.excepthook, sys.__excepthook__
    yield made
    made.close()
    sys.excepthook = hook


def unlock(desk: Desk) -> UnlockWindow:
    assert desk.unlock is not None
    return desk.unlock


def test_the_unlock_window_is_painted_before_anything_slow_is_loaded() -> None:
    code = """
import sys
from app.ui import start
slow = ["sqlalchemy", "alembic", "openpyxl", "reportlab", "pypdfium2", "cryptography", "app.ui.desk"]
class Watched(start.Shell):
    def paintEvent(self, event):
        super().paintEvent(event)
        print([name for name in slow if name in sys.modules])
        sys.stdout.flush()
        import os
        os._exit(0)
start.Shell = Watched
start.run(["fourfold"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_at_first_start_the_demonstration_is_offered(desk: Desk) -> None:
    desk.ask()
    window = unlock(desk)
    assert window.pane() is window.demo
    assert [button.accessibleName() for button in window.choices.buttons()] == [
        "Open a register",
        "Create a new register",
        "Try the demonstration",
    ]


def test_the_choices_are_walked_with_arrows_and_entered(desk: Desk, qtbot: QtBot) -> None:
    desk.ask()
    window = unlock(desk)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    buttons = window.choices.buttons()
    buttons[2].setFocus()
    QTest.keyClick(buttons[2], Qt.Key.Key_Up)
    assert window.pane() is window.creating
    assert buttons[1].isChecked()
    QTest.keyClick(buttons[1], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.creating.region


def test_making_the_demonstration_can_be_stopped_and_leaves_nothing(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.ask()
    pane = unlock(desk).demo
    folder = tmp_path / "demonstration"
    pane.where.box.setEditText(str(folder))
    QTest.keyClick(pane.filled, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.busy.maximum() > 0, timeout=PATIENCE)
    assert pane.stop.isVisible()
    pane.stop.click()
    qtbot.waitUntil(pane.refusal.isVisible, timeout=PATIENCE)
    assert pane.refusal.words.text().startswith("Stopped as you asked")
    assert [path.name for path in folder.iterdir()] == []
    assert pane.filled.isEnabled()


def test_a_register_opens_with_its_passphrase_from_the_keyboard(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    register.close()
    desk.ask(register.path)
    window = unlock(desk)
    assert window.pane() is window.opening
    window.opening.passphrase.setFocus()
    QTest.keyClicks(window.opening.passphrase.line, PASSPHRASE)
    QTest.keyClick(window.opening.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.unlock is None
    assert desk.store.value.recent == (str(register.path),)


def test_a_wrong_passphrase_and_damage_are_told_apart(desk: Desk, register: Register, qtbot: QtBot) -> None:
    register.close()
    desk.ask(register.path)
    window = unlock(desk)
    window.opening.passphrase.line.setText("not this one at all")
    window.opening.press()
    qtbot.waitUntil(window.opening.refusal.isVisible, timeout=PATIENCE)
    assert window.opening.refusal.words.text().startswith("That passphrase does not open this register")
    assert window.opening.filled.isEnabled()
    (register.path / "register.db").write_bytes(b"")
    window.opening.passphrase.line.setText(PASSPHRASE)
    window.opening.press()
    qtbot.waitUntil(lambda: "damaged" in window.opening.refusal.words.text(), timeout=PATIENCE)
    assert desk.window is None


def test_caps_lock_is_noticed_from_what_the_keys_give(desk: Desk) -> None:
    desk.ask()
    window = unlock(desk)
    window.choose(0)
    field = window.opening.passphrase
    QTest.keyClicks(field.line, "ab")
    assert not field.hint.isVisible()
    QTest.keyEvent(QTest.KeyAction.Click, field.line, "C", Qt.KeyboardModifier.NoModifier)
    assert field.hint.isVisible()
    assert "Caps Lock is on" in field.hint.accessibleName()
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert not field.hint.isVisible()


def test_a_new_register_shows_its_recovery_key_once_and_waits_for_the_tick(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.ask()
    window = unlock(desk)
    window.choose(1)
    pane = window.creating
    qtbot.waitUntil(lambda: pane.region.count() > 0, timeout=PATIENCE)
    pane.region.setCurrentText("South West")
    pane.person.setText("Drew Quill")
    pane.where.box.setEditText(str(tmp_path / "registers"))
    pane.first.line.setText("three random words")
    pane.again.line.setText("three random wards")
    pane.press()
    assert pane.refusal.words.text().startswith("The two passphrases are not the same")
    pane.again.line.setText("three random words")
    pane.press()
    qtbot.waitUntil(lambda: window.pane() is window.recovery, timeout=PATIENCE)
    key = window.recovery.key.text().replace("\n", "")
    assert len(key.split("-")) == 7
    assert not window.recovery.filled.isEnabled()
    assert pane.first.text() == ""
    window.recovery.written.setChecked(True)
    window.recovery.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert (tmp_path / "registers" / "South West.register" / "keys.json").exists()
    assert desk.window is not None
    assert desk.window.runner.register.undo_label is None


def test_the_recovery_key_opens_and_sets_a_new_passphrase(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    register, key = Register.create(tmp_path / "Old.register", PASSPHRASE, user="Drew Quill")
    register.close()
    desk.ask(register.path)
    window = unlock(desk)
    window.opening.other.click()
    assert not window.opening.passphrase.isVisible()
    window.opening.key.setText(key.lower())
    window.opening.renewed.line.setText("four quite other words")
    window.opening.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    desk.close()
    Register.open(register.path, passphrase="four quite other words").close()


def test_locking_goes_back_to_the_unlock_window_and_gives_the_register_back(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    register.close()
    desk.ask(register.path, PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    desk.window.lock()
    assert desk.window is None
    window = unlock(desk)
    assert window.opening.where.path() == register.path
    assert window.opening.passphrase.text() == ""
    desk.close()
    with Register.open(register.path, passphrase=PASSPHRASE) as again:
        assert not again.read_only
