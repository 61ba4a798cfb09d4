"""Disruptions and performance by P: what the period up to the meeting brought, by force, month and theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.codes import Rating, Strand, ThreatStatus
from app.domain.dates import add_months
from app.domain.disruption_ledger import Effect, unassessed
from app.domain.disruption_ledger import period as days
from app.domain.month import DisruptionRow
from app.packs import performance_figures as figures
from app.packs.disruptions import grave, none_recent, period
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Figure, Grid, GridCell, GridColumn, Section, Sheet
from app.packs.performance_figures import Table
from app.packs.performance_sheets import disruptions_sheet, performance_sheet
from app.packs.phrases import count, day, day_and_month, number, share

KEY, TITLE = "performance", "Disruptions and performance by P"
DEFINITION = "Ratings have no published definition; the region’s notes are local."
NOTHING = "–"


@dataclass(frozen=True)
class Ledger:
    """The disruptions of the period that ends with the meeting, and what is counted of them."""

    facts: Facts

    @cached_property
    def rows(self) -> tuple[DisruptionRow, ...]:
        """The disruptions of the period, oldest first."""
        counted = days(self.facts.today, self.facts.month.settings.disruption_months)
        return tuple(row for row in self.facts.month.disruptions if row.on in counted)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What is counted of each."""
        return tuple(effect(self.facts, row) for row in self.rows)

    @cached_property
    def forces(self) -> tuple[str, ...]:
        """The forces that have active threats, in their order; last those of no force."""
        used = {self.facts.force(row) for row in self.facts.active}
        named = (force.name for force in self.facts.month.forces if force.name in used)
        return (*named, *((figures.NO_FORCE,) if "" in used else ()))

    @cached_property
    def by_force(self) -> Table:
        """Home force by P; a force with active threats is there though it disrupted none."""
        return figures.by_force(self.effects, self.forces)

    @cached_property
    def by_rating(self) -> Table:
        """P by rating."""
        return figures.by_rating(self.effects)

    @cached_property
    def by_theme(self) -> Table:
        """Theme by Pursue and the other Ps; themes in use are there though nothing was disrupted."""
        names = [theme.name for theme in self.facts.month.themes if not theme.retired]
        return figures.by_theme(self.effects, names)

    @cached_property
    def by_month(self) -> Table:
        """Month by Pursue and the other Ps."""
        return figures.by_month(self.effects, self.facts.today, self.facts.month.settings.disruption_months)

    @cached_property
    def figure(self) -> Figure:
        """The months as columns, the same in both files and on the desk."""
        months = self.facts.month.settings.disruption_months
        return figures.month_figure(self.effects, self.facts.today, months)

    def each(self, force: str | None = None) -> float | None:
        """How many for each active threat, of one home force or of all; None without active threats."""
        threats = [row for row in self.facts.active if force in (None, self._force(row.home_force))]
        ids = {row.id for row in threats}
        done = sum(1 for row in self.rows if row.threat in ids)
        return done / len(threats) if threats else None

    def with_none(self, force: str | None = None) -> int:
        """How many active threats had none."""
        threats = (row for row in self.facts.active if force in (None, self._force(row.home_force)))
        return sum(1 for row in threats if none_recent(self.facts, row))

    def _force(self, id: str | None) -> str:
        return self.facts.force_names.get(id or "", "") or figures.NO_FORCE


def effect(facts: Facts, row: DisruptionRow) -> Effect:
    """What is counted of a disruption; without a theme of its own it counts for its threat's."""
    threat = facts.threats[row.threat]
    theme = facts.theme_names.get(row.theme or "", "") or facts.theme(threat)
    return Effect(row.on, row.strand, row.rating, facts.force(threat), theme)


