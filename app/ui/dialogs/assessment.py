"""One assessor's proposal, beside another's until it is moderated; and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import scores
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.scheme_text import figure
from app.domain.score import Assessment
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.score import ScoringDialog, in_use
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

TOLD = "An assessment waits beside another’s and counts for nothing until a moderator settles them."


class AssessmentDialog(ScoringDialog[Assessment]):
    """What one assessor proposes, by the way of those that wait already."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(runner, parent, "Record an assessment", "Record assessment", card, in_use(card))
        waiting = [one for one in card.assessments if one.settled is None]
        first = next(iter(self._schemes), None)
        self.ask_way(waiting[0].scheme_id if waiting else first)
        self.ask_total(official=False)
        self.ask_answers()
        self.assessor = self.line("assessor", "Assessor", "" if waiting else runner.register.user)
        self.row("assessed_on", "Assessed on", DateField(self.today, self.today))
        self.ask_grounds()
        self.body.insertWidget(1, label(TOLD, ink="text2", wrap=True))
        self.follow_way()
        self.begin("way")

    def draft(self, dates: dict[str, date | None]) -> Assessment:
        """The assessment as typed."""
        return Assessment(
            id="",
            threat=self._threat,
            scheme_id=self.way.value(),
            total=self.typed_total(),
            answers=self.typed_answers(),
            assessor=self.assessor.text().strip(),
            assessed_on=dates.get("assessed_on"),
            confidence=self.graded(),
            rationale=self.text("rationale"),
        )

    def send(
        self, record: Assessment, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the assessment."""
        self.runner.do(scores.assess, replace(record, id=self.new_id()), then=done, failed=failed)


class WithdrawDialog(RecordDialog[Assessment]):
    """Takes one of the assessments that wait back, with the reason."""

    def __init__(self, runner: Runner, parent: QWidget, waiting: Sequence[Assessment]) -> None:
        super().__init__(runner, parent, "Withdraw an assessment", "Withdraw it", "Withdraw an assessment")
        told = "It leaves the card; the history keeps what it was and why it was withdrawn."
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        self.which = ChoiceField([(one, _called(one)) for one in waiting], waiting[-1])
        self.row("which", "Assessment", self.which)
        self.reason = self.line("reason", "Reason")
        self.begin("reason")

    def draft(self, dates: dict[str, date | None]) -> Assessment:
        """The assessment as it stands."""
        chosen: Assessment = self.which.value()
        return chosen

    def more_faults(self, record: Assessment) -> list[Fault]:
        """A reason."""
        return [] if self.reason.text().strip() else [Fault("reason", "required")]

    def send(
        self, record: Assessment, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Withdraws it."""
        self.runner.do(scores.withdraw, record, self.reason.text().strip(), then=done, failed=failed)


def _called(one: Assessment) -> str:
    on = shown(one.assessed_on) if one.assessed_on else "no date"
    return f"{one.assessor}, {on}, {figure(one.total)}"
