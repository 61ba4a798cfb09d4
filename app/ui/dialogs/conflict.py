"""Two people changed the same record: both values of each field, and a choice between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from app import words
from app.errors import Conflict, Difference
from app.ui.form import shortened
from app.ui.parts import label

Wording = Callable[[str, Any], str]


class ConflictPanel(QFrame):
    """One row for each field that differs; what is chosen stands in the form at once."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tint", "a")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(6)
        self._body: QWidget | None = None
        self.hide()

    def show_conflict(
        self, conflict: Conflict, wording: Wording, offered: frozenset[str], mine_first: frozenset[str]
    ) -> None:
        """Shows the differences; those in `offered` can be chosen, those in `mine_first` begin with mine."""
        if self._body is not None:
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        said = words.refusal(conflict)
        grid.addWidget(label(said, weight=600, wrap=True), 0, 0, 1, 2)
        spoken = [said]
        for difference in conflict.differences:
            row = grid.rowCount()
            name = words.FIELD_WORDS.get(difference.field, difference.field)
            title = label(f"{name[0].upper()}{name[1:]}", weight=600)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            mine, theirs = (wording(difference.field, v) for v in (difference.mine, difference.theirs))
            spoken.append(f"{name}: yours {mine}, theirs {theirs}")
            if difference.field in offered:
                self._choice(grid, row, difference, (mine, theirs), difference.field in mine_first)
            else:
                grid.addWidget(label(f"{theirs} ({conflict.by})", wrap=True), row, 1)
        self._column.addWidget(self._body)
        self.setAccessibleName(". ".join(spoken))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(
        self, grid: QGridLayout, row: int, difference: Difference, said: tuple[str, str], mine: bool
    ) -> None:
        group = QButtonGroup(self._body)
        for place, (whose, text) in enumerate(zip(("Yours", "Theirs"), said, strict=True)):
            radio = QRadioButton(f"{whose}: {shortened(text, 66)}")
            radio.setToolTip(text)
            radio.setAccessibleName(f"{whose}: {text}")
            value = difference.mine if place == 0 else difference.theirs
            radio.toggled.connect(
                lambda on, field=difference.field, value=value: self.chosen.emit(field, value) if on else None
            )
            group.addButton(radio)
            grid.addWidget(radio, row + place, 1)
            if (place == 0) == mine:
                radio.setChecked(True)
