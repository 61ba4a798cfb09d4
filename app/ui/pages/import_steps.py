"""Where one is in an import: four steps, painted; Back and the filled button do the moving."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.palette import colour, font, px

STEPS = ("File", "Layout", "Review", "Take in")


class ImportSteps(QWidget):
    """Circles with numbers, a tick in those done, lines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    @property
    def at(self) -> int:
        """The step in hand, counted from nought."""
        return self._at

    def show_step(self, at: int) -> None:
        """Marks a step as the one in hand."""
        self._at = at
        self.setAccessibleName(f"Step {at + 1} of {len(STEPS)}: {STEPS[at]}")
        self.updateGeometry()
        self.update()

    def _width(self, step: int) -> float:
        return QFontMetricsF(font("body", 600)).horizontalAdvance(STEPS[step]) + px(20) + px(8)

    def sizeHint(self) -> QSize:
        """Room for circles, words and lines."""
        gaps = (len(STEPS) - 1) * px(44)
        return QSize(round(sum(self._width(step) for step in range(len(STEPS))) + gaps), px(26))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the steps."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x, middle, side = 0.0, self.height() / 2, px(20)
            for step, word in enumerate(STEPS):
                done, now = step < self._at, step == self._at
                circle = QRectF(x + 0.5, middle - side / 2 + 0.5, side - 1, side - 1)
                edge = "g_text" if done else "accent" if now else "edge"
                painter.setPen(QPen(colour(edge), 1.2))
                painter.setBrush(colour("accent" if now else "base"))
                painter.drawEllipse(circle)
                if done:
                    icons.paint(painter, "check", circle.adjusted(3, 3, -3, -3), "g_text")
                else:
                    painter.setFont(font("caption", 600))
                    painter.setPen(colour("on_accent" if now else "text2"))
                    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(step + 1))
                face = font("body", 600 if now else 400)
                painter.setFont(face)
                painter.setPen(colour("text" if now else "text2"))
                words = QRectF(x + side + px(8), 0, self._width(step), self.height())
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
                end = words.left() + QFontMetricsF(face).horizontalAdvance(word)
                x += self._width(step) + px(44)
                if step + 1 < len(STEPS):
                    painter.setPen(QPen(colour("edge"), 1))
                    painter.drawLine(QPointF(end + px(10), middle), QPointF(x - px(10), middle))
