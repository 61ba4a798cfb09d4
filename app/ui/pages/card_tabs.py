"""The tabs beside the board: each a list, its words where it is empty, and the button that adds to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QListView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from app.ui.parts import Button, label


class ListTab(QWidget):
    """A list with its button above it; `above` stands between the two."""

    def __init__(
        self,
        view: QListView | QTableView,
        empty: str,
        button: tuple[str, Callable[[], object]] | None = None,
        above: QWidget | None = None,
        told: str = "",
    ) -> None:
        super().__init__()
        self.view = view
        self.empty = label(empty, ink="muted", wrap=True)
        self.told = label(told, ink="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        self.button: Button | None = None
        if button is not None:
            self.button = Button(button[0], icon="plus", clicked=button[1])
            head.addWidget(self.button)
        column.addLayout(head)
        self.told.setVisible(bool(told) or button is not None)
        if above is not None:
            above.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(above)
        column.addWidget(self.empty)
        column.addWidget(view, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.show_empty()
        view.model().modelReset.connect(self.show_empty)

    def bar(self, on: bool) -> None:
        """Keeps the button that adds out of a window that only reads."""
        if self.button is not None:
            self.button.bar(on)

    def show_empty(self) -> None:
        """Shows the list, or the words where it is empty."""
        none = self.view.model().rowCount() == 0
        self.empty.setVisible(none)
        self._rest.setVisible(none)
        self.view.setVisible(not none)
