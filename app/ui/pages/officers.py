"""Officers: who they are, what they lead and what they owe."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reads import officers
from app.reads.officers import OfficerRow
from app.reads.reference import Reference, reference
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages import custom_columns
from app.ui.pages.officer_dialog import OfficerDialog
from app.ui.parts import Button, label, line
from app.ui.runner import Runner
from app.ui.table_model import Column

COLUMNS = (
    Column("name", "Name", lambda r: r.officer.name, 170),
    Column("rank", "Rank", lambda r: r.officer.rank, 90, filter="values", any_of="any rank"),
    Column("number", "Number", lambda r: r.officer.number, 88, "reference"),
    Column("place", "Force or organisation", lambda r: r.place, 180, filter="values", any_of="any"),
    Column("contact", "Contact", lambda r: r.officer.contact, 210),
    Column("sio", "SIO of", lambda r: r.sio_of, 78, "number", "range", tip="Active groups led as SIO"),
    Column("lro", "LRO of", lambda r: r.lro_of, 78, "number", "range", tip="Active groups led as LRO"),
    Column("open", "Open", lambda r: r.open, 72, "number", "range", tip="Open actions owned"),
    Column("overdue", "Overdue", lambda r: r.overdue, 84, "number", "range", tip="Overdue actions owned"),
    Column("trained", "LRO trained", lambda r: r.officer.lro_trained_on, 116, "date", "range"),
    Column("left", "Left on", lambda r: r.officer.left_on, 112, "date", "range"),
)


class OfficersPage(Page):
    """The grid of officers."""

    title = "Officers"
    icon = "users"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self._asked = False
        self._dialog: OfficerDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        self.new_button = Button("New officer", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(runner.reads_only)
        column.addWidget(head(self.title, "", copy, self.new_button))
        column.addWidget(line())
        self.grid = Grid("Officers", COLUMNS, lambda: runner.today, "officer")
        column.addWidget(self.grid, 1)
        self.grid.when_empty(self._empty())
        self.grid.opened.connect(self._edit)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, self.new)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.grid)

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("This register has no officers yet.", "panel"))
        words = "They come with a tracker that is taken in, or are added one by one."
        column.addWidget(label(words, ink="text2"))
        add = Button("Add the first officer", clicked=self.new)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def shown(self, place: Place) -> None:
        """Asks on the first visit."""
        if not self._asked:
            self._ask()
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
        """The grid."""
        return [self.grid.view]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self._dialog is not None and self._dialog.touched():
            return f"what you typed under “{self._dialog.windowTitle()}”"
        return None

    def _ask(self) -> None:
        self._asked = True
        self.runner.ask(reference, then=self._keep, key="officers.reference")
        self.runner.ask(officers.grid, self.runner.today, then=self._load, key="officers.grid")

    def _keep(self, answer: Reference) -> None:
        self.reference = answer
        self.grid.add_columns(custom_columns.columns(answer.custom("officer")))

    def _load(self, rows: tuple[OfficerRow, ...]) -> None:
        self.grid.load(rows)
        left = sum(row.officer.left_on is not None for row in rows)
        said = "1 has left" if left == 1 else f"{left} have left"
        self.grid.extra.setText(said if left else "")

    def _copy(self) -> None:
        self.grid.copy()

    def new(self) -> None:
        """A new officer."""
        if self.reference is not None and not self.runner.reads_only:
            self._show(OfficerDialog(self.runner, self, self.reference))

    def _edit(self, id: str) -> None:
        found = next((row for row in self.grid.model.all_rows if row.id == id), None)
        if found is not None and self.reference is not None:
            self._show(OfficerDialog(self.runner, self, self.reference, found.officer))

    def _show(self, dialog: OfficerDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
        self.grid.view.setFocus()
