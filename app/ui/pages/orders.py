"""Ancillary orders and releases: what is in force and what is due."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.domain.codes import OrderState
from app.domain.dates import shown as shown_date
from app.domain.region_settings import RegionSettings
from app.reads import officers, orders
from app.reads.officers import Person
from app.reads.orders import OrderLine, OrdersDesk, ReleaseLine
from app.reads.reference import Reference
from app.ui.grid import Grid
from app.ui.page import Place
from app.ui.pages import custom_columns
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.orders_asks import CARD, ON_NOMINAL, ON_ORDER, DoingStrip, OrdersAsks
from app.ui.pages.orders_views import ORDERS, RELEASES, views
from app.ui.parts import Button
from app.ui.runner import Runner

USUAL = RegionSettings()
ENDED = frozenset({OrderState.EXPIRED, OrderState.DISCHARGED})


class OrdersPage(GridPage):
    """Named views over two grids: orders by what is due first, releases by their day."""

    title: ClassVar[str] = "Orders and releases"
    icon: ClassVar[str] = "scale"
    home = "orders"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self.people: tuple[Person, ...] = ()
        self.views = views(runner.today, USUAL.order_due_days, USUAL.release_months)
        self.asks = OrdersAsks(runner, self, self.show_dialog, self._needs)
        self.grids = (
            Grid("Orders", ORDERS, lambda: runner.today, "order"),
            Grid("Releases and custody", RELEASES, lambda: runner.today, "nominal"),
        )
        self.strips = (
            DoingStrip((*ON_ORDER, CARD), self.grids[0], "Choose an order to take it further"),
            DoingStrip((*ON_NOMINAL, CARD), self.grids[1], "Choose a nominal to plan the release"),
        )
        self.lay_head()
        self.lay_tabs()
        self.lay_grids()
        for strip in self.strips:
            strip.setVisible(not runner.reads_only)
        self.grids[0].when_empty(self._empty("This register has no orders yet."))
        self.grids[1].when_empty(self._empty("Nobody is in custody or has a date of release."))
        self.grids[0].opened.connect(partial(self._open, "change"))
        self.grids[1].opened.connect(partial(self._open, "release"))

    def _empty(self, words: str) -> QWidget:
        told = "Nominals and orders are added on the card of a threat, under Nominals."
        to_list = Button("Choose a threat", clicked=lambda: self.go.emit(Place("threats")))
        return nothing_there(words, told, to_list)

    def ask(self) -> None:
        """The people to choose from, then all of the page."""
        super().ask()
        self.runner.ask(officers.people, then=self._keep_people, key="orders.people")
        self.runner.ask(orders.desk, self.runner.today, then=self._load, key="orders.desk")

    def _keep_people(self, answer: tuple[Person, ...]) -> None:
        self.people = answer

    def _needs(self) -> tuple[Reference, tuple[Person, ...]] | None:
        return None if self.reference is None else (self.reference, self.people)

    def _load(self, answer: OrdersDesk) -> None:
        self.reference = answer.reference
        limits = answer.reference.settings
        self.views = views(self.runner.today, limits.order_due_days, limits.release_months)
        for grid, of in zip(self.grids, ("ancillary_order", "nominal"), strict=True):
            grid.add_columns(custom_columns.columns(answer.reference.custom(of)))
        self.load(answer.orders, answer.releases, strips=not self.runner.reads_only)

    def foot_words(self) -> str:
        """What the count below leaves unsaid: how many are overdue, or why a view is empty."""
        every, shown = self.grid.model.all_rows, self.in_view()
        late = sum(1 for row in shown if row.days is not None and row.days < 0)
        if shown or not every:
            return f"{late} overdue" if late and not self.view.grid else ""
        coming = [row.due for row in every if row.due] if self.view.code == "due" else []
        return (
            f"{self.view.empty} The next is due on {shown_date(min(coming))}." if coming else self.view.empty
        )

    def offer(self) -> None:
        """What can be done to an order or a nominal."""
        row = self.in_hand
        if isinstance(row, OrderLine):
            subject = " ".join(part for part in (row.order_type, row.reference, row.nominal) if part)
            codes = {"change", "monitor", "another", "remove", "card"} | (
                set() if row.state in ENDED else {"step"}
            )
            self.strips[0].offer(subject, frozenset(codes))
        elif isinstance(row, ReleaseLine):
            doings = ("change", "step", "release", "order", "remove", "card")
            self.strips[1].offer(row.reference, frozenset(doings))
        else:
            self.strip.offer("", frozenset())

    def _open(self, code: str, _id: str) -> None:
        """Enter: the dialog of the row in hand; its card in a window that only reads."""
        self.do("card" if self.runner.reads_only else code)

    def do(self, code: str) -> None:
        """One thing done to the row in hand."""
        row: Any = self.in_hand
        if row is None:
            return
        if code == "card":
            self.go.emit(Place("card", id=row.threat))
        elif self.view.grid:
            self.asks.nominal(code, row.id)
        else:
            self.asks.order(code, row.id)
