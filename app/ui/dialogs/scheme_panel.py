"""The scoring schemes of the region: every edition with its state, and the steps that its state allows."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands import schemes
from app.domain.codes import SchemeState
from app.domain.faults import Faulty
from app.domain.scheme import Scheme
from app.errors import Refusal
from app.reads.reference import Reference, reference
from app.ui.dialog import Dialog
from app.ui.dialogs.scheme import SchemeDialog
from app.ui.grid import Grid
from app.ui.pages.flow import FlowLayout
from app.ui.parts import Button, label
from app.ui.runner import Runner
from app.ui.table_model import Column

TOLD = (
    "A scheme here is local: no weights, formula or bands of the national model are public. "
    "An edition in use is not changed, so that its scores stay what they were; its next edition is."
)


def _criteria(scheme: Scheme) -> int | None:
    try:
        return len(scheme.read().criteria)
    except Refusal:
        return None


COLUMNS = (
    Column("name", "Scheme", lambda s: s.name, 170),
    Column("edition", "Edition", lambda s: s.edition, 84),
    Column("state", "State", lambda s: s.state.value.capitalize(), 96, filter="values", any_of="any state"),
    Column("criteria", "Criteria", _criteria, 84, "number", "range"),
    Column("label", "Printed with its scores", lambda s: s.label, 320),
)


class SchemesPanel(QWidget):
    """The list of schemes and what can be done with the one in hand; `refresh` asks the register again."""

    title: ClassVar[str] = "Scoring schemes"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.dialog: Dialog | None = None
        self._schemes: dict[str, Scheme] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 0, 12)
        head.setSpacing(10)
        head.addWidget(label(TOLD, ink="text2", wrap=True))
        row = QWidget()
        steps = FlowLayout(row)
        self.new_button = Button("New scheme", icon="plus", hint="Ctrl+N", clicked=self.new)
        self.open_button = Button("Open", hint="Enter", clicked=self.open)
        self.next_button = Button("Next edition", clicked=self.next_edition)
        self.use_button = Button("Put in use", clicked=self.put_in_use)
        self.retire_button = Button("Retire", clicked=self.retire)
        self.remove_button = Button("Remove draft", "text", clicked=self.remove)
        self.steps = (
            self.new_button, self.open_button, self.next_button, self.use_button, self.retire_button,
            self.remove_button,
        )  # fmt: skip
        for button in self.steps:
            steps.addWidget(button)
            button.setVisible(button is self.open_button or not runner.reads_only)
        head.addWidget(row)
        column.addLayout(head)
        self.grid = Grid(self.title, COLUMNS, lambda: runner.today, "scheme")
        self.grid.when_empty(self._empty())
        self.grid.opened.connect(lambda _: self.open())
        self.grid.chosen.connect(lambda _: self._tell())
        column.addWidget(self.grid, 1)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, self.new)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.grid)
        self._tell()

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("This region has no scoring scheme of its own.", "panel"))
        words = "Totals of the official tool are entered without one. Make one with New scheme."
        column.addWidget(label(words, ink="text2", wrap=True))
        column.addStretch(1)
        return made

    def refresh(self) -> None:
        """Asks the register for the schemes."""
        self.runner.ask(reference, then=self._load, key="schemes")

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    def _load(self, answer: Reference) -> None:
        self._schemes = {scheme.id: scheme for scheme in answer.schemes}
        self.grid.load(answer.schemes)
        self._tell()

    @property
    def current(self) -> Scheme | None:
        """The scheme in hand."""
        return self._schemes.get(self.grid.view.current_id() or "")

    def _tell(self) -> None:
        """Offers what the state of the scheme in hand allows."""
        scheme = self.current
        state = scheme.state if scheme else None
        self.open_button.setEnabled(scheme is not None)
        self.next_button.setEnabled(scheme is not None)
        self.use_button.setEnabled(state in (SchemeState.DRAFT, SchemeState.RETIRED))
        self.retire_button.setEnabled(state is SchemeState.IN_USE)
        self.remove_button.setEnabled(state is SchemeState.DRAFT)

    def new(self) -> None:
        """A new scheme, as a draft."""
        if not self.runner.reads_only:
            self._show(SchemeDialog(self.runner, self))

    def open(self) -> None:
        """The scheme in hand: to change where it is a draft, else to look at."""
        if self.current is not None:
            self._show(SchemeDialog(self.runner, self, self.current))

    def next_edition(self) -> None:
        """A copy of the scheme in hand as the draft of its next edition."""
        if self.current is not None:
            self.runner.do(schemes.next_edition, self.current)

    def put_in_use(self) -> None:
        """Offers the scheme in hand for new scores."""
        if self.current is not None:
            self.runner.do(schemes.put_in_use, self.current, failed=self._not_yet)

    def _not_yet(self, refusal: Refusal) -> None:
        """A draft that is not finished opens, with what it lacks at its fields."""
        if not isinstance(refusal, Faulty) or self.current is None:
            self.runner.refused.emit(refusal)
            return
        dialog = SchemeDialog(self.runner, self, self.current)
        self._show(dialog)
        dialog.refuse(refusal)

    def retire(self) -> None:
        """Offers the scheme in hand no longer."""
        if self.current is not None:
            self.runner.do(schemes.retire, self.current)

    def remove(self) -> None:
        """Takes the draft in hand out of the record; it can be undone."""
        if self.current is not None:
            self.runner.do(schemes.remove, self.current)

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.grid.view.setFocus()
