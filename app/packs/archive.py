"""Proposed archive, escalation and transfer, and what was archived since the last meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.domain import order_rules
from app.domain.codes import Relation, ThreatStatus, TransferState
from app.domain.month import ThreatRow, TransferRow
from app.packs.columns import DATE, MARKING, NUMBER, col, text
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Cell, Grid, GridCell, GridColumn, Section, Sheet
from app.packs.movement import is_open
from app.packs.phrases import count, day, day_and_month, listed

TITLE = "Proposed archive, escalation, transfer"

ARCHIVE = (
    text("Reference", 16), text("Name", 32, wrap=True), text("Proposal", 14), text("Reason", 32, wrap=True),
    text("Authoriser", 26), text("Closing report", 12), col("Open actions", NUMBER, 9),
    col("Live orders", NUMBER, 9), text("Learning", 50, wrap=True), col("Date", DATE, 11, prints=False),
    text("Missing", 50, wrap=True, prints=False), MARKING,
)  # fmt: skip

NOTE = (
    "Missing is what an archive wants: closing report, reason, authoriser, no open action or live order, "
    "learning."
)


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


def _archived(facts: Facts) -> list[ThreatRow]:
    """Every archived threat, the latest first."""
    found = [row for row in facts.month.threats if row.status is ThreatStatus.ARCHIVED]
    found.sort(key=lambda row: row.reference)
    return sorted(found, key=lambda row: row.archived_on or date.min, reverse=True)


def _merged(facts: Facts) -> list[tuple[ThreatRow, ThreatRow]]:
    """Active threats that have merged into another: to be archived."""
    found = [
        (facts.threats[link.threat], facts.threats[link.other])
        for link in facts.month.links
        if link.relation is Relation.MERGED_INTO and link.threat in facts.active_ids
    ]
    return sorted(found, key=lambda pair: pair[0].reference)


def _waiting(facts: Facts) -> list[TransferRow]:
    found = [row for row in facts.month.transfers if row.state is TransferState.PROPOSED]
    return sorted(found, key=lambda row: (row.proposed_on, facts.threats[row.threat].reference))


def _answered(facts: Facts) -> list[TransferRow]:
    found = [
        row
        for row in facts.month.transfers
        if row.state is not TransferState.PROPOSED and facts.is_new(row.answered_on)
    ]
    return sorted(found, key=lambda row: (row.answered_on, facts.threats[row.threat].reference))


def _way(facts: Facts, row: TransferRow) -> str:
    """What a transfer is called: to the region's unit it is an escalation."""
    unit = facts.month.region.unit
    names = facts.force_names
    if unit and names.get(row.to_force or "") == unit:
        return "escalation"
    return "return" if unit and names.get(row.from_force or "") == unit else "transfer"


def _threat(threat: ThreatRow) -> GridCell:
    return GridCell(threat.reference, threat.name or (f"Op {threat.operation}" if threat.operation else ""))


def _from_to(facts: Facts, row: TransferRow) -> GridCell:
    names = facts.force_names
    begun = names.get(row.from_force or "", "no force")
    return GridCell(f"{begun} → {names.get(row.to_force or '', '')}", _way(facts, row))


def _waiting_grid(facts: Facts, waiting: list[TransferRow]) -> Grid:
    rows = tuple(
        (
            _threat(facts.threats[row.threat]),
            _from_to(facts, row),
            GridCell(row.reason),
            GridCell(day(row.proposed_on), row.proposed_by),
            GridCell(str((facts.today - row.proposed_on).days)),
        )
        for row in waiting
    )
    columns = (
        GridColumn("Threat", 38), GridColumn("From → to", 42), GridColumn("Reason"),
        GridColumn("Proposed", 28), GridColumn("Days", 10, True),
    )  # fmt: skip
    return Grid("Escalation and transfer, waiting for an answer", columns, rows, empty="No transfer waits.")


def _answered_grid(facts: Facts, answered: list[TransferRow]) -> Grid:
    rows = tuple(
        (
            _threat(facts.threats[row.threat]),
            _from_to(facts, row),
            GridCell(row.state.value, row.answer),
            GridCell(day(row.answered_on), row.answered_by),
        )
        for row in answered
    )
    columns = (
        GridColumn("Threat", 38), GridColumn("From → to", 46), GridColumn("Answer"), GridColumn("Given", 36),
    )  # fmt: skip
    return Grid("Answered since the last meeting", columns, rows)


