"""Whether a group gets worse and its plan moves: the rules behind the answer sentence (typography.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.domain.codes import ActionState, LeadRole, Strand
from app.domain.month import ActionRow, ThreatRow
from app.packs.facts import Facts
from app.packs.phrases import short_day


class Move(NamedTuple):
    """The last thing that happened under a P."""

    on: date
    words: str


def moves(facts: Facts, threat: ThreatRow, strand: Strand) -> Iterator[Move]:
    """What happened under a P up to this meeting."""
    for row in facts.actions_of.get(threat.id, ()):
        if row.strand is strand:
            for on, words in (
                (row.set_on, "action added"),
                (row.completed_on, "action completed"),
                (row.closed_on, f"action {row.state.value}"),
            ):
                if on is not None and on <= facts.today:
                    yield Move(on, words)
    for update in facts.updates_of.get(threat.id, ()):
        if update.strand is strand and update.on <= facts.today:
            yield Move(update.on, "update written")


def last_move(facts: Facts, threat: ThreatRow, strand: Strand) -> Move | None:
    """The latest of them."""
    return max(moves(facts, threat, strand), key=lambda move: move.on, default=None)


def stands_still(facts: Facts, threat: ThreatRow, strand: Strand) -> bool:
    """Whether a P with something to do has not moved in the region's period."""
    if not any(row.strand is strand and is_open(row) for row in facts.actions_of.get(threat.id, ())):
        return False
    last = last_move(facts, threat, strand)
    return last is None or (facts.today - last.on).days >= facts.month.settings.still_days


def moved_words(facts: Facts, threat: ThreatRow, strand: Strand) -> str:
    """The second line under the squares: the last movement, or for how long nothing moved."""
    last = last_move(facts, threat, strand)
    if last is None:
        return ""
    if stands_still(facts, threat, strand):
        return f"Nothing moved for {(facts.today - last.on).days} days"
    return f"{short_day(last.on)}: {last.words}"


def is_open(action: ActionRow) -> bool:
    """Whether something is still to be done."""
    return action.state is ActionState.OPEN


def direction(facts: Facts, threat: ThreatRow) -> str:
    """Getting worse, better or level by the region's step or bands; not known without two by one scheme."""
    score, earlier = facts.score(threat.id), facts.score_before(threat.id)
    if score is None or earlier is None:
        return "Not known whether it is getting worse"
    before, now = earlier.total, score.total
    step = facts.month.settings.score_step
    crossed = facts.band(before) != facts.band(now)
    if now - before >= step or (crossed and now > before):
        return "Getting worse"
    if before - now >= step or (crossed and now < before):
        return "Getting better"
    return "Level"


def plan_words(facts: Facts, threat: ThreatRow) -> str:
    """How the plan goes: no one leads it, no plan, standing still, slipping or moving."""
    if not facts.lead(threat.id, LeadRole.LRO) and not facts.lead(threat.id, LeadRole.SIO):
        return "no one leads it"
    actions = [row for row in facts.actions_of.get(threat.id, ()) if is_open(row)]
    if not actions and threat.id not in facts.plans:
        return "no plan"
    still = [strand for strand in Strand if stands_still(facts, threat, strand)]
    busy = {row.strand for row in actions}
    if busy and len(still) == len(busy):
        return "plan standing still"
    late = {row.strand for row in actions if facts.marks[row.id].code == "rag.overdue"}
    return "plan slipping" if len(late) > 1 or still else "plan moving"
