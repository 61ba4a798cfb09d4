"""The 4P board: four columns of cards, crossed with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import Strand
from app.domain.plan import Plan
from app.reads.card import CardAction
from app.ui.icons import icon
from app.ui.pages.card_board_delegate import CardDelegate, gutter
from app.ui.pages.card_board_model import ActionCard, ColumnModel, Empty, Row, RowRole
from app.ui.palette import colour, font
from app.ui.parts import label


class ColumnView(QListView):
    """One column; keys that leave it or act on a card are signals."""

    crossed = Signal(int, int)
    activated_row = Signal(object)
    remove_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    got_focus = Signal()

    def __init__(self, model: ColumnModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(f"{model.strand.value} actions")
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    @property
    def row(self) -> Row | None:
        """The row that has the focus."""
        value: Row | None = self.currentIndex().data(RowRole.ROW)
        return value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            middle = self.visualRect(self.currentIndex()).center().y() if self.currentIndex().isValid() else 0
            self.crossed.emit(-1 if key == Qt.Key.Key_Left else 1, middle)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            if self.row is not None:
                self.activated_row.emit(self.row)
        elif key == Qt.Key.Key_Delete:
            if isinstance(self.row, ActionCard):
                self.remove_asked.emit(self.row.shown)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.got_focus.emit()

    def focus_near(self, height: int) -> None:
        """Takes the focus on the row nearest to a height."""
        rows = [self.model().index(row, 0) for row in range(self.model().rowCount())]
        if rows:
            self.setCurrentIndex(min(rows, key=lambda i: abs(self.visualRect(i).center().y() - height)))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.row
        if isinstance(row, ActionCard):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
            self.menu_asked.emit(row.shown, self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # a card's height depends on the width of its column
        self.scheduleDelayedItemsLayout()

    def _clicked(self, index: QModelIndex) -> None:
        if not isinstance(index.data(RowRole.ROW), ActionCard):
            self.activated_row.emit(index.data(RowRole.ROW))

    def _double_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(RowRole.ROW), ActionCard):
            self.activated_row.emit(index.data(RowRole.ROW))


class Column(QWidget):
    """One P: its bar, name and count, the button that adds, and its cards."""

    add_asked = Signal(object)

    def __init__(self, strand: Strand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strand = strand
        self.model = ColumnModel(strand, self)
        self.bar = QFrame()
        self.bar.setFixedHeight(4)
        self.name = label(strand.value, weight=600)
        self.count = label(type="small", ink="text2")
        self.add = QToolButton()
        self.add.setAutoRaise(True)
        self.add.setIcon(icon("plus"))
        self.add.setAccessibleName(f"Add a {strand.value} action")
        self.add.setToolTip(f"Add a {strand.value} action (Ctrl+Shift+A in this column)")
        self.add.clicked.connect(lambda: self.add_asked.emit(self.strand))
        self.view = ColumnView(self.model)
        head = QHBoxLayout()
        head.setContentsMargins(2, 4, 0, 4)
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        # the scroll bar stands in the gap between columns, so that cards are as wide with it as without
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, gutter(), 0)
        above.setSpacing(2)
        above.addWidget(self.bar)
        above.addLayout(head)
        column.addLayout(above)
        column.addWidget(self.view, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.model.modelReset.connect(self._count)
        self.restyle()

    def restyle(self) -> None:
        """Takes colours and type anew after a change of palette or text size."""
        self.bar.setStyleSheet(f"background: {colour(self.strand.value.lower()).name()}; border-radius: 1px;")
        self.setMinimumWidth(QFontMetrics(font("body")).averageCharWidth() * 22)

    def _count(self) -> None:
        self.count.setText(f"{self.model.open} open")
        self.view.setAccessibleDescription(f"{self.model.open} open")


class Board(QWidget):
    """The four columns; what is done to an action is asked for by signals."""

    opened = Signal(object)
    add_asked = Signal(object)
    remove_asked = Signal(object)
    not_needed_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = [Column(strand) for strand in Strand]
        self._last = self.columns[0]
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, column in enumerate(self.columns):
            row.addWidget(column, 1)
            self._listen(place, column)
        # wide text needs more room than a narrow window has: the board then scrolls across
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.setFocusProxy(self._last.view)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.area)

    def _listen(self, place: int, column: Column) -> None:
        view = column.view
        view.crossed.connect(lambda step, height, place=place: self._cross(place + step, height))
        view.activated_row.connect(lambda row, column=column: self._activate(column, row))
        view.remove_asked.connect(self.remove_asked)
        view.menu_asked.connect(self.menu_asked)
        column.add_asked.connect(self.add_asked)
        view.got_focus.connect(lambda column=column: self._entered(column))
        view.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())

    def set_card(self, actions: Sequence[CardAction], plan: Plan | None, *, fresh: bool = False) -> None:
        """Shows the plan; the card that had the focus keeps it, unless the threat is another one."""
        kept = [("", -1) if fresh else self._kept(column) for column in self.columns]
        for column, (action, row) in zip(self.columns, kept, strict=True):
            column.model.set_actions(actions, plan.not_needed(column.strand) if plan else "")
            place = column.model.row_of(action) if action else -1
            place = place if place >= 0 else min(row, column.model.rowCount() - 1)
            if place < 0 and column is self._last and column.model.rowCount():
                place = 0
            if place >= 0:
                column.view.setCurrentIndex(column.model.index(place, 0))
        self.current_changed.emit()

    def _kept(self, column: Column) -> tuple[str, int]:
        row = column.view.row
        return (row.shown.action.id if isinstance(row, ActionCard) else "", column.view.currentIndex().row())

    @property
    def current(self) -> CardAction | None:
        """The action that has the focus, or had it last."""
        row = self._last.view.row
        return row.shown if isinstance(row, ActionCard) else None

    @property
    def strand(self) -> Strand:
        """The P whose column has the focus, or had it last."""
        return self._last.strand

    @property
    def last_view(self) -> ColumnView:
        """The list of that column."""
        return self._last.view

    def choose(self, action: str) -> bool:
        """Puts the focus on an action; False where it is not on the board."""
        for column in self.columns:
            place = column.model.row_of(action)
            if place >= 0:
                column.view.setCurrentIndex(column.model.index(place, 0))
                column.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focus_strand(self, strand: Strand) -> None:
        """Puts the focus into the column of a P."""
        self.columns[list(Strand).index(strand)].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_finished(self, on: bool) -> None:
        """Shows or folds what is resulted and cancelled, in every column."""
        for column in self.columns:
            column.model.unfold(on)

    def _entered(self, column: Column) -> None:
        self.setFocusProxy(column.view)
        if column is not self._last:
            self._last.view.clearSelection()
            self._last = column
        column.view.selectionModel().select(
            column.view.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.current_changed.emit()

    def _cross(self, place: int, height: int) -> None:
        if 0 <= place < len(self.columns):
            view = self.columns[place].view
            view.focus_near(height)
            self.area.ensureWidgetVisible(self.columns[place], 0, 0)

    def _activate(self, column: Column, row: Row) -> None:
        if isinstance(row, ActionCard):
            self.opened.emit(row.shown)
        elif isinstance(row, Empty):
            self.not_needed_asked.emit(row.strand)
        elif row.resulted + row.cancelled:
            column.model.unfold(not column.model.unfolded)
            view = column.view
            view.setCurrentIndex(column.model.index(column.model.open, 0))
