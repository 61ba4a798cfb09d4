"""Garbage is collected on the painting thread alone: a widget that dies on another can end the program.

The interpreter collects on whichever thread happens to ask for memory, and that is mostly the data lane.
What a closed page leaves behind is a cycle, so that is where its models would be destroyed.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks at how much there is to collect."""


class Collector(QObject):
    """Takes collecting over from the interpreter until it is released; several may hold it at once."""

    _lock: ClassVar = threading.Lock()
    _holding: ClassVar[int] = 0

    def __init__(self, parent: QObject, busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._held, self._busy = True, busy
        with Collector._lock:
            Collector._holding += 1
            gc.disable()
        timer = QTimer(self)
        timer.setInterval(EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collects as the interpreter would have: the young often, the old seldom, nothing while busy.

        A look at everything takes up to 90 ms once a large pack is in memory.
        """
        counts, most = gc.get_count(), gc.get_threshold()
        if self._held and counts[0] > most[0] and not self._busy():
            gc.collect(2 if counts[2] > most[2] else 1 if counts[1] > most[1] else 0)

    def release(self) -> None:
        """Gives collecting back once nobody holds it, or on another thread leaves that to `settle`.

        The thread that closes a register would otherwise be the first to collect, and with the window's
        garbage it would destroy what only the painting thread may.
        """
        with Collector._lock:
            Collector._holding -= self._held
            self._held = False
        if threading.current_thread() is threading.main_thread():
            Collector._give_back()

    @staticmethod
    def _give_back() -> None:
        with Collector._lock:
            if not Collector._holding:
                gc.enable()


def settle() -> None:
    """Collects what closed windows left, and gives collecting back where nobody holds it; painting thread."""
    gc.collect()
    Collector._give_back()
