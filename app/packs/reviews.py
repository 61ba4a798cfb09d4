"""Reviews and re-assessments due by the next meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.codes import LeadRole
from app.domain.month import ThreatRow
from app.domain.reassessment import changes
from app.packs.columns import DATE, DAYS, MARKING, col, text
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Grid, GridCell, GridColumn, Section, Sheet
from app.packs.phrases import count, day, number
from app.packs.scores import reason_words

REASSESSMENT = "Re-assessment"
PRINTED = 40
"""So many rows of each list are printed, most pressing first; the sheet holds all."""
COLUMNS = (
    text("Reference", 16), text("Name", 32, wrap=True), text("What is due", 22), col("Due", DATE, 12),
    col("Days", DAYS, 8), text("Owner", 26), text("Why", 44, wrap=True), MARKING,
)  # fmt: skip
RULE = (
    "A threat is scored again after {months} months (a local interval), or at once after a major change: "
    "a theme gained, a major or negative disruption, a new principal, regional support that ended with a "
    "re-assessment asked for."
)


class Due(NamedTuple):
    """One thing that is due by the next meeting, and who sees to it.

    Of a re-assessment `why` says the reasons, and `changed` whether a major change is among them.
    """

    on: date
    threat: ThreatRow
    what: str
    owner: str
    why: str = ""
    changed: bool = False


def due(facts: Facts) -> tuple[Due, ...]:
    """Everything due by the next meeting, or by this one where no next is planned, earliest first."""
    until = facts.next_on or facts.today
    return tuple(sorted(_due(facts, until), key=lambda item: (item.on, item.threat.reference, item.what)))


def _due(facts: Facts, until: date) -> Iterable[Due]:
    for row in facts.active:
        plan, held = facts.plans.get(row.id), facts.lead(row.id, LeadRole.LRO)
        lro = facts.officer(held.officer) if held else ""
        if row.next_review and row.next_review <= until:
            yield Due(row.next_review, row, "Review of the threat", lro)
        if plan and plan.next_review and plan.next_review <= until:
            yield Due(plan.next_review, row, "Review of the 4P plan", facts.officer(plan.owner) or lro)
        told = facts.reassessments.get(row.id)
        if told:
            why = "; ".join(reason_words(reason) for reason in told)
            why = why[:1].upper() + why[1:]
            yield Due(told[0].on, row, REASSESSMENT, lro, why, bool(changes(told)))


def section(facts: Facts) -> Section | None:
    """The section as printed; None where there is nothing to say."""
    found = due(facts)
    if not found:
        return None
    again = tuple(one for one in found if one.what == REASSESSMENT)
    others = tuple(one for one in found if one.what != REASSESSMENT)
    blocks = []
    if again:
        rule = RULE.format(months=facts.month.settings.score_stale_months)
        blocks.append(Block(grid=_again(facts, again, rule)))
    if others:
        blocks.append(Block(grid=_others(facts, others)))
    return Section("reviews", "Reviews and re-assessments due", _answer(facts, found), tuple(blocks))


def _answer(facts: Facts, found: tuple[Due, ...]) -> Answer:
    again = sum(1 for one in found if one.what == REASSESSMENT)
    parts = [
        count(many, thing)
        for many, thing in ((len(found) - again, "review"), (again, "re-assessment"))
        if many
    ]
    until = facts.next_on or facts.today
    verb = "is" if len(found) == 1 else "are"
    strong = f"{' and '.join(parts)} {verb} due by {day(until)}."
    late = sum(1 for one in found if one.on < facts.today)
    return Answer(strong, f"{count(late, 'was', 'were')} due before this meeting." if late else "")


def _first(facts: Facts, one: Due) -> GridCell:
    second = ", ".join(part for part in (one.threat.reference, facts.force(one.threat)) if part)
    return GridCell(one.threat.name or "No name", second, strong=True)


def _days(facts: Facts, one: Due) -> str:
    days = (one.on - facts.today).days
    return f"{-days} over" if days < 0 else "today" if days == 0 else f"in {days}"


def _again(facts: Facts, again: tuple[Due, ...], rule: str) -> Grid:
    columns = (
        GridColumn("Threat", 46), GridColumn("Why"), GridColumn("Due", 20), GridColumn("Days", 15),
        GridColumn("LRO", 30),
    )  # fmt: skip
    rows = tuple(
        (
            _first(facts, one), GridCell(one.why), GridCell(day(one.on)), GridCell(_days(facts, one)),
            GridCell(one.owner or "none"),
        )
        for one in sorted(again, key=lambda one: (not one.changed, one.on))[:PRINTED]
    )  # fmt: skip
    remark = "those after a major change first"
    return Grid("Re-assessments due", columns, rows, remark=remark, note=f"{_more(again)}{rule}")


def _others(facts: Facts, others: tuple[Due, ...]) -> Grid:
    columns = (
        GridColumn("Threat"), GridColumn("What is due", 36), GridColumn("Due", 22),
        GridColumn("Days", 16), GridColumn("Owner", 40),
    )  # fmt: skip
    rows = tuple(
        (
            _first(facts, one), GridCell(one.what), GridCell(day(one.on)), GridCell(_days(facts, one)),
            GridCell(one.owner or "none"),
        )
        for one in others[:PRINTED]
    )  # fmt: skip
    return Grid("Reviews due", columns, rows, note=_more(others).strip())


def _more(rows: tuple[Due, ...]) -> str:
    """How many are not printed; "" where all are."""
    left = len(rows) - PRINTED
    return f"{number(left)} more: workbook, sheet Reviews. " if left > 0 else ""


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheet; `marking` ends each row."""
    rows = tuple(
        (
            one.threat.reference, one.threat.name or None, one.what, one.on, (one.on - facts.today).days,
            one.owner or None, one.why or None, marking,
        )
        for one in due(facts)
    )  # fmt: skip
    about = "one review or re-assessment due by the next meeting"
    return (Sheet("Reviews", about, "due date", COLUMNS, 1, rows),) if rows else ()
