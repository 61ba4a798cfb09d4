"""The tables of the ranked list: moved by drag and by keys, with the cut-off drawn between its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTableView, QWidget

from app.ui.delegates import Cell
from app.ui.pages.priorities_model import REASON, RankModel
from app.ui.palette import colour, px

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class RankView(QTableView):
    """Rows of groups; Enter opens one, and where it `moves`, Alt and an arrow move it."""

    opened = Signal(str)
    moved = Signal(str, int)
    dropped = Signal(str)
    added = Signal(str)

    def __init__(self, name: str, model: RankModel, parent: QWidget | None = None, *, moves: bool) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.ranks, self.moves = model, moves
        self.cut_off = 0
        self.setAccessibleName(name)
        self.setItemDelegate(Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(28))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(f"{name}, heads")
        self.verticalHeader().setAccessibleName(f"{name}, rows")
        self.horizontalHeader().setStretchLastSection(True)
        for place, head in enumerate(model.heads):
            self.setColumnWidth(place, px(head.wide))
        if moves:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDragDropOverwriteMode(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()].row.id))

    @property
    def id(self) -> str | None:
        """The group in hand."""
        row = self.currentIndex().row()
        return self.ranks.rows[row].row.id if 0 <= row < len(self.ranks.rows) else None

    def choose(self, row: int) -> None:
        """Takes a row in hand."""
        if self.ranks.rows:
            self.setCurrentIndex(self.ranks.index(min(max(row, 0), len(self.ranks.rows) - 1), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Alt or Ctrl with an arrow moves, Del takes off, a digit is a place, F2 a reason."""
        id, row = self.id, self.currentIndex().row()
        key, moving = event.key(), bool(event.modifiers() & (ALT | CTRL))
        if id is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not moving:
            self.opened.emit(id)
        elif key == Qt.Key.Key_Insert and not self.moves:
            self.added.emit(id)
        elif self.moves and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and moving:
            self.moved.emit(id, row + (1 if key == Qt.Key.Key_Down else -1))
        elif self.moves and key == Qt.Key.Key_Delete:
            self.dropped.emit(id)
        elif self.moves and key == Qt.Key.Key_F2:
            self.edit(self.ranks.index(row, REASON))
        elif self.moves and event.text().isdigit() and not moving:
            self._place(row, event.text())
        else:
            super().keyPressEvent(event)

    def _place(self, row: int, begun: str) -> None:
        """Begins to type a place in the first column."""
        index = self.ranks.index(row, 0)
        self.edit(index)
        for editor in self.viewport().findChildren(QLineEdit):
            editor.setText(begun)

    def dropEvent(self, event: QDropEvent) -> None:
        """Moves the group in hand to where it was let go."""
        at = event.position().toPoint()
        target, id = self.indexAt(at).row(), self.id
        if target < 0:
            target = len(self.ranks.rows)
        elif at.y() > self.rowViewportPosition(target) + self.rowHeight(target) / 2:
            target += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if id is not None:
            self.moved.emit(id, target - 1 if target > self.currentIndex().row() else target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, then the cut-off where there is one within the list; what is below it is quiet."""
        super().paintEvent(event)
        if not 0 < self.cut_off < len(self.ranks.rows):
            return
        y = self.rowViewportPosition(self.cut_off)
        with QPainter(self.viewport()) as painter:
            painter.setPen(QPen(colour("accent"), 3))
            painter.drawLine(0, y, self.viewport().width(), y)
