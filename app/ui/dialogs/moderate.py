"""Moderating: what each assessor said to every criterion, and the result that settles them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import scores
from app.domain.faults import Fault
from app.domain.scheme import Scheme
from app.domain.scheme_body import SchemeBody, read_answers
from app.domain.scheme_text import figure
from app.domain.score import Assessment, Score
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.score import ScoringDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner


def waiting(card: Card) -> tuple[Assessment, ...]:
    """The assessments that one result can settle: those that wait, by the scheme of the first of them."""
    open_ = sorted(
        (one for one in card.assessments if one.settled is None),
        key=lambda one: (one.assessed_on or date.min, one.assessor.casefold()),
    )
    return tuple(one for one in open_ if one.scheme_id == open_[0].scheme_id)


class ModerateDialog(ScoringDialog[Score]):
    """The agreed answer to each criterion, or the agreed total, with the moderator and the reason."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        self._settles = waiting(card)
        used = self._settles[0].scheme_id
        scheme = next((one for one in card.reference.schemes if one.id == used), None)
        schemes = [scheme] if scheme else []
        self.whose = ("score.moderate",)
        super().__init__(runner, parent, "Moderate assessments", "Record the result", card, schemes)
        said = "   ".join(f"{one.assessor}: {figure(one.total)}" for one in self._settles)
        self.totals = label(f"{said}{self._apart()}", weight=600, wrap=True)
        self.body.insertWidget(1, self.totals)
        self._scheme: Scheme | None = scheme
        self.moderator = self.line("moderator", "Moderator", hint="Someone who made none of them.")
        self.local = label("", weight=600, ink="a_text", wrap=True)
        self.row("local", "", self.local)
        tool = next((score for score in reversed(card.scores) if score.scheme_id is None), None)
        self.ask_total(tool.scheme if tool else "", tool.scheme_version if tool else "")
        self.ask_answers()
        self.row("assessed_on", "Moderated on", DateField(self.today, self.today))
        self.ask_grounds("Reason for it")
        self.take_body(scheme, self.moderator)
        self.begin("moderator")

    def _apart(self) -> str:
        totals = [one.total for one in self._settles]
        return f"   {figure(max(totals) - min(totals))} apart" if len(totals) > 1 else ""

    def take_body(self, scheme: Scheme | None, before: QWidget) -> None:
        """Asks the criteria with what each assessor said; what they agree on is chosen already."""
        self.body_in_hand = body = scheme.read() if scheme else None
        said = [(one.assessor, read_answers(one.answers)) for one in self._settles]
        self.answers.ask(body, _agreed(body, [answers for _, answers in said]), said)
        self._show_rows(scheme, body)
        self._order_tabs(before)

    def draft(self, dates: dict[str, date | None]) -> Score:
        """The result as typed."""
        scheme = self._scheme
        return Score(
            id="",
            threat=self._threat,
            total=self.typed_total(),
            scheme=scheme.name if scheme else self.scheme.text().strip(),
            scheme_version=scheme.edition if scheme else self.scheme_version.text().strip(),
            reference="" if scheme else self.reference.text().strip(),
            assessor=" and ".join(one.assessor for one in self._settles),
            assessed_on=dates.get("assessed_on"),
            confidence=self.graded(),
            rationale=self.text("rationale"),
            scheme_id=scheme.id if scheme else None,
            answers=self.typed_answers(),
            moderator=self.moderator.text().strip(),
            moderates=tuple(one.id for one in self._settles),
        )

    def more_faults(self, record: Score) -> list[Fault]:
        """As for any score; and the reason is asked for before there is a moderator too."""
        found = super().more_faults(record)
        if not record.rationale:
            found.append(Fault("rationale", "score.moderator_says_why"))
        return found

    def send(
        self, record: Score, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the result, which settles the assessments."""
        self.runner.do(scores.moderate, replace(record, id=self.new_id()), then=done, failed=failed)


def _agreed(body: SchemeBody | None, said: Sequence[dict[str, float]]) -> dict[str, float]:
    """The answers that all assessors gave alike."""
    found = {}
    for one in body.criteria if body else ():
        numbers = {answers.get(one.code) for answers in said}
        number = numbers.pop() if len(numbers) == 1 else None
        if number is not None:
            found[one.code] = number
    return found
