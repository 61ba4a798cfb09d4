"""The request in hand, below the grid: what was asked, what was decided before, and the steps it can take."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.request_rules import Step
from app.reads.requests import RequestLine, Requests
from app.ui.dialogs.request_before import BeforePanel, before_lines, decision_words
from app.ui.dialogs.request_step import told
from app.ui.dialogs.request_steps import WORDS, steps_for
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, label
from app.ui.runner import Runner

KEYS = {Step.DECIDE: "Ctrl+D"}


class RequestStrip(QScrollArea):
    """Words and buttons for one request; `asked` carries the step that was pressed."""

    asked = Signal(object)
    card_wanted = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        self.title = label("", "heading", wrap=True)
        self.told = label("", wrap=True)
        self.after = label("", ink="text2", wrap=True)
        self.before = BeforePanel()
        buttons = QWidget()
        row = FlowLayout(buttons)
        self.buttons: dict[Step, Button] = {}
        for step, words in WORDS.items():
            made = Button(f"{words}…", hint=KEYS.get(step, ""), clicked=partial(self.asked.emit, step))
            self.buttons[step] = made
            row.addWidget(made)
        self.card_button = Button("Open the card", icon="network", clicked=self.card_wanted.emit)
        row.addWidget(self.card_button)
        for part in (self.title, buttons, self.told, self.after, self.before):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.setMinimumHeight(px(72))
        self.setAccessibleName("The request in hand")
        self.show_line(None, None)

    def show_line(self, answer: Requests | None, line: RequestLine | None) -> None:
        """Shows a request, or that none is chosen."""
        there = answer is not None and line is not None
        for part in (self.told, self.before, self.card_button):
            part.setVisible(there)
        if answer is None or line is None:
            self.title.setText("Choose a request to see what was decided before, and its next step.")
            self.after.hide()
            for button in self.buttons.values():
                button.hide()
            return
        request = line.request
        self.title.setText(f"{request.reference}  {line.threat}")
        self.told.setText(told(line))
        after = after_words(line)
        self.after.setText(after)
        self.after.setVisible(bool(after))
        self.before.show_lines(before_lines(answer, line))
        steps = steps_for(self._runner, request)
        for step, button in self.buttons.items():
            button.setVisible(step in steps)


def after_words(line: RequestLine) -> str:
    """What followed: decision, terms, outcome, onward owner."""
    request, said = line.request, []
    if request.decision and not line.undecided:
        said.append(f"Decision: {decision_words(request)}")
    if request.terms:
        said.append(f"Terms: {request.terms.rstrip('.')}. Product: {request.product}.")
    if request.outcome:
        said.append(f"Outcome: {request.outcome.rstrip('.')}.")
    if line.to_score:
        said.append("The threat is to be scored again.")
    if request.onward_owner:
        said.append(f"Onward owner: {request.onward_owner}.")
    return " ".join(said)
