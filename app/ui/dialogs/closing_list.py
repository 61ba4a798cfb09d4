"""The closing checklist on screen: what stands open with the way to it, then what is in order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from app import words
from app.domain.closing import Item
from app.ui import icons
from app.ui.palette import px
from app.ui.parts import Button, label, link

WAYS = {
    Item.ACTIONS: "4P plan",
    Item.ORDERS: "Orders",
    Item.UNMODERATED: "Disruptions",
    Item.NOT_ON_APMIS: "Disruptions",
    Item.REQUESTS: "Requests",
    Item.SUBMISSION: "Mapping",
    Item.GAPS: "Gaps",
    Item.TRANSFER: "Transfer",
}
"""What can be mended on the card behind the dialog; the rest is answered in the dialog itself."""


class ClosingList(QFrame):
    """One line for each item; `asked` gives the item that somebody wants to mend."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        self.head = label("Closing checklist", weight=600)
        column.addWidget(self.head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self._rows: dict[Item, tuple[QLabel, QLabel, Button | None]] = {}
        for row, item in enumerate(Item):
            sign, said = label(), label(wrap=True)
            sign.setPixmap(icons.icon("triangle-alert", "a_text").pixmap(px(14), px(14)))
            grid.addWidget(sign, row, 0)
            grid.addWidget(said, row, 1)
            way = None
            if item in WAYS:
                way = link(f"Go to {WAYS[item]}", partial(self.asked.emit, item))
                way.setToolTip("Leaves this window and shows them on the card")
                grid.addWidget(way, row, 2, Qt.AlignmentFlag.AlignRight)
            self._rows[item] = (sign, said, way)
        self.order = label(type="small", ink="text2", wrap=True)
        column.addWidget(self.order)

    def show_found(self, found: Mapping[Item, int]) -> None:
        """Shows how many of each item stand open."""
        for item, (sign, said, way) in self._rows.items():
            number = found[item]
            if number:
                said.setText(words.say(f"closing.{item.name.lower()}", {"count": number}))
            for widget in (sign, said, way):
                if widget is not None:
                    widget.setVisible(bool(number))
        fine = [
            words.say(f"closing.none.{item.name.lower()}") for item, number in found.items() if not number
        ]
        self.order.setText(f"In order: {', '.join(fine)}.")
        self.order.setVisible(bool(fine))
        told = [said.text() for item, (_, said, _) in self._rows.items() if found[item]]
        self.setAccessibleName(". ".join(("Closing checklist", *told)))
