"""The navigation at the left: pages with their counts under group labels; folds to icons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui import icons
from app.ui.palette import colour, figures, font, px

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a page, or with no page a group label."""

    title: str
    page: str = ""
    icon: str = ""
    keys: str = ""


ENTRIES = (
    Entry("Home", "home", "house"),
    Entry("Threats"),
    Entry("OCGs and threats", "threats", "network"),
    Entry("Priorities", "priorities", "list-ordered"),
    Entry("Submissions", "submissions", "file-check"),
    Entry("Disruptions", "disruptions", "zap"),
    Entry("Requests", "requests", "hand-helping"),
    Entry("Orders and releases", "orders", "scale"),
    Entry("People"),
    Entry("Officers", "officers", "users"),
    Entry("Meeting"),
    Entry("Meetings", "meetings", "calendar-days"),
    Entry("Action log", "actions", "list-checks", "Ctrl+G"),
    Entry("Packs", "packs", "file-text", "Ctrl+P"),
    Entry("Register"),
    Entry("People and keys", "people", "key-round", "Ctrl+Shift+K"),
    Entry("Review and disposal", "retention", "archive", "Ctrl+Shift+V"),
    Entry("Backups", "backups", "folder-lock", "Ctrl+Shift+B"),
    Entry("Log", "log", "history", "Ctrl+Shift+J"),
    Entry("Import", "import", "file-input", "Ctrl+I"),
    Entry("Settings", "settings", "settings", "Ctrl+,"),
)
NEEDS = {
    "home": "reads.home", "threats": "reads.threats", "card": "reads.card", "priorities": "reads.priorities",
    "submissions": "reads.submissions", "disruptions": "reads.disruptions", "requests": "reads.requests",
    "orders": "reads.orders", "officers": "reads.officers", "meetings": "reads.meetings",
    "meeting": "reads.meeting_mode", "minutes": "reads.minutes", "actions": "reads.action_log",
    "packs": "reads.packs", "compare": "reads.compare", "people": "person.add",
    "retention": "reads.retention", "backups": "backup.make", "log": "reads.log",
    "import": "import.take_in", "settings": "reads.reference",
}  # fmt: skip
"""What a person must be allowed to see a page, as `Register.may` is asked; the rest of it is absent."""
PAGES_IN_ORDER = tuple(entry.page for entry in ENTRIES if entry.page)


def keys(page: str) -> str:
    """The keys that open a page: its own, or Ctrl+1 to Ctrl+9 in the order of the list."""
    entry = next(entry for entry in ENTRIES if entry.page == page)
    return entry.keys or f"Ctrl+{PAGES_IN_ORDER.index(page) + 1}"


def first(may: Callable[[str], bool]) -> str:
    """The page that opens first: the first of the list that the person may see."""
    return next(page for page in PAGES_IN_ORDER if may(NEEDS[page]))


# a page without a line of its own stands under another
UNDER = {"card": "threats", "meeting": "meetings", "minutes": "meetings", "compare": "packs"}


class NavigationModel(QAbstractListModel):
    """The entries with their counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines."""
        return 0 if parent.isValid() else len(ENTRIES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, tooltip, and the words that a screen reader speaks."""
        if not index.isValid():
            return None
        entry = ENTRIES[index.row()]
        count = self.counts.get(entry.page)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole and entry.page:
            return f"{entry.title} ({keys(entry.page)})"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.title if count is None else f"{entry.title}, {count}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Group labels cannot be chosen."""
        if index.isValid() and not ENTRIES[index.row()].page:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def count(self, counts: dict[str, int]) -> None:
        """Shows these counts."""
        self.counts = counts
        self.dataChanged.emit(self.index(0), self.index(len(ENTRIES) - 1))


class _Lines(QStyledItemDelegate):
    def __init__(self, parent: Navigation) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        group = not ENTRIES[index.row()].page
        if group:
            return QSize(10, px(8) if self._list.folded else px(25))
        return QSize(10, px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = ENTRIES[index.row()]
        rect = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not entry.page:
            self._paint_group(painter, rect, entry)
        else:
            self._paint_page(painter, rect, entry, state)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        if self._list.folded:
            return
        painter.setFont(font("caption", 600))
        painter.setPen(colour("text2"))
        inside = rect.adjusted(px(8), px(4), 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.title)

    def _paint_page(self, painter: QPainter, rect: QRect, entry: Entry, state: QStyle.StateFlag) -> None:
        chosen = entry.page == self._list.chosen
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sel"))
            painter.drawRoundedRect(rect, 4, 4)
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("sel_weak"))
        if current:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        left = rect.left() + px(8)
        at = QRectF(left, rect.top(), px(16), rect.height())
        icons.paint(painter, entry.icon, at, "accent" if chosen else "text2")
        if self._list.folded:
            return
        count = self._list.lines.counts.get(entry.page)
        right = rect.right() - px(8)
        if count:
            painter.setFont(figures("small"))
            painter.setPen(colour("text2"))
            words = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count))
            right -= painter.fontMetrics().horizontalAdvance(str(count)) + px(6)
        painter.setFont(font("body", 600 if chosen else 400))
        painter.setPen(colour("sel_text" if chosen else "text"))
        words = QRect(left + px(24), rect.top(), right - left - px(24), rect.height())
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class Navigation(QListView):
    """The list of pages."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen, self.folded = "", False
        self.lines = NavigationModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Lines(self))
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._take)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._make_room())
        self.restyle()

    def restyle(self) -> None:
        """Takes colours and width from the palette and the text size in force."""
        self.setStyleSheet(f"QListView {{ background: {colour('rail').name()}; padding: {px(8)}px; }}")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, colour("rail"))
        self.setPalette(palette)
        self.fold(self.folded)

    def fold(self, folded: bool) -> None:
        """Folds to icons, or shows the names."""
        self.folded = folded
        self._make_room()
        self.scheduleDelayedItemsLayout()

    def offer(self, may: Callable[[str], bool]) -> None:
        """Leaves out the pages that the person may not see, and the labels of groups that hold none."""
        seen = False
        for row in reversed(range(len(ENTRIES))):
            entry = ENTRIES[row]
            hidden = not may(NEEDS[entry.page]) if entry.page else not seen
            self.setRowHidden(row, hidden)
            seen = (seen or not hidden) if entry.page else False

    def _make_room(self) -> None:
        """As wide as names or icons want; a scroll bar stands beside the icons, not on them."""
        bar = self.verticalScrollBar()
        room = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.setFixedWidth(px(48) + room if self.folded else px(216))

    def show_page(self, page: str) -> None:
        """Marks the page in sight."""
        self.chosen = UNDER.get(page, page)
        row = next((n for n, entry in enumerate(ENTRIES) if entry.page == self.chosen), -1)
        self.setCurrentIndex(self.lines.index(row))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space open the page under the cursor; up and down pass over group labels."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Steps from page to page."""
        step = {QListView.CursorAction.MoveUp: -1, QListView.CursorAction.MoveDown: 1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        row = self.currentIndex().row() + step
        while 0 <= row < len(ENTRIES) and (not ENTRIES[row].page or self.isRowHidden(row)):
            row += step
        return self.lines.index(row) if 0 <= row < len(ENTRIES) else self.currentIndex()

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and ENTRIES[index.row()].page:
            self.wanted.emit(ENTRIES[index.row()].page)
