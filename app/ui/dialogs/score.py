"""Scoring a threat: the total of the official tool with its reference, or a local scheme filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import words
from app.commands import scores
from app.domain.codes import Confidence, SchemeState
from app.domain.faults import Fault
from app.domain.scheme import Scheme
from app.domain.scheme_body import CONFIDENCE, SchemeBody, write_answers
from app.domain.scheme_text import figure
from app.domain.score import Assessment, Score
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.score_answers import AnswersField
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

S = TypeVar("S", Score, Assessment)
OFFICIAL = "Enter the total of the official tool"
OF_THE_TOOL = ("total", "reference", "scheme", "scheme_version")
"""The rows that belong to the official tool alone."""


class ScoringDialog(RecordDialog[S]):
    """What scores and assessments have in common: the way, the total or the answers, who, when, how sure."""

    def __init__(
        self, runner: Runner, parent: QWidget, title: str, verb: str, card: Card, schemes: Sequence[Scheme]
    ) -> None:
        super().__init__(runner, parent, title, verb, card.threat.display)
        self._threat = card.threat.id
        self._schemes = {scheme.id: scheme for scheme in schemes}
        self.body_in_hand: SchemeBody | None = None

    def ask_way(self, chosen: str | None) -> None:
        """The choice between the official tool and each scheme, and the rows that depend on it."""
        ways = [(None, OFFICIAL), *((s.id, f"Fill in {s.called}") for s in self._schemes.values())]
        self.way = ChoiceField(ways, chosen)
        self.row("way", "How", self.way)
        self.local = label("", weight=600, ink="a_text", wrap=True)
        self.row("local", "", self.local)

    def ask_total(self, scheme: str = "", edition: str = "", *, official: bool = True) -> None:
        """The total, and for a score what the official tool is and calls it."""
        self.total = self.line("total", "Score", hint="The total as the scheme gives it.")
        if official:
            hint = "By what the official tool knows this assessment."
            self.reference = self.line("reference", "Reference", hint=hint)
            self.scheme = self.line("scheme", "Scheme", scheme, sample="Such as MoRiLE 2020")
            self.scheme_version = self.line("scheme_version", "Version", edition)

    def ask_answers(self) -> None:
        """The criteria of the scheme in hand and what the answers come to."""
        self.answers = AnswersField()
        self.row("answers", "Answers", self.answers)
        self.comes_to = label("", "panel", wrap=True)
        self.row("comes_to", "Comes to", self.comes_to)

    def ask_grounds(self, rationale: str = "Rationale") -> None:
        """How sure, and why."""
        options = [(None, "Not stated"), *((c, c.value.capitalize()) for c in Confidence)]
        self.confidence = ChoiceField(options)
        self.row("confidence", "Confidence", self.confidence)
        self.area("rationale", rationale, "", 3)

    def follow_way(self) -> None:
        """Shows the rows of the way chosen, and follows it when it changes."""
        self.way.currentIndexChanged.connect(lambda _: self._take_way())
        self._take_way()

    def _take_way(self) -> None:
        scheme = self._schemes.get(self.way.value() or "")
        self.take_body(scheme, self.way)

    def take_body(self, scheme: Scheme | None, before: QWidget) -> None:
        """Asks the questions of a scheme, or the total where there is none."""
        self.body_in_hand = body = scheme.read() if scheme else None
        self.answers.ask(body)
        self._show_rows(scheme, body)
        self._order_tabs(before)

    def _show_rows(self, scheme: Scheme | None, body: SchemeBody | None) -> None:
        self.local.setText(scheme.label if scheme else "")
        graded = body is not None and any(one.code == CONFIDENCE for one in body.criteria)
        shown: dict[str, bool] = {
            "local": scheme is not None,
            "answers": body is not None,
            "comes_to": body is not None,
            "confidence": not graded,
        }
        for name in (*OF_THE_TOOL, *shown):
            if name in self._names:
                self.form.show_row(name, shown.get(name, body is None))

    def _order_tabs(self, before: QWidget) -> None:
        """New choices come last in the order of Tab until they are given their place."""
        after = self.form.field(self._names[self._names.index("comes_to") + 1])
        tool: list[QWidget] = [self.form.field(name) for name in OF_THE_TOOL if name in self._names]
        steps = [before, *tool, *self.answers.choices.values(), after.focusProxy() or after]
        for one, other in pairwise(steps):
            QWidget.setTabOrder(one, other)

    def _halfway(self, fault: Fault) -> bool:
        """Answers still to choose are no fault until saving is tried: the line below them counts them."""
        return fault.code == "score.unanswered" or super()._halfway(fault)

    def looked(self, record: S | None) -> None:
        """Shows what the answers come to: total, band and grading."""
        if self.body_in_hand is not None:
            told = self._comes_to(self.body_in_hand)
            self.comes_to.setText(told)
            self.comes_to.setAccessibleName(f"Comes to {told}")

    def _comes_to(self, body: SchemeBody) -> str:
        answers = self.answers.answers()
        missing = len(body.criteria) - len(answers)
        if missing:
            return words.say("score.unanswered", {"count": missing})
        try:
            total = body.total(answers)
        except Refusal as refusal:
            return words.refusal(refusal)
        grading = body.confidence(answers)
        parts = (figure(total), body.band(total), f"confidence {grading.value}" if grading else "")
        return ", ".join(part for part in parts if part)

    def text(self, name: str) -> str:
        """What stands in a line or area."""
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def typed_total(self) -> float:
        """The total as typed, or as worked out; Refusal("number.unreadable") for one that is no number."""
        body, answers = self.body_in_hand, self.answers.answers()
        if body is not None:
            return 0.0 if body.answer_faults(answers) else body.total(answers)
        text = self.total.text().strip().replace(",", "")
        if not re.fullmatch(r"-?\d{0,9}(\.\d{0,4})?", text) or text in ("-", "."):
            raise Refusal("number.unreadable", text=text, field="total")
        return float(text or 0)

    def typed_answers(self) -> str:
        """The answers as the record keeps them, "" for a total of the official tool."""
        return write_answers(self.answers.answers()) if self.body_in_hand is not None else ""

    def graded(self) -> Confidence | None:
        """The grading of the scheme, or the one chosen."""
        body = self.body_in_hand
        grading = body.confidence(self.answers.answers()) if body is not None else None
        chosen: Confidence | None = self.confidence.value()
        return grading or chosen

    def more_faults(self, record: S) -> list[Fault]:
        """A total or every answer, and a day."""
        found: list[Fault] = []
        if self.body_in_hand is None:
            found += [] if self.total.text().strip() else [Fault("total", "required")]
        elif missing := len(self.body_in_hand.answer_faults(self.answers.answers())):
            found.append(Fault("answers", "score.unanswered", {"count": missing}))
        return [*found, Fault("assessed_on", "required")] if record.assessed_on is None else found


def in_use(card: Card) -> list[Scheme]:
    """The schemes that new scores may use."""
    return [scheme for scheme in card.reference.schemes if scheme.state is SchemeState.IN_USE]


class ScoreDialog(ScoringDialog[Score]):
    """A score by either way, recorded for good."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(runner, parent, "Enter a score", "Record score", card, in_use(card))
        last = card.scores[-1] if card.scores else None
        tool = next((score for score in reversed(card.scores) if score.scheme_id is None), None)
        self.ask_way(last.scheme_id if last and last.scheme_id in self._schemes else None)
        self.ask_total(tool.scheme if tool else "", tool.scheme_version if tool else "")
        self.ask_answers()
        self.assessor = self.line("assessor", "Assessor", runner.register.user)
        self.row("assessed_on", "Assessed on", DateField(self.today, self.today))
        self.ask_grounds()
        told = "A recorded score is not changed: a later one supersedes it, and both are kept."
        self.body.insertWidget(self.body.count() - 1, label(told, "small", ink="muted", wrap=True))
        self.follow_way()
        self.begin("total" if self.body_in_hand is None else "answers")

    def draft(self, dates: dict[str, date | None]) -> Score:
        """The score as typed; Refusal("number.unreadable") for a total that is no number."""
        scheme: str | None = self.way.value()
        made = Score(
            id="",
            threat=self._threat,
            total=self.typed_total(),
            assessor=self.assessor.text().strip(),
            assessed_on=dates.get("assessed_on"),
            confidence=self.graded(),
            rationale=self.text("rationale"),
            scheme_id=scheme,
            answers=self.typed_answers(),
        )
        if scheme is not None:
            used = self._schemes[scheme]
            return replace(made, scheme=used.name, scheme_version=used.edition)
        return replace(
            made,
            reference=self.reference.text().strip(),
            scheme=self.scheme.text().strip(),
            scheme_version=self.scheme_version.text().strip(),
        )

    def send(
        self, record: Score, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the score."""
        self.runner.do(scores.record, replace(record, id=self.new_id()), then=done, failed=failed)
