"""The sheets Disruptions and Performance (excel.md §4)."""

from __future__ import annotations

from typing import Protocol

from app.packs import custom
from app.packs.columns import DATE, HANDLING, MARKING, NUMBER, col, text
from app.packs.facts import Facts
from app.packs.model import Cell, Column, ColumnKind, Figure, Sheet
from app.packs.performance_figures import Table

DISRUPTIONS = (
    col("Date", DATE, 11), text("Threat", 15), text("Threat name", 28, wrap=True), text("Home force", 18),
    text("P", 9), text("Rating", 10), text("Theme", 22, wrap=True), text("Originator", 18),
    text("Lead body", 18), text("Rationale", 40, wrap=True),
    text("Supporting bodies", 30, wrap=True, prints=False), text("Moderated by", 26, prints=False),
    col("Moderated on", DATE, 11, prints=False), text("On APMIS", 9, prints=False),
    text("APMIS reference", 18, prints=False), text("What happened", 40, wrap=True, prints=False),
    text("Reference", 10, prints=False), *HANDLING, MARKING,
)  # fmt: skip


class Counted(Protocol):
    """What is counted of the period."""

    @property
    def by_force(self) -> Table:
        """Home force by P."""
        ...

    @property
    def by_rating(self) -> Table:
        """P by rating."""
        ...

    @property
    def by_theme(self) -> Table:
        """Theme by Pursue and the other Ps."""
        ...

    @property
    def by_month(self) -> Table:
        """Month by Pursue and the other Ps."""
        ...

    @property
    def figure(self) -> Figure:
        """The months as columns."""
        ...


def disruptions_sheet(facts: Facts, marking: str) -> Sheet:
    """Every disruption up to the meeting, newest first."""
    rows: list[tuple[Cell, ...]] = []
    for row in reversed(facts.month.disruptions):
        if row.on > facts.today:
            continue
        threat = facts.threats[row.threat]
        theme = facts.theme_names.get(row.theme or "", "") or facts.theme(threat)
        rows.append(
            (
                row.on, threat.reference, threat.name or None, facts.force(threat) or None,
                row.strand.value if row.strand else None, row.rating.value if row.rating else None,
                theme or None, row.originator or None, row.lead_body or None,
                row.rationale or None, "; ".join(row.supporting_bodies) or None, row.moderated_by or None,
                row.moderated_on, "Yes" if row.apmis else "No", row.apmis_ref or None, row.title,
                row.reference or None, row.handling.value, row.conditions or None,
                *custom.cells(facts, "disruption", row.id), marking,
            )
        )  # fmt: skip
    columns = custom.widened(facts, "disruption", DISRUPTIONS)
    return Sheet("Disruptions", "one disruption", "date, newest first", columns, 2, tuple(rows))


def _heads(corner: str, table: Table, *tail: Column) -> tuple[Column, ...]:
    """The widths of the first table hold for those below: the longest label and head of any stand whole."""
    counted = (col(head, NUMBER, 18 if at == 1 else 11) for at, head in enumerate(table.heads))
    return (text(corner, 42), *counted, *tail, MARKING)


def _rows(table: Table, marking: str) -> list[tuple[Cell, ...]]:
    rows = zip(table.labels, table.numbers, strict=True)
    return [(label, *numbers, sum(numbers), marking) for label, numbers in rows]


def performance_sheet(ledger: Counted, force_rows: tuple[tuple[Cell, ...], ...], marking: str) -> Sheet:
    """Force by P; below it P by rating, theme and month by Pursue. Each has its chart."""
    ratings, themes, months = ledger.by_rating, ledger.by_theme.pursue_first(), ledger.by_month.pursue_first()
    all_ = col("All", NUMBER, 9)
    share = col("Pursue share", ColumnKind.SHARE, 10)
    each = col("For each threat", ColumnKind.SCORE, 10)
    tail = (all_, share, each, col("Threats with none", NUMBER, 10))
    every: tuple[Cell, ...] = ("All", *ratings.totals, sum(ratings.totals), marking)
    return Sheet(
        "Performance",
        "one force, one P, one theme, one month",
        "force, P, number, month",
        _heads("Force", ledger.by_force, *tail),
        1,
        tuple((*row, marking) for row in force_rows),
        below=(
            Sheet(
                "P and rating", "one P", "P", _heads("P", ratings, all_), 1,
                (*_rows(ratings, marking), every), figure=ledger.by_rating.figure("Each P by rating"),
            ),
            Sheet(
                "Themes", "one theme", "number", _heads("Theme", themes, all_), 1,
                tuple(_rows(themes, marking)), figure=ledger.by_theme.figure("Each theme"),
            ),
            Sheet(
                "Months", "one month", "month", _heads("Month", months, all_), 1,
                tuple(_rows(months, marking)), figure=ledger.figure,
            ),
        ),
        figure=ledger.by_force.figure("Each home force"),
    )  # fmt: skip
