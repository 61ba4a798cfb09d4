"""What is in the pack: its meeting, its edition, its sections with their first pages, its marking."""

from __future__ import annotations

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
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.meeting import Meeting
from app.ui.pages.next_meeting import month_words
from app.ui.pages.preview_pages import Chapter
from app.ui.palette import colour, figures, font, px
from app.ui.parts import label, line, link

AnyIndex = QModelIndex | QPersistentModelIndex
CHAPTER = Qt.ItemDataRole.UserRole


class ChapterModel(QAbstractListModel):
    """The sections of the draft, as its own contents name them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chapters: tuple[Chapter, ...] = ()

    def take(self, chapters: tuple[Chapter, ...]) -> None:
        """Shows these sections."""
        if chapters != self.chapters:
            self.beginResetModel()
            self.chapters = chapters
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """How many sections there are."""
        return 0 if parent.isValid() else len(self.chapters)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title and first page."""
        if not index.isValid():
            return None
        chapter = self.chapters[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{chapter.title}, page {chapter.page + 1}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return chapter.title
        return chapter if role == CHAPTER else None


class _Delegate(QStyledItemDelegate):
    """The title at the left, the page at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A row of 26 px, more with larger text."""
        return QSize(100, max(26, QFontMetrics(font("body")).height() + 9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws one section."""
        chapter: Chapter = index.data(CHAPTER)
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, colour("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("sel_weak"))
        painter.setPen(colour("sel_text" if chosen else "text"))
        face = font("body", 600 if chosen else 400)
        metrics = QFontMetrics(face)
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        number = str(chapter.page + 1)
        painter.setFont(figures("body"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        room = inner.width() - metrics.horizontalAdvance(number) - 10
        painter.setFont(face)
        title = metrics.elidedText(chapter.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


class PackOutline(QFrame):
    """The left part of Packs."""

    month_chosen = Signal(str)
    page_chosen = Signal(int)
    plan_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._plan_month = ""
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 0)
        column.setSpacing(5)
        column.addWidget(label("Meeting", weight=600))
        self.month = QComboBox()
        self.month.setAccessibleName("Meeting")
        self.month.activated.connect(lambda place: self.month_chosen.emit(self.month.itemData(place)))
        column.addWidget(self.month)
        self.plan = link("", lambda: self.plan_wanted.emit(self._plan_month))
        column.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(label("Edition", weight=600))
        column.addWidget(self._edition())
        column.addSpacing(8)
        heads = QHBoxLayout()
        heads.addWidget(label("Sections", weight=600), 1)
        heads.addWidget(label("first page", "small", ink="text2"))
        column.addLayout(heads)
        self.sections = QListView()
        self.sections.setAccessibleName("Sections")
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setMouseTracking(True)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = ChapterModel(self)
        self.sections.setModel(self.model)
        self.sections.setItemDelegate(_Delegate(self.sections))
        self.sections.clicked.connect(self._follow)
        self.sections.activated.connect(self._follow)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        column.addSpacing(2)
        rows.addLayout(column)
        rows.addWidget(self.sections, 1)
        rows.addWidget(line())
        rows.addWidget(self._foot())
        whole.addLayout(rows, 1)
        whole.addWidget(line(vertical=True))

    def _edition(self) -> QWidget:
        part = QFrame()
        part.setProperty("tint", "sel")
        row = QHBoxLayout(part)
        row.setContentsMargins(10, 7, 10, 7)
        row.setSpacing(5)
        row.addWidget(label("Full", weight=600))
        row.addWidget(label("chair and regional unit", ink="text2"), 1)
        return part

    def _foot(self) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setVerticalSpacing(0)
        grid.addWidget(label("Marking", ink="text2"), 0, 0)
        grid.addWidget(label("Handling", ink="text2"), 0, 1, Qt.AlignmentFlag.AlignRight)
        self.marking, self.handling = label("", "small", 600, wrap=True), label("", "small", 600, wrap=True)
        self.handling.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.marking, 1, 0)
        grid.addWidget(self.handling, 1, 1)
        return part

    def offer(self, meetings: tuple[Meeting, ...], chosen: str, plan: str) -> None:
        """Shows the meetings, newest first, and the month that may be planned."""
        self.month.blockSignals(True)
        self.month.clear()
        for meeting in meetings:
            on = meeting.on
            self.month.addItem(f"{on.day} {month_words(f'{on:%Y-%m}')} {on.year}", meeting.month)
        self.month.setCurrentIndex(self.month.findData(chosen))
        self.month.setEnabled(bool(meetings))
        self.month.blockSignals(False)
        self._plan_month = plan
        words = f"Plan the {month_words(plan)} meeting"
        self.plan.setText(words)
        self.plan.setAccessibleName(words)
        if not meetings:
            self.model.take(())

    def show_marking(self, marking: str, handling: str) -> None:
        """The marking that the pack will carry."""
        self.marking.setText(marking)
        self.handling.setText(handling)

    def show_chapters(self, chapters: tuple[Chapter, ...]) -> None:
        """The sections of the draft; only the first level of its contents."""
        first = min((chapter.level for chapter in chapters), default=0)
        self.model.take(tuple(chapter for chapter in chapters if chapter.level == first))

    def show_page(self, page: int) -> None:
        """Marks the section that a page stands in."""
        rows = [row for row, chapter in enumerate(self.model.chapters) if chapter.page <= page]
        if rows:
            self.sections.setCurrentIndex(self.model.index(rows[-1]))

    def _follow(self, index: QModelIndex) -> None:
        chapter: Chapter | None = index.data(CHAPTER)
        if chapter is not None:
            self.page_chosen.emit(chapter.page)
