"""The unlock window of a register that several people open: who one is, and a recovery by two."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import custody
from app.domain.codes import Role
from app.register import Register
from app.ui import machine, palette, style
from app.ui.desk import Desk
from app.ui.shell import Shell
from app.ui.unlock_panes import OpenPane
from tests.builders import PASSPHRASE, QUICK

PATIENCE = 20_000
THEIRS = "four other random words"


@pytest.fixture
def several(tmp_path: Path) -> tuple[Path, str]:
    """A closed register that two people open, and its recovery key."""
    made, printed = Register.create(
        tmp_path / "South West.register", PASSPHRASE, user="Drew Quill", hardness=QUICK
    )
    with made:
        custody.add(made, "Robin Vale", frozenset({Role.COORDINATOR}), THEIRS)
    return made.path, printed


@pytest.fixture
def desk(tmp_path: Path, several: tuple[Path, str], qapp: QApplication) -> Iterator[Desk]:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Desk(qapp, machine.Store(tmp_path / "settings"), Shell(palette.LIGHT))
    hook, sys.excepthook = sys.excepthook, sys.__excepthook__
    made.ask(several[0])
    yield made
    made.close()
    sys.excepthook = hook


def pane(desk: Desk, qtbot: QtBot) -> OpenPane:
    assert desk.unlock is not None
    opening = desk.unlock.opening
    qtbot.waitUntil(opening.who.isVisible, timeout=PATIENCE)
    return opening


def test_the_person_is_chosen_and_only_their_passphrase_opens(desk: Desk, qtbot: QtBot) -> None:
    opening = pane(desk, qtbot)
    assert [opening.who.itemText(n) for n in range(opening.who.count())] == ["Drew Quill", "Robin Vale"]
    assert opening.who.accessibleName() == "Your name"
    assert opening.person() == ""
    assert opening.who.placeholderText() == "Choose your name"
    opening.passphrase.line.setText(THEIRS)
    opening.press()
    assert opening.refusal.words.text() == "Choose your name first."
    opening.who.setCurrentText("Drew Quill")
    opening.press()
    qtbot.waitUntil(lambda: opening.filled.isEnabled() and "Choose" not in opening.refusal.words.text())
    assert "does not open this register" in opening.refusal.words.text()
    opening.who.setCurrentText("Robin Vale")
    opening.passphrase.line.setText(THEIRS)
    opening.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    assert desk.window.runner.register.user == "Robin Vale"


def test_after_a_lock_the_one_who_was_locked_is_chosen_and_no_disk_knows_it(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    opening = pane(desk, qtbot)
    opening.who.setCurrentText("Robin Vale")
    opening.passphrase.line.setText(THEIRS)
    opening.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    desk.window.lock()
    qtbot.waitUntil(lambda: desk.unlock is not None and desk.unlock.opening is not opening, timeout=PATIENCE)
    again = pane(desk, qtbot)
    assert again.who.currentText() == "Robin Vale"
    assert not again.who.hasFocus()
    kept = [file.read_bytes() for file in (tmp_path / "settings").rglob("*") if file.is_file()]
    assert kept
    assert not any(b"Robin" in each for each in kept)


def test_condition_38_the_recovery_key_is_used_by_two(
    desk: Desk, qtbot: QtBot, several: tuple[Path, str]
) -> None:
    opening = pane(desk, qtbot)
    opening.other.click()
    assert opening.holder.isVisible()
    opening.who.setCurrentText("Robin Vale")
    opening.key.setText(several[1].lower())
    opening.renewed.line.setText("quite another passphrase")
    opening.press()
    qtbot.waitUntil(opening.refusal.isVisible, timeout=PATIENCE)
    assert "is used by two people" in opening.refusal.words.text()
    opening.holder.setText("Lee Moor")
    opening.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    assert desk.window.runner.register.user == "Robin Vale"


def test_where_one_person_opens_it_there_is_nothing_to_choose(
    tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    alone, _ = Register.create(tmp_path / "Alone.register", PASSPHRASE, user="Drew Quill", hardness=QUICK)
    alone.close()
    opening = pane(desk, qtbot)
    opening.where.box.setEditText(str(alone.path))
    qtbot.waitUntil(lambda: not opening.who.isVisible(), timeout=PATIENCE)
    assert opening.person() == ""
