"""The sheet of requests: every request with its decision, its conditions and what was decided before."""

from __future__ import annotations

from app.domain import request_rules
from app.domain.codes import Met
from app.domain.month import RequestRow
from app.domain.rag import WORDS
from app.packs import custom
from app.packs.columns import DATE, MARKING, NUMBER, RAG, col, text
from app.packs.facts import Facts
from app.packs.model import Cell, Sheet
from app.packs.request_rows import before, capability, chip

COLUMNS = (
    text("Request", 9), text("Capability", 18, wrap=True), text("Threat", 15),
    text("Threat name", 26, wrap=True), text("Home force", 18), text("Asked for", 28, wrap=True),
    col("Bid on", DATE, 11), text("Bid by", 18), col("Days to decision", NUMBER, 8), text("Decision", 12),
    col("Decided on", DATE, 11), col("RAG", RAG, 8), text("RAG reason", 18),
    text("Capability manager’s view", 44, wrap=True, prints=False),
    text("Reason", 36, wrap=True, prints=False), text("Conditions", 36, wrap=True, prints=False),
    text("Conditions met", 12, prints=False), col("Terms agreed", DATE, 11, prints=False),
    col("From", DATE, 11, prints=False), col("Ends", DATE, 11, prints=False),
    text("Product", 26, prints=False), text("Outcome", 40, wrap=True, prints=False),
    text("Decided before", 30, wrap=True, prints=False), MARKING,
)  # fmt: skip


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """The sheet, where there are requests: open ones first, then by the day of the bid, newest first."""
    # both stable: within each half the newest bid stands first
    newest = facts.month.requests[::-1]
    rows = sorted(newest, key=lambda row: not request_rules.undecided(row))
    if not rows:
        return ()
    made = tuple((*_row(facts, row), *custom.cells(facts, "request", row.id), marking) for row in rows)
    columns = custom.widened(facts, "request", COLUMNS)
    return (Sheet("Requests", "one request for support", "open first, newest bid", columns, 1, made),)


def _row(facts: Facts, row: RequestRow) -> tuple[Cell, ...]:
    threat = facts.threats[row.threat]
    mark = chip(facts, row)
    decided = row.decision is not None and not request_rules.undecided(row)
    earlier = before(facts, row, None)
    met = row.conditions_met if row.conditions else None
    return (
        row.reference, capability(facts, row) or None, threat.reference, threat.name or None,
        facts.force(threat) or None, row.asked, row.bid_on, row.bid_by or None,
        request_rules.waited(row, facts.today) if decided else None,
        row.decision.value if decided and row.decision else row.state.value,
        row.decided_on if decided else None, WORDS[mark.letter] or None, mark.words or None,
        row.manager_view or None, row.decision_reason or None, row.conditions or None,
        (met or Met.NOT_YET).value if row.conditions else None, row.terms_agreed_on, row.starts, row.ends,
        row.product or None, row.outcome or None, None if earlier == "none" else earlier,
    )  # fmt: skip
