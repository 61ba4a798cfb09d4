"""The page Review and disposal."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.dates import shown as shown_date
from app.reads import retention
from app.reads.retention import Deleted, Desk, DisposalLine, Kept
from app.ui.dialog import Dialog
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.orders_asks import DoingStrip
from app.ui.pages.retention_asks import ON_DELETED, ON_DISPOSAL, ON_RECORD, RetentionAsks
from app.ui.pages.retention_views import DELETED, DISPOSALS, KEPT, VIEWS, View
from app.ui.parts import Button, label, line
from app.ui.runner import Runner


class RetentionPage(Page):
    """What is due to be reviewed, what is held, and what is to be disposed of."""

    title: ClassVar[str] = "Review and disposal"
    icon: ClassVar[str] = "archive"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.desk: Desk | None = None
        self._asked = False
        self._wanted = ""
        self._dialog: Dialog | None = None
        self.asks = RetentionAsks(runner, self, self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        column.addWidget(head(self.title, "", copy))
        column.addLayout(self._tab_row())
        column.addWidget(line())
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
        self.stack = QStackedWidget()
        for grid, strip in zip(self.grids, self.strips, strict=True):
            self.stack.addWidget(_part(grid, strip))
        column.addWidget(self.stack, 1)
        nothing = "Records come with a tracker that is taken in, or are added under Threats."
        self.grids[0].when_empty(_empty("This register has no records yet.", nothing))
        for grid, view in zip(self.grids[1:], VIEWS[-2:], strict=True):
            first, _, rest = view.empty.partition(". ")
            grid.when_empty(_empty(f"{first}.", rest))
        self.tabs.currentChanged.connect(lambda _: self._show_view())
        for grid, strip in zip(self.grids, self.strips, strict=True):
            grid.opened.connect(lambda _: self._do(self.asks.usual(self._in_hand())))
            grid.chosen.connect(lambda _: self._offer())
            strip.asked.connect(self._do)
        self.setFocusProxy(self.grids[0])

    def _tab_row(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Named views")
        for view in VIEWS:
            self.tabs.addTab(view.title)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        return row

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the view, or the record, that a link asked for."""
        self._wanted = str((place.filter or {}).get("view", "records" if place.id else ""))
        if not self._asked:
            self._ask()
        else:
            self._go_to_wanted()
        if place.id is not None:
            self.grid.view.choose(place.id)
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
        return VIEWS[max(self.tabs.currentIndex(), 0)]

    @property
    def grid(self) -> Grid:
        """The grid in sight."""
        return self.grids[self.view.grid]

    # asking

    def _ask(self) -> None:
        self._asked = True
        self.runner.ask(retention.desk, self.runner.today, then=self._load, key="retention.desk")

    def _load(self, answer: Desk) -> None:
        self.desk = answer
        for place, view in enumerate(VIEWS):
            count = sum(1 for row in view.rows(answer) if view.shows(row))
            self.tabs.setTabText(place, f"{view.title}  {count}")
        self.grids[0].load(answer.kept)
        self.grids[1].load(answer.disposals)
        self.grids[2].load(answer.deleted)
        found = (answer.kept, answer.disposals, answer.deleted)
        for strip, rows in zip(self.strips, found, strict=True):
            strip.setVisible(bool(rows))
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        codes = [view.code for view in VIEWS]
        if self._wanted in codes:
            self.tabs.setCurrentIndex(codes.index(self._wanted))
        self._wanted = ""
        self._show_view()

    def _show_view(self) -> None:
        self.stack.setCurrentIndex(self.view.grid)
        self.setFocusProxy(self.grid)
        self.grid.narrow(self.view.shows)
        self.grid.extra.setText(self._told())
        self._offer()

    def _told(self) -> str:
        """What the count below leaves unsaid: how many are overdue, or why a view is empty."""
        every = self.grid.model.all_rows
        rows = [row for row in every if self.view.shows(row)]
        if self.view.code == "due" and every:
            late = sum(1 for row in rows if row.days < 0)
            if rows:
                return f"{late} overdue" if late else ""
            return f"{self.view.empty} The next is due on {shown_date(min(row.due for row in every))}."
        return "" if rows or not every else self.view.empty

    def _in_hand(self) -> Kept | DisposalLine | Deleted | None:
        id = self.grid.view.current_id()
        return next((row for row in self.grid.model.all_rows if row.id == id), None)

    def _offer(self) -> None:
        row = self._in_hand()
        if row is None:
            self.strips[self.view.grid].offer("", frozenset())
        else:
            self.strips[self.view.grid].offer(self.asks.subject(row), self.asks.offered(row))

    # doing

    def _do(self, code: str) -> None:
        row = self._in_hand()
        if row is None or self.desk is None or code not in self.asks.offered(row):
            return
        if code == "card":
            self.go.emit(Place("card", id=row.id))
        else:
            self.asks.do(code, row, self.desk.settings)

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


def _part(grid: Grid, strip: DoingStrip) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(grid, 1)
    column.addWidget(line())
    column.addWidget(strip)
    return made


def _empty(title: str, told: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 24, 20, 24)
    column.setSpacing(12)
    column.addWidget(label(title, "panel", wrap=True))
    column.addWidget(label(told, ink="text2", wrap=True))
    column.addStretch(1)
    return made
