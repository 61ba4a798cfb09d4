"""When the desk locks by itself: idling by two clocks, Windows' lock and sleep; and what captures see."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.setting_faults import faults
from app.ui.capture import WDA_EXCLUDEFROMCAPTURE, Capture, windows_exclude
from app.ui.idle import MOST, IdleWatch
from app.ui.scratch import Scratch
from app.ui.system_lock import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    SystemLock,
    WindowsMessages,
)


@dataclass
class Clocks:
    """Two clocks that stand where they are put, and whether a job runs."""

    running: float = 0.0
    of_day: float = 1_800_000_000.0
    busy: bool = False
    told: list[bool] = field(default_factory=list)

    def watch(self, limit: float = 600) -> IdleWatch:
        made = IdleWatch(limit, lambda: self.busy, running=lambda: self.running, of_day=lambda: self.of_day)
        made.expired.connect(lambda: self.told.append(True))
        return made


@pytest.fixture
def clocks(qapp: object) -> Clocks:
    return Clocks()


def test_c53_it_tells_once_when_nobody_worked_for_ten_minutes(clocks: Clocks) -> None:
    watch = clocks.watch()
    clocks.running = 599
    watch.look()
    assert clocks.told == []
    clocks.running = 600
    watch.look()
    watch.look()
    assert clocks.told == [True]


def test_c53_a_machine_that_slept_locks_though_its_running_clock_stood_still(clocks: Clocks) -> None:
    watch = clocks.watch()
    clocks.of_day += 3_600
    watch.look()
    assert clocks.told == [True]


def test_c33_a_clock_that_goes_back_locks_nothing_and_holds_nothing_off(clocks: Clocks) -> None:
    watch = clocks.watch()
    clocks.of_day -= 86_400
    watch.look()
    assert clocks.told == []
    clocks.running = 600
    watch.look()
    assert clocks.told == [True]


def test_a_job_holds_it_off_but_never_past_fifteen_minutes(clocks: Clocks) -> None:
    watch = clocks.watch()
    clocks.busy = True
    clocks.running = 899
    watch.look()
    assert clocks.told == []
    clocks.running = MOST
    watch.look()
    assert clocks.told == [True]


def test_a_key_in_a_window_is_work(clocks: Clocks, qtbot: QtBot) -> None:
    watch = clocks.watch()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clocks.running = 590
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    clocks.running = 700
    watch.look()
    assert clocks.told == []


@pytest.mark.parametrize(("minutes", "fits"), [(1, True), (15, True), (16, False), (0, False)])
def test_the_setting_is_at_most_fifteen_minutes(minutes: int, fits: bool) -> None:
    assert (faults({"lock_minutes": minutes}) == ()) is fits


@dataclass
class Library:
    """A Windows library that notes what it is asked."""

    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        def ask(window: ctypes.c_void_p, word: int = -1) -> int:
            self.asked.append((name, int(window.value or 0), word))
            return 1

        return ask


def test_windows_tells_of_its_lock_and_of_sleep(qapp: object) -> None:
    library, how = Library(), []
    lock = SystemLock(messages=WindowsMessages(library))
    lock.left.connect(how.append)
    lock.listen(77)
    lock.said(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    lock.said(WM_POWERBROADCAST, PBT_APMSUSPEND)
    lock.said(WM_WTSSESSION_CHANGE, 0x8)
    lock.close()
    assert how == ["system locked", "system asleep"]
    assert library.asked == [
        ("WTSRegisterSessionNotification", 77, 0),
        ("WTSUnRegisterSessionNotification", 77, -1),
    ]


def test_windows_is_asked_to_keep_every_window_out_of_captures(qtbot: QtBot) -> None:
    library = Library()
    assert windows_exclude(5, on=True, library=library)
    assert library.asked == [("SetWindowDisplayAffinity", 5, WDA_EXCLUDEFROMCAPTURE)]
    set_to: dict[int, bool] = {}

    def exclude(window: int, on: bool) -> bool:
        set_to[window] = on
        return True

    capture = Capture(exclude=exclude)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    number = int(window.winId())
    qtbot.waitUntil(lambda: set_to.get(number) is True)
    capture.allow(on=True)
    assert set_to[number] is False
    capture.allow(on=False)
    assert set_to[number] is True


def test_the_temporary_folder_is_wiped_at_start_and_end_but_not_another_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "temporary" / "1"
    left.mkdir(parents=True)
    (left / "left behind").write_text("Harrowmead")
    scratch = Scratch(tmp_path)
    scratch.use()
    assert not left.exists()
    assert scratch.folder.stat().st_mode & 0o077 == 0
    (scratch.folder / "more").write_text("Harrowmead")
    other = SimpleNamespace(pid=scratch.folder.name)
    monkeypatch.setattr("os.getpid", lambda: 1)
    second = Scratch(tmp_path)
    second.use()
    assert (scratch.folder / "more").exists()
    second.clear()
    monkeypatch.undo()
    scratch.clear()
    assert not (tmp_path / "temporary" / other.pid).exists()
