"""One of a few: radio buttons in frames, side by side as far as they fit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.ui.pages.flow import FlowLayout


class Choice(QWidget):
    """A group of choices of which one, or none yet, is chosen."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self._row = FlowLayout(self, across=8, down=6)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._group.idToggled.connect(self._toggled)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Shows these choices as key and words, none chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = []
        for place, (key, text) in enumerate(choices):
            button = QRadioButton(text)
            button.setAccessibleName(f"{self._name}: {text}")
            button.setProperty("framed", "true")
            self._keys.append(key)
            self._group.addButton(button, place)
            self._row.addWidget(button)
        if self._group.buttons():
            self.setFocusProxy(self._group.buttons()[0])

    def choose(self, key: str) -> None:
        """Chooses one; an unknown key chooses none."""
        self._group.setExclusive(False)
        for place, known in enumerate(self._keys):
            self._group.button(place).setChecked(known == key)
        self._group.setExclusive(True)

    def chosen(self) -> str:
        """The key of the one chosen, "" for none."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else ""

    def _toggled(self, place: int, on: bool) -> None:
        if on and self._group.exclusive():
            self.changed.emit(self._keys[place])
