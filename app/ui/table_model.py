"""A table over frozen rows: sorts by several keys, filters by column on strings kept beside the rows.

No proxy model: a keystroke runs over plain strings, and the rows stay sorted while they are filtered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain import dates
from app.domain.clock import shown_at
from app.ui.table_filters import Filter

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# the row object behind an index, and the raw value of its cell
ROW = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it shows, how it sorts and how it can be filtered.

    `kind` is text, optional (says none where empty), reference, number, date, moment, rag, score or lead;
    `filter` is contains, range, values or none.
    `value` sorts and is compared with ranges; `text` is what is read, copied and searched.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    width: int = 120
    kind: str = "text"
    filter: str = "contains"
    text: Callable[[Any], str] | None = None
    any_of: str = "any"
    tip: str = ""

    def shown(self, row: Any) -> str:
        """What the cell of a row reads."""
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        if value is None:
            return ""
        if isinstance(value, datetime):
            return shown_at(value)
        if isinstance(value, date):
            return dates.shown(value)
        return f"{value:g}" if isinstance(value, float) else str(value)


def _sort_key(value: Any) -> tuple[bool, Any]:
    return (value in (None, ""), value.casefold() if isinstance(value, str) else (value or 0))


def _descending_key(value: Any) -> tuple[bool, Any]:
    # empty cells come last in both directions
    return (value not in (None, ""), value.casefold() if isinstance(value, str) else (value or 0))


class TableModel(QAbstractTableModel):
    """Rows as they are shown now, out of all that were loaded."""

    refiltered = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.keys: tuple[tuple[int, bool], ...] = ((0, False),)
        self.filters: dict[int, Filter] = {}
        self._within: Callable[[Any], bool] | None = None
        self._rows: tuple[Any, ...] = ()
        self._texts: dict[int, list[str]] = {}
        self._values: dict[int, list[Any]] = {}
        self._sorted: list[int] = []
        self._view: list[int] = []
        self._shown: list[int] = []

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip and what a screen reader speaks."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self._rows[self._shown[index.row()]]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.shown(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.shown(row) or 'empty'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.kind in ("number", "score") else LEFT
        if role == ROW:
            return row
        if role == VALUE:
            return column.value(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            column = self.columns[section]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return column.title
            if role == Qt.ItemDataRole.ToolTipRole:
                return column.tip or column.title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.kind in ("number", "score") else LEFT
        return None

    # what the grid asks

    @property
    def total(self) -> int:
        """How many rows the view in force holds before the filter row narrows it."""
        return len(self._view)

    @property
    def all_rows(self) -> tuple[Any, ...]:
        """Every row loaded."""
        return self._rows

    def row(self, number: int) -> Any:
        """The row object at a place."""
        return self._rows[self._shown[number]]

    def ids(self) -> tuple[str, ...]:
        """The ids of the rows shown, in their order."""
        return tuple(self._rows[n].id for n in self._shown)

    def place_of(self, id: str) -> int:
        """Where the row of an id is shown, -1 when it is not."""
        return next((at for at, n in enumerate(self._shown) if self._rows[n].id == id), -1)

    def values_of(self, column: int) -> list[tuple[str, int]]:
        """The different texts of a column in the view in force, with how many rows have each."""
        shown = self.columns[column].shown
        counts = Counter(shown(self._rows[n]) for n in self._view)
        return sorted(counts.items(), key=lambda item: item[0].casefold())

    def sentence(self) -> str:
        """The filter in words, empty without one."""
        return ", ".join(
            self.filters[n].reads(column.title) for n, column in enumerate(self.columns) if n in self.filters
        )

    def sorted_sentence(self) -> str:
        """The sort in words: "Sorted by score, then reference"."""
        names = [_small(self.columns[column].title) for column, _ in self.keys]
        return f"Sorted by {', then '.join(names)}" if names else ""

    # what changes it

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Takes other columns; sorts and filters of those that stay by their key stay too."""
        places = {column.key: n for n, column in enumerate(columns)}
        moved = {n: places[column.key] for n, column in enumerate(self.columns) if column.key in places}
        self.beginResetModel()
        self.columns = tuple(columns)
        self.keys = tuple((moved[n], down) for n, down in self.keys if n in moved) or ((0, False),)
        self.filters = {moved[n]: condition for n, condition in self.filters.items() if n in moved}
        self._texts.clear()
        self._values.clear()
        self._sort()
        self.endResetModel()
        self.refiltered.emit()

    def load(self, rows: Sequence[Any]) -> None:
        """Takes other rows; sort, view and filters stay."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._texts.clear()
        self._values.clear()
        self._sort()
        self.endResetModel()
        self.refiltered.emit()

    def narrow(self, within: Callable[[Any], bool] | None) -> None:
        """Takes a named view: a condition beside the filter row."""
        self.beginResetModel()
        self._within = within
        self._narrow()
        self.endResetModel()
        self.refiltered.emit()

    def sort_by(self, *keys: tuple[int, bool]) -> None:
        """Sorts by columns (number, descending), the first counting most."""
        self.beginResetModel()
        self.keys = keys
        self._sort()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.refiltered.emit()

    def filter(self, column: int, condition: Filter | None) -> None:
        """Filters by one column, or no longer."""
        if self.filters.get(column) == condition:
            return
        self.beginResetModel()
        if condition is None:
            del self.filters[column]
        else:
            self.filters[column] = condition
        self._filter()
        self.endResetModel()
        self.refiltered.emit()

    def clear_filters(self) -> None:
        """Shows every row of the view again."""
        self.beginResetModel()
        self.filters.clear()
        self._filter()
        self.endResetModel()
        self.refiltered.emit()

    def _sort(self) -> None:
        order = list(range(len(self._rows)))
        for column, descending in reversed(self.keys):
            values = self._column_values(column)
            key = _descending_key if descending else _sort_key
            order.sort(key=lambda n, key=key, values=values: key(values[n]), reverse=descending)  # type: ignore[misc]
        self._sorted = order
        self._narrow()

    def _narrow(self) -> None:
        within, rows = self._within, self._rows
        self._view = self._sorted if within is None else [n for n in self._sorted if within(rows[n])]
        self._filter()

    def _filter(self) -> None:
        shown = self._view
        for column, condition in self.filters.items():
            keeps = condition.keeps(self._column_texts(column), self._column_values(column))
            shown = [n for n in shown if keeps(n)]
        self._shown = shown

    def _column_texts(self, column: int) -> list[str]:
        if column not in self._texts:
            shown = self.columns[column].shown
            self._texts[column] = [shown(row).casefold() for row in self._rows]
        return self._texts[column]

    def _column_values(self, column: int) -> list[Any]:
        if column not in self._values:
            value = self.columns[column].value
            self._values[column] = [value(row) for row in self._rows]
        return self._values[column]


def _small(title: str) -> str:
    """A title inside a sentence; names in capitals stay as they are."""
    return title if title[:2].isupper() or title[:1].isdigit() else title[:1].lower() + title[1:]
