"""The tables of the page of changes: one for each kind of change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from app.packs.changes import Changes, way
from app.packs.differences import OPEN, LeadChange, Pair, Rank, active, moved_by
from app.packs.model import Grid, GridCell, GridColumn
from app.packs.phrases import change, count, day, day_and_month, number
from app.packs.states import States, ThreatTabled

LISTED = 15
"""Leads and ranks that the page lists; all of them are in the workbook."""

HEADS = {"in": "In", "out": "Out", "up": "Up", "down": "Down"}


def month_name(words: str) -> str:
    """November, of "November 2026"."""
    return words.partition(" ")[0]


def _grid(title: str, remark: str, *columns: GridColumn) -> Callable[[Iterable[tuple[GridCell, ...]]], Grid]:
    return lambda rows: Grid(title, columns, tuple(rows), remark=remark)


def ratified(changes: Changes) -> Grid:
    """What ROCTA ratified since."""
    rows = changes.found.ratified
    fresh = {row.id for row in changes.found.new}
    new = sum(1 for row in rows if row.id in fresh)
    made = _grid(
        "Ratified",
        f"{number(len(rows))}: {number(new) if new else 'none'} of them new to the list",
        GridColumn("Reference", 24),
        GridColumn("Name"),
        GridColumn("Home force", 34),
        GridColumn("Primary theme", 40),
        GridColumn("Ratified", 22, right=True),
    )
    return made(_placed(row, day(row.mapped_on)) for row in rows)


def new(changes: Changes) -> Grid:
    """What came in and is not ratified."""
    told = {row.id for row in changes.found.ratified}
    rows = [row for row in changes.found.new if row.id not in told]
    made = _grid(
        "New, not ratified",
        number(len(rows)),
        GridColumn("Reference", 24),
        GridColumn("Name"),
        GridColumn("Home force", 34),
        GridColumn("Primary theme", 40),
        GridColumn("Mapping", 22, right=True),
    )
    return made(_placed(row, row.mapping) for row in rows)


def _placed(row: ThreatTabled, last: str) -> tuple[GridCell, ...]:
    return (
        GridCell(row.reference),
        GridCell(row.name or "name not given"),
        GridCell(row.force or "no force"),
        GridCell(row.theme or "no theme"),
        GridCell(last),
    )


def archived(changes: Changes, *, whole: bool) -> Grid:
    """A name has its own column where the table has the whole width."""
    rows = changes.found.archived
    columns = [GridColumn("Reference", 26), GridColumn("Reason"), GridColumn("Authorised", 24)]
    if whole:
        columns[1:] = [GridColumn("Name", 52), GridColumn("Reason"), GridColumn("Authorised", 40)]
    made = _grid("Archived", number(len(rows)), *columns)
    found = []
    for _, now in rows:
        name = now.name or "name not given"
        found.append(
            (
                *((GridCell(now.reference), GridCell(name)) if whole else (GridCell(now.reference, name),)),
                GridCell(now.archive_reason or "none recorded"),
                GridCell(now.archived_by or "not recorded", day(now.archived_on, "")),
            )
        )
    return made(found)


def deleted(changes: Changes, *, whole: bool) -> Grid:
    """Reference, reason and authority, and nothing that a record held."""
    found, before = changes.found, month_name(changes.before.month)
    told = (
        f"{number(len(found.deleted))}: {'was' if len(found.deleted) == 1 else 'were'} in the {before} pack"
    )
    archived = sum(1 for row in found.deleted if not active(row))
    made = _grid(
        "Deleted",
        f"{told}, {number(archived)} of them archived" if archived else told,
        GridColumn("Reference", 26),
        GridColumn("Reason"),
        GridColumn("Authorised", 52 if whole else 24),
    )
    rows = []
    for row in found.deleted:
        gone = found.removed[row.id]
        at = f"{before}, {row.page}" if row.page else ""
        rows.append(
            (
                GridCell(row.reference, at),
                GridCell(gone.reason or "none recorded"),
                GridCell(gone.by, day(gone.on)),
            )
        )
    return made(rows)


def scores(changes: Changes, least: int) -> Grid:
    """Moves of `least` or more, the largest first."""
    found = changes.found.scores
    told = [pair for pair in found if abs(moved_by(pair)) >= least]
    moves = count(len(found), "move")
    made = _grid(
        f"Score moved by {least} or more" if least > 0 else "Score moved",
        f"{number(len(told))} of {moves}; a local setting" if least > 0 else moves,
        GridColumn("Reference", 24),
        GridColumn("Name", 44),
        GridColumn(month_name(changes.before.month)[:3], 11, right=True),
        GridColumn("Now", 11, right=True),
        GridColumn("Change", 14, right=True),
        GridColumn("Why"),
        GridColumn("Scored", 21, right=True),
    )
    return made(
        (
            GridCell(now.reference),
            GridCell(now.name or "name not given"),
            GridCell(number(was.score or 0)),
            GridCell(number(now.score or 0), strong=True),
            GridCell(change(moved_by(Pair(was, now)))),
            GridCell(_first(now.score_why) or "not recorded"),
            GridCell(day(now.scored_on)),
        )
        for was, now in told
    )


def _first(words: str) -> str:
    """The first sentence; the whole of it stands in the workbook."""
    return words.partition(". ")[0].strip().rstrip(".")


def leads(changes: Changes) -> Grid:
    """Another lead or none, those of the priority list first."""
    found = sorted(
        changes.found.leads, key=lambda lead: (lead.threat.priority or 10**6, lead.threat.reference)
    )
    told = found[:LISTED]
    made = _grid(
        "Leads changed",
        _part(len(told), len(found)),
        GridColumn("Reference", 24),
        GridColumn("Role", 9),
        GridColumn("From → to"),
    )
    return made(_lead(lead) for lead in told)


def _lead(lead: LeadChange) -> tuple[GridCell, ...]:
    words = f"{lead.was or 'none'} → {lead.now or 'none'}"
    return GridCell(lead.threat.reference), GridCell(lead.role), GridCell(words, strong=not lead.now)


def _part(told: int, found: int) -> str:
    return number(told) if told == found else f"{number(told)} of {number(found)}: all in the workbook"


def actions(changes: Changes, states: States) -> Grid:
    """The actions of the plans by home force."""
    acted = [one for one in changes.found.acted if one.now.threat]
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for one in acted:
        by[one.now.force][one.what] += 1
    still = Counter(row.force for row in states.actions if row.threat and row.state == OPEN)
    made = _grid(
        "Plan actions",
        "of the 4P plans, by home force",
        GridColumn(""),
        *(GridColumn(head, 13, right=True) for head in ("Done", "Slipped", "Added", "Open")),
    )
    forces = sorted({*by, *still} - {""}) + [""] * ("" in {*by, *still})
    counted = [
        (force, by[force]["done"], by[force]["slipped"], by[force]["new"], still[force]) for force in forces
    ]
    grid = made(
        (
            GridCell(force or "No home force"),
            *(GridCell(number(found) if found else "–") for found in numbers),
        )
        for force, *numbers in counted
    )
    sums = [sum(column) for column in list(zip(*counted, strict=True))[1:]] if counted else [0] * 4
    others = Counter(one.what for one in acted)
    told = [f"{number(others[what])} {what}" for what in ("cancelled", "deleted", "reopened") if others[what]]
    return replace(
        grid,
        total=(GridCell("Region", strong=True), *(GridCell(number(found), strong=True) for found in sums))
        if counted
        else (),
        note=f"Beside these {', '.join(told)}: workbook, sheet Changes." if told else "",
    )


def ranks(changes: Changes) -> Grid:
    """In, out, up and down."""
    found = changes.found.ranks
    told = found[:LISTED]
    made = _grid("Priority list moved", _part(len(told), len(found)), GridColumn("", 13), GridColumn("Moved"))
    return made((GridCell(HEADS[way(rank)], strong=True), GridCell(_rank(rank))) for rank in told)


def _rank(rank: Rank) -> str:
    said = " ".join(part for part in (rank.threat.reference, rank.threat.name) if part)
    if rank.was is None:
        why = f": {_first(rank.threat.priority_why)}" if rank.threat.priority_why else ""
        return f"{said}, now {rank.now}{why}"
    return f"{said}, was {rank.was}" if rank.now is None else f"{said}, {rank.was} → {rank.now}"


def decided(changes: Changes) -> Grid:
    """Requests with another decision than before."""
    rows = changes.found.decided
    days = {row.decided_on for row in rows if row.decided_on}
    on = f", on {day_and_month(min(days))}" if len(days) == 1 else ""
    made = _grid(
        "Requests decided",
        f"{number(len(rows))}{on}",
        GridColumn("Request", 18),
        GridColumn("For"),
        GridColumn("Decision", 24),
    )
    return made(
        (
            GridCell(row.reference),
            GridCell(", ".join(part for part in (row.capability, row.threat) if part) or "not recorded"),
            GridCell(row.decision.capitalize()),
        )
        for row in rows
    )
