"""What can be done next with the submission in hand, each step with its key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.codes import MappingState
from app.domain.self_ratified import MARK, WHY
from app.reads.submissions import SubmissionRow
from app.ui.dialogs.submission_step import COMMANDS, STEPS, Step, next_steps
from app.ui.pages.flow import FlowLayout
from app.ui.parts import Button, label
from app.ui.runner import Runner


class SubmissionStrip(QWidget):
    """A line of buttons for one row of the list."""

    opened = Signal(str)
    step_wanted = Signal(object, object)
    print_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    card_wanted = Signal(str)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._row: SubmissionRow | None = None
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 6, 12, 6)
        inner = QWidget()
        around.addWidget(inner, 1)
        self._flow = FlowLayout(inner, across=8, down=4)
        self.said = label("", weight=600)
        self._flow.addWidget(self.said)
        self.open_button = self._button("Open", "Enter", self._open)
        self.steps = {step.to: self._step_button(step) for step in STEPS}
        self.withdraw_button = self._button("Withdraw draft", "", self._withdraw)
        self.print_button = self._button("Print form…", "", self._print)
        self.card_button = self._button("Threat card", "", self._card)
        self.show_row(None)

    def _button(self, words: str, hint: str, does: object) -> Button:
        made = Button(words, hint=hint, clicked=does)  # type: ignore[arg-type]
        self._flow.addWidget(made)
        return made

    def _step_button(self, step: Step) -> Button:
        return self._button(step.words, step.key, lambda: self._go(step))

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The keys of the steps."""
        return tuple(dict.fromkeys(step.key for step in STEPS))

    def press(self, keys: str) -> None:
        """Takes the step of a key, where the row in hand may take it."""
        for step in self._next():
            if step.key == keys:
                self._go(step)

    def _next(self) -> tuple[Step, ...]:
        row = self._row
        if row is None or row.submission is None:
            return ()
        return tuple(step for step in next_steps(row.state) if self._runner.may(COMMANDS[step.to]))

    def show_row(self, row: SubmissionRow | None) -> None:
        """Shows what may be done with a row."""
        self._row = row
        own = row is not None and row.submission is not None
        steps = {step.to for step in self._next()}
        self.said.setText(_said(row) if row is not None else "")
        self.said.setToolTip(WHY if row is not None and row.self_ratified else "")
        self.open_button.setVisible(own)
        for to, button in self.steps.items():
            button.setVisible(to in steps)
        draft = own and row is not None and row.state is MappingState.DRAFT
        self.withdraw_button.setVisible(draft and not self._runner.reads_only)
        self.print_button.setVisible(own)
        self.card_button.setVisible(row is not None)

    def _open(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.id)

    def _go(self, step: Step) -> None:
        if self._row is not None and self._row.submission is not None:
            self.step_wanted.emit(self._row.submission, step)

    def _withdraw(self) -> None:
        if self._row is not None:
            self.withdraw_wanted.emit(self._row.submission)

    def _print(self) -> None:
        if self._row is not None:
            self.print_wanted.emit(self._row.submission)

    def _card(self) -> None:
        if self._row is not None:
            self.card_wanted.emit(self._row.threat)


def _said(row: SubmissionRow) -> str:
    """A row as the strip names it, with what everybody should see of its ratification."""
    named = " ".join(part for part in (row.number, row.reference) if part)
    return f"{named}, {MARK.lower()}" if row.self_ratified else named
