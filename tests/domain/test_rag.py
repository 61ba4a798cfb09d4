"""The RAG rule of the issue: Red, Amber, Green, Blue, and Red wins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.domain.codes import ActionState
from app.domain.plan_rag import plan_rag
from app.domain.rag import Rag, RagLimits, rag

TODAY = date(2026, 12, 8)
LIMITS = RagLimits()


@pytest.mark.parametrize(
    ("state", "owned", "due_in", "redated", "letter", "said"),
    [
        (ActionState.OPEN, True, -1, 0, "R", "Overdue 1 day"),
        (ActionState.OPEN, True, -14, 3, "R", "Overdue 14 days"),
        (ActionState.OPEN, False, 60, 0, "R", "No owner"),
        (ActionState.OPEN, True, None, 0, "R", "No due date"),
        (ActionState.OPEN, False, None, 2, "R", "No owner or date"),
        (ActionState.OPEN, True, 0, 0, "A", "Due today"),
        (ActionState.OPEN, True, 14, 0, "A", "Due in 14 days"),
        (ActionState.OPEN, True, 15, 1, "G", "On time"),
        (ActionState.OPEN, True, 15, 2, "A", "Re-dated twice"),
        (ActionState.OPEN, True, 15, 3, "A", "Re-dated 3 times"),
        (ActionState.COMPLETED, False, None, 5, "G", "Completed"),
        (ActionState.RESULTED, False, None, 5, "B", "Resulted"),
        (ActionState.CANCELLED, True, -1, 0, "", "Cancelled"),
    ],
)
def test_each_colour_has_its_reason(
    state: ActionState, owned: bool, due_in: int | None, redated: int, letter: str, said: str
) -> None:
    due = None if due_in is None else TODAY + timedelta(days=due_in)
    mark = rag(state, owned, due, redated, TODAY, LIMITS)
    assert mark.letter == letter
    assert words.say(mark.code, {"number": mark.number}) == said


def test_the_thresholds_are_the_regions() -> None:
    due = TODAY + timedelta(days=20)
    assert rag(ActionState.OPEN, True, due, 1, TODAY, RagLimits(21, 3)).letter == "A"
    assert rag(ActionState.OPEN, True, due, 1, TODAY, RagLimits(7, 1)).code == "rag.redated"


@given(st.booleans(), st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 9))
def test_an_open_action_is_red_exactly_when_the_rule_says(
    owned: bool, due: date | None, redated: int
) -> None:
    red = due is None or not owned or due < TODAY
    assert (rag(ActionState.OPEN, owned, due, redated, TODAY, LIMITS).letter == "R") is red


@pytest.mark.parametrize(
    ("marks", "planned", "expected"),
    [
        ([], False, Rag("R", "plan.none")),
        ([], True, Rag("G", "plan.on_track")),
        (
            [Rag("R", "rag.overdue", 3), Rag("R", "rag.no_due"), Rag("A", "rag.due_soon", 2)],
            True,
            Rag("R", "plan.overdue", 1),
        ),
        ([Rag("R", "rag.no_due"), Rag("R", "rag.no_owner")], True, Rag("R", "plan.gaps", 2)),
        ([Rag("A", "rag.due_soon", 2), Rag("G", "rag.on_time")], True, Rag("A", "plan.due_soon", 1)),
        ([Rag("B", "rag.resulted"), Rag("", "rag.cancelled")], True, Rag("B", "plan.all_resulted")),
        ([Rag("B", "rag.resulted"), Rag("G", "rag.on_time")], True, Rag("G", "plan.on_track")),
    ],
)
def test_a_plan_is_as_bad_as_its_worst_action(marks: list[Rag], planned: bool, expected: Rag) -> None:
    assert plan_rag(marks, planned) == expected
