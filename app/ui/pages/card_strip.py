"""What can be done to the action that has the focus, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.codes import ActionState
from app.reads.card import CardAction
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, label


class Step(NamedTuple):
    """One thing that can be done: its code, words, key, its states, and its command."""

    code: str
    words: str
    key: str
    states: frozenset[ActionState]

    @property
    def command(self) -> str:
        """The command, which says whose it is."""
        return "action.change" if self.code == "edit" else f"action.{self.code}"


OPEN = frozenset({ActionState.OPEN})
LIVE = frozenset({ActionState.OPEN, ActionState.COMPLETED})
EVER = frozenset(ActionState)
STEPS = (
    Step("edit", "Edit", "F2", EVER),
    Step("redate", "Re-date", "Ctrl+D", OPEN),
    Step("complete", "Complete", "Ctrl+M", OPEN),
    Step("result", "Record result", "Ctrl+R", LIVE),
    Step("cancel", "Cancel action", "", OPEN),
    Step("remove", "Remove", "Del", EVER),
)


def steps(item: CardAction | None) -> tuple[Step, ...]:
    """What can be done to an action as it stands."""
    return () if item is None else tuple(step for step in STEPS if item.action.state in step.states)


class ActionStrip(QFrame):
    """The row of buttons below the board."""

    asked = Signal(str)

    def __init__(
        self, steps_of: Callable[[CardAction], tuple[Step, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps_of = steps_of
        self.setMinimumHeight(px(38))
        row = FlowLayout(self, across=2, down=2)
        row.setContentsMargins(18, 4, 18, 4)
        self.subject = label("", "small", 500, "muted")
        row.addWidget(self.subject)
        self.buttons: dict[str, Button] = {}
        for step in STEPS:
            button = Button(step.words, "text", hint=step.key)
            button.clicked.connect(lambda _=False, code=step.code: self.asked.emit(code))
            self.buttons[step.code] = button
            row.addWidget(button)
        self.show_action(None)

    def show_action(self, item: CardAction | None, told: str = "") -> None:
        """Offers what can be done to this action; `told` says why nothing can."""
        said = item.action.reference if item else told or "Choose an action to change it"
        self.subject.setText(f"{said}  {told}".rstrip() if item else said)
        self.subject.setToolTip(item.action.title if item else "")
        possible = {step.code for step in self._steps_of(item)} if item is not None else set()
        for code, button in self.buttons.items():
            button.setVisible(code in possible)
        self.updateGeometry()
