"""The page Backups, backups that nobody thinks of, the recovery page, this computer's settings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands import region
from app.domain.backup_rules import Reason
from app.jobs.back_up import back_up
from app.register import Register
from app.ui import machine, palette, style
from app.ui.backing_up import Keeper
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.backups import BackupsPage
from app.ui.recovery import RecoverPane
from app.ui.runner import Runner
from app.ui.shell import Shell
from app.ui.status import Status
from tests.builders import PASSPHRASE, add_threat

PATIENCE = 30_000


@pytest.fixture
def runner(register: Register, qapp: QApplication, tmp_path: Path) -> Iterator[Runner]:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Runner(register)
    made.machine = machine.Store(tmp_path / "settings")
    yield made
    made.close()
    made.machine.close()


@pytest.fixture
def page(runner: Runner, qtbot: QtBot) -> BackupsPage:
    made = BackupsPage(runner)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.shown(Place("backups"))
    return made


def idle(qtbot: QtBot, page: BackupsPage) -> None:
    qtbot.waitUntil(lambda: not page.runner.working and page._job is None, timeout=PATIENCE)


def test_a_backup_now_is_listed_and_told(page: BackupsPage, qtbot: QtBot, tmp_path: Path) -> None:
    add_threat(page.runner.register)
    page._use(str(tmp_path / "usb"))
    page.now.click()
    idle(qtbot, page)
    assert page.told.words.text().startswith("Backed up, opened again and counted")
    assert [row.where for row in page.grid.model.all_rows] == ["second folder", "beside the register"]
    assert [row.counted("threat") for row in page.grid.model.all_rows] == [1, 1]


def test_32_the_page_says_what_a_restore_sets_aside_and_takes_it_back(
    page: BackupsPage, qtbot: QtBot
) -> None:
    register = page.runner.register
    add_threat(register)
    back_up(register)
    add_threat(register, "AS/2024/0132")
    page.shown(Place("backups"))
    qtbot.waitUntil(lambda: len(page.grid.model.all_rows) == 1, timeout=PATIENCE)
    page.grid.view.choose(page.grid.model.all_rows[0].id)
    changed: list[object] = []
    page.runner.changed.connect(changed.append)
    page._look()
    qtbot.waitUntil(lambda: page.question is not None, timeout=PATIENCE)
    assert page.question is not None
    said = " ".join(each.text() for each in page.question.findChildren(type(page.second)))
    assert "1 change by 1 person since then would be set aside" in said
    assert "threat 2 now, 1 then" in said
    next(each for each in page.question.findChildren(type(page.now)) if "bring back" in each.text()).click()
    idle(qtbot, page)
    assert "can be brought back in the same way" in page.told.words.text()
    assert changed
    assert [row.counted("threat") for row in page.grid.model.all_rows] == [2, 1]


def test_somebody_who_may_not_restore_is_not_offered_it(
    register: Register, runner: Runner, qtbot: QtBot
) -> None:
    register.roles = frozenset()
    made = BackupsPage(runner)
    qtbot.addWidget(made)
    made.show()
    assert made.look.isHidden()
    assert made.now.isHidden()


def test_the_backup_at_opening_runs_once_and_only_after_a_change(runner: Runner, qtbot: QtBot) -> None:
    status = Status("Drew", "", runner.register.clock.now())
    qtbot.addWidget(status)
    keeper = Keeper(runner, status)
    folder = runner.register.path / "backups"
    keeper.begin(0)
    qtbot.waitUntil(lambda: status.backing.text() == "Backed up", timeout=PATIENCE)
    assert len(list(folder.iterdir())) == 1
    keeper.at_opening()
    qtbot.waitUntil(lambda: keeper._job is None, timeout=PATIENCE)
    keeper.look()
    assert keeper._job is None
    assert len(list(folder.iterdir())) == 1


def test_the_hours_after_which_work_is_backed_up_are_the_regions(
    runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = runner.register
    register.do(region.change_setting, "backup_hours", 3)
    window = MainWindow(register, machine.Store(register.path.parent / "desk"))
    qtbot.addWidget(window)
    keeper = Keeper(window.runner, window.status, window)
    window.backup_after.connect(keeper.every)
    qtbot.waitUntil(lambda: keeper.hours == 3, timeout=PATIENCE)
    passed = [2.9, 3.0]
    monkeypatch.setattr(keeper._since, "elapsed", lambda: passed.pop(0) * 3600 * 1000)
    keeper.look()
    assert keeper._job is None
    keeper.look()
    qtbot.waitUntil(lambda: keeper._job is None, timeout=PATIENCE)
    (made,) = (register.path / "backups").iterdir()
    assert made.name.endswith(f"{Reason.WORK}.register")
    window.runner.close()
    window.machine.close()


def test_06_a_backup_stopped_from_the_status_line_leaves_nothing(runner: Runner, qtbot: QtBot) -> None:
    status = Status("Drew", "", runner.register.clock.now())
    qtbot.addWidget(status)
    keeper = Keeper(runner, status)
    keeper.at_opening()
    status.stop.click()
    qtbot.waitUntil(lambda: status.backing.text() == "Backup stopped", timeout=PATIENCE)
    assert list((runner.register.path / "backups").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\0" * 200, b"{", b"[]"])
def test_29_settings_that_cannot_be_read_start_from_the_last_good_and_are_kept(
    tmp_path: Path, content: bytes
) -> None:
    for size in (125, 150):
        store = machine.Store(tmp_path)
        store.change(lambda value, size=size: machine.replace(value, text_size=size))
        store.close()
    for number in (1, 2):
        (tmp_path / machine.FILE).write_bytes(content)
        store = machine.Store(tmp_path)
        assert store.value.text_size == 125
        name = "desk.json.damaged" if number == 1 else "desk.json.damaged 2"
        assert store.damaged == name
        assert (tmp_path / name).read_bytes() == content
        store.close()


def test_21_24_a_damaged_register_opens_to_its_backups(
    register: Register, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    add_threat(register)
    back_up(register)
    register.close()
    (register.path / "register.db").write_bytes(b"")
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    hook = sys.excepthook
    desk = Desk(qapp, machine.Store(tmp_path / "desk"), Shell(palette.LIGHT))
    try:
        desk.ask()
        assert desk.unlock is not None
        desk._open(register.path, PASSPHRASE)
        qtbot.waitUntil(lambda: isinstance(desk.unlock and desk.unlock.pane(), RecoverPane), timeout=PATIENCE)
        pane = desk.unlock.pane()
        assert isinstance(pane, RecoverPane)
        qtbot.waitUntil(lambda: pane.backups.count() == 1, timeout=PATIENCE)
        assert pane.backups.item(0).text().endswith("checked")
        pane.passphrase.line.setText(PASSPHRASE)
        pane.press()
        qtbot.waitUntil(lambda: desk.window is not None, timeout=PATIENCE)
        aside = [each for each in (register.path / "backups").iterdir() if "damaged" in each.name]
        assert (aside[0] / "register.db").read_bytes() == b""
    finally:
        desk.close()
        sys.excepthook = hook
