"""The columns and named views of reviews, disposals and deleted records."""

from __future__ import annotations

from datetime import date

from app.domain.clock import local
from app.domain.codes import DisposalState
from app.reads.retention import DisposalLine, Kept
from app.ui.dialogs.retention import DECISIONS, GROUPS
from app.ui.table_model import Column
from app.ui.views import View

STATES = {
    DisposalState.PROPOSED: "proposed",
    DisposalState.DONE: "done",
    DisposalState.WITHDRAWN: "withdrawn",
}


def _when(row: Kept) -> str:
    """How far off a review is: "in 18 days", "overdue 6 days"."""
    if row.days == 0:
        return "today"
    count = f"{abs(row.days)} day{'' if abs(row.days) == 1 else 's'}"
    return f"in {count}" if row.days > 0 else f"overdue {count}"


def _stands(row: Kept) -> str:
    """What stands on a record: a hold before all else."""
    if row.holds:
        return "held"
    if row.proposed:
        return "disposal proposed"
    return "to dispose of" if row.to_dispose else ""


def _decided_on(row: DisposalLine) -> date | None:
    at = row.disposal.decided_at
    return None if at is None else local(at).date()


KEPT = (
    Column("due", "Review by", lambda r: r.due, 112, "date", "range"),
    Column("when", "When", lambda r: r.days, 140, "text", "contains", _when),
    Column("reference", "Reference", lambda r: r.reference, 126, "reference"),
    Column("name", "Name", lambda r: r.name, 190),
    Column("status", "Status", lambda r: str(r.status.value), 92, filter="values", any_of="any"),
    Column(
        "group", "MoPI group", lambda r: GROUPS[r.review.mopi_group] if r.review else "", 108,
        filter="values", any_of="any group",
    ),
    Column("on", "Last review", lambda r: r.review.on if r.review else None, 112, "date", "range"),
    Column(
        "decision", "Decision", lambda r: DECISIONS[r.review.decision] if r.review else "never reviewed", 118,
        filter="values", any_of="any",
    ),
    Column("reviewer", "Reviewer", lambda r: r.review.reviewer if r.review else "", 140),
    Column("stands", "Stands", _stands, 140, filter="values", any_of="any"),
    Column("why", "Held for", lambda r: "; ".join(h.reason for h in r.holds), 200),
)  # fmt: skip
DISPOSALS = (
    # what waits for a second person comes first
    Column(
        "state", "State", lambda r: list(STATES).index(r.disposal.state), 108, filter="values",
        text=lambda r: STATES[r.disposal.state], any_of="any state",
    ),
    Column("proposed", "Proposed on", lambda r: r.disposal.proposed_on, 116, "date", "range"),
    Column("by", "Proposed by", lambda r: r.disposal.proposed_by, 150),
    Column("reference", "Reference", lambda r: r.reference, 126, "reference"),
    Column("name", "Name", lambda r: r.name, 170),
    Column("reason", "Why", lambda r: r.disposal.reason, 200),
    Column("authority", "Authority", lambda r: r.disposal.authority, 140),
    Column("decided", "Decided on", _decided_on, 112, "date", "range"),
    Column("decider", "Decided by", lambda r: r.disposal.decided_by, 150),
    Column("entries", "Entries blanked", lambda r: r.disposal.entries or None, 118, "number", "range"),
)  # fmt: skip
DELETED = (
    Column("on", "Deleted on", lambda r: r.on, 112, "date", "range"),
    Column("reference", "Reference", lambda r: r.reference, 140, "reference"),
    Column("name", "Name", lambda r: r.name, 220),
    Column("by", "By", lambda r: r.by, 160),
    Column("reason", "Why", lambda r: r.reason, 360),
)

DISPOSALS_GRID, DELETED_GRID = 1, 2


def _due(row: Kept) -> bool:
    return row.soon and not row.to_dispose and not row.proposed


VIEWS = (
    View("due", "Due for review", _due, "Nothing is due for review."),
    View(
        "dispose", "To dispose of", lambda r: r.to_dispose,
        "No review has decided to dispose of a record that nobody has proposed yet.",
    ),
    View("held", "On hold", lambda r: bool(r.holds), "No hold stands."),
    View("records", "All records", lambda r: True, "This register has no records yet."),
    View(
        "disposals", "Disposals", lambda r: True,
        "No disposal was proposed yet. One follows from a review that decides it.", DISPOSALS_GRID,
    ),
    View(
        "deleted", "Deleted", lambda r: True,
        "No deleted record stands in the journal. One deleted on its card would be listed here, to be "
        "disposed of.", DELETED_GRID,
    ),
)  # fmt: skip
