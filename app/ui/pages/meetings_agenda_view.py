"""The tables of the agenda builder: moved by drag and by keys, switched, accepted and parked by one key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.ui.delegates import Cell
from app.ui.pages.meetings_agenda_model import Line, RowsModel, Source
from app.ui.palette import px

Key = Qt.Key
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
ENTER = (Key.Key_Return, Key.Key_Enter)


class RowsView(QTableView):
    """Rows of a model; Enter opens the one in hand."""

    opened = Signal(str)

    def __init__(self, name: str, model: RowsModel[Any], stretch: int) -> None:
        super().__init__()
        self.setModel(model)
        self.held = model
        self.setAccessibleName(name)
        self.setItemDelegate(Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(28))
        self.verticalHeader().setAccessibleName(f"{name}, rows")
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setAccessibleName(f"{name}, heads")
        heads.setMinimumSectionSize(px(40))
        for place, head in enumerate(model.heads):
            self.setColumnWidth(place, px(head.wide))
        heads.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.held.rows[index.row()].id))

    @property
    def id(self) -> str | None:
        """The row in hand."""
        row = self.currentIndex().row()
        return self.held.rows[row].id if 0 <= row < len(self.held.rows) else None

    def choose(self, row: int) -> None:
        """Takes a row in hand, the last where there are fewer."""
        if self.held.rows:
            self.setCurrentIndex(self.held.index(min(max(row, 0), len(self.held.rows) - 1), 0))


class AgendaView(RowsView):
    """The agenda in order."""

    stepped = Signal(str, int)
    let_go = Signal(str, int)
    switched = Signal(str)
    calmed = Signal(str)
    parked = Signal(str)
    removed = Signal(str)

    def __init__(self, model: RowsModel[Line], parent: QWidget | None = None, *, moves: bool) -> None:
        super().__init__("Agenda", model, 1)
        self.moves = moves
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if moves:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDragDropOverwriteMode(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or F2 opens, Alt+Shift and an arrow move, Space switches, C is the consent list, P parks, Del
        removes."""
        id, key, held = self.id, event.key(), event.modifiers()
        if id is None:
            super().keyPressEvent(event)
        elif (key in ENTER or key == Key.Key_F2) and held in (PLAIN, Qt.KeyboardModifier.KeypadModifier):
            self.opened.emit(id)
        elif not self.moves:
            super().keyPressEvent(event)
        elif key in (Key.Key_Up, Key.Key_Down) and held & ALT_SHIFT == ALT_SHIFT:
            self.stepped.emit(id, 1 if key == Key.Key_Down else -1)
        elif key == Key.Key_Space and held == PLAIN:
            self.switched.emit(id)
        elif key == Key.Key_P and held == PLAIN:
            self.parked.emit(id)
        elif key == Key.Key_C and held == PLAIN:
            self.calmed.emit(id)
        elif key == Key.Key_Delete:
            self.removed.emit(id)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Puts the item in hand to where it was let go."""
        at = event.position().toPoint()
        row, id = self.indexAt(at).row(), self.id
        if row < 0:
            row = len(self.held.rows)
        elif at.y() > self.rowViewportPosition(row) + self.rowHeight(row) / 2:
            row += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if id is not None:
            self.let_go.emit(id, row)


class SourceView(RowsView):
    """What waits beside the agenda: A puts what is chosen on it, P parks it (a parked one: Del removes)."""

    accepted = Signal()
    parked = Signal()
    removed = Signal(str)

    def __init__(self, name: str, model: RowsModel[Source], *, changes: bool) -> None:
        super().__init__(name, model, 0)
        self.changes = changes
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen(self) -> list[Source]:
        """The rows that are selected, in order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.held.rows[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A accepts, P parks, Ctrl+A takes all in hand."""
        key, plain = event.key(), event.modifiers() == PLAIN
        if self.id is None or not self.changes:
            super().keyPressEvent(event)
        elif key == Key.Key_A and plain:
            self.accepted.emit()
        elif key == Key.Key_P and plain:
            self.parked.emit()
        elif key == Key.Key_Delete:
            self.removed.emit(self.id)
        elif key in ENTER:
            self.opened.emit(self.id)
        else:
            super().keyPressEvent(event)
