"""The criteria of a scheme as choices, part by part, with help and with what assessors said of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.scheme_body import Answers, Criterion, SchemeBody
from app.domain.scheme_text import figure
from app.ui.dialogs.fields import ChoiceField
from app.ui.palette import px
from app.ui.parts import label

Said = tuple[str, Answers]
"""An assessor and the answers given."""


class AnswersField(QWidget):
    """One choice for each criterion; `beside` are the assessors whose answers stand with it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, ChoiceField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def ask(
        self, body: SchemeBody | None, answers: Answers | None = None, beside: Sequence[Said] = ()
    ) -> None:
        """Asks the criteria of a scheme, with these answers chosen; None asks nothing."""
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self.choices = {}
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for part in body.parts if body else ():
            heading = label(part.title, weight=600)
            heading.setMinimumHeight(px(22))
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for one in part.criteria:
                self._row(grid, part.title, one, (answers or {}).get(one.code), beside)
        self._column.addWidget(self._inside)

    def _row(
        self, grid: QGridLayout, part: str, one: Criterion, chosen: float | None, beside: Sequence[Said]
    ) -> None:
        at = grid.rowCount()
        title = label(one.title, wrap=True)
        title.setMinimumWidth(px(150))
        title.setMinimumHeight(px(30))
        options = [(None, "Choose"), *((v.number, f"{figure(v.number)}  {v.label}") for v in one.values)]
        field = ChoiceField(options, chosen)
        field.setAccessibleName(f"{part}: {one.title}")
        said = [f"{who}: {_words(one, answers)}" for who, answers in beside]
        told = "; ".join((*said, *_apart(one, beside))) or one.help
        field.setAccessibleDescription(" ".join(part for part in (one.help, told) if part))
        field.setToolTip(one.help)
        field.currentIndexChanged.connect(lambda _: self.edited.emit())
        self.choices[one.code] = field
        grid.addWidget(title, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, at, 1)
        if told:
            grid.addWidget(label(told, "small", ink="text2" if said else "muted", wrap=True), at + 1, 1)

    def answers(self) -> dict[str, float]:
        """What is chosen, by code; what is not is left out."""
        chosen = {code: field.value() for code, field in self.choices.items()}
        return {code: float(number) for code, number in chosen.items() if number is not None}

    def value(self) -> Mapping[str, float]:
        """What a dialog compares to know whether anything was chosen."""
        return self.answers()

    def choose(self, value: Mapping[str, float]) -> None:
        """Chooses these answers, and nothing where there is none."""
        for code, field in self.choices.items():
            field.choose(value.get(code))

    def go_to_open(self) -> None:
        """Puts the focus on the first choice that is not made."""
        waiting = [field for field in self.choices.values() if field.value() is None]
        for field in waiting[:1] or list(self.choices.values())[:1]:
            field.setFocus()

    def setFocus(self, *_: object) -> None:
        """A link to this field leads to what is still to be chosen."""
        self.go_to_open()


def _words(one: Criterion, answers: Answers) -> str:
    number = answers.get(one.code)
    return "no answer" if number is None else f"{figure(number)} {one.label(number)}".strip()


def _apart(one: Criterion, beside: Sequence[Said]) -> list[str]:
    """How far the assessors lie apart, where there are several."""
    numbers = [answers[one.code] for _, answers in beside if one.code in answers]
    if len(numbers) < 2:
        return []
    apart = max(numbers) - min(numbers)
    return [f"{figure(apart)} apart" if apart else "agreed"]
