"""The columns and named views of the action log."""

from __future__ import annotations

from datetime import date

from app.domain.codes import ActionState
from app.domain.dates import shown
from app.reads.action_log import LogRow
from app.ui.delegates import RagOrder
from app.ui.rag_paint import rag_words
from app.ui.table_model import Column
from app.ui.views import View

OFTEN = 3
"""From how many meetings on an action counts as carried often."""

COLUMNS = (
    Column("reference", "No.", lambda r: r.reference, 84, "reference"),
    Column("title", "Action", lambda r: r.title, 280),
    Column("owner", "Owner", lambda r: r.owner, 170, "lead", text=lambda r: r.owner or "No owner"),
    Column(
        "rag", "State", lambda r: RagOrder(r.rag), 158, "rag", "values", lambda r: rag_words(r.rag),
        any_of="any state",
    ),
    Column("due", "Now due", lambda r: r.due, 112, "date", "range"),
    Column("first", "First due", lambda r: r.first_due, 112, "date", "range"),
    Column(
        "carried", "Carried", lambda r: r.carried, 84, "number", "range",
        tip="Meetings at which it was open after its first due date, or was moved",
    ),
    Column("redated", "Re-dated", lambda r: r.redated, 88, "number", "range", tip="How often its date moved"),
    Column("reason", "Why it moved last", lambda r: r.reason, 190, "optional"),
    Column("set", "Set on", lambda r: r.set_on, 112, "date", "range"),
    Column("at", "Set at", lambda r: r.at, 84, filter="values", any_of="any item"),
    Column("threat", "Threat", lambda r: r.threat_reference, 126, "reference"),
    Column("name", "Name", lambda r: r.threat_name, 170, "optional"),
    Column("stage", "Stage", lambda r: str(r.state.value), 100, filter="values", any_of="any stage"),
    Column("closed", "Closed on", lambda r: r.closed_on, 112, "date", "range"),
    Column("outcome", "Outcome", lambda r: r.outcome, 200, "optional"),
)  # fmt: skip
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


def views(before: date | None, coming: date | None) -> tuple[View, ...]:
    """The named views, with the days of the meetings before and to come."""

    def late(row: LogRow) -> bool:
        return row.of_meeting and row.rag.code == "rag.overdue"

    def due(row: LogRow) -> bool:
        return row.of_meeting and row.open and bool(coming and row.due and row.due <= coming)

    def pressing(row: LogRow) -> bool:
        soon = bool(coming and row.due and row.due <= coming)
        return not row.of_meeting and row.open and (row.rag.letter in "RA" or soon)

    def closed(row: LogRow) -> bool:
        ended = row.state in (ActionState.RESULTED, ActionState.CANCELLED)
        return row.of_meeting and ended and (before is None or (row.closed_on or date.min) > before)

    since = f"Closed since {_short(before)}" if before else "Closed"
    return (
        View("open", "Open", lambda r: r.of_meeting and r.open, "No action of a meeting is open."),
        View("overdue", "Overdue", late, "No action of a meeting is overdue."),
        View("due", f"Due by {_short(coming)}" if coming else "Due next", due, "Nothing is due by then."),
        View(
            "often",
            f"Carried {OFTEN} or more",
            lambda r: r.of_meeting and r.open and r.carried >= OFTEN,
            "No action was carried that often.",
        ),
        View(
            "accept",
            "Completed, to accept",
            lambda r: r.of_meeting and r.state is ActionState.COMPLETED,
            "No result waits to be accepted.",
        ),
        View("plans", "4P plans that press", pressing, "Nothing presses in the priority groups’ plans."),
        View("closed", since, closed, "Nothing was closed."),
        View("all", "All of meetings", lambda r: r.of_meeting, "No meeting has set an action."),
    )


def _short(day: date | None) -> str:
    return shown(day).rsplit(" ", 1)[0] if day else ""
