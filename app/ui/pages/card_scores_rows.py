"""The scores of a card in words: the list, what waits side by side, and when a new score is due."""

from __future__ import annotations

from datetime import date

from app import words
from app.domain.dates import shown
from app.domain.reassessment import Reason, next_due
from app.domain.score import Assessment
from app.reads.card import Card
from app.reads.scoring import reasons
from app.ui.dialogs.assessment_compare import rows as compared
from app.ui.pages.card_facts import points
from app.ui.pages.card_tables import Heading
from app.ui.trend import change_in_words, number

SCORES = (
    Heading("Date"), Heading("Score", figures=True), Heading("Change"), Heading("Scheme"),
    Heading("Label", wide=True), Heading("Reference"), Heading("Assessor", wide=True), Heading("Moderator"),
    Heading("Confidence"), Heading("Rationale", wide=True), Heading("As written"),
)  # fmt: skip
WAITING = (
    Heading("Criterion", wide=True), Heading("First", wide=True), Heading("Second", wide=True),
    Heading("Apart"),
)  # fmt: skip


def local_label(card: Card, scheme_id: str | None) -> str:
    """The label of the local scheme that a score came of; "" for the official tool."""
    return next((scheme.label for scheme in card.reference.schemes if scheme.id == scheme_id), "")


def score_rows(card: Card) -> list[tuple[str, ...]]:
    """Every score, newest first."""
    values = points(card.scores)
    rows: list[tuple[str, ...]] = [
        (
            shown(s.assessed_on) if s.assessed_on else "no date",
            number(s.total),
            change_in_words(values, place) or "first",
            values[place].note,
            local_label(card, s.scheme_id),
            s.reference,
            s.assessor,
            s.moderator,
            s.confidence.value if s.confidence else "",
            s.rationale,
            s.remark,
        )
        for place, s in enumerate(card.scores)
    ]
    return rows[::-1]


def waiting_words(waiting: tuple[Assessment, ...]) -> str:
    """What waits, as the heading over it; "" for nothing."""
    if not waiting:
        return ""
    names = [one.assessor for one in waiting]
    if len(names) == 1:
        return f"The assessment by {names[0]} waits for another, or for a moderator."
    return f"Assessments by {', '.join(names[:-1])} and {names[-1]} wait for a moderator."


def waiting_rows(card: Card, waiting: tuple[Assessment, ...]) -> list[tuple[str, ...]]:
    """The first two that wait side by side, or the one."""
    if not waiting:
        return []
    first, second = waiting[0], waiting[min(1, len(waiting) - 1)]
    days = [shown(one.assessed_on) if one.assessed_on else "" for one in (first, second)]
    said = [one.confidence.value if one.confidence else "" for one in (first, second)]
    rows = [
        ("Assessor", first.assessor, second.assessor, ""),
        ("Assessed on", *days, ""),
        *compared(card, first, second),
        # a scheme that grades asks for it among its criteria
        *([] if first.scheme_id else [("Confidence", *said, "")]),
        ("Rationale", first.rationale, second.rationale, ""),
    ]
    if first is second:
        return [(title, one, "", "") for title, one, _, _ in rows]
    return rows


def reason_words(reason: Reason) -> str:
    """One reason with its day: "major disruption: warrants at the yard, 3 Nov 2026"."""
    return f"{words.say(reason.code, {'what': reason.what})}, {shown(reason.on)}"


def due_words(card: Card, today: date) -> tuple[str, bool]:
    """When a new score is due and why, and whether that day has come."""
    scored_on = max((score.assessed_on for score in card.scores if score.assessed_on), default=None)
    found = reasons(card, today)
    if found:
        told = "; ".join(reason_words(reason) for reason in found)
        return f"Re-assessment due since {shown(found[0].on)}: {told}.", True
    due = next_due(scored_on, card.reference.settings.score_stale_months)
    if due is None:
        return "", False
    months = card.reference.settings.score_stale_months
    return f"Next re-assessment by {shown(due)}, the local interval of {months} months.", False