def section(facts: Facts) -> Section | None:
    """The section as printed; None where the register holds no disruption up to the meeting."""
    if not any(row.on <= facts.today for row in facts.month.disruptions):
        return None
    ledger = Ledger(facts)
    blocks = [Block(grid=_force_grid(ledger))]
    if ledger.rows:
        blocks += [
            Block(figure=ledger.figure),
            Block(grid=_rating_grid(ledger), half=True),
            Block(grid=_theme_grid(ledger), half=True),
        ]
    blocks.append(Block(grid=_grave_grid(facts)))
    if ledger.rows:
        blocks += [
            Block(figure=figures.strand_figure(ledger.effects), half=True),
            Block(figure=figures.force_figure(ledger.effects, ledger.forces), half=True),
        ]
    return Section(KEY, TITLE, _answer(ledger), tuple(blocks))


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheets; `marking` ends each row."""
    ledger = Ledger(facts)
    every = disruptions_sheet(facts, marking)
    if not every.rows:
        return ()
    if not ledger.rows:
        return (every,)
    force_rows = tuple(
        (label, *numbers, *_tail(ledger, label, numbers))
        for label, numbers in zip(ledger.by_force.labels, ledger.by_force.numbers, strict=True)
    )
    total = ("Region", *ledger.by_force.totals, *_tail(ledger, None, ledger.by_force.totals))
    return (every, performance_sheet(ledger, (*force_rows, total), marking))


def _tail(
    ledger: Ledger, force: str | None, numbers: tuple[int, ...]
) -> tuple[int, float | None, float | None, int]:
    """All, Pursue share, for each active threat, threats with none."""
    all_ = sum(numbers)
    each = ledger.each(force)
    rounded = None if each is None else round(each, 1)
    return all_, (round(numbers[0] / all_, 4) if all_ else None), rounded, ledger.with_none(force)


def _answer(ledger: Ledger) -> Answer:
    facts, rows = ledger.facts, ledger.rows
    if not rows:
        return Answer(f"No disruption in {period(facts)}.", _none_words(ledger.with_none()))
    pursue = sum(1 for row in rows if row.strand is Strand.PURSUE)
    strong = f"{count(len(rows), 'disruption')} in {period(facts)}; {share(pursue, len(rows))} are Pursue."
    each = ledger.each()
    parts = [f"{each:.1f} for each active threat."] if each is not None else []
    parts.append(_none_words(ledger.with_none()))
    missing = sum(1 for row in rows if not row.apmis)
    if missing:
        parts.append(f"{number(missing)} {'is' if missing == 1 else 'are'} not yet on APMIS.")
    else:
        parts.append("All are on APMIS.")
    return Answer(strong, " ".join(parts))


def _none_words(threats: int) -> str:
    return f"{count(threats, 'active threat')} had none." if threats else "No active threat had none."


def _plain(value: int, *, strong: bool = False, total: bool = False) -> GridCell:
    """A count: a dash for nought in a matrix, nought in a total (typography.md §7)."""
    return GridCell(number(value) if value or total else NOTHING, strong=strong)


def _force_cells(
    label: str, numbers: tuple[int, ...], tail: tuple[int, float | None, float | None, int], total: bool
) -> tuple[GridCell, ...]:
    all_, part, each, none = tail
    return (
        GridCell(label, strong=total),
        *(_plain(value, strong=total, total=total) for value in numbers),
        _plain(all_, strong=True, total=total),
        GridCell(share(numbers[0], all_) if part is not None else NOTHING, strong=total),
        GridCell(f"{each:.1f}" if each is not None else NOTHING, strong=total),
        _plain(none, strong=total, total=total),
    )


def _force_grid(ledger: Ledger) -> Grid:
    table, facts = ledger.by_force, ledger.facts
    columns = (
        GridColumn(""),
        *(GridColumn(head, 13.5, right=True) for head in table.heads),
        GridColumn("All", 11, right=True),
        GridColumn("Pursue share", 20, right=True),
        GridColumn("For each threat", 15, right=True),
        GridColumn("Threats with none", 18, right=True),
    )
    rows = tuple(
        _force_cells(label, numbers, _tail(ledger, label, numbers), False)
        for label, numbers in zip(table.labels, table.numbers, strict=True)
    )
    archived = sum(1 for row in ledger.rows if facts.threats[row.threat].status is ThreatStatus.ARCHIVED)
    note = ""
    if archived:
        are = "is of a threat" if archived == 1 else "are of threats"
        note = f"{number(archived)} {are} archived since; “for each threat” counts those of active ones."
    return Grid(
        "By force and P",
        columns,
        rows,
        _force_cells("Region", table.totals, _tail(ledger, None, table.totals), True),
        f"{period(facts)} to {day(facts.today)}; by home force of the threat",
        note,
    )


def _rating_grid(ledger: Ledger) -> Grid:
    table = ledger.by_rating
    columns = (
        GridColumn(""),
        *(GridColumn(head, _rating_width(head, len(table.heads)), right=True) for head in table.heads),
        GridColumn("All", 8, right=True),
    )

    def cells(label: str, numbers: tuple[int, ...], total: bool) -> tuple[GridCell, ...]:
        counts = (_plain(value, strong=total, total=total) for value in numbers)
        return (GridCell(label, strong=total), *counts, _plain(sum(numbers), strong=True, total=total))

    rows = tuple(cells(label, row, False) for label, row in zip(table.labels, table.numbers, strict=True))
    return Grid(
        "By P and rating",
        columns,
        rows,
        cells("All", table.totals, True),
        note=" ".join(_rating_note(ledger)),
    )


def _rating_width(head: str, heads: int) -> float:
    wide = {"Major": 9.5, "Moderate": 14, "Minor": 9.5, "None": 9, "Negative": 13.5}.get(head, 12)
    return wide if heads < 6 else wide - 1.5


def _rating_note(ledger: Ledger) -> list[str]:
    moderated = sum(1 for row in ledger.rows if row.moderated_on)
    said = [f"{number(moderated)} {'is' if moderated == 1 else 'are'} moderated.", DEFINITION]
    facts = ledger.facts
    open_ = 0
    for threat in facts.active:
        rows = facts.disruptions_of.get(threat.id, ())
        negatives = (row.on for row in rows if row.rating is Rating.NEGATIVE and row.on <= facts.today)
        open_ += len(unassessed(negatives, (s.assessed_on for s in facts.scores_of.get(threat.id, ()))))
    if open_:
        have = "disruption has" if open_ == 1 else "disruptions have"
        said.append(f"{number(open_)} negative {have} no score since.")
    return said


def _theme_grid(ledger: Ledger) -> Grid:
    table = ledger.by_theme
    most = max((sum(row) for row in table.numbers), default=0)
    rows = []
    for label, numbers in zip(table.labels, table.numbers, strict=True):
        all_ = sum(numbers)
        bar = (
            GridCell(share=all_ / most) if all_ else GridCell(f"none in {period(ledger.facts)}", strong=True)
        )
        rows.append((GridCell(label), _plain(all_, strong=True, total=True), bar))
    columns = (GridColumn("Theme"), GridColumn("All", 10, right=True), GridColumn("", 31))
    return Grid(
        "By theme", columns, tuple(rows), remark="of the disruption; without one, its threat’s primary theme"
    )


def _grave_grid(facts: Facts) -> Grid:
    since = facts.since or add_months(facts.today, -1)
    found = grave(facts, since)
    columns = (
        GridColumn("Date", 20),
        GridColumn("Threat", 50),
        GridColumn("P", 15),
        GridColumn("Rating", 16),
        GridColumn("What happened"),
    )
    rows = tuple(_grave_row(facts, row, day) for row in found)
    return Grid(
        f"Major and negative, since {day_and_month(since)}",
        columns,
        rows,
        remark=number(len(found)) if found else "",
        empty="None is recorded.",
    )


def _grave_row(facts: Facts, row: DisruptionRow, said: Callable[[date], str]) -> tuple[GridCell, ...]:
    threat = facts.threats[row.threat]
    tail = "" if row.apmis else "; not yet on APMIS"
    return (
        GridCell(said(row.on)),
        GridCell(f"{threat.reference} {threat.name}".strip()),
        GridCell(row.strand.value if row.strand else "not said"),
        GridCell(row.rating.value.capitalize() if row.rating else "", strong=row.rating is Rating.NEGATIVE),
        GridCell(f"{row.title.rstrip('.')}{tail}"),
    )
