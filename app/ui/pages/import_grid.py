"""The grid of the review: ticks by Space, the fault's cell tinted, the check with its mark."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.intake.review import Check, ReviewRow
from app.ui import icons
from app.ui.pages.import_model import FAULTY, HIDDEN, ROW, Column, ReviewModel
from app.ui.palette import colour, figures, font, px
from app.ui.style import draw_check

AnyIndex = QModelIndex | QPersistentModelIndex
MARKS = {
    Check.NEW: ("plus", "text2"),
    Check.DATE: ("triangle-alert", "a_text"),
    Check.STRAND: ("split", "a_text"),
    Check.FAULT: ("triangle-alert", "a_text"),
    Check.CHANGES: ("pencil", "text2"),
    Check.SAME: ("check", "g_text"),
    Check.SKIPPED: ("minus", "text2"),
    Check.HELD: ("clock", "text2"),
}
WIDTHS = {
    Column.TAKE: 50,
    Column.SHEET: 110,
    Column.ROW: 50,
    Column.REFERENCE: 84,
    Column.STRAND: 76,
    Column.ACTION: 250,
    Column.OWNER: 114,
    Column.TARGET: 102,
    Column.CHECK: 142,
}


class _Delegate(QStyledItemDelegate):
    """Draws a cell of the review."""

    def __init__(self, grid: ReviewGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The height of a standard row."""
        return QSize(60, px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws ground, tick or words, and the ring of the cell in focus."""
        rect: QRect = option.rect
        state = option.state
        row: ReviewRow = index.data(ROW)
        column = self._grid.review.columns[index.column()]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        faulty = bool(index.data(FAULTY))
        if faulty:
            painter.fillRect(rect, colour("a_tint"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("a_line"))
        elif chosen:
            painter.fillRect(rect, colour("sel"))
        ink = colour("text" if faulty or not chosen else "sel_text")
        if column is Column.TAKE:
            self._tick(painter, rect, row)
        else:
            self._words(painter, rect, index, row, column, ink, faulty)
        if (
            index.row() == self._grid.currentIndex().row()
            and index.column() == self._grid.currentIndex().column()
        ):
            painter.setPen(QPen(colour("accent" if self._grid.hasFocus() else "edge"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tick(self, painter: QPainter, rect: QRect, row: ReviewRow) -> None:
        state = QStyle.StateFlag.State_Enabled
        state |= QStyle.StateFlag.State_On if row.take else QStyle.StateFlag.State_Off
        side = px(16)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        draw_check(painter, box, state)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        index: AnyIndex,
        row: ReviewRow,
        column: Column,
        ink: QColor,
        faulty: bool,
    ) -> None:
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        figure = column in (Column.ROW, Column.REFERENCE, Column.TARGET)
        face = (figures if figure else font)("body", 600 if faulty else 400)
        side = Qt.AlignmentFlag.AlignVCenter
        if column is Column.CHECK:
            name, mark = MARKS[row.check]
            if not row.take and row.check is Check.NEW:
                name, mark = "clock", "text2"
            icons.paint(painter, name, QRectF(inner.left(), inner.top(), px(15), inner.height()), mark)
            inner.setLeft(inner.left() + px(21))
        elif column is Column.ROW:
            side |= Qt.AlignmentFlag.AlignRight
            if index.data(HIDDEN):
                icons.paint(
                    painter, "eye-off", QRectF(rect.left() + 4, rect.top(), px(14), rect.height()), "a_text"
                )
        quiet = column is Column.ROW or row.skipped or row.check in (Check.SAME, Check.HELD)
        painter.setFont(face)
        painter.setPen(colour("text2") if quiet and not faulty else ink)
        text = str(index.data() or "")
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side, shown)


class ReviewGrid(QTableView):
    """The table on the screen."""

    row_changed = Signal(object)
    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review = ReviewModel(self)
        self.setModel(self.review)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("Rows of the file")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName("Columns")
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setMinimumHeight(px(30))
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.review.modelReset.connect(self._sized)
        self.clicked.connect(self._clicked)
        self._sized()

    def _sized(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(28))
        header = self.horizontalHeader()
        for place, column in enumerate(self.review.columns):
            if column is not Column.ACTION:
                self.setColumnWidth(place, px(WIDTHS[column]))
        metrics = QFontMetrics(figures("body"))
        if Column.SHEET in self.review.columns:
            longest = max((metrics.horizontalAdvance(row.sheet) for row in self.review.rows), default=0)
            wide = min(px(WIDTHS[Column.SHEET]), max(px(64), longest + px(18)))
            self.setColumnWidth(self.review.columns.index(Column.SHEET), wide)
        widest = max((metrics.horizontalAdvance(row.reference) for row in self.review.rows), default=0)
        # a reference is never cut
        wide = max(px(WIDTHS[Column.REFERENCE]), widest + px(18))
        self.setColumnWidth(self.review.columns.index(Column.REFERENCE), wide)
        header.setMinimumSectionSize(px(40))
        self._fill()

    def _fill(self) -> None:
        """The action takes the room that the others leave, and never less than it needs to be read."""
        place = self.review.columns.index(Column.ACTION)
        others = sum(self.columnWidth(n) for n in range(self.review.columnCount()) if n != place)
        self.setColumnWidth(place, max(px(150), self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The action takes what room there is."""
        super().resizeEvent(event)
        self._fill()

    def stand_on(self, place: int) -> None:
        """Goes to a row, in the column that its fault speaks of."""
        if not 0 <= place < self.review.rowCount():
            return
        columns = range(self.review.columnCount())
        faulty = [c for c in columns if self.review.index(place, c).data(FAULTY)]
        usual = max(self.currentIndex().column(), 0)
        index = self.review.index(place, faulty[0] if faulty else usual)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def current_row(self) -> ReviewRow | None:
        """The row in hand."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def _moved(self, index: QModelIndex) -> None:
        self.row_changed.emit(index.data(ROW) if index.isValid() else None)

    def _clicked(self, index: QModelIndex) -> None:
        if self.review.columns[index.column()] is Column.TAKE:
            self._toggle(index)

    def _toggle(self, index: QModelIndex) -> None:
        row: ReviewRow = index.data(ROW)
        self.review.ticked.emit(row.key, not row.take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter goes to the question, Home and End go to the ends."""
        key = event.key()
        if key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.decided.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring back."""
        super().focusOutEvent(event)
        self.viewport().update()
