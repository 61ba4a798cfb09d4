"""The one way to the clipboard: marked so that no history and no cloud keeps it, cleared soon, and logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

AFTER = 30_000
"""Milliseconds after which what was copied is cleared (conditions.md S13: 10 to 30 seconds)."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
EXCLUDED = {
    # learn.microsoft.com, "Clipboard Formats": cloud clipboard and clipboard history
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\0\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    # what clipboard histories of Linux desktops look for
    "x-kde-passwordManagerHint": b"secret",
}
"""Formats that ask the system to keep a copy out of its history and its cloud, with what they hold."""


class Copied(QMimeData):
    """Text that Fourfold copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        for name, value in EXCLUDED.items():
            self.setData(name, QByteArray(value))


class Board(QObject):
    """Watches the clipboard; what any field of the program copies by itself is taken up here too.

    `copied` tells which table or field was copied from, how many characters, and the records' identifiers.
    """

    copied = Signal(dict)

    def __init__(self, clipboard: QClipboard, owns: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._clipboard = clipboard
        self.owns = owns or clipboard.ownsClipboard
        self._mine: Copied | None = None
        self._text: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # a coarse one may be a twentieth late, and thirty seconds are the most
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.clear)
        clipboard.dataChanged.connect(self._changed)

    @property
    def clears_in(self) -> int:
        """Milliseconds until what was copied is cleared; -1 where nothing waits."""
        return self._timer.remainingTime()

    def copy(self, text: str, what: str, ids: Sequence[str] = ()) -> None:
        """Copies a text, and tells the log of what and of which records."""
        self._put(text)
        facts: dict[str, Any] = {"from": what, "characters": len(text)}
        if ids:
            facts["records"] = list(ids)
        self.copied.emit(facts)

    def clear(self) -> None:
        """Clears what Fourfold copied, where it stands there still; never what another program did."""
        self._timer.stop()
        if self._text is not None and self._clipboard.text() == self._text:
            self._clipboard.clear()
        self._mine = self._text = None

    def _put(self, text: str) -> None:
        self._text = text
        self._mine = Copied(text)
        self._clipboard.setMimeData(self._mine)
        self._timer.start()

    def _changed(self) -> None:
        now = self._clipboard.mimeData()
        if self._mine is not None and now is self._mine:
            return
        if not self.owns():
            # another program's: not ours to clear
            self._timer.stop()
            self._mine = self._text = None
            return
        text = self._clipboard.text()
        # what is cleared has no text; on Windows what was put comes back as another object, with its marks
        if text and not any(now.hasFormat(name) for name in EXCLUDED):
            self.copy(text, "text")


@cache
def board() -> Board:
    """The clipboard's watch, as long as the program runs."""
    return Board(QGuiApplication.clipboard())


def copy(text: str, what: str, ids: Sequence[str] = ()) -> None:
    """Copies a text from a table or a report; `ids` are the records whose text it is."""
    board().copy(text, what, ids)
