"""Keeping the windows out of screen shots and shared screens: on Windows by its own means, elsewhere not.

Set anew for each window when it is first shown; switched off for a briefing in the View menu, and logged.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

# winuser.h
WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11

Exclude = Callable[[int, bool], bool]
"""Keeps a window of the system out of captures, or lets it in; false where the system does not."""


def windows_exclude(window: int, on: bool, library: Any = None) -> bool:
    """SetWindowDisplayAffinity; Windows before 10 version 2004 knows no exclusion and says so by 0."""
    user32 = library if library is not None else getattr(ctypes, "windll").user32  # noqa: B009
    how = WDA_EXCLUDEFROMCAPTURE if on else WDA_NONE
    return bool(user32.SetWindowDisplayAffinity(ctypes.c_void_p(window), how))


@cache
def screen() -> Capture:
    """The one of this program, as long as it runs."""
    return Capture()


class Capture(QObject):
    """Whether the screen may be captured; no, until somebody says so, and no again at each start."""

    def __init__(self, parent: QObject | None = None, exclude: Exclude | None = None) -> None:
        super().__init__(parent)
        if exclude is None and sys.platform == "win32":
            exclude = windows_exclude
        self._exclude = exclude
        self.allowed = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._seen)
        self._all()

    @property
    def works(self) -> bool:
        """Whether this system can keep windows out at all."""
        return self._exclude is not None

    def allow(self, *, on: bool) -> None:
        """Lets every window be captured, or none."""
        self.allowed = on
        self._all()

    def _all(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            self._set(window)

    def _seen(self, window: QWindow | None) -> None:
        # a window that never has the focus, such as the second screen, is found here too
        for each in QGuiApplication.topLevelWindows():
            each.installEventFilter(self)
            self._set(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window shown again has a new place in the system."""
        if event.type() == QEvent.Type.Expose and isinstance(watched, QWindow):
            self._set(watched)
        return False

    def _set(self, window: QWindow) -> None:
        # to ask one that was never shown for its number would make it a window of the system
        if self._exclude is not None and window.isVisible():
            self._exclude(int(window.winId()), not self.allowed)
