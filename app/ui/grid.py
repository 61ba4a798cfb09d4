"""A grid: the filter in words above, the table with its filter row, the count below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.grid_view import GridView
from app.ui.palette import px
from app.ui.parts import label, line, link
from app.ui.table_model import Column, TableModel

# from this height on, at 100 % text, a filter row leaves room for rows below it
ROOM_FOR_FILTERS = 190


class Grid(QWidget):
    """Rows to find one in; `opened` carries the id that Enter was pressed on, `chosen` the row in hand."""

    opened = Signal(str)
    chosen = Signal(object)
    space = Signal()
    cleared = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        today: Callable[[], date],
        noun: str = "row",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self._view_words = ""
        self._own: tuple[Column, ...] = tuple(columns)
        self._added: tuple[Column, ...] = ()
        self._loaded = self._folded = False
        self.model = TableModel(columns, self)
        self.view = GridView(self.model, today, name, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_sentence())
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        column.addWidget(self._middle, 1)
        column.addWidget(line())
        self.foot = self._make_foot()
        column.addLayout(self.foot)
        self.model.refiltered.connect(self._tell)
        self.view.opened.connect(self.opened)
        self.view.chosen.connect(self.chosen)
        self.view.space.connect(self.space)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._tell_selection())
        for keys, does in (("Ctrl+Shift+L", self.toggle_filters),):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.view)
        self._tell()

    def _make_sentence(self) -> QFrame:
        self.bar = QFrame()
        self.bar.setProperty("tint", "sel")
        self.bar.setMinimumHeight(px(34))
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(20, 2, 12, 2)
        row.setSpacing(8)
        self._icon = QLabel()
        self._icon.setPixmap(icons.icon("list-filter", "accent").pixmap(px(16), px(16)))
        self.sentence = label("", wrap=True)
        self.clear = link("Clear filter", self.clear_filters)
        row.addWidget(self._icon)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.clear)
        return self.bar

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 5, 12, 5)
        row.setSpacing(16)
        self.count = label("", "small", 600)
        self.selected = label("", "small", ink="text2")
        self.extra = label("", "small", ink="text2")
        self.sorted = label("", "small", ink="text2")
        for part in (self.count, self.selected, self.extra):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.sorted)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a low window: the filter row waits for Ctrl+F, so that rows have room."""
        super().resizeEvent(event)
        low = self.height() < px(ROOM_FOR_FILTERS)
        titles, focused = (self.view.titles, self.view.frozen.titles), QApplication.focusWidget()
        typing = focused is not None and any(title.isAncestorOf(focused) for title in titles)
        # one that was put away by hand stays away
        away = not self._folded and not self.view.titles.filtering()
        if low != self._folded and not self.model.filters and not typing and not away:
            self._folded = low
            for title in titles:
                title.set_filtering(not low)

    # what a page does with it

    def load(self, rows: Sequence[Any]) -> None:
        """Shows other rows; sort, filter, widths and the row in hand stay."""
        self._loaded = True
        self.model.load(rows)

    def add_columns(self, columns: Sequence[Column]) -> None:
        """Shows these columns after its own, in place of any added before."""
        if tuple(columns) != self._added:
            self._added = tuple(columns)
            self.view.set_columns((*self._own, *columns))

    def narrow(self, within: Callable[[Any], bool] | None, words: str = "") -> None:
        """Shows a named view; `words` say its condition where the tab does not."""
        self._view_words = words
        self.model.narrow(within)

    def add_to_foot(self, widget: QWidget) -> None:
        """Puts a step beside what the foot tells."""
        self.foot.insertWidget(self.foot.count() - 2, widget)

    def when_empty(self, widget: QWidget) -> None:
        """What stands in place of the table when the register has no rows for it."""
        self._middle.addWidget(widget)

    def seek(self) -> None:
        """Ctrl+F: the filter cell of the column in hand."""
        if not self.view.titles.filtering():
            self.toggle_filters()
        column = max(self.view.currentIndex().column(), 0)
        for number in (column, 1, 0):
            cell = self.view.titles.cell(number) or self.view.frozen.titles.cell(number)
            if cell is not None:
                cell.setFocus()
                return

    def toggle_filters(self) -> None:
        """Shows or hides the filter row."""
        on = not self.view.titles.filtering()
        for titles in (self.view.titles, self.view.frozen.titles):
            titles.set_filtering(on)
        self.view.setFocus()

    def clear_filters(self) -> None:
        """Empties the filter row and leaves a condition that a link brought."""
        self.view.clear_filters()
        if self._view_words:
            self.cleared.emit()

    def copy(self) -> None:
        """Copies the chosen rows with their titles."""
        self.view.copy(headers=True)

    def _tell(self) -> None:
        model = self.model
        filtered = model.sentence()
        said = ", ".join(part for part in (self._view_words, filtered) if part)
        self.sentence.setText(said)
        self.bar.setVisible(bool(said))
        nothing = filtered and not model.rowCount()
        noun = f"{self._noun}{'' if model.total == 1 else 's'}"
        self.count.setText(
            f"No {self._noun} matches this filter. {model.total} {noun} without it."
            if nothing
            else f"{model.rowCount()} of {model.total} shown"
        )
        self.sorted.setText(model.sorted_sentence())
        if self._middle.count() > 1:
            # until the register has answered the table stands there and can be given the focus
            empty = self._loaded and not model.all_rows
            self._middle.setCurrentIndex(1 if empty else 0)
            if empty:
                self.count.setText("")
                self.sorted.setText("")
        self._tell_selection()

    def _tell_selection(self) -> None:
        chosen = len(self.view.selectionModel().selectedRows())
        self.selected.setText(f"{chosen} selected" if chosen > 1 else "")
