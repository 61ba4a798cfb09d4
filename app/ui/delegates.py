"""How the cells of a grid are drawn: padding, focus inside the cell, RAG, scores with their line, leads."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.rag import Rag
from app.ui import icons
from app.ui.palette import colour, figures, font, px
from app.ui.rag_paint import draw_rag, rag_words
from app.ui.table_model import ROW, VALUE

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PAD = 8


class Cell(QStyledItemDelegate):
    """Plain text; what a cell draws inside its padding is `draw`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Selection, content, then the focus line."""
        rect, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, colour("sel"))
        ink = colour("sel_text" if chosen else "text")
        self.draw(painter, rect.adjusted(PAD, 0, -PAD, 0), index, ink)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            pen = QPen(colour("accent"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """The text, with … where it is too long."""
        text = str(index.data() or "")
        right = index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
        write(painter, rect, text, ink, right=right)


class Optional(Cell):
    """Text that may well be missing: then a quiet "none"."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """The text, or none."""
        text = str(index.data() or "")
        write(painter, rect, text or "none", ink if text else colour("muted"))


class Figure(Cell):
    """Numbers and references in tabular figures."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """The text in figures of one width."""
        right = index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
        painter.setFont(figures("body"))
        flags = RIGHT if right else LEFT
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(ink)
        painter.drawText(rect, flags, text)


class RagCell(Cell):
    """A RAG chip with its words."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """Box, letter, words; nothing for a row that has no plan to speak of."""
        rag = index.data(VALUE)
        if isinstance(rag, RagOrder):
            draw_rag(painter, rect, rag.rag.letter, rag_words(rag.rag), ink)


class ScoreCell(Cell):
    """The last scores as a small line, then the figure."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """A line of up to six scores; "first" where there is one only."""
        scores = index.data(ROW).scores[-6:]
        if not scores:
            write(painter, rect, "not scored", colour("muted"), right=True, name="small")
            return
        painter.setFont(figures("body"))
        painter.setPen(ink)
        painter.drawText(rect, RIGHT, str(index.data()))
        wide = QFontMetricsF(painter.font()).horizontalAdvance("0000")
        space = QRectF(rect.left(), rect.top() + px(8), rect.width() - wide - 6, rect.height() - px(16))
        if len(scores) == 1:
            room = QRectF(rect.left(), rect.top(), space.width(), rect.height())
            write(painter, room, "first", colour("muted"), right=True, name="small")
        elif space.width() > px(16):
            draw_trend(painter, space, scores)


class LeadCell(Cell):
    """A lead's name, or in red that there is none."""

    def __init__(self, none: str) -> None:
        super().__init__()
        self._none = none

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """Name, or icon and words."""
        name = str(index.data(VALUE) or "")
        if name:
            write(painter, rect, name, ink)
            return
        side = px(14)
        icons.paint(painter, "user-round-x", QRectF(rect.left(), rect.top(), side, rect.height()), "r_text")
        write(painter, rect.adjusted(side + 6, 0, 0, 0), self._none, colour("r_text"))


class RagOrder:
    """A RAG mark as a value that sorts with the worst first."""

    __slots__ = ("rag",)

    def __init__(self, rag: Rag) -> None:
        self.rag = rag

    def _rank(self) -> tuple[int, int]:
        return "RAGB".find(self.rag.letter) if self.rag.letter else 9, -self.rag.number

    def __lt__(self, other: RagOrder) -> bool:
        return self._rank() < other._rank()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RagOrder) and self._rank() == other._rank()

    def __hash__(self) -> int:
        return hash(self._rank())


def write(
    painter: QPainter, rect: QRectF, text: str, ink: QColor, *, right: bool = False, name: str = "body"
) -> None:
    """Draws one line of text, with … where it is too long."""
    face = font(name)
    painter.setFont(face)
    painter.setPen(ink)
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, RIGHT if right else LEFT, shown)


def draw_trend(painter: QPainter, space: QRectF, scores: tuple[float, ...]) -> None:
    """A line through scores, its last point marked; the axis need not start at nought."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    low, high = min(scores), max(scores)
    spread = (high - low) or 1
    inner = space.adjusted(2, 2, -3, -2)
    points = [
        QPointF(
            inner.left() + n * inner.width() / (len(scores) - 1),
            inner.bottom() - (score - low) / spread * inner.height() if high > low else inner.center().y(),
        )
        for n, score in enumerate(scores)
    ]
    painter.setPen(QPen(colour("chart"), 1.4))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(colour("chart"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(points[-1], 2.3, 2.3)
    painter.restore()
