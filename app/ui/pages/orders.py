"""Ancillary orders and releases: what is in force and what is due."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.codes import OrderState
from app.domain.dates import shown as shown_date
from app.domain.region_settings import RegionSettings
from app.reads import officers, orders
from app.reads.officers import Person
from app.reads.orders import OrderLine, OrdersDesk, ReleaseLine
from app.reads.reference import Reference
from app.ui.dialog import Dialog
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages import custom_columns
from app.ui.pages.orders_asks import CARD, ON_NOMINAL, ON_ORDER, DoingStrip, OrdersAsks
from app.ui.pages.orders_views import ORDERS, RELEASES, View, views
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

USUAL = RegionSettings()
ENDED = frozenset({OrderState.EXPIRED, OrderState.DISCHARGED})


class OrdersPage(Page):
    """Named views over two grids: orders by what is due first, releases by their day."""

    title: ClassVar[str] = "Orders and releases"
    icon: ClassVar[str] = "scale"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self.people: tuple[Person, ...] = ()
        self.views = views(runner.today, USUAL.order_due_days, USUAL.release_months)
        self._asked = False
        self._wanted = ""
        self._dialog: Dialog | None = None
        self.asks = OrdersAsks(runner, self, self._show, self._needs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        column.addWidget(head(self.title, "", copy))
        column.addLayout(self._tab_row())
        column.addWidget(line())
        self.grids = (
            Grid("Orders", ORDERS, lambda: runner.today, "order"),
            Grid("Releases and custody", RELEASES, lambda: runner.today, "nominal"),
        )
        self.strips = (
            DoingStrip((*ON_ORDER, CARD), self.grids[0], "Choose an order to take it further"),
            DoingStrip((*ON_NOMINAL, CARD), self.grids[1], "Choose a nominal to plan the release"),
        )
        self.stack = QStackedWidget()
        for grid, strip in zip(self.grids, self.strips, strict=True):
            self.stack.addWidget(self._part(grid, strip))
        column.addWidget(self.stack, 1)
        self.grids[0].when_empty(self._empty("This register has no orders yet."))
        self.grids[1].when_empty(self._empty("Nobody is in custody or has a date of release."))
        self._connect()
        self.setFocusProxy(self.grids[0])

    def _tab_row(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Named views")
        for view in self.views:
            self.tabs.addTab(view.title)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        return row

    def _part(self, grid: Grid, strip: DoingStrip) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(grid, 1)
        column.addWidget(line())
        column.addWidget(strip)
        strip.setVisible(not self.runner.reads_only)
        return made

    def _empty(self, words: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label(words, "panel"))
        told = "Nominals and orders are added on the card of a threat, under Nominals."
        column.addWidget(label(told, ink="text2", wrap=True))
        to_list = Button("Choose a threat", clicked=lambda: self.go.emit(Place("threats")))
        column.addWidget(to_list, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._show_view())
        orders_, releases = self.grids
        orders_.opened.connect(partial(self._open, "change"))
        releases.opened.connect(partial(self._open, "release"))
        for grid, strip in zip(self.grids, self.strips, strict=True):
            grid.chosen.connect(lambda _: self._offer())
            strip.asked.connect(self._do)

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the view that a link asked for."""
        self._wanted = str((place.filter or {}).get("view", ""))
        if not self._asked:
            self._ask()
        else:
            self._go_to_wanted()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; sort, filter and the row in hand stay."""
        self._ask()

    def seek(self) -> None:
        """Goes to the filter row."""
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """Views and grid."""
        return [self.tabs, self.grid.view]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self._dialog is not None and self._dialog.touched():
            return f"what you typed under “{self._dialog.windowTitle()}”"
        return None

    @property
    def view(self) -> View:
        """The view in sight."""
        return self.views[max(self.tabs.currentIndex(), 0)]

    @property
    def grid(self) -> Grid:
        """The grid in sight."""
        return self.grids[1 if self.view.releases else 0]

    # asking

    def _ask(self) -> None:
        self._asked = True
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
        for place, view in enumerate(self.views):
            rows: tuple[Any, ...] = answer.releases if view.releases else answer.orders
            self.tabs.setTabText(place, f"{view.title}  {sum(1 for row in rows if view.shows(row))}")
        for grid, of in zip(self.grids, ("ancillary_order", "nominal"), strict=True):
            grid.add_columns(custom_columns.columns(answer.reference.custom(of)))
        self.grids[0].load(answer.orders)
        self.grids[1].load(answer.releases)
        for strip, found in zip(self.strips, (answer.orders, answer.releases), strict=True):
            strip.setVisible(bool(found) and not self.runner.reads_only)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        codes = [view.code for view in self.views]
        if self._wanted in codes:
            self.tabs.setCurrentIndex(codes.index(self._wanted))
        self._wanted = ""
        self._show_view()

    def _show_view(self) -> None:
        self.stack.setCurrentIndex(1 if self.view.releases else 0)
        self.setFocusProxy(self.grid)
        self.grid.narrow(self.view.shows)
        self.grid.extra.setText(self._told())
        self._offer()

    def _told(self) -> str:
        """What the count below leaves unsaid: how many are overdue, or why a view is empty."""
        shown = [row for row in self.grid.model.all_rows if self.view.shows(row)]
        late = sum(1 for row in shown if row.days is not None and row.days < 0)
        if shown or not self.grid.model.all_rows:
            return f"{late} overdue" if late and not self.view.releases else ""
        every = self.grid.model.all_rows if self.view.code == "due" else ()
        coming = [row.due for row in every if row.due]
        return (
            f"{self.view.empty} The next is due on {shown_date(min(coming))}." if coming else self.view.empty
        )

    def _in_hand(self) -> Any:
        id = self.grid.view.current_id()
        return next((row for row in self.grid.model.all_rows if row.id == id), None)

    def _offer(self) -> None:
        row = self._in_hand()
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
            self.strips[1 if self.view.releases else 0].offer("", frozenset())

    # doing

    def _open(self, code: str, _id: str) -> None:
        """Enter: the dialog of the row in hand; its card in a window that only reads."""
        self._do("card" if self.runner.reads_only else code)

    def _do(self, code: str) -> None:
        row = self._in_hand()
        if row is None:
            return
        if code == "card":
            self.go.emit(Place("card", id=row.threat))
        elif self.view.releases:
            self.asks.nominal(code, row.id)
        else:
            self.asks.order(code, row.id)

    def _copy(self) -> None:
        self.grid.copy()

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.grid.view.setFocus()
