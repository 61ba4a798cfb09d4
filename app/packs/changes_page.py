"""The page of changes since the pack issued before, and what marks a group's own page as changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from app.packs.changes import Changes, compare, sheet, way
from app.packs.differences import OPEN, LeadChange, Pair, Rank, active, moved_by
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Card, Grid, GridCell, GridColumn, Pack, Section, Term
from app.packs.phrases import change, count, day, day_and_month, number
from app.packs.sheets import in_order
from app.packs.states import States, ThreatTabled

KEY = "changes"
LISTED = 15
"""Leads and ranks that the page lists; all of them are in the workbook."""

HALF = 6
"""Rows up to which two tables stand beside each other."""

HEADS = {"in": "In", "out": "Out", "up": "Up", "down": "Down"}


def uncompared(before_on: date) -> Section:
    """The section where no issued pack of the meeting before is stored: one line, and no comparison."""
    said = f"No issued pack of {day_and_month(before_on)} is stored, so nothing is compared."
    return Section(KEY, f"Changes since {day_and_month(before_on)}", Answer("", said), ())


def section(changes: Changes, states: States, least: int, shown_pages: frozenset[str]) -> Section:
    """The page; `states` are those of the later pack, `least` the LOCAL move of a score from which it is
    named, `shown_pages` the references of the groups that have a page."""
    blocks = [
        Block(sum=terms(changes)),
        *(Block(grid=grid) for grid in (_ratified(changes), _new(changes)) if grid.rows),
        *_ended(changes),
        *(Block(grid=grid) for grid in (_scores(changes, least),) if grid.rows),
        *_halves(_leads(changes), _actions(changes, states)),
        *_halves(_ranks(changes), _decided(changes)),
    ]
    quiet = _quiet(changes)
    if quiet:
        blocks.append(Block(words=quiet))
    before = changes.before
    under = f"Compared with the pack issued for that meeting: {before.id}, version {before.version}."
    return Section(
        KEY,
        f"Changes since {day_and_month(before.on)}",
        answer(changes, shown_pages),
        tuple(blocks),
        under,
    )


def answer(changes: Changes, shown_pages: frozenset[str] = frozenset()) -> Answer:
    """What opens the page; moves of scores are counted among the groups that have a page."""
    found = changes.found
    more = found.active_now - found.active_before
    differ = f"{number(abs(more))} {'more' if more > 0 else 'fewer'}" if more else "as many as before"
    strong = f"{count(found.active_now, 'active threat')}, {differ}."
    ranked = [pair for pair in found.scores if pair.now.reference in shown_pages]
    up, down = (sum(1 for pair in ranked if moved_by(pair) * sign > 0) for sign in (1, -1))
    parts = []
    if len(shown_pages) == 1:
        ways = "scores higher" if up else "scores lower" if down else "scores as before"
        parts.append(f"The priority group {ways}.")
    elif shown_pages:
        told = f"{number(up) if up else 'None'} of the {count(len(shown_pages), 'priority group')}"
        higher = f"{told} {'scores' if up == 1 else 'score'} higher"
        parts.append(f"{higher}, {number(down)} lower." if down else f"{higher}.")
    gone = sum(1 for row in found.deleted)
    if gone:
        parts.append(f"{count(gone, 'record was', 'records were')} deleted.")
    left = len(found.left)
    if left:
        parts.append(f"{count(left, 'threat is', 'threats are')} no longer in this edition.")
    return Answer(strong, " ".join(parts))


def terms(changes: Changes) -> tuple[Term, ...]:
    """The sum: active before, what came and went, active now."""
    found, before, after = changes.found, changes.before, changes.after
    lost = [row for row in found.deleted if active(row)]
    left = [row for row in found.left if active(row)]
    made = [
        Term("", number(found.active_before), f"active, {_month(before.month)}"),
        Term("+", number(len(found.new)), "new"),
    ]
    if found.reopened:
        made.append(Term("+", number(len(found.reopened)), "reopened"))
    made += [
        Term("−", number(len(found.archived)), "archived"),
        Term("−", number(len(lost)), "deleted"),
    ]
    if left:
        made.append(Term("−", number(len(left)), "not in this edition"))
    return (*made, Term("=", number(found.active_now), f"active, {_month(after.month)}"))


def _month(words: str) -> str:
    return words.partition(" ")[0]


def _grid(title: str, remark: str, *columns: GridColumn) -> Callable[[Iterable[tuple[GridCell, ...]]], Grid]:
    return lambda rows: Grid(title, columns, tuple(rows), remark=remark)


def _ratified(changes: Changes) -> Grid:
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


def _new(changes: Changes) -> Grid:
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


def _ended(changes: Changes) -> list[Block]:
    """What was archived and what was deleted: beside each other while both are short."""
    counts = (len(changes.found.archived), len(changes.found.deleted))
    beside = all(counts) and max(counts) <= HALF
    grids = (_archived(changes, whole=not beside), _deleted(changes, whole=not beside))
    return _halves(*grids) if beside else [Block(grid=grid) for grid in grids if grid.rows]


def _archived(changes: Changes, *, whole: bool) -> Grid:
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


def _deleted(changes: Changes, *, whole: bool) -> Grid:
    found, before = changes.found, _month(changes.before.month)
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


def _scores(changes: Changes, least: int) -> Grid:
    found = changes.found.scores
    told = [pair for pair in found if abs(moved_by(pair)) >= least]
    moves = count(len(found), "move")
    made = _grid(
        f"Score moved by {least} or more" if least > 0 else "Score moved",
        f"{number(len(told))} of {moves}; a local setting" if least > 0 else moves,
        GridColumn("Reference", 24),
        GridColumn("Name", 44),
        GridColumn(_month(changes.before.month)[:3], 11, right=True),
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


def _leads(changes: Changes) -> Grid:
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


def _actions(changes: Changes, states: States) -> Grid:
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


def _ranks(changes: Changes) -> Grid:
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


def _decided(changes: Changes) -> Grid:
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


def _halves(left: Grid, right: Grid) -> list[Block]:
    """Two tables beside each other; one that stands alone takes the width."""
    shown = [grid for grid in (left, right) if grid.rows]
    return [Block(grid=grid, half=len(shown) == 2) for grid in shown]


def _quiet(changes: Changes) -> str:
    """What did not happen, in one line."""
    found = changes.found
    kinds = (
        ("ratified", found.ratified),
        ("archived", found.archived),
        ("deleted", found.deleted),
        ("scored otherwise", found.scores),
        ("another lead", found.leads),
        ("moved on the priority list", found.ranks),
        ("a request decided", found.decided),
    )
    none = [words for words, rows in kinds if not rows]
    return f"None: {', '.join(none)}." if none else ""


def marker(changes: Changes, id: str) -> str:
    """What marks a group's page: NEW, SCORE ↑ 46, CHANGED, "" where nothing of it changed."""
    found = changes.found
    if any(row.id == id for row in found.threats.came):
        return "NEW"
    pair = next((pair for pair in found.threats.moved if pair.now.id == id), None)
    if pair is None:
        return ""
    moved = moved_by(pair)
    return f"SCORE {change(moved)}" if moved else "CHANGED"


def marked(facts: Facts, changes: Changes, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The groups' pages with what marks them; an action that moved changes a group too."""
    ids = {row.reference: row.id for row in facts.active}
    acted = {one.now.threat for one in changes.found.acted}
    return tuple(
        replace(
            card,
            marker=marker(changes, ids.get(card.reference, ""))
            or ("CHANGED" if card.reference in acted else "NO CHANGE"),
        )
        for card in cards
    )


def compared(facts: Facts, pack: Pack, before: Pack | None, marking: str) -> Pack:
    """A pack with its page and sheet of changes and its groups marked; where no pack was issued before, with
    one line that says so."""
    if before is None:
        return replace(pack, changes=uncompared(facts.since)) if facts.since else pack
    changes = compare(before, pack)
    sheets = [made] if (made := sheet(changes, marking)).rows else []
    shown = frozenset(card.reference for card in pack.cards)
    return replace(
        pack,
        cards=marked(facts, changes, pack.cards),
        changes=section(changes, pack.states, facts.month.settings.changed_score, shown),
        sheets=in_order((*pack.sheets, *sheets)),
    )
