"""The header of a grid: titles with sort numbers, and the filter row below them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPushButton, QWidget

from app.errors import Refusal
from app.ui import icons
from app.ui.palette import colour, font, px
from app.ui.table_filters import Contains, OneOf, read_range
from app.ui.table_model import Column, TableModel
from app.ui.value_list import ValueList

# the pause after a keystroke before the rows are filtered: two keys in a burst filter once
PAUSE_MS = 60


class GridHeader(QHeaderView):
    """Titles that sort (Shift adds a key), with a number where several keys are in force."""

    left_filters = Signal()

    def __init__(self, model: TableModel, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table, self._today = model, today
        self._cells: dict[int, QWidget] = {}
        self._filtering = True
        self.setAccessibleName("Column titles")
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(48))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sectionResized.connect(lambda *_: self.place())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.apply)
        self._waiting: set[int] = set()
        for number, column in enumerate(model.columns):
            if column.filter != "none":
                self._cells[number] = self._make(number, column)

    # the filter row

    def _make(self, number: int, column: Column) -> QWidget:
        if column.filter == "values":
            return ValueCell(self._table, number, self)
        made = QLineEdit(self)
        made.setPlaceholderText("from, to" if column.filter == "range" else "contains")
        made.setAccessibleName(f"Filter {column.title}")
        made.setProperty("filter", "true")
        made.textEdited.connect(lambda _: self._wait(number))
        made.installEventFilter(self)
        return made

    def cell(self, column: int) -> QWidget | None:
        """The filter cell of a column."""
        return self._cells.get(column)

    def filtering(self) -> bool:
        """Whether the filter row is there."""
        return self._filtering

    def set_filtering(self, on: bool) -> None:
        """Shows or hides the filter row."""
        self._filtering = on
        self.updateGeometries()
        self.geometriesChanged.emit()

    def show_columns(self, columns: set[int]) -> None:
        """Only these columns' filter cells; the frozen part shows the others."""
        for number in list(self._cells):
            if number not in columns:
                self._cells.pop(number).deleteLater()

    def renew(self, first: int) -> None:
        """Makes the filter cells from a column on anew, for other columns."""
        for number in [n for n in self._cells if n >= first]:
            self._cells.pop(number).deleteLater()
        for number, column in list(enumerate(self._table.columns))[first:]:
            if column.filter != "none":
                self._cells[number] = self._make(number, column)
        self.place()

    def empty(self) -> None:
        """Empties every filter cell, without filtering."""
        self._waiting.clear()
        for cell in self._cells.values():
            if isinstance(cell, QLineEdit):
                cell.clear()
                self._mark(cell, False)

    def fill(self, column: int, text: str) -> None:
        """Types a text into a filter cell, as a link from another page does."""
        cell = self._cells.get(column)
        if isinstance(cell, QLineEdit):
            cell.setText(text)
            self._waiting.add(column)
            self.apply()

    def apply(self) -> None:
        """Filters by what was typed since the last time."""
        self._pause.stop()
        for number in sorted(self._waiting):
            cell = self._cells[number]
            if isinstance(cell, QLineEdit):
                self._filter(number, cell)
        self._waiting.clear()

    def _wait(self, number: int) -> None:
        self._waiting.add(number)
        self._pause.start()

    def _filter(self, number: int, cell: QLineEdit) -> None:
        text, column = cell.text(), self._table.columns[number]
        if column.filter != "range":
            self._table.filter(number, Contains(text) if text.strip() else None)
        else:
            kind = "date" if column.kind in ("date", "moment") else "number"
            try:
                self._table.filter(number, read_range(text, kind, self._today()))
            except Refusal:
                # half typed: the filter in force stays
                self._mark(cell, False, fault=True)
                return
        self._mark(cell, number in self._table.filters)

    def _mark(self, cell: QLineEdit, on: bool, fault: bool = False) -> None:
        cell.setProperty("on", "true" if on else "false")
        cell.setProperty("fault", "true" if fault else "false")
        cell.style().unpolish(cell)
        cell.style().polish(cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in a filter cell clears it, and when it is empty goes back to the rows; so does Down."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
        ):
            if event.key() == Qt.Key.Key_Escape:
                if watched.text():
                    watched.clear()
                    number = next(n for n, cell in self._cells.items() if cell is watched)
                    self._waiting.add(number)
                    self.apply()
                else:
                    self.left_filters.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                self.left_filters.emit()
                return True
        return super().eventFilter(watched, event)

    # geometry

    def heights(self) -> tuple[int, int]:
        """Height of the titles and of the filter row."""
        return px(30), px(32) if self._filtering else 0

    def sizeHint(self) -> QSize:
        """Titles and filter row."""
        return QSize(super().sizeHint().width(), sum(self.heights()))

    def updateGeometries(self) -> None:
        """Keeps room for the filter row below the titles."""
        self.setViewportMargins(0, 0, 0, self.heights()[1])
        super().updateGeometries()
        self.place()

    def place(self) -> None:
        """Puts each filter cell under its title."""
        top, high = self.heights()
        for number, cell in self._cells.items():
            hidden = self.isSectionHidden(number) or not self._filtering
            left = self.sectionViewportPosition(number)
            cell.setGeometry(QRect(left + 3, top + 4, self.sectionSize(number) - 6, high - 8))
            cell.setVisible(not hidden)

    # painting and sorting

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Title, arrow and number of the key."""
        if not rect.isValid():
            return
        column = self._table.columns[section]
        painter.save()
        painter.fillRect(rect, colour("header"))
        painter.setPen(colour("grid"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        at = next((n for n, (key, _) in enumerate(self._table.keys) if key == section), -1)
        inside = QRectF(rect).adjusted(8, 0, -8, 0)
        if at >= 0:
            inside = self._paint_key(painter, inside, at)
        painter.setFont(font("body", 600))
        painter.setPen(colour("text"))
        metrics = QFontMetricsF(painter.font())
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, inside.width())
        right = column.kind in ("number", "score")
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _paint_key(self, painter: QPainter, inside: QRectF, at: int) -> QRectF:
        several = len(self._table.keys) > 1
        number = str(at + 1) if several else ""
        small = font("small")
        wide = px(14) + (QFontMetricsF(small).horizontalAdvance(number) + 3 if several else 0)
        arrow = "arrow-down" if self._table.keys[at][1] else "arrow-up"
        place = QRectF(inside.right() - wide, inside.top(), px(14), inside.height())
        icons.paint(painter, arrow, place, "text2")
        if several:
            painter.setFont(small)
            painter.setPen(colour("text2"))
            rest = inside.adjusted(inside.width() - wide + px(14) + 2, 0, 2, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, number)
        return inside.adjusted(0, 0, -wide - 4, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click sorts; a drag of the edge between two titles does not."""
        pressed = self.property("pressed")
        super().mouseReleaseEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section >= 0 and pressed == section:
            self.sort(section, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes where a click began."""
        edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        section = self.logicalIndexAt(event.position().toPoint())
        self.setProperty("pressed", -1 if edge else section)
        super().mousePressEvent(event)

    def sort(self, section: int, add: bool) -> None:
        """Sorts by a column; again turns the direction; `add` keeps the keys before it."""
        keys = dict(self._table.keys)
        if section in keys and (add or len(keys) == 1):
            keys[section] = not keys[section]
        else:
            falling = self._table.columns[section].kind in ("score", "number")
            keys = {**(keys if add else {}), section: falling}
        self._table.sort_by(*keys.items())


class ValueCell(QPushButton):
    """A filter cell that lists the values of its column."""

    def __init__(self, table: TableModel, column: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._column = table, column
        self.setProperty("filter", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.open)
        table.refiltered.connect(self._show)
        self._show()

    def _show(self) -> None:
        condition = self._table.filters.get(self._column)
        column = self._table.columns[self._column]
        on = isinstance(condition, OneOf)
        count = len(condition.values) if isinstance(condition, OneOf) else 0
        self.setText(f"{count} chosen" if on else column.any_of)
        self.setAccessibleName(f"Filter {column.title}: {self.text()}")
        self.setToolTip(condition.reads(column.title) if condition else f"Choose values of {column.title}")
        if str(self.property("on")) != str(on).lower():
            self.setProperty("on", "true" if on else "false")
            self.style().unpolish(self)
            self.style().polish(self)

    def open(self) -> None:
        """Lists the values below the cell."""
        ValueList(self._table, self._column, self).popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down or Enter opens the list, Esc clears the filter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        elif event.key() == Qt.Key.Key_Escape:
            if self._column in self._table.filters:
                self._table.filter(self._column, None)
            else:
                parent = self.parent()
                if isinstance(parent, GridHeader):
                    parent.left_filters.emit()
        else:
            super().keyPressEvent(event)
