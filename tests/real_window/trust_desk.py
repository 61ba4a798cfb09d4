"""What the story of trust is told with: one program from its first window on, opened by three people."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QTabBar, QWidget

from app.domain.clock import SystemClock
from app.register import Register
from app.ui import machine
from app.ui.desk import Desk
from app.ui.idle import MOST
from app.ui.main_window import MainWindow
from app.ui.navigation import ENTRIES
from app.ui.notices import Notice
from app.ui.palette import DARK, LIGHT
from app.ui.shell import Shell
from app.ui.unlock import UnlockWindow
from app.ui.unlock_panes import Pane
from tests.real_window import filling
from tests.real_window.story_desk import Broken, StoryDesk

if TYPE_CHECKING:
    from tests.real_window.__main__ import Look

PATIENCE = 40
DREW, ROBIN, ASH = "Drew Quill", "Robin Vale", "Ash Fenn"


class TrustDesk(StoryDesk):
    """The whole program on a folder of its own; `round` is itself, which takes the pictures and mistakes."""

    called = "trust"

    def __init__(self, app: QApplication, look: Look, place: Path, pictures: Path) -> None:
        self.app, self.look, self.place, self.folder = app, look, place, pictures
        self.round = self  # type: ignore[assignment]
        self.mistakes: list[str] = []
        self.clock = SystemClock()  # type: ignore[assignment]
        self.threat, self._number = "", 0
        self.passphrases = {
            DREW: "cobalt harbour lantern",
            ROBIN: "walnut ribbon quarry",
            ASH: "gravel trumpet meadow",
        }
        self.path = place / "South West.register"
        self.second, self.saved = place / "USB stick", place / "Saved"
        self.second.mkdir(parents=True)
        self.saved.mkdir()
        store = machine.Store(place / "settings")
        store.value = machine.Machine(theme=look.theme, text_size=look.size)
        self._hook = sys.excepthook
        self.desk = Desk(app, store, Shell(DARK if look.theme == "dark" else LIGHT))
        self.desk.ask()

    def end(self) -> list[str]:
        """Closes the program as its last window does."""
        self.desk.close()
        self.desk.shell.hide()
        self.desk.shell.deleteLater()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = self._hook
        return self.mistakes

    # what is in sight

    @property
    def window(self) -> QWidget:  # type: ignore[override]
        """The window in sight: the register's, or the first."""
        return self.desk.window or self.first

    @property
    def first(self) -> UnlockWindow:
        """The unlock window."""
        if self.desk.unlock is None:
            raise Broken("the unlock window is not there")
        return self.desk.unlock

    @property
    def pane(self) -> Pane:
        """What the unlock window shows at its right."""
        return self.first.pane()

    @property
    def register(self) -> Register:
        """The register in hand."""
        return self.opened.runner.register

    @property
    def opened(self) -> MainWindow:
        """The window of the register."""
        if self.desk.window is None:
            raise Broken("no register is open")
        return self.desk.window

    def settle(self, pause: float = 0.03) -> None:
        """Waits until no lane has work, no window is closing, and nothing is left to paint."""
        until, quiet = time.monotonic() + PATIENCE, 0.0
        while time.monotonic() < until:
            self.app.processEvents()
            window = self.desk.window
            working = window is not None and window.runner.working
            if working or self.desk.lanes.working or self.desk._closing:
                quiet = 0.0
            elif quiet == 0.0:
                quiet = time.monotonic()
            elif time.monotonic() - quiet > pause:
                self._look()
                return
            time.sleep(0.005)
        raise Broken(f"still working after {PATIENCE} seconds")

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Waits until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            self.app.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                raise Broken(f"{what} never came")
        self.settle()

    def _look(self) -> None:
        """A mistake of the program and a refusal that nobody awaited end the story."""
        for top in QApplication.topLevelWidgets():
            if isinstance(top, Notice) and top.isVisible() and "mistake" in top.windowTitle():
                report = top.findChild(QPlainTextEdit)
                raise Broken(report.toPlainText() if report else top.windowTitle())
        window = self.desk.window
        if window is not None and window.notice.isVisible():
            raise Broken(window.notice.words.text())

    # doing

    def type(self, field: QLineEdit, words: str) -> None:
        """Words into a field that is in sight."""
        if not field.isVisible():
            raise Broken(f"{field.accessibleName()} is not in sight")
        filling.put(field, words)

    def dialog_save(self) -> None:
        """Saves the dialog in sight, which then closes."""
        dialog = self.dialog
        filling.save(dialog)
        self.until(lambda: not dialog.isVisible(), f"the end of {dialog.windowTitle()}")

    @contextmanager
    def folder_is(self, folder: Path) -> Iterator[None]:
        """Answers the system's dialog for a folder, which no story can press."""
        with patch.object(QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder)):
            yield

    def save_in(self, folder: Path) -> None:
        """Answers the folder dialog that stands over the dialog in sight."""
        asked = self.dialog.findChild(QFileDialog)
        if asked is None:
            raise Broken("no folder was asked for")
        asked.fileSelected.emit(str(folder))
        asked.close()
        self.settle()

    def go_by_name(self, title: str) -> Any:
        """A page by its line in the navigation, which must be there."""
        if title not in self.offered():
            raise Broken(f"the navigation does not offer {title}")
        self.opened.navigation.wanted.emit(next(e.page for e in ENTRIES if e.page and e.title == title))
        self.settle()
        return self.opened.page()

    def offered(self) -> list[str]:
        """The pages that the navigation offers to this person."""
        navigation = self.opened.navigation
        return [
            entry.title for row, entry in enumerate(ENTRIES) if entry.page and not navigation.isRowHidden(row)
        ]

    def view(self, tabs: QTabBar, title: str) -> None:
        """A named view by how its title begins."""
        for at in range(tabs.count()):
            if tabs.tabText(at).startswith(title):
                tabs.setCurrentIndex(at)
                self.settle()
                return
        raise Broken(f"no view {title}")

    # leaving and coming

    def goes_idle(self) -> None:
        """Nobody touches anything for so long that the desk locks, whatever is under way."""
        watch = self.desk._idle
        assert watch is not None
        watch._running = lambda: time.monotonic() + MOST + 1
        watch.look()
        self.until(lambda: self.desk.window is None, "the lock")

    def locks(self) -> None:
        """Ctrl+L."""
        window = self.opened
        self.click(window, "Lock")
        self.until(lambda: self.desk.window is None, "the lock")

    def unlocks(self, name: str) -> None:
        """Somebody chooses their name and types their passphrase."""
        self.says_who(name)
        self.click(self.pane, "Unlock")
        self.until(lambda: self.desk.window is not None or self.pane.refusal.isVisible(), "the register")
        if self.desk.window is None:
            raise Broken(self.pane.refusal.words.text())
        self.holds(self.register.user == name, f"{name} has the register open")

    def says_who(self, name: str) -> None:
        """The name and the passphrase on the first window."""
        opening = self.first.opening
        self.until(opening.who.isVisible, "the names")
        filling.put(opening.who, name, "the first window")
        self.type(opening.passphrase.line, self.passphrases[name])
