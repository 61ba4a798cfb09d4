"""Scores in the pack: the sheet, and the checks on the score in force (domain.md §5, 24 and 25)."""

from __future__ import annotations

from collections.abc import Iterable

from app import words
from app.domain.month import ScoreRow, ThreatRow
from app.domain.reassessment import Reason, changes
from app.domain.scheme_body import read_answers
from app.errors import Refusal
from app.packs.columns import DATE, MARKING, SCORE, col, text
from app.packs.facts import Facts
from app.packs.model import Cell
from app.packs.phrases import day

PARTS = ("Harm", "Likelihood", "Organisational position")
"""The public parts of MoRiLE 2020; a local scheme's part of that title fills the column."""

COLUMNS = (
    text("Threat", 15), text("Threat name", 28, wrap=True), col("Score", SCORE, 8),
    text("Scheme", 16, wrap=True), text("Version", 8), text("Local label", 22, wrap=True),
    col("Harm", SCORE, 8), col("Likelihood", SCORE, 10), col("Organisational position", SCORE, 13),
    text("Confidence", 11), text("Assessor", 20, wrap=True), col("Assessed on", DATE, 11),
    text("Moderated by", 20),
    text("Current", 8, prints=False), text("Reference", 16, prints=False), text("Remark", 16, prints=False),
    text("Rationale", 56, wrap=True, prints=False), MARKING,
)  # fmt: skip


def rows(facts: Facts) -> Iterable[tuple[Cell, ...]]:
    """Every score by threat, newest first."""
    for threat in facts.month.threats:
        for place, row in enumerate(reversed(facts.scores_of.get(threat.id, []))):
            yield (
                threat.reference, threat.name or None, row.total, row.scheme or None,
                row.scheme_version or None, facts.local_label(row) or None, *_parts(facts, row),
                row.confidence.value if row.confidence else None, row.assessor or None, row.assessed_on,
                row.moderator or None, "No" if place else "Yes", row.reference or None, row.remark or None,
                row.rationale or None,
            )  # fmt: skip


def _parts(facts: Facts, row: ScoreRow) -> tuple[Cell, ...]:
    """What each public part came to; empty where only a total was entered."""
    scheme = facts.schemes.get(row.scheme_id or "")
    if scheme is None:
        return (None,) * len(PARTS)
    try:
        body = scheme.read()
    except Refusal:
        return (None,) * len(PARTS)
    sums = body.part_sums(read_answers(row.answers))
    by_title = {part.title: sums.get(part.code) for part in body.parts}
    return tuple(by_title.get(title) for title in PARTS)


def reason_words(reason: Reason) -> str:
    """One reason with its day: "major disruption: warrants at the yard, 3 Nov 2026"."""
    return f"{words.say(reason.code, {'what': reason.what})}, {day(reason.on)}"


def overtaken(facts: Facts, threat: ThreatRow) -> str:
    """What happened since the score in force that asks for a new one."""
    told = changes(facts.reassessments.get(threat.id, ()))
    found = "; ".join(reason_words(reason) for reason in told if reason.on <= facts.today)
    return found[:1].upper() + found[1:]


def incomplete(facts: Facts, threat: ThreatRow) -> str:
    """What the score in force lacks."""
    score = facts.score(threat.id)
    if score is None:
        return ""
    held = {"assessor": score.assessor, "rationale": score.rationale, "scheme": score.scheme}
    lacks = ", ".join(f"no {name}" for name, value in held.items() if not value.strip())
    return lacks[:1].upper() + lacks[1:]
