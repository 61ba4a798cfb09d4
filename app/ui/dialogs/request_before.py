"""What was decided before, where a request recurs: it stands beside every step of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.codes import ChoiceList, Decision, Met
from app.domain.dates import shown
from app.domain.request import Request
from app.reads.requests import RequestLine, Requests
from app.ui.parts import label

RULE = "Looked up by the threat, whatever it asked for, and by the capability for the same home force."
MOST = 4
"""Earlier decisions in sight; the others are counted."""


def decision_words(request: Request) -> str:
    """A decision with its day, its reason and its conditions, and whether those were met."""
    if request.decision is None or request.decided_on is None:
        return "not decided"
    said = f"{request.decision.value} {shown(request.decided_on)}"
    if request.decision_reason and request.decision is not Decision.GRANTED:
        said += f": {request.decision_reason.rstrip('.')}"
    if request.conditions:
        met = (request.conditions_met or Met.NOT_YET).value
        said += f". Conditions: {request.conditions.rstrip('.')}; {met}"
    return f"{said}."


def before_words(answer: Requests, request: Request, threat: str) -> str:
    """One earlier request beside one of `threat`: its reference, whose it was, what, and the decision."""
    whose = "" if request.threat == threat else f" for {answer.references.get(request.threat, '')}"
    named = answer.reference.choice(request.capability)
    what = f"{named.name}: " if named and named.list is ChoiceList.CAPABILITY else ""
    return f"{request.reference}{whose}, {what}{request.asked.rstrip('.')}: {decision_words(request)}"


def before_lines(answer: Requests, line: RequestLine) -> tuple[str, ...]:
    """Every earlier decision beside a request; its own deferral says so."""
    return tuple(
        f"This request: {decision_words(other)}"
        if other.id == line.id
        else before_words(answer, other, line.request.threat)
        for other in line.before
    )


class BeforePanel(QFrame):
    """Decided before: a heading, each decision in a line, and the rule by which they were found."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tint", "sel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 8, 14, 8)
        self.column.setSpacing(4)
        self.lines: tuple[str, ...] | None = None

    def show_lines(self, lines: Iterable[str]) -> None:
        """Shows these decisions, the first few in full."""
        lines = tuple(lines)
        if lines == self.lines:
            return
        self.lines = lines
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        head = "Decided before" if lines else "Nothing was decided before"
        self.column.addWidget(label(head, weight=600))
        for line in lines[:MOST]:
            self.column.addWidget(label(line, wrap=True))
        rest = len(lines) - MOST
        if rest > 0:
            more = f"{rest} more, in the list of requests and on the sheet Requests of the pack."
            self.column.addWidget(label(more, "small", ink="text2", wrap=True))
        self.column.addWidget(label(RULE, "small", ink="text2", wrap=True))
        self.setAccessibleName(". ".join((head, *lines)))
