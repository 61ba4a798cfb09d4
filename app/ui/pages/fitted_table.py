"""A table of words as high as its rows, for a tab that scrolls as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.pages.card_tables import Heading, WordsTable


class FittedTable(WordsTable):
    """Never scrolls down; its wide columns keep a width in which words can be read."""

    least = 190
    # Qt asks for the geometry while the table is being made
    _fitting = True

    def __init__(self, headings: Sequence[Heading], name: str, parent: QWidget | None = None) -> None:
        super().__init__(headings, name, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fitting = False

    def updateGeometries(self) -> None:
        """Called whenever rows or columns changed their size."""
        super().updateGeometries()
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._fitting:
            return
        self._fitting = True
        self._share()
        head, bar = self.horizontalHeader(), self.horizontalScrollBar()
        across = bar.sizeHint().height() if head.length() > self.viewport().width() else 0
        high = max(head.height(), head.sizeHint().height()) + self.verticalHeader().length() + across + 2
        if high != self.height() or self.minimumHeight() != high:
            self.setFixedHeight(high)
        self._fitting = False
