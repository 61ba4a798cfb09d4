"""A few options of which one is chosen, as buttons in the width of a panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton, QWidget

from app.ui.palette import px

TIGHT = (
    "QToolButton {{ padding: {0}px {1}px; }}"
    "QToolButton:checked, QToolButton:focus {{ padding: {2}px {3}px; }}"
)
"""Four buttons in the width of the panel."""


class Choices(QWidget):
    """A few options of which one is chosen, as buttons in a row or in two; arrow keys move."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(6))
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self.changed.emit())
        self.buttons: dict[Any, QToolButton] = {}

    def offer(self, options: Iterable[tuple[Any, str]], value: Any = None) -> None:
        """Offers these, `value` chosen; the same options keep what was chosen."""
        wanted = list(options)
        if [option for option, _ in wanted] != list(self.buttons):
            for button in self.buttons.values():
                self._group.removeButton(button)
                button.hide()
                button.deleteLater()
            self.buttons = {}
            for option, said in wanted:
                button = QToolButton()
                button.setText(said)
                button.setAccessibleName(said)
                button.setCheckable(True)
                button.setProperty("kind", "choice")
                button.setStyleSheet(TIGHT.format(px(5), px(6), px(4), px(5)))
                button.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
                self._group.addButton(button)
                self.buttons[option] = button
            self._arrange()
        self.choose(value)

    def _arrange(self) -> None:
        fit = sum(button.sizeHint().width() + px(6) for button in self.buttons.values()) <= max(
            self.width(), 1
        )
        columns = len(self.buttons) if fit or len(self.buttons) < 3 else 2
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In two rows where one would cut a word."""
        super().resizeEvent(event)
        self._arrange()

    def choose(self, value: Any) -> None:
        """Chooses one, or none."""
        self._group.setExclusive(False)
        for option, button in self.buttons.items():
            button.setChecked(option == value)
        self._group.setExclusive(True)

    def value(self) -> Any:
        """What is chosen, None for nothing."""
        return next((option for option, button in self.buttons.items() if button.isChecked()), None)
