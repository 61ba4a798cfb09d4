"""The latest changes as a list: time, what was done, what it concerned; Enter opens the threat."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.pages.recent_words import Line
from app.ui.palette import colour, font

AnyIndex = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
FOOT = 10


class RecentModel(QAbstractListModel):
    """The lines of the list; a day's heading cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def take(self, lines: tuple[Line, ...]) -> None:
        """Shows these lines."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line, and the line for the delegate."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.said
        return line if role == LINE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are only read."""
        if index.isValid() and self._lines[index.row()].day:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    """Draws a line; heights come from the words."""

    def _words(self, line: Line, width: float, ink: QColor) -> QTextLayout:
        layout = QTextLayout(line.done + line.detail, font("body"))
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        strong = QTextLayout.FormatRange()
        form = QTextCharFormat()
        form.setFont(font("body", 600))
        strong.start, strong.length, strong.format = 0, len(line.done), form
        layout.setFormats([strong])
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, height))
            height += row.height()
        layout.endLayout()
        return layout

    def _indent(self) -> float:
        return QFontMetricsF(font("small")).horizontalAdvance("00:00") + 14

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the words."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 280
        line: Line = index.data(LINE)
        if line.day:
            return QSize(100, round(QFontMetricsF(font("small", 600)).height()) + 8)
        words = self._words(line, width - self._indent() - 4, colour("text"))
        return QSize(100, round(words.boundingRect().height() + QFontMetricsF(font("small")).height()) + FOOT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws one line."""
        line: Line = index.data(LINE)
        rect = QRectF(option.rect)
        painter.save()
        if line.day:
            painter.setFont(font("small", 600))
            painter.setPen(colour("muted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, line.day)
            painter.restore()
            return
        state = option.state
        if state & QStyle.StateFlag.State_MouseOver and line.threat:
            painter.fillRect(rect, colour("sel-weak"))
        indent, body = self._indent(), QFontMetricsF(font("body"))
        painter.setFont(font("small"))
        painter.setPen(colour("text2"))
        at = QRectF(rect.left() + 2, rect.top() + 3, indent, body.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, line.time)
        words = self._words(line, rect.width() - indent - 4, colour("text"))
        painter.setPen(colour("text"))
        words.draw(painter, QPointF(rect.left() + indent, rect.top() + 3))
        small = QFontMetricsF(font("small"))
        painter.setPen(colour("text2"))
        below = QRectF(
            rect.left() + indent,
            rect.top() + 3 + words.boundingRect().height(),
            rect.width() - indent - 4,
            small.height(),
        )
        subject = small.elidedText(line.subject, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, subject)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


class RecentList(QListView):
    """The list on the screen."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recent changes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setModel(RecentModel(self))
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(self._open)

    def take(self, lines: tuple[Line, ...]) -> None:
        """Shows these lines."""
        model = self.model()
        assert isinstance(model, RecentModel)
        model.take(lines)
        if len(lines) > 1 and not self.currentIndex().isValid():
            self.setCurrentIndex(model.index(1))

    def _open(self, index: QModelIndex) -> None:
        line: Line | None = index.data(LINE)
        if line is not None and line.threat:
            self.opened.emit(line.threat)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the threat; arrows move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
