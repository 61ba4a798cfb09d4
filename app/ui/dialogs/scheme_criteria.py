"""The criteria of a scheme as a plain table: one row each, with part, code, help, values, a trial answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.scheme_body import Criterion, Part
from app.domain.scheme_text import code_of, figure, read_values, write_values
from app.errors import Refusal
from app.ui.palette import px
from app.ui.parts import Button

HEADINGS = ("Part", "Criterion", "Code", "Help", "Allowed values", "Try")
PART, TITLE, CODE, HELP, VALUES, TRY = range(len(HEADINGS))
WIDTHS = {PART: 110, TITLE: 150, CODE: 100, TRY: 56}


class Line(NamedTuple):
    """One row as typed."""

    part: str
    title: str
    code: str
    help: str
    values: str
    answer: str


class CriteriaTable(QWidget):
    """A table to type in; a code that is left empty is made of the title."""

    edited = Signal()

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        super().__init__()
        self._codes = {part.title: part.code for part in parts}
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels(HEADINGS)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for place in range(len(HEADINGS)):
            fixed = place in WIDTHS
            mode = QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if fixed:
                self.table.setColumnWidth(place, px(WIDTHS[place]))
        self.table.setMinimumHeight(px(300))
        # a row's height depends on the width of its columns
        self._rows = QTimer(self)
        self._rows.setSingleShot(True)
        self._rows.setInterval(0)
        self._rows.timeout.connect(self.table.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self._rows.start())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setStyleSheet(f"QTableView::item {{ padding: {px(4)}px {px(5)}px; }}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add_button = Button("Add a criterion", icon="plus", clicked=self.add)
        self.up_button = Button("Move up", clicked=lambda: self.move_row(-1))
        self.down_button = Button("Move down", clicked=lambda: self.move_row(1))
        self.remove_button = Button("Remove", "text", clicked=self.remove)
        self.buttons = (self.add_button, self.up_button, self.down_button, self.remove_button)
        for button in self.buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.table)
        self.put(parts)
        self.table.itemChanged.connect(lambda _: self._changed())

    def _changed(self) -> None:
        self._rows.start()
        self.edited.emit()

    def put(self, parts: Sequence[Part]) -> None:
        """Shows these criteria, each tried with its first value."""
        self.table.setRowCount(0)
        for part in parts:
            for one in part.criteria:
                first = figure(one.values[0].number) if one.values else ""
                self._append(Line(part.title, one.title, one.code, one.help, write_values(one.values), first))

    def lock(self) -> None:
        """Leaves it to be read only."""
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for button in self.buttons:
            button.hide()

    def lines(self) -> list[Line]:
        """Every row as typed."""
        return [self._line(row) for row in range(self.table.rowCount())]

    def value(self) -> tuple[Line, ...]:
        """What a dialog compares to know whether anything was typed."""
        return tuple(self.lines())

    def choose(self, value: Sequence[Sequence[str]]) -> None:
        """Shows these rows as they were typed."""
        self.table.setRowCount(0)
        for line in value:
            self._append(Line(*line))
        self._changed()

    def parts(self) -> tuple[Part, ...]:
        """The parts in order of their first criterion; Refusal("scheme.pair") for unreadable values."""
        used = list(self._codes.values())
        found: dict[str, list[Criterion]] = {}
        for line, one in self._criteria(used):
            found.setdefault(line.part, []).append(one)
        return tuple(Part(self._part_code(title, used), title, tuple(own)) for title, own in found.items())

    def answers(self) -> dict[str, float]:
        """The trial answers that are numbers, by code."""
        found = {}
        for line, one in self._criteria(list(self._codes.values())):
            try:
                found[one.code] = float(line.answer)
            except ValueError:
                continue
        return found

    def _criteria(self, used: list[str]) -> list[tuple[Line, Criterion]]:
        """Each row with the criterion that it makes; `used` gains the codes."""
        found = []
        for line in self.lines():
            try:
                values = read_values(line.values)
            except Refusal as refusal:
                raise Refusal(refusal.code, field="parts", **refusal.fields) from None
            code = line.code or code_of(line.title, used)
            used.append(code)
            found.append((line, Criterion(code, line.title, line.help, values)))
        return found

    def _part_code(self, title: str, used: list[str]) -> str:
        code = self._codes.get(title) or code_of(title or "part", used)
        used.append(code)
        return code

    def add(self) -> None:
        """A new row below, in the part of the row in hand; its title is typed at once."""
        at = self.table.currentRow()
        part = self._line(at).part if at >= 0 else ""
        self._append(Line(part, "", "", "", "1 Low; 2 Medium; 3 High", "1"))
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, TITLE if part else PART)
        self.table.setFocus()
        self.edited.emit()

    def remove(self) -> None:
        """Takes the row in hand out."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self.edited.emit()

    def move_row(self, by: int) -> None:
        """Moves the row in hand up or down."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or not 0 <= row + by < self.table.rowCount():
            return
        mine, other = self._line(row), self._line(row + by)
        self._fill(row, other)
        self._fill(row + by, mine)
        self.table.setCurrentCell(row + by, column)

    def _line(self, row: int) -> Line:
        items = (self.table.item(row, column) for column in range(len(HEADINGS)))
        return Line(*(" ".join(item.text().split()) if item else "" for item in items))

    def _append(self, line: Line) -> None:
        self.table.insertRow(self.table.rowCount())
        self._fill(self.table.rowCount() - 1, line)

    def _fill(self, row: int, line: Line) -> None:
        for column, text in enumerate(line):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.table.setItem(row, column, item)
