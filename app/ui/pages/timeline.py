"""A list of what happened and when: a dot and a line at the left, the day, who, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.pages.card_board_delegate import text_layout
from app.ui.palette import colour, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
INDENT, FOOT = 17, 9


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry: `when` and `by` in its head, `text` below."""

    when: str
    by: str
    text: str

    @property
    def sentence(self) -> str:
        """The entry for a screen reader."""
        return f"{', '.join(part for part in (self.when, self.by) if part)}: {self.text}"


class TimelineModel(QAbstractListModel):
    """The entries, newest first."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Shows these entries."""
        if tuple(moments) != self._moments:
            self.beginResetModel()
            self._moments = tuple(moments)
            self.endResetModel()

    def moment(self, row: int) -> Moment:
        """The entry of a row."""
        return self._moments[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._moments[index.row()].sentence
        return None


class TimelineDelegate(QStyledItemDelegate):
    """Draws the dot, the line and the words; heights come from the text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 280
        model = index.model()
        if not isinstance(model, TimelineModel):
            return QSize(width, 20)
        height = text_layout(model.moment(index.row()).text, font("body"), width - INDENT - 6)[1]
        return QSize(width, round(height + QFontMetricsF(font("body")).height() + 2 + FOOT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TimelineModel):
            return
        moment = model.moment(index.row())
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QFontMetricsF(font("body", weight=500))
        middle = rect.top() + head.height() / 2 + 1
        x = rect.left() + 4.5
        painter.setPen(QPen(colour("line"), 1))
        first, last = index.row() == 0, index.row() == model.rowCount() - 1
        bottom = middle if last else rect.bottom() + 1
        painter.drawLine(QPointF(x, middle if first else rect.top()), QPointF(x, bottom))
        painter.setPen(QPen(colour("chart"), 1.4))
        painter.setBrush(colour("base"))
        painter.drawEllipse(QPointF(x, middle), 4, 4)
        self._words(painter, rect.adjusted(INDENT, 0, -6, 0), moment)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, moment: Moment) -> None:
        bold = font("body", weight=500)
        metrics = QFontMetricsF(bold)
        row = QRectF(rect.left(), rect.top(), rect.width(), metrics.height() + 2)
        painter.setFont(bold)
        painter.setPen(colour("text"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, moment.when)
        beside = row.adjusted(metrics.horizontalAdvance(moment.when) + 8, 0, 0, 0)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        by = QFontMetricsF(font("small")).elidedText(moment.by, Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, by)
        painter.setPen(colour("text2"))
        layout, _ = text_layout(moment.text, font("body"), rect.width())
        layout.draw(painter, QPointF(rect.left(), row.bottom()))


class TimelineView(QListView):
    """The list on screen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moments = TimelineModel(self)
        self.setModel(self.moments)
        self.setItemDelegate(TimelineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
