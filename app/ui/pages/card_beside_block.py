"""A block of the card: a list as high as its rows under its name, with the button that adds to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.parts import Button, label


class WholeTable(WordsTable):
    """A list as high as its rows: the page scrolls, not the list."""

    def __init__(self, headings: Sequence[Heading], name: str) -> None:
        super().__init__(headings, name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.timeout.connect(self._whole)

    def _whole(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(self.words.rowCount()))
        across = self.horizontalScrollBar()
        bar = across.sizeHint().height() if across.maximum() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth())


class Block(QWidget):
    """One kind of thing: its name and number, the button that adds one, the list or the words for none."""

    def __init__(
        self,
        title: str,
        headings: Sequence[Heading],
        empty: str,
        button: tuple[str, Callable[[], object]],
        opened: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._title = title
        self.head = label(title, weight=600)
        self.button = Button(button[0], icon="plus", clicked=button[1])
        self.empty = label(empty, ink="muted", wrap=True)
        self.table = WholeTable(headings, title)
        self.table.activated.connect(lambda index: opened(index.row()))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.head, 1)
        top.addWidget(self.button)
        self.top = top
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.empty)
        column.addWidget(self.table)

    def show_rows(self, found: Sequence[tuple[str, ...]]) -> None:
        """Shows these rows."""
        self.head.setText(f"{self._title}  {len(found)}" if found else self._title)
        self.table.words.set_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
