"""The ledger of disruptions: named views over one grid, what is counted of it, and its charts."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.disruption_ledger import Period, period
from app.packs.performance_figures import pursue_words, rating_words
from app.reads import disruptions
from app.reads.disruptions import LedgerRow
from app.reads.reference import Reference, reference
from app.ui.grid import Grid
from app.ui.page import Place
from app.ui.pages import custom_columns
from app.ui.pages.disruptions_asks import DOINGS, DisruptionsAsks
from app.ui.pages.disruptions_charts import Charts
from app.ui.pages.disruptions_grid import COLUMNS, NUMBER, VIEWS, RatingCell
from app.ui.pages.grid_page import GridPage, nothing_there, upright
from app.ui.pages.orders_asks import CARD, DoingStrip
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

CHARTS = len(VIEWS)


class DisruptionsPage(GridPage):
    """Named views, the grid with the disruption in hand below it, and the charts of what it shows."""

    title: ClassVar[str] = "Disruptions"
    icon: ClassVar[str] = "zap"
    home = "disruptions"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self._wanted: str | None = None
        self.asks = DisruptionsAsks(runner, self, self.show_dialog)
        self.new_button = Button("Record a disruption", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(runner.reads_only)
        self.lay_head(self.new_button)
        self.lay_tabs(*(view.title for view in VIEWS), "Charts", name="Views of disruptions")
        grid = Grid("Disruptions", COLUMNS, lambda: runner.today, "disruption")
        grid.view.draw_with(NUMBER["rating"], RatingCell())
        grid.model.sort_by((NUMBER["on"], True), (0, False))
        self.totals = label("", "small", ink="text2", wrap=True)
        self.totals.setContentsMargins(20, 4, 20, 4)
        doings = DoingStrip((*DOINGS, CARD), grid, "Choose a disruption to change or moderate it")
        self.grids, self.strips = (grid,), (doings,)
        ledger = QWidget()
        inside = upright(ledger)
        inside.addWidget(self.totals)
        inside.addWidget(grid, 1)
        inside.addWidget(line())
        inside.addWidget(doings)
        self.charts = Charts()
        self.stack.addWidget(ledger)
        self.stack.addWidget(self.charts)
        self.column.addWidget(self.stack, 1)
        grid.when_empty(self._empty())
        # once for several changes of the filter in a row
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(0)
        self._count.timeout.connect(self._tell)
        self._connect()
        self.setFocusProxy(grid)

    def _empty(self) -> QWidget:
        words = "They come with a ledger that is taken in, or are recorded here or on the card of a threat."
        add = Button("Record the first disruption", clicked=self.new)
        add.bar(self.runner.reads_only)
        return nothing_there("No disruption is recorded yet.", words, add)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_view)
        self.grid.opened.connect(self._edit)
        self.grid.chosen.connect(lambda _: self.offer())
        self.grid.model.refiltered.connect(self._count.start)
        self.strip.asked.connect(self.do)
        self.on_key("Ctrl+N", self.new)

    # the frame

    def shown(self, place: Place) -> None:
        """Asks on the first visit; `place.id` is the disruption to be shown."""
        if place.id is not None:
            self._wanted = place.id
        if not self._asked or place.id is not None:
            self.ask()
        self.grid.view.setFocus()

    def seek(self) -> None:
        """Goes to the filter row."""
        if self.tabs.currentIndex() == CHARTS:
            self.tabs.setCurrentIndex(0)
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """Views, then what is in sight."""
        if self.tabs.currentIndex() == CHARTS:
            return [self.tabs, self.charts]
        return [self.tabs, self.grid.view, self.strip]

    # asking

    def ask(self) -> None:
        """The fields that the region added, and the ledger."""
        super().ask()
        self.runner.ask(reference, then=self._keep, key="disruptions.reference")
        self.runner.ask(disruptions.ledger, then=self._load, key="disruptions")

    def _keep(self, answer: Reference) -> None:
        self.reference = answer
        self.grid.add_columns(custom_columns.columns(answer.custom("disruption")))

    @property
    def months(self) -> int:
        """The LOCAL period in months."""
        return self.reference.settings.disruption_months if self.reference else 12

    @property
    def period(self) -> Period:
        """The days that the named views look at."""
        return period(self.runner.today, self.months)

    def _load(self, rows: tuple[LedgerRow, ...]) -> None:
        counted = self.period
        for at, view in enumerate(VIEWS):
            title = f"{self.months} months" if view.code == "recent" else view.title
            number = sum(1 for row in rows if view.shows(row, counted))
            self.tabs.setTabText(at, f"{title}  {number}")
        self.grid.load(rows)
        self._show_view(self.tabs.currentIndex())
        if self._wanted is not None:
            if self.grid.model.place_of(self._wanted) < 0:
                self.tabs.setCurrentIndex(CHARTS - 1)
            self.grid.view.choose(self._wanted)
            self._wanted = None
        self.offer()

    _narrowed = -1

    def _show_view(self, at: int) -> None:
        self.stack.setCurrentIndex(int(at == CHARTS))
        self.copy_button.setVisible(at != CHARTS)
        if at != CHARTS:
            counted, view = self.period, VIEWS[at]
            self._narrowed = at
            self.grid.narrow(lambda row: view.shows(row, counted))
        elif self._narrowed < 0:
            self._show_view(0)
            self.stack.setCurrentIndex(1)
        self._tell()

    def _shown_rows(self) -> list[LedgerRow]:
        model = self.grid.model
        return [model.row(at) for at in range(model.rowCount())]

    def _tell(self) -> None:
        """What is counted of the rows shown, above the grid or as charts."""
        self._count.stop()
        rows = self._shown_rows()
        any_ = bool(self.grid.model.all_rows)
        self.strip.setVisible(any_ and (not self.runner.reads_only or self.runner.may("disruption.moderate")))
        self.totals.setVisible(bool(rows))
        effects = [row.effect for row in rows]
        self.totals.setText(f"{pursue_words(effects)}. {rating_words(effects)}.")
        if self.tabs.currentIndex() == CHARTS:
            # the charts count the period of the first view; the last, which shows all, narrows nothing
            narrowed = 0 < self._narrowed < CHARTS - 1
            view = self.tabs.tabText(self._narrowed).split("  ")[0] if narrowed else ""
            said = ", ".join(part for part in (view, self.grid.model.sentence()) if part)
            self.charts.show_rows(rows, self.runner.today, self.months, said)

    def offer(self) -> None:
        """What can be done to the disruption in hand."""
        row = self.in_hand
        if row is None:
            self.strip.offer("", frozenset())
        else:
            # the keys keep their place where the words have none
            subject = f"{row.reference}  {row.title}"[:70] if self.roomy else row.reference
            self.strip.offer(subject, self.asks.allowed(row.rating) | {"card"})

    # doing

    def new(self) -> None:
        """A new disruption; the form asks for its threat."""
        if self.reference is not None:
            self.asks.record_any(self.reference, self._note_new)

    def _note_new(self, id: str) -> None:
        self._wanted = id
        self.ask()

    def do(self, code: str) -> None:
        """One thing done to the disruption in hand."""
        row = self.in_hand
        if row is None:
            return
        if code == "card":
            self.go.emit(Place("card", id=row.threat))
        else:
            self.asks.do(code, row.id)

    def _edit(self, id: str) -> None:
        if self.runner.reads_only:
            self.do("card")
        else:
            self.asks.do("change", id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of the disruption in hand give way to the keys."""
        super().resizeEvent(event)
        self.offer()
