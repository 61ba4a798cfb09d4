"""The ranked list of the month: its lines, the cut-off, score against effort, and their sheets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from app.domain.codes import LeadRole
from app.domain.dates import add_months
from app.domain.effort import Effort, outliers
from app.domain.month import ThreatRow
from app.packs import movement
from app.packs.agenda import items_under, laid
from app.packs.card_asks import card_asks
from app.packs.columns import CHANGE, MARKING, NUMBER, SCORE, col, text
from app.packs.effort import effort_figure
from app.packs.facts import Facts
from app.packs.model import Block, Card, Cell, Grid, GridCell, GridColumn, RankLine, Sheet
from app.packs.phrases import change, number

CONSENT, UNLISTED = "On the consent list", "Not on this agenda"
LITTLE, MUCH = "High score, little live activity", "Low score, much live activity"

COLUMNS = (
    col("Rank", NUMBER, 6), text("Reference", 15), text("Name", 30, wrap=True), text("Home force", 18),
    text("Tier", 10), col("Score", SCORE, 8), col("Change", CHANGE, 8),
    col("Rank last month", NUMBER, 8), text("By hand", 8), text("Reason", 30, wrap=True),
    text("SIO", 20, wrap=True), text("LRO", 20, wrap=True), col("Open", NUMBER, 7), col("Overdue", NUMBER, 8),
    col("Disruptions", NUMBER, 11, prints=False), col("Asks", NUMBER, 6, prints=False),
    text("Page", 8, prints=False), MARKING,
)  # fmt: skip
EFFORT_COLUMNS = (
    text("Reference", 15), col("Live activity", NUMBER, 9), col("Score", SCORE, 8), col("Open", NUMBER, 7),
    col("Disruptions", NUMBER, 11), text("Stands out", 30), MARKING,
)  # fmt: skip


def effort_rows(facts: Facts) -> tuple[Effort, ...]:
    """Every active threat with its score and its live activity on the day of the meeting."""
    since = add_months(facts.today, -facts.month.settings.effort_months)
    return tuple(
        Effort(
            row.reference,
            row.name,
            score.total if (score := facts.score(row.id)) else None,
            sum(1 for action in facts.actions_of.get(row.id, ()) if movement.is_open(action)),
            sum(1 for done in facts.disruptions_of.get(row.id, ()) if since < done.on <= facts.today),
        )
        for row in facts.active
    )


def rank_lines(facts: Facts, cards: tuple[Card, ...]) -> tuple[RankLine, ...]:
    """The whole list; those above the cut-off with the number of their page and its answer."""
    made, paged = [], {card.reference: card for card in cards}
    calm = {item.threat: number for number, item in items_under(facts, "priorities") if item.consent}
    for place, row in enumerate(facts.priorities, 1):
        score, moved = facts.score(row.id), facts.score_change(row.id)
        card = paged.get(row.reference)
        made.append(
            RankLine(
                place,
                card.number if card else calm.get(row.id, ""),
                row.reference,
                row.name,
                facts.force(row) or "No home force",
                row.tier,
                number(score.total) if score else "",
                change(moved) if score and moved is not None else "",
                facts.band(score.total) if score else "",
                was(facts, row),
                row.priority_reason,
                card.answer_strong if card else CONSENT if row.id in calm else UNLISTED * laid(facts),
            )
        )
    return tuple(made)


def was(facts: Facts, row: ThreatRow) -> str:
    """Its rank at the last meeting, "new" for one that was not on the list, "" where nothing is known."""
    before = dict(facts.month.ranks_before)
    if not before:
        return ""
    return str(before[row.id]) if row.id in before else "new"


def effort_blocks(facts: Facts) -> tuple[Block, ...]:
    """The picture with its two tables; nothing where no active threat has a score."""
    rows = effort_rows(facts)
    if not any(row.score is not None for row in rows):
        return ()
    little, much = outliers(rows)
    return (
        Block(figure=effort_figure(rows, facts.month.settings.effort_months)),
        Block(grid=_ends(LITTLE, little), half=True),
        Block(grid=_ends(MUCH, much), half=True),
    )


def _ends(title: str, rows: Iterable[Effort]) -> Grid:
    columns = (
        GridColumn("Reference and name"), GridColumn("Score", 11, right=True),
        GridColumn("Open", 9, right=True), GridColumn("Disruptions", 19, right=True),
    )  # fmt: skip
    lines = tuple(
        (
            GridCell(row.reference, row.name, strong=True),
            GridCell(number(row.score or 0)),
            GridCell(number(row.open) if row.open else "–"),
            GridCell(number(row.disruptions) if row.disruptions else "–"),
        )
        for row in rows
    )
    return Grid(title, columns, lines, empty="None stands out.")


def sheet(facts: Facts, cards: tuple[Card, ...], marking: str) -> Sheet:
    """One priority group a row."""
    rows = _rows(facts, cards, effort_rows(facts))
    lines = tuple((*row, marking) for row in rows)
    return Sheet("Priorities", "one priority group", "rank", COLUMNS, 2, lines)


def effort_sheet(facts: Facts, marking: str) -> Sheet:
    """Score and live activity of each active threat, what stands out first; the chart is drawn from it."""
    rows, months = effort_rows(facts), facts.month.settings.effort_months
    ends = outliers(rows)
    out = {row.reference: LITTLE for row in ends.little} | {row.reference: MUCH for row in ends.much}
    points: tuple[tuple[Cell, ...], ...] = tuple(
        (row.reference, row.live, row.score, row.open, row.disruptions, out.get(row.reference), marking)
        for row in sorted(rows, key=lambda row: (row.reference not in out, row.reference))
        if row.score is not None
    )
    figure = effort_figure(rows, months) if points else None
    by = "what stands out, reference"
    return Sheet("Effort", "one active threat with a score", by, EFFORT_COLUMNS, 1, points, figure=figure)


def _rows(facts: Facts, cards: tuple[Card, ...], efforts: tuple[Effort, ...]) -> Iterable[tuple[Cell, ...]]:
    done = {row.reference: row.disruptions for row in efforts}
    before = dict(facts.month.ranks_before)
    pages = {card.reference: card.number for card in cards}
    for place, row in enumerate(facts.priorities, 1):
        score, asked = facts.score(row.id), card_asks(facts, row, "")
        page = pages.get(row.reference)
        lead = partial(_lead, facts, row.id)
        yield (
            place, row.reference, row.name or None, facts.force(row) or None, row.tier or None,
            score.total if score else None, facts.score_change(row.id), before.get(row.id),
            "yes" if row.priority_reason else None, row.priority_reason or None,
            lead(LeadRole.SIO), lead(LeadRole.LRO), *_live(facts, row.id), done[row.reference],
            len(asked) or None, page,
        )  # fmt: skip


def _lead(facts: Facts, threat: str, role: LeadRole) -> str | None:
    held = facts.lead(threat, role)
    return facts.officer(held.officer) if held else None


def _live(facts: Facts, threat: str) -> tuple[int, int]:
    actions = [row for row in facts.actions_of.get(threat, ()) if movement.is_open(row)]
    return len(actions), sum(1 for row in actions if facts.marks[row.id].code == "rag.overdue")
