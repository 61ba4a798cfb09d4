"""A section of the settings that is a list: new, change, up and down, retire and bring back, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app import words
from app.domain.faults import Faulty
from app.errors import Refusal
from app.reads.reference import Lists
from app.ui.form import FaultSummary
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.flow import FlowLayout
from app.ui.pages.settings_section import Section
from app.ui.parts import Button, label
from app.ui.runner import Runner


class Line(NamedTuple):
    """One line of the list: what identifies it, its cells, what it stands for, whether it is retired."""

    id: str
    cells: tuple[str, ...]
    value: Any
    retired: bool = False


class ListSection(Section):
    """Lines of words with the keys that change them; a subclass says which commands do it."""

    headings: ClassVar[tuple[Heading, ...]] = ()
    noun: ClassVar[str] = "entry"
    orders: ClassVar[bool] = False
    retires: ClassVar[bool] = True

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self.lines: tuple[Line, ...] = ()
        self._choose: str | None = None
        self.buttons: dict[str, Button] = {}
        keys_row = QWidget()
        row = FlowLayout(keys_row, across=8, down=6)
        for name, title, keys, does in self._keys():
            button = Button(title, "outlined", hint=keys, clicked=does)
            if not self.writable:
                button.hide()
            self.buttons[name] = button
            row.addWidget(button)
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.column.addWidget(keys_row)
        self.told = FaultSummary()
        self.column.addWidget(self.told)
        self.table = WordsTable(self.headings, self.title)
        self.table.setSelectionMode(WordsTable.SelectionMode.SingleSelection)
        self.column.addWidget(self.table, 1)
        self.count = label("", "small", 600)
        self.column.addWidget(self.count)
        self.table.activated.connect(lambda _: self.change())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._in_hand_changed())
        self.setFocusProxy(self.table)
        self._in_hand_changed()

    def _keys(self) -> list[tuple[str, str, str, Callable[[], object]]]:
        made: list[tuple[str, str, str, Callable[[], object]]] = [
            ("new", f"New {self.noun}", "Ctrl+N", self.new),
            ("change", "Change", "F2", self.change),
        ]
        if self.orders:
            made += [
                ("up", "Up", "Alt+Up", lambda: self._move(-1)),
                ("down", "Down", "Alt+Down", lambda: self._move(1)),
            ]
        if self.retires:
            made.append(("retire", "Retire", "Ctrl+R", self._retire))
        made.append(("remove", "Remove", "Del", self._remove))
        return made

    # what a section says

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """The lines, in their order."""
        raise NotImplementedError

    def edit(self, value: Any) -> None:
        """Opens the dialog of a value, or of a new one with None."""
        raise NotImplementedError

    def shift(self, value: Any, step: int) -> None:
        """Moves a value up or down, with `do`."""

    def retire(self, value: Any) -> None:
        """Retires a value, with `do`."""

    def bring_back(self, value: Any) -> None:
        """Brings a retired value back, with `do`."""

    def remove(self, value: Any) -> None:
        """Removes a value, with `do`."""
        raise NotImplementedError

    # what it does

    def show_lists(self, lists: Lists) -> None:
        """Shows the lines; the one in hand stays in hand."""
        super().show_lists(lists)
        line = self.in_hand()
        wanted, row = self._choose or (line.id if line else None), self.table.currentIndex().row()
        self._choose = None
        self.lines = tuple(self.lines_of(lists))
        self.table.words.set_rows([line.cells for line in self.lines])
        self.choose(wanted, max(row, 0))
        retired = sum(line.retired for line in self.lines)
        none = f"No {self.noun} yet." + (f" Make one with New {self.noun}." if self.writable else "")
        held = f"{len(self.lines)} in the list" + (f", {retired} retired" if retired else "")
        self.count.setText(held if self.lines else none)
        self._in_hand_changed()

    def choose(self, id: str | None, row: int = 0) -> None:
        """Puts the cursor on a line, else on the one at a place."""
        at = next((n for n, line in enumerate(self.lines) if line.id == id), min(row, len(self.lines) - 1))
        if at >= 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self.table.words.index(at, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def in_hand(self) -> Line | None:
        """The line under the cursor."""
        row = self.table.currentIndex().row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def do(self, command: Callable[..., Any], *args: Any) -> None:
        """Runs a command; why it was refused stands above the list."""
        self.told.show_lines([])
        self.runner.do(command, *args, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        faults = refusal.faults if isinstance(refusal, Faulty) else ()
        said = " ".join(words.fault(fault) for fault in faults) or words.refusal(refusal)
        self.told.show_lines([], heading=said)
        self.told.setFocus()

    def new(self) -> None:
        """A new line."""
        if self.writable and self.lists is not None:
            self.edit(None)

    def change(self) -> None:
        """The line in hand in its dialog."""
        line = self.in_hand()
        if self.writable and line is not None:
            self.edit(line.value)

    def came(self, id: str) -> None:
        """Puts the cursor on a line that is on its way."""
        self._choose = id
        self.choose(id)

    def _move(self, step: int) -> None:
        line = self.in_hand()
        if self.writable and line is not None:
            self._choose = line.id
            self.shift(line.value, step)

    def _retire(self) -> None:
        line = self.in_hand()
        if self.writable and line is not None:
            (self.bring_back if line.retired else self.retire)(line.value)

    def _remove(self) -> None:
        line = self.in_hand()
        if self.writable and line is not None:
            self.remove(line.value)

    def _in_hand_changed(self) -> None:
        line = self.in_hand()
        for name, button in self.buttons.items():
            button.setEnabled(name == "new" or line is not None)
        if "retire" in self.buttons:
            said = "Bring back" if line is not None and line.retired else "Retire"
            self.buttons["retire"].setText(said)
            self.buttons["retire"].setAccessibleName(said)
