"""Entering a score from the official tool or a local scheme."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import scores
from app.domain.codes import Confidence
from app.domain.faults import Fault
from app.domain.score import Score
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner


class ScoreDialog(RecordDialog[Score]):
    """The total with its scheme, assessor, date, confidence and rationale."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(runner, parent, "Enter a score", "Record score", card.threat.display)
        last = card.scores[-1] if card.scores else None
        self._threat = card.threat.id
        self.total = self.line("total", "Score", hint="The total as the scheme gives it.")
        self.scheme = self.line("scheme", "Scheme", last.scheme if last else "", sample="Such as MoRiLE 2020")
        self.scheme_version = self.line("scheme_version", "Version", last.scheme_version if last else "")
        self.assessor = self.line("assessor", "Assessor", runner.register.user)
        self.row("assessed_on", "Assessed on", DateField(self.today, self.today))
        options = [(None, "Not stated"), *((c, c.value.capitalize()) for c in Confidence)]
        self.confidence = ChoiceField(options)
        self.row("confidence", "Confidence", self.confidence)
        self.area("rationale", "Rationale", "", 3)
        told = "A recorded score is not changed: a later one supersedes it, and both are kept."
        self.body.insertWidget(self.body.count() - 1, label(told, "small", ink="muted", wrap=True))
        self.begin("total")

    def draft(self, dates: dict[str, date | None]) -> Score:
        """The score as typed; Refusal("number.unreadable") for a total that is no number."""
        text = self.total.text().strip().replace(",", "")
        if not re.fullmatch(r"-?\d{0,9}(\.\d{0,4})?", text) or text in ("-", "."):
            raise Refusal("number.unreadable", text=text, field="total")
        rationale = self.form.field("rationale")
        assert isinstance(rationale, QPlainTextEdit)
        return Score(
            id="",
            threat=self._threat,
            total=float(text or 0),
            scheme=self.scheme.text().strip(),
            scheme_version=self.scheme_version.text().strip(),
            assessor=self.assessor.text().strip(),
            assessed_on=dates.get("assessed_on"),
            confidence=self.confidence.value(),
            rationale=rationale.toPlainText().strip(),
        )

    def more_faults(self, record: Score) -> list[Fault]:
        """A total and a day."""
        found = [] if self.total.text().strip() else [Fault("total", "required")]
        return [*found, Fault("assessed_on", "required")] if record.assessed_on is None else found

    def send(
        self, record: Score, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the score."""
        self.runner.do(scores.record, replace(record, id=self.new_id()), then=done, failed=failed)
