"""Why groups stand where their scores would not put them, asked before the list is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.faults import Fault
from app.reads.priorities import Ranked
from app.ui.dialog import Dialog
from app.ui.runner import Runner

Given = Callable[[Mapping[str, str]], object]
ASKED = (
    "These stand where their scores would not put them. Say why: the pack prints it and the history keeps it."
)


class PriorityReasonsDialog(Dialog):
    """A line for each group that was moved away from the order of the scores.

    What is typed here is kept with the order that it explains, by the page.
    """

    keeps: ClassVar[bool] = False

    def __init__(self, runner: Runner, parent: QWidget, rows: tuple[Ranked, ...], given: Given) -> None:
        super().__init__(runner, parent, "Reasons of the ranked list", "Save the list", ASKED)
        self._given = given
        self.lines = {row.id: QLineEdit() for row in rows}
        for row in rows:
            self.form.add(row.id, f"{row.display} ({row.reference})", self.lines[row.id])
        self.form.edited.connect(runner.typing)
        next(iter(self.lines.values())).setFocus()

    def typed(self) -> dict[str, str]:
        """The reasons that were begun."""
        return {id: words for id, line in self.lines.items() if (words := line.text().strip())}

    def save(self) -> None:
        """Hands the reasons over where none is missing."""
        said = {id: line.text().strip() for id, line in self.lines.items()}
        missing = [Fault(id, "priority.reason") for id, words in said.items() if not words]
        if missing:
            self.form.show_faults(tuple(missing))
            return
        self.leave()
        self._given(said)
