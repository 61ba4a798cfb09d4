"""The sheet `Submissions` (excel.md §4): one row for each submission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.codes import MappingState
from app.domain.submission_rules import DECIDED
from app.packs.columns import MARKING, col, text
from app.packs.model import Cell, ColumnKind, Sheet
from app.packs.submission_rows import Way, Ways

DATE, DAYS, NUMBER = ColumnKind.DATE, ColumnKind.DAYS, ColumnKind.NUMBER

COLUMNS = (
    text("Reference", 15), text("Name", 28, wrap=True), text("Home force", 18),
    text("Primary theme", 22, wrap=True), text("State", 11), col("State since", DATE, 11),
    col("First submitted", DATE, 11), col("Days waiting", DAYS, 7), text("Over limit", 7),
    col("Fields complete", NUMBER, 9), col("Fields required", NUMBER, 9), text("Missing", 34, wrap=True),
    text("Live", 6), col("Times returned", NUMBER, 9, prints=False),
    text("Return reasons", 34, wrap=True, prints=False), col("Ratified on", DATE, 11, prints=False),
    text("Ratified by", 24, prints=False), text("Self-ratified", 9, prints=False), MARKING,
)  # fmt: skip


def sheet(ways: Ways, marking: str) -> Sheet:
    """Every submission: those that wait first, longest first, then the others, newest first."""
    return Sheet(
        "Submissions",
        "one submission to ROCTA",
        "waiting first, longest first; then newest first",
        COLUMNS,
        1,
        tuple((*row, marking) for row in _rows(ways)),
    )


def _rows(ways: Ways) -> Iterable[tuple[Cell, ...]]:
    waiting = {id(way) for way in ways.waiting}
    rest = [way for way in ways.all if id(way) not in waiting]
    rest.sort(key=lambda way: way.threat.reference)
    rest.sort(key=lambda way: way.since or date.min, reverse=True)
    for way in (*ways.waiting, *rest):
        yield _row(ways, way)


def _reasons(ways: Ways, way: Way) -> str:
    names = {choice.id: choice.name for choice in ways.facts.month.choices}
    said = []
    for step in way.trail.steps:
        if step.state is MappingState.RETURNED:
            parts = (names.get(step.return_reason or "", ""), step.reason)
            said.append(": ".join(part for part in parts if part))
    return "\n".join(said)


def _row(ways: Ways, way: Way) -> tuple[Cell, ...]:
    facts, threat, clock = ways.facts, way.threat, way.clock
    decided = way.state in DECIDED
    ratified = way.state is MappingState.RATIFIED
    told = way.own and not decided
    submission = way.trail.submission
    return (
        threat.reference,
        threat.name or None,
        facts.force(threat) or None,
        facts.theme(threat) or None,
        way.state.value,
        way.since,
        clock.sent_on,
        clock.waited,
        None if decided else "Yes" if way.over else "No",
        way.complete.done if told else None,
        way.complete.required if told else None,
        "; ".join(way.complete.missing) or None if told else None,
        "Yes" if way.live else "No",
        clock.returns,
        _reasons(ways, way) or None,
        way.since if ratified else None,
        (submission.ratified_by if submission else way.trail.steps[-1].by) or None if ratified else None,
        ("Yes" if way.self_ratified else "No") if ratified and way.own else None,
    )
