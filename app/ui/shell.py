"""The first window: painted before anything else is loaded, then filled with what there is to unlock.

Its frame uses neither text, nor a painter's colours, nor the names of `Qt`: finding a font and making Qt's
enums would take half as long again as everything else up to the first paint.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.palette import Tokens

WIDTH, HEIGHT = 900, 620
BANNER, RAIL = 22, 336


class Shell(QWidget):
    """A window whose frame is there at once; `hold` puts the real contents in it."""

    painted = Signal()
    closed = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._painted = False
        self.setWindowTitle("Fourfold")
        room = self.screen().availableSize()
        width, height = min(WIDTH, room.width()), min(HEIGHT, room.height())
        self.resize(width, height)
        self._frame = [
            self._filled(tokens.base, 0, 0, width, height),
            self._filled(tokens.rail, 0, 0, RAIL, height),
            self._filled(tokens.mark_bg, 0, 0, width, BANNER),
            self._filled(tokens.mark_bg, 0, height - BANNER, width, BANNER),
        ]

    def _filled(self, colour: str, x: int, y: int, width: int, height: int) -> QWidget:
        made = QWidget(self)
        made.setStyleSheet(f"background: {colour}")
        made.setGeometry(x, y, width, height)
        return made

    def hold(self, contents: QWidget) -> None:
        """Fills the window; what it held before must be gone."""
        column = self.layout()
        if column is None:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
        self.resize(contents.size())
        column.addWidget(contents)
        while self._frame:
            self._frame.pop().deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that the window can be seen."""
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that nobody wants to go on."""
        event.accept()
        self.closed.emit()
