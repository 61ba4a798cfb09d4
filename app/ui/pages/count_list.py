"""Counts that lead to the list that makes them: rows of a card on Home."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.icons import icon
from app.ui.palette import colour, font, px

AnyIndex = QModelIndex | QPersistentModelIndex
COUNT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Count:
    """One count: the code of its filter, how many, of what, and whether the pack lists it as an exception."""

    code: str
    number: int
    words: str
    flagged: bool = False

    @property
    def said(self) -> str:
        """The row as a screen reader says it."""
        return f"{self.number} {self.words}" + (
            ", listed in the pack as an exception" if self.flagged else ""
        )


class CountModel(QAbstractListModel):
    """The counts of one card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[Count, ...] = ()

    def take(self, counts: tuple[Count, ...]) -> None:
        """Shows other numbers; the row in focus stays while the rows are the same checks."""
        same = [count.code for count in counts] == [count.code for count in self._counts]
        if same and counts:
            self._counts = counts
            self.dataChanged.emit(self.index(0), self.index(len(counts) - 1))
        elif not same:
            self.beginResetModel()
            self._counts = counts
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """How many counts there are."""
        return 0 if parent.isValid() else len(self._counts)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and the count itself for the delegate."""
        if not index.isValid():
            return None
        count = self._counts[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return count.said
        return count if role == COUNT else None


class _Delegate(QStyledItemDelegate):
    """The number as a link, its words, and the flag of an exception."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A row of 28 px, more with larger text."""
        return QSize(120, max(px(28), QFontMetrics(font("count")).height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws one row."""
        count: Count = index.data(COUNT)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_MouseOver and count.number:
            painter.fillRect(rect, colour("sel-weak"))
        self._number(painter, rect, count)
        flag = px(16)
        right = rect.right() - 12
        if count.flagged and count.number:
            icon("flag", "r-text").paint(
                painter, QRect(right - flag, rect.center().y() - flag // 2 + 1, flag, flag)
            )
        painter.setFont(font("body"))
        painter.setPen(colour("text" if count.number else "muted"))
        left = rect.left() + self.number_width() + 20
        room = right - flag - 8 - left
        words = QFontMetrics(font("body")).elidedText(count.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def number_width(self) -> int:
        """The width of the widest number expected: five figures."""
        return QFontMetrics(font("count")).horizontalAdvance("0000")

    def _number(self, painter: QPainter, rect: QRect, count: Count) -> None:
        painter.setFont(font("count"))
        painter.setPen(colour("link" if count.number else "muted"))
        text = f"{count.number:,}"
        metrics = QFontMetrics(font("count"))
        box = QRect(rect.left() + 8, rect.top(), self.number_width(), rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if count.number:
            base = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 4
            painter.drawLine(box.right() - metrics.horizontalAdvance(text) + 1, base, box.right(), base)


class CountList(QListView):
    """The rows of one card; Enter or a click opens the list behind a count."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setModel(CountModel(self))
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(self._open)

    def take(self, counts: tuple[Count, ...]) -> None:
        """Shows these counts."""
        model = self.model()
        assert isinstance(model, CountModel)
        model.take(counts)
        if counts and not self.currentIndex().isValid():
            self.setCurrentIndex(model.index(0))
        self.updateGeometry()

    def _open(self, index: QModelIndex) -> None:
        count: Count | None = index.data(COUNT)
        if count is not None and count.number:
            self.opened.emit(count.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        rows = self.model().rowCount()
        return QSize(200, rows * max(px(28), QFontMetrics(font("count")).height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Never less than its rows."""
        return QSize(120, self.sizeHint().height())
