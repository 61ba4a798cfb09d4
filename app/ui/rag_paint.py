"""RAG on screen: a box with the letter, then the words; colour never stands alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import words
from app.domain.rag import WORDS, Rag
from app.ui.palette import colour, font, px


def rag_words(rag: Rag) -> str:
    """Why the colour is what it is: "Overdue 14 days"."""
    return words.say(rag.code, {"number": rag.number})


def draw_rag(painter: QPainter, rect: QRectF, letter: str, text: str, ink: QColor | None = None) -> None:
    """Draws the box and the words at the left of `rect`, in its middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = px(16)
    left = rect.left()
    if letter:
        low = letter.lower()
        box = QRectF(left + 0.5, round(rect.center().y() - side / 2) + 0.5, side - 1, side - 1)
        painter.setPen(QPen(colour(f"{low}_line"), 1))
        painter.setBrush(colour(f"{low}_bg"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour(f"{low}_fg"))
        painter.setFont(font("caption", 700))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        left += side + 6
    face = font("body")
    painter.setFont(face)
    painter.setPen(ink or colour("text"))
    room = max(0.0, rect.right() - left)
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
    place = QRectF(left, rect.top(), room, rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class RagChip(QWidget):
    """A RAG chip that stands in a layout."""

    def __init__(self, rag: Rag | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._letter, self._text = "", ""
        if rag is not None:
            self.show_rag(rag)

    def show_rag(self, rag: Rag) -> None:
        """Shows this mark from now on."""
        self._letter, self._text = rag.letter, rag_words(rag)
        self.setAccessibleName(f"{WORDS.get(rag.letter, '')}, {self._text}".strip(", "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for box and words."""
        metrics = QFontMetricsF(font("body"))
        return QSize(
            round(metrics.horizontalAdvance(self._text)) + px(16) + 8, max(px(20), round(metrics.height()))
        )

    def minimumSizeHint(self) -> QSize:
        """All of it: RAG words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the chip."""
        with QPainter(self) as painter:
            draw_rag(painter, QRectF(self.rect()), self._letter, self._text)
