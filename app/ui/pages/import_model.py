"""The rows of a file under review as a table: tick, row, reference, strand, action, owner, date, check."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.intake.findings import Level
from app.intake.review import DATE_CODES, Check, Review, ReviewRow
from app.ui.pages.import_question import check_words

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
FAULTY = Qt.ItemDataRole.UserRole + 1
HIDDEN = Qt.ItemDataRole.UserRole + 2


class Column(Enum):
    """One column: its title."""

    TAKE = "Take"
    SHEET = "Sheet"
    ROW = "Row"
    REFERENCE = "Reference"
    STRAND = "Strand"
    ACTION = "Action"
    OWNER = "Owner"
    TARGET = "Target date"
    CHECK = "Check"


class Part(Enum):
    """Which rows are shown."""

    ALL = "all rows"
    READY = "ready"
    DATES = "dates to put right"
    STRANDS = "strands to choose"
    FAULTS = "to put right"
    CHANGES = "to compare"
    SAME = "already the same"
    SKIPPED = "skipped"


LOOKED_FOR = {
    Part.DATES: {Check.DATE},
    Part.STRANDS: {Check.STRAND},
    Part.FAULTS: {Check.FAULT},
    Part.CHANGES: {Check.CHANGES},
    Part.SAME: {Check.SAME, Check.HELD},
    Part.SKIPPED: {Check.SKIPPED},
}


def belongs(row: ReviewRow, part: Part) -> bool:
    """Whether a row is among those that a count counts."""
    if part is Part.ALL:
        return True
    if part is Part.READY:
        return row.take
    return not row.take and row.check in LOOKED_FOR[part]


def waits(row: ReviewRow) -> bool:
    """Whether a row waits for a person."""
    return not row.take and row.check in (Check.DATE, Check.STRAND, Check.FAULT, Check.CHANGES)


class ReviewModel(QAbstractTableModel):
    """The rows in the file's order; a decision changes them in place."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(column for column in Column if column is not Column.SHEET)
        self.part = Part.ALL
        self.rows: tuple[ReviewRow, ...] = ()
        self._all: tuple[ReviewRow, ...] = ()
        self._hidden: frozenset[tuple[str, int]] = frozenset()

    def take(self, review: Review | None) -> None:
        """Shows a review; where only decisions changed, the table stays where it is."""
        self._all = review.rows if review is not None else ()
        sheets = {row.sheet for row in self._all}
        columns = tuple(c for c in Column if c is not Column.SHEET or len(sheets) > 1)
        rows = tuple(row for row in self._all if belongs(row, self.part))
        self._hidden = frozenset(
            (found.place.sheet, found.place.row)
            for found in (review.hidden if review is not None else ())
            if found.code == "import.hidden.row"
        )
        if columns == self.columns and [row.key for row in rows] == [row.key for row in self.rows] and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def show_part(self, part: Part) -> None:
        """Shows only the rows that a count counts."""
        self.beginResetModel()
        self.part = part
        self.rows = tuple(row for row in self._all if belongs(row, part))
        self.endResetModel()

    def place(self, key: str) -> int:
        """The place of a row among those shown, -1 where it is not."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def faulty(self, place: int, step: int) -> int:
        """The place of the next (or previous) row that waits, going round; -1 where none does."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            at = (place + step * distance) % count
            if waits(self.rows[at]):
                return at
        return -1

    # Qt's own

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == ROW:
            return row
        if role == FAULTY:
            return faulty_cell(row, column)
        if role == HIDDEN:
            return (row.sheet, row.row) in self._hidden
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.TAKE:
            return Qt.CheckState.Checked if row.take else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None if column is Column.TAKE else cell_text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is Column.TAKE:
                return "taken" if row.take else "skipped" if row.skipped else "not taken"
            return f"{column.value}: {cell_text(row, column) or 'blank'}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked.emit(self.rows[index.row()].key, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every cell can be stood on; the tick can be changed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.columns[index.column()] is Column.TAKE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


def cell_text(row: ReviewRow, column: Column) -> str:
    """What a cell says."""
    if column is Column.CHECK:
        return check_words(row)
    if column is Column.STRAND:
        return row.strand.value if row.strand else row.strand_text
    if column is Column.ROW:
        return str(row.row) if row.row else ""
    if column is Column.ACTION:
        return f"Group: {row.action}" if row.kind == "threat" else " ".join(row.action.split())
    texts = {
        Column.SHEET: row.sheet,
        Column.REFERENCE: row.reference,
        Column.OWNER: row.owner,
        Column.TARGET: row.target,
    }
    return texts.get(column, "")


def faulty_cell(row: ReviewRow, column: Column) -> bool:
    """Whether this is the cell that a fault speaks of."""
    if row.take or row.skipped:
        return False
    codes = {found.code for found in row.findings if found.level is not Level.INFO}
    if column is Column.TARGET:
        return bool(codes & DATE_CODES)
    if column is Column.STRAND:
        return row.check is Check.STRAND
    if column is Column.REFERENCE:
        return "import.reference.missing" in codes
    if column is Column.ACTION:
        return any(code.startswith(("import.title.", "import.row.")) for code in codes)
    return False
