"""What the pages of lists share: named views over grids, what is done to the row in hand, and its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.dialog import Dialog
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.orders_asks import DoingStrip
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner
from app.ui.views import View, view_tabs

# narrower than this at 100 % text, keys go into tooltips
ROOM_FOR_KEYS = 860


class GridPage(Page):
    """A page of one grid or several, each with its own rows; a page lays what it has of the parts below.

    `grids` are set by the page, `views` where it has named ones, `strips` one for each grid or none.
    """

    grids: tuple[Grid, ...] = ()
    views: tuple[View, ...] = ()
    strips: tuple[DoingStrip, ...] = ()
    in_head: tuple[Button, ...] = ()
    home = ""
    """The name of this page among the places."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.dialog: Dialog | None = None
        self.wanted = Place(self.home)
        self.tabs = view_tabs()
        self.stack = QStackedWidget()
        self._asked = self._loaded = False
        self.column = upright(self)

    # laying it out

    def lay_head(self, *buttons: Button) -> None:
        """Its title, the copy of rows, and other buttons at the right."""
        self.copy_button = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self.copy_rows)
        self.in_head = (self.copy_button, *buttons)
        self.column.addWidget(head(self.title, "", *self.in_head))

    def lay_tabs(self, *titles: str, name: str = "") -> None:
        """A tab for each named view, and for each part beside the grids."""
        for title in titles or tuple(view.title for view in self.views):
            self.tabs.addTab(title)
        if name:
            self.tabs.setAccessibleName(name)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        self.column.addLayout(row)
        self.column.addWidget(line())

    def lay_grids(self) -> None:
        """Each grid with its strip below; the one of the view in sight is seen."""
        for at, grid in enumerate(self.grids):
            part = QWidget()
            column = upright(part)
            column.addWidget(grid, 1)
            if self.strips:
                column.addWidget(line())
                column.addWidget(self.strips[at])
                self.strips[at].asked.connect(self.do)
            grid.chosen.connect(lambda _: self.offer())
            self.stack.addWidget(part)
        self.column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(lambda _: self.show_view())
        self.setFocusProxy(self.grids[0])

    def on_key(self, keys: str, does: Callable[[], object]) -> None:
        """Does something by `keys` while the focus is on this page."""
        shortcut = QShortcut(QKeySequence(keys), self, does)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # the frame

    def shown(self, place: Place) -> None:
        """Asks on the first visit, and shows the view or the row that a link asked for."""
        self.wanted = place
        if not self._asked:
            self.ask()
        elif self._loaded:
            self.go_to_wanted()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; sort, filter and the row in hand stay."""
        self.ask()

    def seek(self) -> None:
        """Goes to the filter row."""
        self.grid.seek()

    @property
    def roomy(self) -> bool:
        """Whether the page is wide enough for the keys beside the buttons."""
        return self.width() >= px(ROOM_FOR_KEYS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys go into tooltips where the page is narrow."""
        super().resizeEvent(event)
        for button in (*self.in_head, *(each for strip in self.strips for each in strip.buttons.values())):
            button.show_hint(self.roomy)

    def parts(self) -> list[QWidget]:
        """The views where there are some, then the grid."""
        return [self.tabs, self.grid.view] if self.tabs.count() else [self.grid.view]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    # what is in sight

    @property
    def view(self) -> View:
        """The view in sight."""
        return self.views[max(self.tabs.currentIndex(), 0)]

    @property
    def grid(self) -> Grid:
        """The grid in sight."""
        return self.grids[self.view.grid if self.views else 0]

    @property
    def strip(self) -> DoingStrip:
        """What can be done to the row in hand."""
        return self.strips[self.grids.index(self.grid)]

    @property
    def in_hand(self) -> Any:
        """The row in hand as last read; None where there is none."""
        index = self.grid.view.currentIndex()
        return self.grid.model.row(index.row()) if index.isValid() else None

    def ask(self) -> None:
        """Asks for the rows; a page says what it asks, and calls this first."""
        self._asked = True

    def load(self, *rows: Sequence[Any], strips: bool = True) -> None:
        """Shows other rows, one sequence for each grid; a grid without any has no strip."""
        self._loaded = True
        for at, view in enumerate(self.views):
            self.tabs.setTabText(at, f"{view.title}  {sum(1 for row in rows[view.grid] if view.shows(row))}")
        for grid, loaded in zip(self.grids, rows, strict=True):
            grid.load(loaded)
        for strip, loaded in zip(self.strips, rows, strict=bool(self.strips)):
            strip.setVisible(bool(loaded) and strips)
        self.go_to_wanted()

    def go_to_wanted(self) -> None:
        """Goes to the view and the row that a link asked for, once."""
        place, self.wanted = self.wanted, Place(self.home)
        if self.views:
            self.to_view(str((place.filter or {}).get("view", "")), place.id)
            self.show_view()
        if place.id is not None:
            self.grid.view.choose(place.id)

    def to_view(self, code: str, id: str | None = None) -> None:
        """Puts the view of a code in sight, where there is one; `id` is the row that is to be seen in it."""
        codes = [view.code for view in self.views]
        if code in codes:
            self.tabs.setCurrentIndex(codes.index(code))

    def show_view(self) -> None:
        """Shows the rows of the view in sight."""
        self.stack.setCurrentIndex(self.view.grid)
        self.setFocusProxy(self.grid)
        self.grid.narrow(self.view.shows)
        self.grid.extra.setText(self.foot_words())
        self.offer()

    def in_view(self) -> list[Any]:
        """The rows of the view in sight, before the filter row."""
        return [row for row in self.grid.model.all_rows if self.view.shows(row)]

    def foot_words(self) -> str:
        """What the count below leaves unsaid: why a view is empty."""
        return "" if self.in_view() or not self.grid.model.all_rows else self.view.empty

    # doing

    def offer(self) -> None:
        """Shows what can be done to the row in hand."""

    def do(self, code: str) -> None:
        """One thing done to the row in hand."""

    def copy_rows(self) -> None:
        """Copies the chosen rows with their titles."""
        self.grid.copy()

    def show_dialog(self, dialog: Dialog) -> None:
        """Opens a dialog, and has the grid in hand again after it."""
        self.dialog = dialog
        dialog.finished.connect(self.closed)
        dialog.open()

    def closed(self) -> None:
        """After a dialog."""
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.grid.view.setFocus()


def upright(of: QWidget) -> QVBoxLayout:
    """Parts one under another, without room between them."""
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def nothing_there(title: str, told: str = "", *steps: QWidget) -> QWidget:
    """What stands in place of a grid without rows: why, and the next step."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 24, 20, 24)
    column.setSpacing(12)
    column.addWidget(label(title, "panel", wrap=True))
    if told:
        column.addWidget(label(told, ink="text2", wrap=True))
    row = QHBoxLayout()
    for step in steps:
        row.addWidget(step)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return made
