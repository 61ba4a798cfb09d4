"""Noticing that nobody works at the desk: how long since the last key or movement, and when the system locks.

Keys and movements are seen at the windows of the system, which are few, not at every event of every widget.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

EVERY = 5_000
"""Milliseconds between two looks at the clock."""

MOST = 15 * 60
"""Seconds after which it locks whatever is under way (Cyber Essentials' most, as conditions.md §4 has it)."""

_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Tells once that nobody has worked for `limit` seconds; `busy` holds that off, but never past `MOST`.

    The clock of the day counts beside the running one, which stands still while a machine sleeps.
    """

    expired = Signal()

    def __init__(
        self,
        limit: float,
        busy: Callable[[], bool],
        parent: QObject | None = None,
        *,
        running: Callable[[], float] = time.monotonic,
        of_day: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.limit = limit
        self._busy, self._running, self._of_day = busy, running, of_day
        self._told = False
        self.worked()
        timer = QTimer(self)
        timer.setInterval(EVERY)
        timer.timeout.connect(self.look)
        timer.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Sees the keys and movements in a window of the system, however often it is told of it."""
        if window is not None:
            # a filter installed twice stands once
            window.installEventFilter(self)
            self.worked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes work and lets everything through."""
        if event.type() in _WORK:
            self.worked()
        return False

    def worked(self) -> None:
        """Somebody is there."""
        self._last = (self._running(), self._of_day())

    def idle(self) -> float:
        """Seconds since somebody worked; a clock of the day that went back counts for nothing."""
        return max(self._running() - self._last[0], self._of_day() - self._last[1])

    def look(self) -> None:
        """Tells it where the time has come."""
        idle = self.idle()
        if not self._told and idle >= self.limit and (idle >= MOST or not self._busy()):
            self._told = True
            self.expired.emit()
