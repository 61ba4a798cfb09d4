"""Any figure on screen: drawn from the same values as in both files, read out mark by mark with the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.packs.figure_scale import marks_in_words
from app.packs.model import Figure, FigureKind
from app.ui.figure_paint import FigurePainter
from app.ui.palette import colour, font

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FigureView(QWidget):
    """Draws one figure; the arrow keys read out one mark after another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._marks: list[str] = []
        self._chosen = -1
        self.setAccessibleName("Figure")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setVisible(False)

    @property
    def figure(self) -> Figure | None:
        """What is shown."""
        return self._figure

    @property
    def readout(self) -> str:
        """The mark that was chosen with the keys, in words; the whole figure at first."""
        if 0 <= self._chosen < len(self._marks):
            return self._marks[self._chosen]
        return self._figure.text if self._figure else ""

    def show_figure(self, figure: Figure | None) -> None:
        """Shows a figure; nothing at all for None or one without values."""
        self._figure = figure if figure and (figure.labels or figure.points) else None
        self._marks = marks_in_words(self._figure) if self._figure else []
        self._chosen = -1
        if self._figure:
            self.setAccessibleName(self._figure.title)
            self.setAccessibleDescription(self._figure.text)
        self.setToolTip("")
        self.setVisible(self._figure is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(460, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._high())

    def _high(self) -> int:
        line = QFontMetricsF(font("small")).height()
        if self._figure and self._figure.kind is FigureKind.BARS:
            return round(line * (4.2 + 1.7 * len(self._figure.labels)))
        return round(line * (18 if self._figure and self._figure.kind is FigureKind.SCATTER else 13))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not self._marks:
            super().keyPressEvent(event)
            return
        self._choose(min(max(self._chosen + step, 0), len(self._marks) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, place: int) -> None:
        self._chosen = place
        self.setToolTip(self.readout)
        self.setAccessibleDescription(f"{self.readout}. {self._figure.text if self._figure else ''}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            chosen = self._chosen if self.hasFocus() else -1
            said = self.readout if chosen >= 0 else self._figure.remark
            FigurePainter(painter, self._figure, chosen, said).draw(
                QRectF(self.rect()).adjusted(6, 4, -6, -4)
            )
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
