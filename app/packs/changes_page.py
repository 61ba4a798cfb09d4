"""The page of changes since the pack issued before, and what marks a group's own page as changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.packs import changes_tables as tables
from app.packs.changes import Changes, compare, sheet
from app.packs.differences import active, moved_by
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Card, Grid, Pack, Section, Term
from app.packs.phrases import change, count, day_and_month, number
from app.packs.sheets import in_order
from app.packs.states import NO_STATES, States

KEY = "changes"
HALF = 6
"""Rows up to which two tables stand beside each other."""

BORROWED = "None was issued for the chair then, so what is for the chair alone counts as new."


def uncompared(before_on: date) -> Section:
    """The section where no issued pack of the meeting before is stored: one line, and no comparison."""
    said = f"No issued pack of {day_and_month(before_on)} is stored, so nothing is compared."
    return Section(KEY, f"Changes since {day_and_month(before_on)}", Answer("", said), ())


def section(changes: Changes, states: States, least: int, borrowed: bool = False) -> Section:
    """The page; `states` are those of the later pack, `least` the LOCAL move of a score from which it is
    named, `borrowed` whether the earlier pack is the full one because none was issued for the chair."""
    blocks = [
        Block(sum=terms(changes)),
        *(Block(grid=grid) for grid in (tables.ratified(changes), tables.new(changes)) if grid.rows),
        *_ended(changes),
        *(Block(grid=grid) for grid in (tables.scores(changes, least),) if grid.rows),
        *_halves(tables.leads(changes), tables.actions(changes, states)),
        *_halves(tables.ranks(changes), tables.decided(changes)),
    ]
    quiet = _quiet(changes)
    if quiet:
        blocks.append(Block(words=quiet))
    before = changes.before
    under = f"Compared with the pack issued for that meeting: {before.id}, version {before.version}"
    under += f", the full edition. {BORROWED}" if borrowed else "."
    return Section(
        KEY,
        f"Changes since {day_and_month(before.on)}",
        answer(changes, states),
        tuple(blocks),
        under,
    )


def answer(changes: Changes, states: States = NO_STATES) -> Answer:
    """What opens the page; moves of scores are counted among the priority groups of `states`, if given."""
    found = changes.found
    more = found.active_now - found.active_before
    differ = f"{number(abs(more))} {'more' if more > 0 else 'fewer'}" if more else "as many as before"
    strong = f"{count(found.active_now, 'active threat')}, {differ}."
    listed = sum(1 for row in states.threats if row.priority is not None)
    ranked = [pair for pair in found.scores if pair.now.priority is not None]
    up, down = (sum(1 for pair in ranked if moved_by(pair) * sign > 0) for sign in (1, -1))
    parts = []
    if listed == 1:
        ways = "scores higher" if up else "scores lower" if down else "scores as before"
        parts.append(f"The priority group {ways}.")
    elif listed:
        told = f"{number(up) if up else 'None'} of the {count(listed, 'priority group')}"
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
        Term("", number(found.active_before), f"active, {tables.month_name(before.month)}"),
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
    return (*made, Term("=", number(found.active_now), f"active, {tables.month_name(after.month)}"))


def _ended(changes: Changes) -> list[Block]:
    """What was archived and what was deleted: beside each other while both are short."""
    counts = (len(changes.found.archived), len(changes.found.deleted))
    beside = all(counts) and max(counts) <= HALF
    grids = (
        tables.archived(changes, whole=not beside),
        tables.deleted(changes, whole=not beside),
    )
    return _halves(*grids) if beside else [Block(grid=grid) for grid in grids if grid.rows]


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
    changes, least = compare(before, pack), facts.month.settings.changed_score
    sheets = [made] if (made := sheet(changes, marking)).rows else []
    return replace(
        pack,
        cards=marked(facts, changes, pack.cards),
        changes=section(changes, pack.states, least, before.kind is not pack.kind),
        sheets=in_order((*pack.sheets, *sheets)),
    )
