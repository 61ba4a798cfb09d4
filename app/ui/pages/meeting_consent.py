"""The consent list on the desk: each item with a way to take it by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.reads.meeting_item import Centre
from app.ui.palette import px
from app.ui.parts import Button, label


class ConsentPanel(QWidget):
    """`alone` carries the agenda item that somebody wants to be taken by itself."""

    alone = Signal(object)

    def __init__(self, centre: Centre, *, changeable: bool) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        self.buttons: dict[str, Button] = {}
        top = Qt.AlignmentFlag.AlignTop
        rows = zip(centre.line.consent, centre.members, strict=True)
        for row, ((number, item), (_, title, reference)) in enumerate(rows):
            said = f"{title}, {reference}" if reference and reference != title else title
            grid.addWidget(label(number, "meeting", ink="text2"), row, 0, top)
            grid.addWidget(label(said, "meeting", wrap=True), row, 1)
            if changeable:
                made = Button("Take by itself", "link", clicked=partial(self.alone.emit, item))
                made.setAccessibleName(f"Take {number} {title} by itself")
                self.buttons[item.id] = made
                grid.addWidget(made, row, 2, top)

    def stops(self) -> list[QWidget]:
        """Where Tab comes by, in reading order."""
        return list(self.buttons.values())
