"""The ledger of requests on screen: by capability and by force, with days waited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import request_ledger
from app.domain.request import Request
from app.domain.request_ledger import Tally
from app.reads.requests import Requests
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.palette import px
from app.ui.parts import label

FIGURES = ("Asked", "Granted", "Part", "Refused", "Deferred", "Open", "Days")
NOTE = (
    "By the day of the bid. Each request stands in one column after Asked; withdrawn ones are not counted. "
    "Days: the median from bid to decision."
)


def _headings(first: str) -> tuple[Heading, ...]:
    return (Heading(first, wide=True), *(Heading(name, figures=True) for name in FIGURES))


def _row(name: str, line: Tally) -> tuple[str, ...]:
    *counts, days = line
    return (name, *(str(value) if value else "–" for value in counts), "–" if days is None else str(days))


class Ledger(QScrollArea):
    """Two tables, beside each other where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        self.told = label("", "panel", wrap=True)
        column.addWidget(self.told)
        column.addWidget(label(NOTE, ink="text2", wrap=True))
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(20)
        self.capability = WordsTable(_headings("Capability"), "Requests by capability, twelve months")
        self.force = WordsTable(_headings("Force"), "Requests by force, twelve months")
        for table in (self.capability, self.force):
            table.setMinimumHeight(px(180))
            self.both.addWidget(table, 1)
        column.addLayout(self.both, 1)
        self.setWidget(inside)
        self.setAccessibleName("Ledger")

    def show_answer(self, answer: Requests, today: date) -> None:
        """Counts the requests of the twelve months up to today."""
        requests = request_ledger.in_ledger([line.request for line in answer.lines], today)
        places = {line.id: (line.capability or "Not set", line.force or "No force") for line in answer.lines}
        whole = request_ledger.tally(requests)
        days = "" if whole.days is None else f" Half were decided within {whole.days} days."
        self.told.setText(
            f"{whole.asked} asked in 12 months: {whole.granted} granted, {whole.part} in part, "
            f"{whole.refused} refused, {whole.deferred} deferred, {whole.open} open.{days}"
            if whole.asked
            else "Nothing was asked for in the last 12 months."
        )
        self._fill(self.capability, requests, whole, lambda r: places[r.id][0])
        self._fill(self.force, requests, whole, lambda r: places[r.id][1])

    @staticmethod
    def _fill(
        table: WordsTable, requests: tuple[Request, ...], whole: Tally, key: Callable[[Request], str]
    ) -> None:
        rows = [_row(name, line) for name, line in request_ledger.by(requests, key)]
        table.words.set_rows([*rows, _row("Region", whole)] if rows else [])

    def fold(self, *, on: bool) -> None:
        """One under the other where the page is narrow."""
        way = QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight
        self.both.setDirection(way)
