"""What waits beside the agenda: the proposals of the record, and the parking list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.flow import FlowLayout
from app.ui.pages.meetings_agenda_model import SOURCES, RowsModel, Source
from app.ui.pages.meetings_agenda_view import SourceView
from app.ui.parts import Button, label


class SourcePanel(QWidget):
    """A table under its title and its buttons, with words where it is empty."""

    def __init__(self, title: str, empty: str, buttons: Sequence[Button], *, changes: bool) -> None:
        super().__init__()
        self._title = title
        self.rows: RowsModel[Source] = RowsModel(SOURCES, self, drags=False)
        self.view = SourceView(title, self.rows, changes=changes)
        self.head = label(title, "panel", wrap=True)
        self.empty = label(empty, ink="muted", wrap=True)
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 4)
        column.setSpacing(4)
        bar = QWidget()
        row = FlowLayout(bar, across=8, down=4)
        row.addWidget(self.head)
        for button in buttons:
            button.bar(not changes)
            row.addWidget(button)
        column.addWidget(bar)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self._rest, 1)

    @property
    def title(self) -> str:
        """Its title with how many wait."""
        number = self.rows.rowCount()
        return f"{self._title} ({number})" if number else self._title

    def load(self, rows: Sequence[Source], *, fresh: bool) -> None:
        """Shows rows; the place in hand stays, unless they are of another meeting."""
        at = 0 if fresh else max(self.view.currentIndex().row(), 0)
        self.rows.load(rows)
        self.view.choose(at)
        self.head.setText(self.title)
        for part, on in ((self.empty, not rows), (self._rest, not rows), (self.view, bool(rows))):
            part.setVisible(on)
