"""The page Review and disposal."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.domain.dates import shown as shown_date
from app.reads import retention
from app.reads.retention import Desk
from app.ui.grid import Grid
from app.ui.page import Place
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.orders_asks import DoingStrip
from app.ui.pages.retention_asks import ON_DELETED, ON_DISPOSAL, ON_RECORD, RetentionAsks
from app.ui.pages.retention_views import DELETED, DISPOSALS, KEPT, VIEWS
from app.ui.runner import Runner


class RetentionPage(GridPage):
    """What is due to be reviewed, what is held, and what is to be disposed of."""

    title: ClassVar[str] = "Review and disposal"
    icon: ClassVar[str] = "archive"
    home = "retention"
    views = VIEWS

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.desk: Desk | None = None
        self.asks = RetentionAsks(runner, self, self.show_dialog)
        self.grids = (
            Grid("Records by review", KEPT, lambda: runner.today, "record"),
            Grid("Disposals", DISPOSALS, lambda: runner.today, "disposal"),
            Grid("Deleted records", DELETED, lambda: runner.today, "deleted record"),
        )
        self.strips = (
            DoingStrip(ON_RECORD, self.grids[0], "Choose a record to review it"),
            DoingStrip(ON_DISPOSAL, self.grids[1], "Choose a disposal to take it further"),
            DoingStrip(ON_DELETED, self.grids[2], "Choose a deleted record to dispose of it"),
        )
        self.lay_head()
        self.lay_tabs()
        self.lay_grids()
        nothing = "Records come with a tracker that is taken in, or are added under Threats."
        self.grids[0].when_empty(nothing_there("This register has no records yet.", nothing))
        for grid, view in zip(self.grids[1:], VIEWS[-2:], strict=True):
            first, _, rest = view.empty.partition(". ")
            grid.when_empty(nothing_there(f"{first}.", rest))
        for grid in self.grids:
            grid.opened.connect(lambda _: self.do(self.asks.usual(self.in_hand)))

    def shown(self, place: Place) -> None:
        """Shows the view, or the record, that a link asked for."""
        records = place.id is not None and not place.filter
        super().shown(Place(place.page, place.id, {"view": "records"}) if records else place)

    def ask(self) -> None:
        """Everything of the page in one read."""
        super().ask()
        self.runner.ask(retention.desk, self.runner.today, then=self._load, key="retention.desk")

    def _load(self, answer: Desk) -> None:
        self.desk = answer
        self.load(answer.kept, answer.disposals, answer.deleted)

    def foot_words(self) -> str:
        """What the count below leaves unsaid: how many are overdue, or why a view is empty."""
        every, rows = self.grid.model.all_rows, self.in_view()
        if self.view.code == "due" and every:
            late = sum(1 for row in rows if row.days < 0)
            if rows:
                return f"{late} overdue" if late else ""
            return f"{self.view.empty} The next is due on {shown_date(min(row.due for row in every))}."
        return super().foot_words()

    def offer(self) -> None:
        """What this person may do to the row in hand."""
        row = self.in_hand
        if row is None:
            self.strip.offer("", frozenset())
        else:
            self.strip.offer(self.asks.subject(row), self.asks.offered(row))

    def do(self, code: str) -> None:
        """One thing done to the row in hand."""
        row = self.in_hand
        if row is None or self.desk is None or code not in self.asks.offered(row):
            return
        if code == "card":
            self.go.emit(Place("card", id=row.id))
        else:
            self.asks.do(code, row, self.desk.settings)
