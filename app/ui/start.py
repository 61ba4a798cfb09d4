"""Starting the desk: a window at once, everything else behind its first paint."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.ui import machine, palette
from app.ui.shell import Shell

if TYPE_CHECKING:
    from app.ui.desk import Desk


def run(argv: list[str]) -> int:
    """Runs the desk until its last window is closed."""
    QApplication.setApplicationName("Fourfold")
    app = QApplication(argv)
    app.setQuitOnLastWindowClosed(False)
    store = machine.Store(machine.folder())
    # asked of the palette here: Qt's colour schemes are an enum, see shell.py
    system_dark = app.palette().window().color().lightness() < 128
    dark = store.value.theme == "dark" or (store.value.theme == "system" and system_dark)
    shell = Shell(palette.DARK if dark else palette.LIGHT)

    # named here, because a connection does not keep the object it calls
    desk: Desk | None = None

    def begin() -> None:
        nonlocal desk
        from pathlib import Path

        from app.ui.desk import Desk

        desk = Desk(app, store, shell)
        app.aboutToQuit.connect(desk.close)
        path = Path(argv[1]).absolute() if len(argv) > 1 else None
        desk.ask(path, os.environ.get("FOURFOLD_PASSPHRASE"))

    shell.painted.connect(begin)
    shell.show()
    return int(app.exec())
