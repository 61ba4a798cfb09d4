"""RAG of actions: one rule, stated on the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes import ActionState


@dataclass(frozen=True, slots=True)
class RagLimits:
    """LOCAL thresholds: days before the due date, and re-datings, from which an action is Amber."""

    due_soon_days: int = 14
    redated_times: int = 2


class Rag(NamedTuple):
    """The letter, the code of the words that say why, and the number in those words."""

    letter: str
    code: str
    number: int = 0


WORDS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue", "": ""}


def rag(
    state: ActionState, owned: bool, due: date | None, times_redated: int, today: date, limits: RagLimits
) -> Rag:
    """Red overdue or no owner or date, Amber due soon or re-dated, Green otherwise, Blue resulted.

    A cancelled action has no RAG. Completed (done, outcome not accepted) is Green. Red wins over Amber.
    """
    if state is ActionState.RESULTED:
        return Rag("B", "rag.resulted")
    if state is ActionState.CANCELLED:
        return Rag("", "rag.cancelled")
    if state is ActionState.COMPLETED:
        return Rag("G", "rag.completed")
    if due is None:
        return Rag("R", "rag.no_due" if owned else "rag.no_owner_or_due")
    if due < today:
        return Rag("R", "rag.overdue", (today - due).days)
    if not owned:
        return Rag("R", "rag.no_owner")
    days = (due - today).days
    if days <= limits.due_soon_days:
        return Rag("A", "rag.due_today" if days == 0 else "rag.due_soon", days)
    if times_redated >= limits.redated_times:
        return Rag("A", "rag.redated", times_redated)
    return Rag("G", "rag.on_time")
