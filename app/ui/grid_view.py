"""The table of a grid with its first column frozen, and the keys that work in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyledItemDelegate, QTableView, QWidget

from app.ui import clipboard
from app.ui.delegates import Cell, Figure, Optional, RagCell, ScoreCell
from app.ui.grid_header import GridHeader
from app.ui.palette import colour, px
from app.ui.table_model import Column, TableModel

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def delegate_for(column: Column) -> QStyledItemDelegate:
    """How a kind of column is drawn."""
    if column.kind == "rag":
        return RagCell()
    if column.kind == "score":
        return ScoreCell()
    if column.kind == "optional":
        return Optional()
    if column.kind in ("number", "reference", "date", "moment"):
        return Figure()
    return Cell()


def safe_cell(text: str) -> str:
    """Text for the clipboard: one line, and never a formula in the sheet it is pasted into."""
    flat = " ".join(text.split()) if any(c in text for c in "\t\r\n") else text
    return f"'{flat}" if text.startswith(STARTS_FORMULA) or flat.startswith(STARTS_FORMULA) else flat


class _Table(QTableView):
    """What both tables of a grid have in common."""

    def __init__(self, model: TableModel, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.titles = GridHeader(model, today, self)
        self.setHorizontalHeader(self.titles)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(28))
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self._delegates: list[QStyledItemDelegate] = []

    def draw_with(self, column: int, delegate: QStyledItemDelegate) -> None:
        """Keeps a delegate alive: Qt does not."""
        delegate.setParent(self)
        self._delegates.append(delegate)
        self.setItemDelegateForColumn(column, delegate)


class GridView(_Table):
    """The whole table; a second one over its first column stays in sight when it scrolls across."""

    opened = Signal(str)
    chosen = Signal(object)
    space = Signal()

    def __init__(self, model: TableModel, today: Callable[[], date], name: str, parent: QWidget) -> None:
        super().__init__(model, today, parent)
        self.table = model
        self.setAccessibleName(name)
        self._current: str | None = None
        self._across = 0
        self.frozen = _Table(model, today, self)
        self.frozen.setAccessibleName(f"{name}, first column")
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setSelectionModel(self.selectionModel())
        for bar in (self.frozen.horizontalScrollBar(), self.frozen.verticalScrollBar()):
            bar.setEnabled(False)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress(0)
        self.frozen.setColumnWidth(0, px(model.columns[0].width))
        self.frozen.draw_with(0, delegate_for(model.columns[0]))
        self.titles.show_columns(set(range(1, len(model.columns))))
        self.frozen.titles.show_columns({0})
        self.titles.setStretchLastSection(True)
        self._restyle()
        self._connect()

    def _connect(self) -> None:
        self.titles.sectionResized.connect(self._resized)
        self.frozen.titles.sectionResized.connect(
            lambda n, _, new: self.setColumnWidth(n, new) if n == 0 else None
        )
        ours, theirs = self.verticalScrollBar(), self.frozen.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        # after a reset the frozen column learns of its rows later: until then it follows and does not lead
        theirs.valueChanged.connect(self._follow)
        theirs.rangeChanged.connect(lambda *_: theirs.setValue(ours.value()))
        # Qt scrolls the titles itself, and asks nobody to move the cells below them
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.titles.place())
        self.titles.left_filters.connect(self.setFocus)
        self.frozen.titles.left_filters.connect(self.setFocus)
        self.doubleClicked.connect(self._open)
        self.frozen.doubleClicked.connect(self._open)
        self.table.modelAboutToBeReset.connect(self._note)
        self.table.modelReset.connect(self._back)
        self._watch()

    def _follow(self, value: int) -> None:
        if self.frozen.verticalScrollBar().maximum() == self.verticalScrollBar().maximum():
            self.verticalScrollBar().setValue(value)

    def _watch(self) -> None:
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._moved(now))

    def _dress(self, first: int) -> None:
        """Gives the columns from a place on their width and their delegate."""
        for number, column in list(enumerate(self.table.columns))[first:]:
            self.setColumnWidth(number, px(column.width))
            self.frozen.setColumnHidden(number, number != 0)
            self.draw_with(number, delegate_for(column))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Takes other columns; the first, which is frozen, and those that stand where they stood are kept."""
        before = self.table.columns
        same = next((n for n, pair in enumerate(zip(before, columns, strict=False)) if pair[0] != pair[1]),
                    min(len(before), len(columns)))  # fmt: skip
        self.table.set_columns(columns)
        self._dress(same)
        self.titles.renew(same)
        self.titles.show_columns(set(range(1, len(columns))))
        self.frozen.titles.show_columns({0})

    def _restyle(self) -> None:
        edge = colour("edge").name()
        self.frozen.setStyleSheet(f"QTableView {{ border: 0; border-right: 2px solid {edge}; }}")

    # the row in hand stays in hand

    def current_id(self) -> str | None:
        """The id of the row under the cursor."""
        index = self.currentIndex()
        return str(self.table.row(index.row()).id) if index.isValid() else None

    def choose(self, id: str | None) -> None:
        """Puts the cursor on the row of an id, else on the first."""
        at = self.table.place_of(id) if id is not None else -1
        at = max(at, 0)
        if self.table.rowCount():
            column = max(self.currentIndex().column(), 1 if self.table.columnCount() > 1 else 0)
            index = self.table.index(at, column)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        else:
            self.chosen.emit(None)

    def _note(self) -> None:
        found = self.current_id()
        if found is not None:
            self._current = found
        self._across = self.horizontalScrollBar().value()

    def _back(self) -> None:
        self.choose(self._current)
        self.horizontalScrollBar().setValue(self._across)

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.table.row(now.row()))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space is the page's, Ctrl+C copies, Ctrl+Shift+O sorts, Esc clears the filter."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space and not control:
            self.space.emit()
        elif key == Qt.Key.Key_C and control:
            self.copy(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_O and control:
            add = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.titles.sort(max(self.currentIndex().column(), 0), add)
        elif key == Qt.Key.Key_Escape and self.table.filters:
            self.clear_filters()
        else:
            super().keyPressEvent(event)

    def clear_filters(self) -> None:
        """Empties the filter row."""
        self.titles.empty()
        self.frozen.titles.empty()
        self.table.clear_filters()

    def copy(self, headers: bool = False) -> None:
        """Puts the chosen rows on the clipboard, separated by tabs as a spreadsheet does."""
        columns = self.table.columns
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [[column.title for column in columns]] if headers else []
        lines += [[column.shown(self.table.row(row)) for column in columns] for row in rows]
        clipboard.copy(
            "\n".join("\t".join(safe_cell(cell) for cell in line) for line in lines),
            self.accessibleName(),
            [str(self.table.row(row).id) for row in rows],
        )

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(str(self.table.row(index.row()).id))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keyboard focus always stands on a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(None)

    # geometry

    def _resized(self, section: int, old: int, new: int) -> None:
        if section == 0:
            self.frozen.setColumnWidth(0, new)
            self._place()

    def _place(self) -> None:
        self.frozen.setGeometry(
            0, 0, self.columnWidth(0) + 2, self.viewport().height() + self.horizontalHeader().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen column is as high as the rows in sight."""
        super().resizeEvent(event)
        self._place()

    def updateGeometries(self) -> None:
        """Keeps the frozen column in its place when the header changes height."""
        super().updateGeometries()
        if hasattr(self, "frozen"):
            self._place()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Does not leave the cell in hand behind the frozen column."""
        if index.column() == 0:
            across = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(across)
            return
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)
