"""The states of a month: what the pack of the next meeting is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.codes import LeadRole
from app.domain.month import ActionRow, RemovedRow
from app.packs.facts import AnyAction, Facts, scheme_of
from app.packs.model import Card
from app.packs.states import NO_STATES, ActionTabled, Removed, RequestTabled, States, ThreatTabled

AUTHORITY = " (authority: "
"""What stands between a reason and the authority where a record is deleted (commands/deletion.py)."""


def states(facts: Facts, cards: Iterable[Card]) -> States:
    """Every threat, action and request as this pack tables it, and what was removed that the pack before
    tabled; only what its edition holds."""
    before = facts.before or NO_STATES
    known = {row.id for rows in (before.threats, before.actions, before.requests) for row in rows}
    pages = {card.reference: card.number for card in cards}
    return States(
        tuple(_threats(facts, pages)),
        tuple(_action(facts, row) for row in facts.every_action),
        tuple(_requests(facts)),
        tuple(authorised(row) for row in facts.month.removed if row.id in known),
    )


def _threats(facts: Facts, pages: dict[str, str]) -> Iterator[ThreatTabled]:
    for row in facts.month.threats:
        score, sio, lro = (
            facts.score(row.id),
            facts.lead(row.id, LeadRole.SIO),
            facts.lead(row.id, LeadRole.LRO),
        )
        yield ThreatTabled(
            row.id,
            row.reference,
            row.name,
            facts.force(row),
            facts.theme(row),
            row.status.value,
            row.mapping.value,
            score.total if score else None,
            scheme_of(score) if score else "",
            facts.band(score.total) if score else "",
            facts.officer(sio.officer) if sio else "",
            facts.officer(lro.officer) if lro else "",
            row.priority if row.id in facts.active_ids else None,
            pages.get(row.reference, ""),
            row.mapping_on,
            score.assessed_on if score else None,
            score.rationale if score else "",
            row.priority_reason,
            row.archived_on,
            row.archive_reason,
            row.archive_authoriser,
        )


def _action(facts: Facts, row: AnyAction) -> ActionTabled:
    threat = facts.threats[row.threat] if isinstance(row, ActionRow) else None
    moves = facts.moves_of.get(row.id, ())
    days = (row.set_on, row.completed_on, row.closed_on, moves[-1].on if moves else None)
    return ActionTabled(
        row.id,
        row.reference,
        threat.reference if threat else "",
        facts.force(threat) if threat else "",
        row.title,
        facts.owner(row),
        row.state.value,
        row.due,
        facts.marks[row.id].letter,
        moves[-1].reason if moves else "",
        max((on for on in days if on), default=None),
    )


def _requests(facts: Facts) -> Iterator[RequestTabled]:
    for row in facts.month.requests:
        yield RequestTabled(
            row.id,
            row.reference,
            facts.choice_names.get(row.capability or "", ""),
            facts.threats[row.threat].reference if row.threat in facts.threats else "",
            row.state.value,
            row.decision.value if row.decision else "",
            row.decided_on,
            row.decided_by,
            row.decision_reason,
        )


def authorised(row: RemovedRow) -> Removed:
    """A removal with the reason alone, and who authorised it beside who did it."""
    reason, _, tail = row.reason.rpartition(AUTHORITY)
    if not reason or not tail.endswith(")"):
        return Removed(row.id, row.on, row.by, row.reason)
    by = ", ".join(dict.fromkeys((row.by, tail[:-1])))
    return Removed(row.id, row.on, by, reason)
