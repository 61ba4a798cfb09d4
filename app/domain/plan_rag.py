"""The RAG of a whole plan: its worst live action, with how many stand like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.domain.rag import Rag

_WORST_FIRST = (
    ("R", "plan.overdue", frozenset({"rag.overdue"})),
    ("R", "plan.gaps", frozenset({"rag.no_due", "rag.no_owner", "rag.no_owner_or_due"})),
    ("A", "plan.due_soon", frozenset({"rag.due_today", "rag.due_soon"})),
    ("A", "plan.redated", frozenset({"rag.redated"})),
)


def plan_rag(actions: Iterable[Rag], planned: bool = True) -> Rag:
    """The state of a plan with these actions; `planned` is whether a plan is recorded.

    Without a plan and without actions it is Red. A plan whose actions are all resulted is Blue. What was
    cancelled is no part of it.
    """
    counts = Counter(action.code for action in actions if action.code != "rag.cancelled")
    if not counts:
        return Rag("G", "plan.on_track") if planned else Rag("R", "plan.none")
    for letter, code, members in _WORST_FIRST:
        number = sum(counts[member] for member in members)
        if number:
            return Rag(letter, code, number)
    if set(counts) == {"rag.resulted"}:
        return Rag("B", "plan.all_resulted")
    return Rag("G", "plan.on_track")
