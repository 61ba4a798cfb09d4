"""What is proposed and what has ended: transfers, merged threats and archives, with what an archive lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.domain import order_rules
from app.domain.codes import Relation, ThreatStatus, TransferState
from app.domain.month import ThreatRow, TransferRow
from app.packs.columns import DATE, MARKING, NUMBER, col, text
from app.packs.facts import Facts
from app.packs.model import Cell, Sheet
from app.packs.movement import is_open
from app.packs.phrases import count, listed

ARCHIVE = (
    text("Reference", 16), text("Name", 32, wrap=True), text("Proposal", 14), text("Reason", 32, wrap=True),
    text("Authoriser", 26), text("Closing report", 12), col("Open actions", NUMBER, 9),
    col("Live orders", NUMBER, 9), text("Learning", 50, wrap=True), col("Date", DATE, 11, prints=False),
    text("Missing", 50, wrap=True, prints=False), MARKING,
)  # fmt: skip


class Missing(NamedTuple):
    """What an archive lacks: checks 53 to 55 of domain.md §5."""

    check: str
    words: str


def missing(facts: Facts, threat: ThreatRow) -> list[Missing]:
    """What an archived threat lacks: report, reason, authoriser, an end to its work, learning."""
    lacks = [
        words
        for words, value in (
            ("closing report", threat.closing_report),
            ("reason", threat.archive_reason),
            ("authoriser", threat.archive_authoriser),
        )
        if not value.strip()
    ]
    found = [Missing("53", f"no {listed(lacks, 'or')}")] if lacks else []
    actions, orders = open_work(facts, threat)
    left = [count(actions, "open action")] if actions else []
    left += [count(orders, "live order")] if orders else []
    if left:
        found.append(Missing("54", listed(left)))
    return found if facts.learning_of.get(threat.id) else [*found, Missing("55", "no learning")]


def open_work(facts: Facts, threat: ThreatRow) -> tuple[int, int]:
    """Open actions and live orders of a threat, on the day of the meeting."""
    actions = sum(is_open(row) for row in facts.actions_of.get(threat.id, ()))
    orders = sum(order_rules.live(row, facts.today) for row in facts.orders_of.get(threat.id, ()))
    return actions, orders


def archived(facts: Facts) -> list[ThreatRow]:
    """Every archived threat, the latest first."""
    found = [row for row in facts.month.threats if row.status is ThreatStatus.ARCHIVED]
    found.sort(key=lambda row: row.reference)
    return sorted(found, key=lambda row: row.archived_on or date.min, reverse=True)


def merged(facts: Facts) -> list[tuple[ThreatRow, ThreatRow]]:
    """Active threats that have merged into another: to be archived."""
    found = [
        (facts.threats[link.threat], facts.threats[link.other])
        for link in facts.month.links
        if link.relation is Relation.MERGED_INTO and link.threat in facts.active_ids
    ]
    return sorted(found, key=lambda pair: pair[0].reference)


def waiting(facts: Facts) -> list[TransferRow]:
    """Transfers without an answer, the longest waiting first."""
    found = [row for row in facts.month.transfers if row.state is TransferState.PROPOSED]
    return sorted(found, key=lambda row: (row.proposed_on, facts.threats[row.threat].reference))


def answered(facts: Facts) -> list[TransferRow]:
    """Transfers answered since the last meeting."""
    found = [
        row
        for row in facts.month.transfers
        if row.state is not TransferState.PROPOSED and facts.is_new(row.answered_on)
    ]
    return sorted(found, key=lambda row: (row.answered_on, facts.threats[row.threat].reference))


def way(facts: Facts, row: TransferRow) -> str:
    """What a transfer is called: to the region's unit it is an escalation."""
    unit = facts.month.region.unit
    names = facts.force_names
    if unit and names.get(row.to_force or "") == unit:
        return "escalation"
    return "return" if unit and names.get(row.from_force or "") == unit else "transfer"


def _learned(facts: Facts, threat: ThreatRow) -> str | None:
    return "\n".join(one.text for one in facts.learning_of.get(threat.id, ())) or None


def _rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    for row in waiting(facts):
        threat = facts.threats[row.threat]
        to = facts.force_names.get(row.to_force or "", "")
        # nobody authorised it yet: who proposes it stands with the reason
        by = f", proposed by {row.proposed_by}" if row.proposed_by else ""
        reason = f"to {to}: {row.reason}{by}"
        yield (
            threat.reference, threat.name or None, way(facts, row), reason, None, None,
            *open_work(facts, threat), _learned(facts, threat), row.proposed_on, None,
        )  # fmt: skip
    for threat, other in merged(facts):
        yield (
            threat.reference, threat.name or None, "archive", f"merged into {other.reference}", None,
            threat.closing_report or None, *open_work(facts, threat), _learned(facts, threat), None, None,
        )  # fmt: skip
    for threat in archived(facts):
        lacks = "; ".join(one.words for one in missing(facts, threat))
        yield (
            threat.reference, threat.name or None, "archived", threat.archive_reason or None,
            threat.archive_authoriser or None, threat.closing_report or None, *open_work(facts, threat),
            _learned(facts, threat), threat.archived_on, lacks or None,
        )  # fmt: skip


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """The sheet Archive: what is proposed, then every archived threat, the latest first."""
    rows = tuple((*row, marking) for row in _rows(facts))
    about = "one transfer, merged or archived threat"
    return (Sheet("Archive", about, "proposals first, then date", ARCHIVE, 1, rows),) if rows else ()
