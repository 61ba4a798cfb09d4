"""File and register side by side: a pair of choices for each field in which they differ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.intake.differences import Change
from app.ui.pages.import_question import field_words
from app.ui.parts import label


class Compare(QWidget):
    """The fields that differ; the value that will stand is the one chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("File and register compared")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._pairs: dict[str, QButtonGroup] = {}
        self._shown: tuple[Change, ...] = ()

    def take(self, changes: tuple[Change, ...], chosen: frozenset[str]) -> None:
        """Shows these differences; those in `chosen` stand as in the file."""
        if changes == self._shown and chosen == self.chosen():
            return
        self._shown = changes
        self._clear()
        heads = ("Field", "In the file", "In the register")
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, "small", 600), 0, column)
        for row, change in enumerate(changes, 1):
            name = field_words(change.field)
            self._grid.addWidget(label(name, ink="text2", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            group = QButtonGroup(self)
            for column, (side, value) in enumerate(
                (("file", change.in_file), ("register", change.in_register)), 1
            ):
                button = QRadioButton(_short(value) or "blank")
                button.setToolTip(value)
                button.setAccessibleName(f"{name} in the {side}: {value or 'blank'}")
                button.setChecked((side == "file") == (change.field in chosen))
                group.addButton(button, column)
                self._grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignTop)
            self._pairs[change.field] = group
        first = next(iter(self._pairs.values()), None)
        proxy = first.button(1) if first is not None else None
        if proxy is not None:
            self.setFocusProxy(proxy)

    def chosen(self) -> frozenset[str]:
        """The fields that stand as in the file."""
        return frozenset(field for field, pair in self._pairs.items() if pair.checkedId() == 1)

    def _clear(self) -> None:
        self._pairs = {}
        for group in self.findChildren(QButtonGroup):
            group.deleteLater()
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= 34 else f"{flat[:33]}…"
