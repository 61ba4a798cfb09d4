"""Everything that is shipped, with its licence: a list to search, and the text of the part in hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import resources
from app.ui.palette import px
from app.ui.parts import label

Part = dict[str, Any]
LIST = "licences/shipped.json"


def _called(part: Part) -> str:
    return f"{part['name']} {part['version']}".strip()


def _told(part: Part) -> str:
    """What the pane on the right says of a part: what it is for, then each text of its licence."""
    lines = [_called(part), part["about"], f"Licence: {part['licence']}"]
    if part["inside"]:
        lines.append(f"Compiled into {part['inside']}")
    if part["where"]:
        lines.append(f"Shipped on {part['where']} only")
    texts = [resources.path(f"licences/texts/{name}").read_text(encoding="utf-8") for name in part["texts"]]
    return "\n\n".join(["\n".join(lines), *texts])


class _Find(QLineEdit):
    """The search line; Down goes on to the list."""

    def __init__(self, below: QWidget) -> None:
        super().__init__()
        self._below = below
        self.setPlaceholderText("Find a part or a licence")
        self.setAccessibleName("Find a part or a licence")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down to the list; Enter stays here, so that it closes nothing."""
        if event.key() == Qt.Key.Key_Down:
            self._below.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class Licences(QWidget):
    """The list, narrowed while typing by name, licence and purpose, beside the text of the row in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = resources.reference_of(LIST)
        self.rows = QListWidget()
        self.rows.setAccessibleName("Parts that are shipped")
        self.find_ = _Find(self.rows)
        self.count = label("", "small", ink="muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Licence of the part in hand")
        for part in self.parts:
            item = QListWidgetItem(f"{_called(part)}\n{part['licence']}")
            item.setToolTip(part["about"])
            self.rows.addItem(item)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.find_, self.rows, self.count):
            left.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 2)
        row.addWidget(self.text, 3)
        self.rows.setSpacing(px(2))
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(220))
        self.find_.textChanged.connect(self._narrow)
        self.rows.currentRowChanged.connect(self._tell)
        self._narrow("")
        self.rows.setCurrentRow(0)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        shown = 0
        for row, part in enumerate(self.parts):
            said = f"{_called(part)} {part['licence']} {part['about']} {part['inside']}".casefold()
            fits = all(word in said for word in words)
            self.rows.item(row).setHidden(not fits)
            shown += fits
        self.count.setText(
            f"{shown} of {len(self.parts)} parts"
            if shown
            else "No part has these words. Clear them to see all."
        )
        row = self.rows.currentRow()
        if row < 0 or self.rows.item(row).isHidden():
            first = (at for at in range(len(self.parts)) if not self.rows.item(at).isHidden())
            self.rows.setCurrentRow(next(first, -1))

    def _tell(self, row: int) -> None:
        self.text.setPlainText(_told(self.parts[row]) if row >= 0 else "")
