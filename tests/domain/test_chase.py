"""The three-way comparison of a chase sheet: whatever stood, stands and was said, twice is as once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.chase import (
    ActionNow,
    ChaseAnswer,
    ChaseLine,
    ChaseStep,
    Verdict,
    compared,
    plain,
    step,
)
from app.domain.codes import ActionState

TODAY = date(2026, 11, 26)
DAYS = st.sampled_from([None, date(2026, 11, 1), date(2026, 12, 18), date(2027, 1, 8), date(2027, 3, 5)])
TEXTS = st.sampled_from(["", "One.", "Two  lines\nof it.", "Three."])
LIVE = st.sampled_from([ActionState.OPEN, ActionState.COMPLETED])
ANY = st.sampled_from(list(ActionState))
SAID = st.sampled_from(["", "open", "Completed", "RESULTED", "cancelled", "done"])

lines = st.builds(
    ChaseLine,
    st.just("a"), st.just("A-0001"), st.just("AS/1"), st.just("Pursue"), st.just("Visit"), DAYS, TEXTS, LIVE,
    TEXTS,
)  # fmt: skip
nows = st.builds(ActionNow, st.just(3), ANY, DAYS, TEXTS, st.frozensets(TEXTS.map(plain)))


@st.composite
def answers(draw: st.DrawFn) -> ChaseAnswer:
    due = draw(DAYS)
    text = draw(st.sampled_from(["", "soon"])) if due is None else due.isoformat()
    return ChaseAnswer(2, "A-0001", draw(TEXTS), draw(SAID), text, due, draw(TEXTS), draw(TEXTS))


def applied(now: ActionNow, done: ChaseStep) -> ActionNow:
    """What the register says once a step was taken, by the rules of actions."""
    told = now.told | {plain(done.update)} if done.update else now.told
    made = now._replace(version=now.version + 1, told=told)
    if done.due is not None:
        assert now.state is ActionState.OPEN
        assert done.reason
        made = made._replace(due=done.due)
    if done.state is not None:
        assert (now.state, done.state) in {
            (ActionState.OPEN, ActionState.COMPLETED),
            (ActionState.OPEN, ActionState.RESULTED),
            (ActionState.COMPLETED, ActionState.RESULTED),
        }
        made = made._replace(state=done.state)
    if done.state is ActionState.RESULTED:
        assert done.outcome
    if done.outcome:
        made = made._replace(outcome=done.outcome)
    return made


@given(lines, answers(), nows)
def test_what_was_taken_once_changes_nothing_the_second_time(
    line: ChaseLine, answer: ChaseAnswer, now: ActionNow
) -> None:
    row = compared(line, answer, now, TODAY)
    if row.verdict in (Verdict.TAKE, Verdict.MOVED):
        after = applied(now, step(row))
        assert after._replace(version=0) != now._replace(version=0)
        again = compared(line, answer, after, TODAY)
        assert again.verdict is Verdict.SAME
        assert not again.changes


@given(lines, nows)
def test_a_row_that_nobody_touched_changes_nothing_whatever_happened_here(
    line: ChaseLine, now: ActionNow
) -> None:
    untouched = ChaseAnswer(2, line.reference, state=line.state.value, outcome=line.outcome)
    assert compared(line, untouched, now, TODAY).verdict is Verdict.SAME


@given(lines, answers(), nows)
def test_what_the_sheet_does_not_change_is_not_written(
    line: ChaseLine, answer: ChaseAnswer, now: ActionNow
) -> None:
    row = compared(line, answer, now, TODAY)
    if row.verdict is Verdict.FAULT:
        assert row.fault
        assert not row.changes
    if row.verdict is Verdict.TAKE:
        done = step(row)
        assert (done.due is not None) == row.wants("due")
        assert (done.state is not None) == row.wants("state")
        assert bool(done.update) == row.wants("text")
        if done.outcome and done.state is not ActionState.RESULTED:
            assert row.wants("outcome")


@given(lines, answers())
def test_an_action_that_is_gone_is_never_taken(line: ChaseLine, answer: ChaseAnswer) -> None:
    row = compared(line, answer, None, TODAY)
    assert (row.verdict, row.fault) == (Verdict.FAULT, "chase.gone")


@pytest.mark.parametrize("text", ["A  b\nc", "A b c ", " A b\r\nc"])
def test_a_text_is_compared_however_its_lines_were_broken(text: str) -> None:
    assert plain(text) == "A b c"


def test_a_row_is_equal_to_itself() -> None:
    line = ChaseLine("a", "A-1", "", "", "Note", None, "", ActionState.OPEN)
    row = compared(line, ChaseAnswer(2, "A-1"), ActionNow(1, ActionState.OPEN, None, ""), TODAY)
    assert row == replace(row)
