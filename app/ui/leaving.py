"""The row that asks why something leaves, the same wherever files do; what was typed last is suggested."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.register import Register
from app.ui.parts import label
from app.ui.runner import Runner

_LAST: WeakKeyDictionary[Register, str] = WeakKeyDictionary()


class ReasonRow(QWidget):
    """Reason and its field; the reason is remembered while the register is open, and kept nowhere else."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = runner.register
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.field = QLineEdit()
        self.field.setAccessibleName("Reason")
        self.field.setPlaceholderText("Why it leaves, for the log")
        self.field.setAccessibleDescription("Why the files leave, as the log is to keep it")
        row.addWidget(label("Reason", weight=600))
        row.addWidget(self.field, 1)
        self.setFocusProxy(self.field)
        self.suggest()

    def suggest(self) -> None:
        """Fills an empty field with the reason given last in this session."""
        if not self.field.text():
            self.field.setText(_LAST.get(self._register, ""))

    def take(self) -> str:
        """The reason as it stands, remembered as the next suggestion."""
        said = self.field.text().strip()
        if said:
            _LAST[self._register] = said
        return said

    def showEvent(self, event: QShowEvent) -> None:
        """A reason may have been given on another page meanwhile."""
        super().showEvent(event)
        self.suggest()
