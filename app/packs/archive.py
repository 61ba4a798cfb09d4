"""Proposed archive, escalation and transfer, and what was archived since the last meeting."""

from __future__ import annotations

from app.domain.month import ThreatRow, TransferRow
from app.packs import archive_rows as known
from app.packs.archive_rows import sheets
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Grid, GridCell, GridColumn, Section
from app.packs.phrases import count, day, day_and_month

__all__ = ["section", "sheets"]

TITLE = "Proposed archive, escalation, transfer"

NOTE = (
    "Missing is what an archive wants: closing report, reason, authoriser, no open action or live order, "
    "learning."
)


def _threat(threat: ThreatRow) -> GridCell:
    return GridCell(threat.reference, threat.name or (f"Op {threat.operation}" if threat.operation else ""))


def _from_to(facts: Facts, row: TransferRow) -> GridCell:
    names = facts.force_names
    begun = names.get(row.from_force or "", "no force")
    return GridCell(f"{begun} → {names.get(row.to_force or '', '')}", known.way(facts, row))


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
        lacks = known.missing(facts, row)
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
    found = [one.check for row in archived for one in known.missing(facts, row)]
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
    waiting, answered, merged = known.waiting(facts), known.answered(facts), known.merged(facts)
    every = known.archived(facts)
    archived = [row for row in every if facts.is_new(row.archived_on)]
    if not (waiting or answered or merged or archived):
        return None
    since = f" since {day_and_month(facts.since)}" if facts.since else ""
    waits = "waits" if len(waiting) == 1 else "wait"
    strong = f"{count(len(waiting), 'transfer')} {waits} for an answer." if waiting else "No transfer waits."
    ended = count(len(archived), "threat") if archived else "No threat"
    said = [f"{ended} archived{since}"]
    lacking = sum(bool(known.missing(facts, row)) for row in archived)
    said += [f"{lacking} of them with something missing"] if lacking else []
    said += [f"{count(len(merged), 'merged threat')} still active"] if merged else []
    blocks = [Block(grid=_waiting_grid(facts, waiting))]
    blocks += [Block(grid=_answered_grid(facts, answered))] if answered else []
    blocks += [Block(grid=_merged_grid(merged))] if merged else []
    blocks.append(Block(grid=_archived_grid(facts, archived)))
    words = _lacking_words(facts, every)
    blocks += [Block(words=words)] if words else []
    return Section("archive", TITLE, Answer(strong, f"{', '.join(said)}."), tuple(blocks))
