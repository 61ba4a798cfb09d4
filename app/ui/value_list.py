"""The values of a column to tick, with how often each occurs: as the filter of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.palette import px
from app.ui.parts import Button
from app.ui.table_filters import OneOf

if TYPE_CHECKING:
    from app.ui.table_model import TableModel

TEXT = Qt.ItemDataRole.UserRole


class ValueList(QFrame):
    """A pop-up with a search line, values to tick, and two buttons."""

    def __init__(self, table: TableModel, column: int, under: QWidget) -> None:
        super().__init__(under, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self._table, self._column, self._under = table, column, under
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(8, 8, 8, 8)
        column_.setSpacing(6)
        self.find_ = QLineEdit()
        self.find_.setPlaceholderText("Find a value")
        self.find_.setProperty("filter", "true")
        self.find_.setMinimumHeight(px(28))
        self.find_.setAccessibleName("Find a value")
        self.find_.textChanged.connect(self._narrow)
        self.values = QListWidget()
        self.values.setAccessibleName("Values")
        self.values.setProperty("popup", "true")
        condition = table.filters.get(column)
        ticked = condition.values if isinstance(condition, OneOf) else frozenset()
        for text, count in table.values_of(column):
            item = QListWidgetItem(f"{text or '(empty)'}   {count}")
            item.setData(TEXT, text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if text in ticked else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        self.values.setFixedHeight(min(px(300), px(26) * max(self.values.count(), 1) + 6))
        self.values.itemChanged.connect(lambda _: self._apply())
        row = QHBoxLayout()
        row.addWidget(Button("Any value", clicked=self._any))
        row.addStretch(1)
        row.addWidget(Button("Close", clicked=self.close))
        column_.addWidget(self.find_)
        column_.addWidget(self.values, 1)
        column_.addLayout(row)
        self.setMinimumWidth(px(230))

    def popup(self) -> None:
        """Shows it below the filter cell."""
        self.adjustSize()
        self.move(self._under.mapToGlobal(QPoint(0, self._under.height() + 2)))
        self.show()
        self.values.setCurrentRow(0)
        self.values.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
            self._under.setFocus()
            return
        super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        for n in range(self.values.count()):
            item = self.values.item(n)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _any(self) -> None:
        self.values.blockSignals(True)
        for n in range(self.values.count()):
            self.values.item(n).setCheckState(Qt.CheckState.Unchecked)
        self.values.blockSignals(False)
        self._apply()

    def _apply(self) -> None:
        items = (self.values.item(n) for n in range(self.values.count()))
        ticked = frozenset(str(i.data(TEXT)) for i in items if i.checkState() == Qt.CheckState.Checked)
        self._table.filter(self._column, OneOf(ticked) if ticked else None)
