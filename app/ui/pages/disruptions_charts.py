"""The charts of the ledger: by month, P, theme and force, the same figures as in the pack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.dates import shown
from app.domain.disruption_ledger import period
from app.packs import performance_figures as figures
from app.packs.model import Figure
from app.packs.phrases import count
from app.reads.disruptions import LedgerRow
from app.ui.figure_view import FigureView
from app.ui.palette import px
from app.ui.parts import card, label

NARROW = 860


class Charts(QScrollArea):
    """The figures of the rows that the grid shows, in the period of the settings; two side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Charts of the disruptions shown")
        self.views = tuple(FigureView() for _ in range(4))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(12)
        self.told = label("", "panel", wrap=True)
        self.ratings = label("", ink="text2", wrap=True)
        self.note = label("", "small", ink="muted", wrap=True)
        column.addWidget(self.told)
        column.addWidget(self.ratings)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._cards = tuple(self._framed(view) for view in self.views)
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addStretch(1)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._across = 0
        self._fold()

    @staticmethod
    def _framed(view: FigureView) -> QFrame:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(view)
        return made

    def show_rows(self, rows: Sequence[LedgerRow], today: date, months: int, narrowed: str = "") -> None:
        """Draws the figures of these rows; `narrowed` says what the grid was filtered by."""
        counted = period(today, months)
        effects = [row.effect for row in rows if row.on in counted]
        forces = sorted({effect.force for effect in effects} - {""})
        drawn: tuple[Figure, ...] = (
            figures.month_figure(effects, today, months),
            figures.strand_figure(effects),
            figures.theme_figure(effects),
            figures.force_figure(effects, forces),
        )
        self.told.setText(f"{figures.pursue_words(effects)}, in {count(months, 'month')} to {shown(today)}")
        self.ratings.setText(figures.rating_words(effects))
        self.ratings.setVisible(bool(effects))
        for view, frame, figure in zip(self.views, self._cards, drawn, strict=True):
            view.show_figure(figure)
            frame.setVisible(bool(effects))
        said = [f"Filtered: {narrowed}."] if narrowed else []
        said.append("Ratings have no published definition; the region’s notes are local.")
        if not effects:
            said.insert(0, "There is nothing to draw: record a disruption, or clear the filter.")
        self.note.setText(" ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One figure under the other where two have no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        across = 1 if self.viewport().width() < px(NARROW) else 2
        if across == self._across:
            return
        self._across = across
        for place, frame in enumerate(self._cards):
            self._grid.removeWidget(frame)
            self._grid.addWidget(frame, place // across, place % across)
        self._grid.setColumnStretch(1, 1 if across == 2 else 0)
        self._grid.setColumnStretch(0, 1)
