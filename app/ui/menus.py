"""The menus of the main window; every entry is also a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from app.ui.capture import screen
from app.ui.navigation import ENTRIES, NEEDS, PAGES_IN_ORDER, keys
from app.ui.page import Place

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

THEMES = (
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
    ("system", "As the system"),
)


class Menus(QMenuBar):
    """File, Edit, View, Go, Help."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file()
        self._edit()
        self._view()
        self._go()
        help_ = self.addMenu("&Help")
        self._add(help_, "Keyboard", "F1", window.show_keys)
        self._add(help_, "About Fourfold", "", window.show_about)

    def _add(self, menu: QMenu, text: str, keys: str, does: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcuts([QKeySequence(key) for key in keys.split("|")])
        action.triggered.connect(lambda _checked: does())
        menu.addAction(action)
        return action

    def _file(self) -> None:
        menu = self.addMenu("&File")
        may = self._window.runner.register.may
        if may("backup.make"):
            self._add(menu, "Back up to a folder…", "", self._window.back_up)
        if may("register.verify"):
            self._add(menu, "Check this register", "", self._window.verify)
        menu.addSeparator()
        self._add(menu, "Lock", "Ctrl+L", self._window.lock)
        self._add(menu, "Quit", "Ctrl+Q", self._window.close)

    def _edit(self) -> None:
        menu = self.addMenu("&Edit")
        runner = self._window.runner
        self.undo = self._add(menu, "Undo", "Ctrl+Z", runner.undo)
        self.redo = self._add(menu, "Redo", "Ctrl+Y|Ctrl+Shift+Z", runner.redo)
        menu.addSeparator()
        self._add(menu, "Find in this view", "Ctrl+F", self._window.seek)

    def _view(self) -> None:
        menu = self.addMenu("&View")
        themes = QActionGroup(self)
        for theme, title in THEMES:
            action = self._add(menu, title, "", partial(self._window.change_theme, theme))
            action.setCheckable(True)
            action.setChecked(self._window.machine.value.theme == theme)
            themes.addAction(action)
        menu.addSeparator()
        if screen().works:
            self.capture = self._add(menu, "Allow screen capture", "", self._capture)
            self.capture.setCheckable(True)
            menu.addSeparator()
        self._add(menu, "Larger text", "Ctrl++|Ctrl+=", lambda: self._window.change_size(1))
        self._add(menu, "Smaller text", "Ctrl+-", lambda: self._window.change_size(-1))
        self._add(menu, "Usual text size", "Ctrl+0", lambda: self._window.change_size(0))

    def _capture(self) -> None:
        self._window.allow_capture(self.capture.isChecked())

    def _go(self) -> None:
        menu = self.addMenu("&Go")
        titles = {entry.page: entry.title for entry in ENTRIES}
        may = self._window.runner.register.may
        for page in (page for page in PAGES_IN_ORDER if may(NEEDS[page])):
            self._add(menu, titles[page], keys(page), partial(self._window.go, Place(page)))
        menu.addSeparator()
        self._add(menu, "Back", "Alt+Left", lambda: self._window.step(-1))
        self._add(menu, "Forward", "Alt+Right", lambda: self._window.step(1))
        menu.addSeparator()
        self._add(menu, "Next part of the window", "F6", lambda: self._window.next_part(1))
        self._add(menu, "Previous part of the window", "Shift+F6", lambda: self._window.next_part(-1))

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Names what undo and redo would do."""
        self.undo.setText(f"Undo: {undo}" if undo else "Undo")
        self.redo.setText(f"Redo: {redo}" if redo else "Redo")
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
