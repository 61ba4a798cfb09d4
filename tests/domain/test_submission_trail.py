"""Which steps belong to which submission, and what trackers alone told of."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.codes import MappingState as State
from app.domain.submission import Submission
from app.domain.submission_trail import Mapped, Trail, trails
from app.domain.threat import MappingStep

TODAY = date(2026, 11, 26)


def on(day: int) -> date:
    return date(2026, 11, day)


def steps(*made: tuple[State, int], of: str | None = None) -> list[MappingStep]:
    return [
        MappingStep(id=f"{of}{n}", threat="t", submission=of, state=state, on=on(day))
        for n, (state, day) in enumerate(made)
    ]


def sent(id: str, state: State, day: int) -> Submission:
    return Submission(id=id, threat="t", state=state, proposer="x", opened_on=on(1), state_on=on(day))


def told(found: tuple[Trail[Submission], ...]) -> list[tuple[str | None, State, list[State]]]:
    return [
        (trail.submission.id if trail.submission else None, trail.state, [step.state for step in trail.steps])
        for trail in found
    ]


def test_a_submission_has_its_own_steps() -> None:
    way = steps((State.DRAFT, 1), (State.SUBMITTED, 2), of="s")
    found = trails([sent("s", State.SUBMITTED, 2)], way, [Mapped("t", State.SUBMITTED, on(2))])
    assert told(found) == [("s", State.SUBMITTED, [State.DRAFT, State.SUBMITTED])]
    assert found[0].clock(TODAY).waited == 24


def test_a_submission_without_steps_tells_of_itself() -> None:
    found = trails([sent("s", State.SUBMITTED, 2), sent("d", State.DRAFT, 1)], [], [])
    assert told(found) == [
        ("s", State.SUBMITTED, [State.DRAFT, State.SUBMITTED]),
        ("d", State.DRAFT, [State.DRAFT]),
    ]


@pytest.mark.parametrize(
    ("way", "mapping", "expected"),
    [
        # decided, then sent anew
        (
            ((State.SUBMITTED, 1), (State.REJECTED, 3), (State.SUBMITTED, 5)),
            State.SUBMITTED,
            [(State.REJECTED, 2), (State.SUBMITTED, 1)],
        ),
        # not submitted ends what was under way
        (((State.SUBMITTED, 1), (State.NOT_SUBMITTED, 2)), State.NOT_SUBMITTED, []),
        # the threat stands elsewhere by now
        (((State.SUBMITTED, 1),), State.NOT_SUBMITTED, []),
        (((State.RATIFIED, 1),), State.RATIFIED, [(State.RATIFIED, 1)]),
        # a threat that says more than its steps
        (((State.SUBMITTED, 1),), State.RETURNED, [(State.RETURNED, 1)]),
        ((), State.SUBMITTED, [(State.SUBMITTED, 1)]),
        ((), State.RATIFIED, []),
    ],
)
def test_the_steps_of_a_tracker_make_trails(
    way: tuple[tuple[State, int], ...], mapping: State, expected: list[tuple[State, int]]
) -> None:
    found = trails([], steps(*way), [Mapped("t", mapping, on(20))])
    assert [(trail.state, len(trail.steps)) for trail in found] == expected
    assert all(trail.submission is None for trail in found)


def test_a_threat_without_a_day_is_not_dated_by_guess() -> None:
    assert trails([], [], [Mapped("t", State.SUBMITTED, None)]) == ()


def test_a_live_submission_speaks_for_the_threat() -> None:
    way = [*steps((State.SUBMITTED, 1)), *steps((State.DRAFT, 2), (State.SUBMITTED, 3), of="s")]
    found = trails([sent("s", State.SUBMITTED, 3)], way, [Mapped("t", State.SUBMITTED, on(3))])
    assert told(found) == [("s", State.SUBMITTED, [State.DRAFT, State.SUBMITTED])]
