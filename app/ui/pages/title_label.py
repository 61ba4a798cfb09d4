"""A title of up to two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.pages.card_board_delegate import text_layout
from app.ui.palette import colour, font


class TitleLabel(QWidget):
    """A title of up to two lines; more ends with … and stands whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The whole title."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows a title."""
        self._text = text
        self.setAccessibleName(text)
        self._tip()
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> int:
        return text_layout(self._text, font("page"), width)[0].lineCount()

    def _tip(self) -> None:
        self.setToolTip(self._text if self._lines(self.width()) > 2 else "")

    def hasHeightForWidth(self) -> bool:
        """One line or two, as the width allows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of one line or of two."""
        line = QFontMetricsF(font("page")).height()
        return round(line * min(max(self._lines(width), 1), 2)) + 4

    def sizeHint(self) -> QSize:
        """The whole title in one line, where there is room."""
        width = round(QFontMetricsF(font("page")).horizontalAdvance(self._text)) + 4
        return QSize(min(width, 900), self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Some words of one line."""
        return QSize(120, round(QFontMetricsF(font("page")).height()) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Looks again whether all of it can be seen."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines."""
        with QPainter(self) as painter:
            face = font("page")
            painter.setFont(face)
            painter.setPen(colour("text"))
            layout, _ = text_layout(self._text, face, self.width())
            metrics = QFontMetricsF(face)
            for place in range(min(layout.lineCount(), 2)):
                line = layout.lineAt(place)
                text = self._text[line.textStart() : line.textStart() + line.textLength()]
                if place == 1 and layout.lineCount() > 2:
                    rest = self._text[line.textStart() :]
                    text = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QPointF(0, 2 + line.y() + metrics.ascent()), text)
