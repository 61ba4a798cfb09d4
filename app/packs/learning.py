"""Learning recorded since the last meeting, and the sheets of learning and of intelligence gaps."""

from __future__ import annotations

from app.domain.month import LearningRow
from app.packs.columns import DATE, DAYS, HANDLING, MARKING, col, text
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Grid, GridCell, GridColumn, Section, Sheet
from app.packs.phrases import count, day, day_and_month, listed

LEARNING = (
    text("Threat", 16), text("Learning", 90, wrap=True), col("Recorded on", DATE, 12), text("By", 26),
    text("Shared with", 30, wrap=True), *HANDLING, MARKING,
)  # fmt: skip
GAPS = (
    text("Threat", 16), text("Threat name", 28, wrap=True), text("Gap", 44, wrap=True),
    text("Requirement", 34, wrap=True), text("Owner", 24), col("Raised on", DATE, 11),
    col("Days open", DAYS, 8), col("Closed on", DATE, 11, prints=False),
    text("Answer", 44, wrap=True, prints=False), *HANDLING, MARKING,
)  # fmt: skip


def _new(facts: Facts) -> list[LearningRow]:
    """Learning since the last meeting, newest first; all of it where there was none."""
    found = [row for row in facts.month.learning if facts.since is None or facts.is_new(row.on)]
    return sorted(found, key=lambda row: (row.on, row.id), reverse=True)


def section(facts: Facts) -> Section | None:
    """The section as printed; None where nothing was learned since the last meeting."""
    new = _new(facts)
    if not new:
        return None
    since = f" since {day_and_month(facts.since)}" if facts.since else ""
    unshared = sum(not row.shared_with.strip() for row in new)
    by_force = listed(sorted({facts.force(facts.threats[row.threat]) for row in new}))
    told = f"{unshared} not shared yet." if unshared else "All of it is shared."
    rows = tuple(
        (
            GridCell(facts.threats[row.threat].reference, facts.threats[row.threat].name),
            GridCell(row.text),
            GridCell(day(row.on), row.by),
            GridCell(row.shared_with or "not yet", strong=not row.shared_with),
        )
        for row in new
    )
    columns = (
        GridColumn("Threat", 40), GridColumn("Learning"), GridColumn("Recorded", 34),
        GridColumn("Shared with", 36),
    )  # fmt: skip
    answer = Answer(f"{count(len(new), 'lesson')}{since}.", f"{told} From {by_force}." if by_force else told)
    return Section("learning", "Learning", answer, (Block(grid=Grid("", columns, rows)),))


def _learning_sheet(facts: Facts, marking: str) -> Sheet:
    rows = tuple(
        (
            facts.threats[row.threat].reference, row.text, row.on, row.by or None, row.shared_with or None,
            row.handling.value, row.conditions or None, marking,
        )
        for row in sorted(facts.month.learning, key=lambda row: (row.on, row.id), reverse=True)
    )  # fmt: skip
    return Sheet("Learning", "one lesson", "newest first", LEARNING, 1, rows)


def _gap_sheet(facts: Facts, marking: str) -> Sheet:
    gaps = sorted(
        facts.month.gaps,
        key=lambda row: (
            row.closed_on is not None,
            row.raised_on,
            facts.threats[row.threat].reference,
            row.id,
        ),
    )
    rows = tuple(
        (
            facts.threats[row.threat].reference, facts.threats[row.threat].name or None, row.text,
            row.requirement or None, facts.officer(row.owner) or row.owner_organisation or None,
            row.raised_on, None if row.closed_on else (facts.today - row.raised_on).days, row.closed_on,
            row.answer or None, row.handling.value, row.conditions or None, marking,
        )
        for row in gaps
    )  # fmt: skip
    return Sheet("Gaps", "one intelligence gap", "open first, oldest first", GAPS, 1, rows)


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """The sheets Learning and Gaps, where they have rows."""
    made = (_gap_sheet(facts, marking), _learning_sheet(facts, marking))
    return tuple(sheet for sheet in made if sheet.rows)
