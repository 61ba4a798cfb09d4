"""A register in a synchronised folder or on what cannot be written, and a rescue by one of several."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app import custody
from app.domain.codes import Role
from app.jobs.back_up import back_up
from app.register import Register
from app.store import place
from app.store.place import System
from app.ui import machine, palette, style
from app.ui.about import _Progress
from app.ui.desk import Desk
from app.ui.parts import Button
from app.ui.recovery import RecoverPane
from app.ui.shell import Shell
from tests.builders import PASSPHRASE, add_threat

PATIENCE = 30_000
THEIRS = "four other random words"


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Desk(qapp, machine.Store(tmp_path / "settings"), Shell(palette.LIGHT))
    hook, sys.excepthook = sys.excepthook, sys.__excepthook__
    made.ask()
    yield made
    made.close()
    sys.excepthook = hook


def opened(desk: Desk, path: Path, qtbot: QtBot) -> Any:
    desk._open(path, PASSPHRASE)
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    return desk.window


def lies(monkeypatch: pytest.MonkeyPatch, kind: str = "", **environment: str) -> None:
    monkeypatch.setattr(place, "here", lambda: System(lambda _: kind, environment))


def test_15_a_synchronised_folder_and_its_second_versions_are_told_until_closed(
    desk: Desk, register: Register, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    lies(monkeypatch, OneDrive=str(register.path.parent))
    second = register.path / "register-PC7.db"
    second.write_bytes(b"another")
    window = opened(desk, register.path, qtbot)
    qtbot.waitUntil(window.around.isVisible, timeout=PATIENCE)
    said = window.around.words.text()
    assert "that OneDrive synchronises" in said
    assert "register-PC7.db. None was chosen or removed" in said
    assert second.read_bytes() == b"another"
    window.go(window._places[0])
    assert window.around.isVisible()


def test_15_nothing_is_told_of_a_disk_of_this_computer(desk: Desk, register: Register, qtbot: QtBot) -> None:
    register.close()
    window = opened(desk, register.path, qtbot)
    qtbot.waitUntil(lambda: not window.runner.has_jobs, timeout=PATIENCE)
    assert window.around.isHidden()


def creating(desk: Desk, folder: Path, qtbot: QtBot) -> Any:
    assert desk.unlock is not None
    desk.unlock.choose(1)
    pane = desk.unlock.creating
    qtbot.waitUntil(lambda: pane.region.count() > 0, timeout=PATIENCE)
    pane.person.setText("Drew Quill")
    pane.where.box.setEditText(str(folder))
    for field in (pane.first, pane.again):
        field.line.setText(PASSPHRASE)
    return pane


def test_15_a_register_is_made_in_a_synchronised_folder_only_when_asked_twice(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    pane = creating(desk, folder, qtbot)
    pane.press()
    qtbot.waitUntil(pane.refusal.isVisible, timeout=PATIENCE)
    assert "synchronised by Dropbox" in pane.refusal.words.text()
    assert list(folder.iterdir()) == []
    pane.press()
    qtbot.waitUntil(lambda: desk._waiting is not None, timeout=PATIENCE)
    assert [each.suffix for each in folder.iterdir()] == [".register"]


def test_14_no_register_is_made_on_a_share_however_often_it_is_asked(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies(monkeypatch, "cifs")
    folder = tmp_path / "share"
    pane = creating(desk, folder, qtbot)
    for _ in range(2):
        pane.press()
        qtbot.waitUntil(lambda: pane.filled.isEnabled() and pane.refusal.isVisible(), timeout=PATIENCE)
        assert "network share" in pane.refusal.words.text()
    assert desk._waiting is None


def test_13_14_what_cannot_be_written_offers_a_copy_to_work_on(
    desk: Desk, register: Register, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_threat(register)
    register.close()
    with monkeypatch.context() as patched:
        lies(patched, "cifs")
        window = opened(desk, register.path, qtbot)
        assert "network share" in window.read_only.words.text()
        offered = window.read_only.findChild(Button)
        assert offered is not None
        patched.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "disk"))
        offered.click()
        (told,) = window.findChildren(_Progress)
        qtbot.waitUntil(lambda: told.words.text().startswith("Copied and checked"), timeout=PATIENCE)
    next(each for each in told.findChildren(Button) if each.text() == "Open the copy").click()
    qtbot.waitUntil(lambda: desk.window is None and desk.unlock is not None, timeout=PATIENCE)
    assert desk.unlock is not None
    copy = desk.unlock.opening.where.path()
    assert copy is not None
    assert copy.parent == tmp_path / "disk"
    work = opened(desk, copy, qtbot).runner.register
    assert not work.read_only
    add_threat(work, "AS/2024/0132")
    assert work.verify().ok


def test_25_one_of_several_brings_a_backup_back_and_the_log_says_what_stood_there(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    custody.add(register, "Robin Vale", frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}), THEIRS)
    add_threat(register)
    back_up(register)
    register.close()
    plain = b"SQLite format 3\0" + b"\0" * 8176
    (register.path / "register.db").write_bytes(plain)
    desk._open(register.path, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(desk.unlock and desk.unlock.pane(), RecoverPane), timeout=PATIENCE)
    pane = desk.unlock.pane() if desk.unlock else None
    assert isinstance(pane, RecoverPane)
    assert "not encrypted" in pane.why.text()
    qtbot.waitUntil(pane.who.isVisible, timeout=PATIENCE)
    assert [pane.who.itemText(n) for n in range(pane.who.count())] == ["Drew Quill", "Robin Vale"]
    pane.who.setCurrentText("Robin Vale")
    pane.passphrase.line.setText(THEIRS)
    pane.press()
    qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
    assert desk.window is not None
    again = desk.window.runner.register
    assert again.user == "Robin Vale"
    with again._engine.connect() as connection:
        (told,) = connection.exec_driver_sql(
            "SELECT * FROM journal WHERE command = 'backup.restore' AND kind = 'restore'"
        ).all()
    written = " ".join(map(str, told))
    assert "not encrypted" in written
    assert "Robin Vale" in written
    aside = [each for each in (register.path / "backups").iterdir() if "damaged" in each.name]
    assert (aside[0] / "register.db").read_bytes() == plain