def _merged_grid(pairs: list[tuple[ThreatRow, ThreatRow]]) -> Grid:
    rows = tuple(
        (_threat(one), GridCell("Merged into another threat"), _threat(other)) for one, other in pairs
    )
    columns = (GridColumn("Threat", 60), GridColumn("Reason", 46), GridColumn("Into"))
    return Grid("Proposed archive", columns, rows, remark="merged, and still active")


def _archived_grid(facts: Facts, archived: list[ThreatRow]) -> Grid:
    rows = []
    for row in archived:
        lacks = missing(facts, row)
        learned = " ".join(one.text for one in facts.learning_of.get(row.id, ()))
        rows.append(
            (
                _threat(row),
                GridCell(row.archive_reason or "no reason", strong=not row.archive_reason),
                GridCell(
                    row.archive_authoriser or "nobody",
                    day(row.archived_on),
                    strong=not row.archive_authoriser,
                ),
                GridCell(learned or "none", strong=not learned),
                GridCell("; ".join(one.words for one in lacks) or "nothing", strong=bool(lacks)),
            )
        )
    columns = (
        GridColumn("Threat", 34), GridColumn("Reason", 34), GridColumn("Authorised by", 30),
        GridColumn("Learning"), GridColumn("Missing", 34),
    )  # fmt: skip
    return Grid(
        "Archived since the last meeting", columns, tuple(rows), empty="None since the last meeting.",
        note=NOTE if rows else "",
    )  # fmt: skip


def _lacking_words(facts: Facts, archived: list[ThreatRow]) -> str:
    """How many of all archived threats lack something, by check."""
    found = [one.check for row in archived for one in missing(facts, row)]
    told = [
        f"{found.count(check)} {words}"
        for check, words in (
            ("53", "without report, reason or authoriser"),
            ("54", "with open actions or live orders"),
            ("55", "without learning"),
        )
        if check in found
    ]
    if not told:
        return ""
    return f"Of {count(len(archived), 'archived threat')}: {', '.join(told)}. The sheet Archive names them."


def section(facts: Facts) -> Section | None:
    """The section as printed; None where nothing is proposed, answered or newly archived."""
    waiting, answered, merged = _waiting(facts), _answered(facts), _merged(facts)
    every = _archived(facts)
    archived = [row for row in every if facts.is_new(row.archived_on)]
    if not (waiting or answered or merged or archived):
        return None
    since = f" since {day_and_month(facts.since)}" if facts.since else ""
    waits = "waits" if len(waiting) == 1 else "wait"
    strong = f"{count(len(waiting), 'transfer')} {waits} for an answer." if waiting else "No transfer waits."
    ended = count(len(archived), "threat") if archived else "No threat"
    said = [f"{ended} archived{since}"]
    lacking = sum(bool(missing(facts, row)) for row in archived)
    said += [f"{lacking} of them with something missing"] if lacking else []
    said += [f"{count(len(merged), 'merged threat')} still active"] if merged else []
    blocks = [Block(grid=_waiting_grid(facts, waiting))]
    blocks += [Block(grid=_answered_grid(facts, answered))] if answered else []
    blocks += [Block(grid=_merged_grid(merged))] if merged else []
    blocks.append(Block(grid=_archived_grid(facts, archived)))
    words = _lacking_words(facts, every)
    blocks += [Block(words=words)] if words else []
    return Section("archive", TITLE, Answer(strong, f"{', '.join(said)}."), tuple(blocks))


def _learned(facts: Facts, threat: ThreatRow) -> str | None:
    return "\n".join(one.text for one in facts.learning_of.get(threat.id, ())) or None


def _rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    for row in _waiting(facts):
        threat = facts.threats[row.threat]
        to = facts.force_names.get(row.to_force or "", "")
        # nobody authorised it yet: who proposes it stands with the reason
        by = f", proposed by {row.proposed_by}" if row.proposed_by else ""
        reason = f"to {to}: {row.reason}{by}"
        yield (
            threat.reference, threat.name or None, _way(facts, row), reason, None, None,
            *open_work(facts, threat), _learned(facts, threat), row.proposed_on, None,
        )  # fmt: skip
    for threat, other in _merged(facts):
        yield (
            threat.reference, threat.name or None, "archive", f"merged into {other.reference}", None,
            threat.closing_report or None, *open_work(facts, threat), _learned(facts, threat), None, None,
        )  # fmt: skip
    for threat in _archived(facts):
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
