"""How submissions went over the year: by force, what was ratified, why some came back, days by month."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.domain.codes import MappingState
from app.domain.dates import MONTH_NAMES, add_months
from app.domain.self_ratified import MARK
from app.domain.submission_rules import middle
from app.packs.model import Figure, FigureKind, Grid, GridCell, GridColumn
from app.packs.phrases import day_and_month, number, share
from app.packs.submission_rows import MONTHS, Way, Ways


def days_words(value: float | None) -> str:
    """A median of days: "11", "11.5", "none" where nothing was decided."""
    return "none" if value is None else number(value)


def median_wait(ways: tuple[Way, ...]) -> float | None:
    return middle(way.clock.waited for way in ways if way.clock.waited is not None)


def month_of(on: date) -> str:
    return MONTH_NAMES[on.month - 1]


def by_force(ways: Ways) -> Grid:
    facts = ways.facts
    forces = sorted({facts.force(way.threat) for way in (*ways.sent, *ways.decided)})
    rows = [
        _force_row(
            force or "No force",
            tuple(way for way in ways.sent if facts.force(way.threat) == force),
            tuple(way for way in ways.decided if facts.force(way.threat) == force),
        )
        for force in forces
    ]
    return Grid(
        "Submissions by force",
        (
            GridColumn(""),
            GridColumn("Submitted", 18, right=True),
            GridColumn("Ratified", 16, right=True),
            GridColumn("Returned once or more", 22, right=True),
            GridColumn("Never returned", 18, right=True),
            GridColumn("Days with ROCTA", 18, right=True),
            GridColumn("Days with force", 18, right=True),
            GridColumn("Days to decision", 18, right=True),
        ),
        tuple(rows),
        total=_force_row("Region", ways.sent, ways.decided, strong=True) if rows else (),
        remark=f"{MONTHS} months to {day_and_month(ways.today)}; days are medians of what was decided",
        empty=f"Nothing was submitted in the {MONTHS} months before this meeting.",
    )


def _force_row(
    name: str, sent: tuple[Way, ...], decided: tuple[Way, ...], *, strong: bool = False
) -> tuple[GridCell, ...]:
    back = sum(1 for way in sent if way.clock.returns)
    mapped = sum(1 for way in decided if way.state is MappingState.RATIFIED)
    part = f" ({share(back, len(sent))})" if strong and back else ""
    words = (
        name,
        number(len(sent)),
        number(mapped),
        f"{number(back)}{part}",
        share(len(sent) - back, len(sent)) if sent else "none",
        days_words(middle(way.clock.with_rocta for way in decided)),
        days_words(middle(way.clock.with_force for way in decided)),
        days_words(median_wait(decided)),
    )
    return tuple(GridCell(word, strong=strong) for word in words)


def ratified(ways: Ways) -> Grid:
    facts = ways.facts
    since = day_and_month(facts.since) if facts.since else "the beginning"

    def row(way: Way) -> tuple[GridCell, ...]:
        score = facts.score(way.threat.id)
        waited = "not known" if way.clock.waited is None else number(way.clock.waited)
        return (
            GridCell(way.threat.reference, MARK if way.self_ratified else ""),
            GridCell(waited),
            GridCell(number(score.total) if score else "not yet"),
        )

    columns = (
        GridColumn("Reference"),
        GridColumn("Days", 18, right=True),
        GridColumn("Score", 18, right=True),
    )
    found = ways.decided_since(MappingState.RATIFIED)
    return Grid(
        f"Ratified since {since}",
        columns,
        tuple(row(way) for way in found),
        empty="No group was ratified." if facts.since else "There was no meeting before this one.",
    )


def returned(ways: Ways) -> Grid:
    reasons = Counter(ways.returns)
    most = max(reasons.values(), default=1)
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return Grid(
        "Why returned",
        (GridColumn("Reason (local list)"), GridColumn("", 10, right=True), GridColumn("", 24)),
        tuple(
            (GridCell(reason), GridCell(number(times), strong=True), GridCell(share=times / most))
            for reason, times in ordered
        ),
        remark=f"{number(len(ways.returns))} in {MONTHS} months" if reasons else "",
        empty=f"Nothing was returned in the {MONTHS} months before this meeting.",
    )


def months(ways: Ways) -> Figure | None:
    """The median days to a decision by month; a month without one has no point."""
    first = add_months(ways.today.replace(day=1), 1 - MONTHS)
    spread = [add_months(first, place) for place in range(MONTHS)]
    waits: dict[tuple[int, int], list[int]] = {(month.year, month.month): [] for month in spread}
    for way in ways.decided:
        on = way.clock.decided_on
        if on is not None and (on.year, on.month) in waits:
            waits[on.year, on.month].append(way.clock.waited or 0)
    known = [(month, middle(waits[month.year, month.month])) for month in spread]
    known = [(month, value) for month, value in known if value is not None]
    if len(known) < 2:
        return None
    labels = tuple(f"{month_of(month)[:3]} {month.year}" for month, _ in known)
    values = tuple(float(value or 0) for _, value in known)
    low, high = min(values), max(values)
    text = (
        f"First {labels[0]} {number(values[0])} days, last {labels[-1]} {number(values[-1])} days; "
        f"lowest {number(low)}, highest {number(high)}."
    )
    remark = f"by month, {labels[0]} to {labels[-1]}; months without a decision are left out"
    return Figure(
        "Median days to a decision",
        labels,
        (("Median days", values),),
        text,
        kind=FigureKind.LINE,
        remark=remark if len(known) < MONTHS else f"by month, {labels[0]} to {labels[-1]}",
    )
