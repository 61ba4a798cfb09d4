"""The sheets of the minutes' workbook (excel.md §5): decisions, actions, attendance, the log of a year."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.codes import Handling
from app.domain.held_meeting import HeldMeeting, SetAction
from app.domain.minutes import MeetingDecision
from app.packs.columns import DATE, MARKING, col, text
from app.packs.model import Cell, Sheet

DECISIONS = (
    text("No.", 9), text("Item", 7), text("Decision", 52, wrap=True), text("Outcome", 21),
    text("Rationale", 44, wrap=True), text("Threat", 16), text("Request", 10), MARKING,
)  # fmt: skip
ACTIONS = (
    text("No.", 9), text("Item", 7), text("Action", 60, wrap=True), text("Owner", 28, wrap=True),
    col("Due", DATE, 12), text("Threat", 16), MARKING,
)  # fmt: skip
ATTENDANCE = (
    text("Name", 30, wrap=True), text("Organisation", 30, wrap=True), text("Attended", 16),
    text("Deputy", 30, wrap=True), text("Items", 14), MARKING,
)  # fmt: skip
LOG = (
    text("No.", 9), col("Meeting", DATE, 12), text("Item", 7), text("Decision", 50, wrap=True),
    text("Outcome", 21), text("Rationale", 40, wrap=True), text("Threat", 16), text("Request", 10), MARKING,
)  # fmt: skip


def sheets(
    held: HeldMeeting,
    decisions: tuple[MeetingDecision, ...],
    actions: tuple[SetAction, ...],
    numbers: Mapping[str, str],
    marking: str,
    *,
    chair: bool,
) -> tuple[Sheet, ...]:
    """The sheets that have a row; the log leaves private items of earlier meetings to the chair's edition."""
    decided = tuple(_decision(held, one, numbers.get(one.item or "", ""), marking) for one in decisions)
    set_here = tuple(
        (
            one.reference or None, numbers.get(one.item or "", "") or None, one.title, one.owner or None,
            one.due, one.threat or None, _row_marking(marking, one),
        )
        for one in actions
    )  # fmt: skip
    came = tuple(
        (one.name, one.organisation or None, one.state.value, one.deputy or None, one.items or None, marking)
        for one in held.attendance
    )
    log = tuple(
        (line[0], past.on, *line[1:])
        for past in held.earlier
        if chair or not past.private
        for line in (_decision(held, past.decision, past.number, marking),)
    )
    made = (
        Sheet("Decisions", "one decision of the meeting", "number", DECISIONS, 2, decided),
        Sheet("Actions", "one action that the meeting set", "number", ACTIONS, 2, set_here),
        Sheet("Attendance", "one person or organisation that was expected", "name", ATTENDANCE, 1, came),
        Sheet(
            "Decision log", "one decision of the twelve months before", "meeting, newest first", LOG, 2, log
        ),
    )
    return tuple(sheet for sheet in made if sheet.rows)


def _decision(held: HeldMeeting, one: MeetingDecision, number: str, marking: str) -> tuple[Cell, ...]:
    return (
        one.reference or None, number or None, one.text, one.outcome.value, one.rationale,
        held.references.get(one.threat or "") or None, held.references.get(one.request or "") or None,
        marking,
    )  # fmt: skip


def _row_marking(marking: str, action: SetAction) -> str:
    """The marking of a row; conditions of a C-coded text hang on it (excel.md §1)."""
    if action.handling is not Handling.C:
        return marking
    return f"{marking} - C: {action.conditions}"
