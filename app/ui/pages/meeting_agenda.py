"""The agenda at the left of meeting mode: what is done, what is in hand, how long each item may take."""

from __future__ import annotations

from typing import Any

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.reads.meeting_mode import AgendaLine
from app.ui import icons
from app.ui.palette import colour, figures, font, px

Index = QModelIndex | QPersistentModelIndex


def called(line: AgendaLine) -> str:
    """A line as the list calls it; a consent list says how many it holds."""
    if not line.consent:
        return line.title
    count = len(line.consent)
    return f"Consent list, {count} item{'' if count == 1 else 's'}"


class AgendaModel(QAbstractListModel):
    """The lines of one edition: what is not among them stands nowhere in the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[AgendaLine, ...] = ()
        self.done: frozenset[str] = frozenset()
        self.at = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number and title; what a screen reader says of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        said = called(line) if line.consent else f"{line.number} {called(line)}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [said]
            if line.private:
                parts.append("private")
            if line.key in self.done:
                parts.append("done")
            elif line.minutes:
                parts.append(f"{line.minutes} minutes")
            if line.key == self.at:
                parts.append("in hand")
            return ", ".join(parts)
        return None

    def show(self, lines: tuple[AgendaLine, ...], done: frozenset[str], at: str) -> None:
        """Shows these lines."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines, self.done, self.at = lines, done, at
            self.endResetModel()
            return
        self.done, self.at = done, at
        if lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(100), px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, AgendaModel)
        line = model.lines[index.row()]
        chosen, done = line.key == model.at, line.key in model.done
        rect: QRect = option.rect.adjusted(0, 1, 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sel"))
            painter.drawRoundedRect(QRectF(rect), 4, 4)
            painter.fillRect(rect.left(), rect.top() + px(5), px(3), rect.height() - px(10), colour("accent"))
        view = self.parent()
        assert isinstance(view, QListView)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        ink = "sel_text" if chosen else "text2" if done or line.consent else "text"
        left = rect.left() + px(10) + (px(10) if line.depth else 0)
        right = self._right(painter, rect, line, ink, done=done and not chosen)
        painter.setPen(colour(ink))
        title = left + px(34)
        if line.consent:
            icons.paint(painter, "chevron-right", QRectF(left, rect.top(), px(14), rect.height()), ink)
            title = left + px(22)
        else:
            painter.setFont(figures("body", 600 if chosen else 400))
            number = QRect(left, rect.top(), px(44), rect.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(number, flags, line.number)
            title = max(title, left + painter.fontMetrics().horizontalAdvance(line.number) + px(8))
        painter.setFont(font("body", 600 if chosen else 400))
        room = QRect(title, rect.top(), max(right - title - px(6), 0), rect.height())
        text = painter.fontMetrics().elidedText(called(line), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def _right(self, painter: QPainter, rect: QRect, line: AgendaLine, ink: str, *, done: bool) -> int:
        """Draws the tick or the minutes, and the eye of a private item; where they begin."""
        right = rect.right() - px(8)
        if done:
            icons.paint(painter, "check", QRectF(right - px(16), rect.top(), px(16), rect.height()), "g_text")
            right -= px(16)
        elif line.minutes:
            said = f"{line.minutes} min"
            painter.setFont(font("small", 400))
            painter.setPen(colour(ink))
            painter.drawText(
                rect.adjusted(0, 0, -px(8), 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                said,
            )
            right -= QFontMetrics(font("small", 400)).horizontalAdvance(said)
        if line.private:
            right -= px(18)
            icons.paint(painter, "eye-off", QRectF(right, rect.top(), px(14), rect.height()), ink)
        return right


class AgendaList(QListView):
    """The lines; a click or Enter takes one in hand."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines = AgendaModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Agenda")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        rail = colour("rail")
        self.setStyleSheet(f"QListView {{ background: {rail.name()}; padding: {px(8)}px; }}")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, rail)
        self.setPalette(palette)
        self.clicked.connect(self._take)

    def show_lines(self, lines: tuple[AgendaLine, ...], done: frozenset[str], at: str) -> None:
        """Shows the lines with the one in hand in sight."""
        self.lines.show(lines, done, at)
        row = next((n for n, line in enumerate(lines) if line.key == at), -1)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
            self.scrollTo(self.lines.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space take the line under the cursor; Page Up and Down are the page's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(self.lines.lines[index.row()].key)
