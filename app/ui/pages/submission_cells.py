"""The cells of the list of submissions: completeness as a bar, days over the limit, LIVE in a frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.domain.submission_rules import DECIDED
from app.reads.submissions import SubmissionRow
from app.ui.delegates import Cell, Index, write
from app.ui.palette import colour, font, px
from app.ui.table_model import ROW


def draw_live(painter: QPainter, rect: QRectF, words: str = "LIVE") -> None:
    """The words in a frame at the left of a cell: red and framed, so that it is seen without colour too."""
    face = font("caption", weight=700)
    metrics = QFontMetricsF(face)
    wide, high = metrics.horizontalAdvance(words) + px(10), metrics.height() + px(2)
    box = QRectF(rect.left(), rect.center().y() - high / 2, wide, high)
    painter.setFont(face)
    painter.setPen(QPen(colour("r_text"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class LiveCell(Cell):
    """LIVE where an operation goes on before the group is ratified."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """The box, or nothing."""
        if index.data(ROW).live:
            draw_live(painter, rect)


class OverCell(Cell):
    """Days over the LOCAL limit, in red and in words."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """The words, or nothing."""
        write(painter, rect, str(index.data() or ""), colour("r_text"))


class CompleteCell(Cell):
    """ "13 of 16" with a bar of that length."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """Words at the left, the bar behind them at the right."""
        row: SubmissionRow = index.data(ROW)
        text = str(index.data() or "")
        write(painter, rect, text, ink)
        if not text or row.state in DECIDED:
            return
        taken = QFontMetricsF(font("body")).horizontalAdvance("00 of 00") + px(8)
        room = QRectF(rect.left() + taken, rect.center().y() - px(4), rect.width() - taken, px(8))
        if room.width() < px(16):
            return
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(colour("base"))
        painter.drawRect(room)
        inner = room.adjusted(1, 1, 0, 0)
        painter.fillRect(
            QRectF(inner.left(), inner.top(), inner.width() * row.complete.share, inner.height()),
            colour("chart"),
        )
