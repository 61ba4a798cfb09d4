"""The desk around a register that is locked and opened again, for the tests of the lock and of drafts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.register import Register
from app.ui import machine, palette, style
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.shell import Shell
from tests.builders import PASSPHRASE

PATIENCE = 20_000


def dress(app: QApplication) -> None:
    """The program's style; once for a module, since it takes its time."""
    style.install(app)
    palette.apply(app, palette.LIGHT)


@contextmanager
def at_desk(app: QApplication, folder: Path) -> Iterator[Desk]:
    """A desk with settings of its own; its windows go at the end."""
    made = Desk(app, machine.Store(folder / "settings"), Shell(palette.LIGHT))
    hook, sys.excepthook = sys.excepthook, sys.__excepthook__
    yield made
    made.close()
    # the windows that were left go too
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.excepthook = hook


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until nothing is under way."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not window.runner.working, timeout=PATIENCE)
        QApplication.processEvents()


def shown(desk: Desk, register: Register, qtbot: QtBot, place: Place | None = None) -> MainWindow:
    """The window of a register, at a place."""
    desk.show(register)
    window = desk.window
    assert window is not None
    if place is not None:
        window.go(place)
    settle(qtbot, window)
    return window


def opened_again(desk: Desk, register: Register, qtbot: QtBot) -> MainWindow:
    """The same register by the same person, once the window before is gone."""
    qtbot.waitUntil(lambda: not desk._closing, timeout=PATIENCE)
    return shown(desk, Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock), qtbot)
