"""Officers: who they are, what they lead and what they owe."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.reads import officers
from app.reads.officers import OfficerRow
from app.reads.reference import Reference, reference
from app.ui.grid import Grid
from app.ui.pages import custom_columns
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.officer_dialog import OfficerDialog
from app.ui.parts import Button, line
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


class OfficersPage(GridPage):
    """The grid of officers."""

    title = "Officers"
    icon = "users"
    home = "officers"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self.new_button = Button("New officer", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(runner.reads_only)
        self.lay_head(self.new_button)
        self.column.addWidget(line())
        self.grids = (Grid("Officers", COLUMNS, lambda: runner.today, "officer"),)
        self.lay_grids()
        self.grid.when_empty(self._empty())
        self.grid.opened.connect(self._edit)
        self.on_key("Ctrl+N", self.new)

    def _empty(self) -> QWidget:
        add = Button("Add the first officer", clicked=self.new)
        words = "They come with a tracker that is taken in, or are added one by one."
        return nothing_there("This register has no officers yet.", words, add)

    def ask(self) -> None:
        """The fields that the region added, and the officers."""
        super().ask()
        self.runner.ask(reference, then=self._keep, key="officers.reference")
        self.runner.ask(officers.grid, self.runner.today, then=self._load, key="officers.grid")

    def _keep(self, answer: Reference) -> None:
        self.reference = answer
        self.grid.add_columns(custom_columns.columns(answer.custom("officer")))

    def _load(self, rows: tuple[OfficerRow, ...]) -> None:
        self.load(rows)
        left = sum(row.officer.left_on is not None for row in rows)
        said = "1 has left" if left == 1 else f"{left} have left"
        self.grid.extra.setText(said if left else "")

    def new(self) -> None:
        """A new officer."""
        if self.reference is not None and not self.runner.reads_only:
            self.show_dialog(OfficerDialog(self.runner, self, self.reference))

    def _edit(self, id: str) -> None:
        found = next((row for row in self.grid.model.all_rows if row.id == id), None)
        if found is not None and self.reference is not None:
            self.show_dialog(OfficerDialog(self.runner, self, self.reference, found.officer))
