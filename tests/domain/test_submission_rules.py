"""What may follow what on the way with ROCTA, how long each state lasted, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import submission_rules as rules
from app.domain.codes import MappingState as State
from app.domain.codes import ThreatStatus
from app.domain.submission import Submission, SubmissionField
from app.domain.submission_fields import (
    completeness,
    read_answers,
    said_by,
    write_answers,
)
from app.domain.threat import MappingStep, Threat

TODAY = date(2026, 11, 26)
WAY = {
    (State.DRAFT, State.SUBMITTED),
    (State.SUBMITTED, State.RETURNED),
    (State.SUBMITTED, State.RATIFIED),
    (State.SUBMITTED, State.REJECTED),
    (State.RETURNED, State.RESUBMITTED),
    (State.RETURNED, State.REJECTED),
    (State.RESUBMITTED, State.RETURNED),
    (State.RESUBMITTED, State.RATIFIED),
    (State.RESUBMITTED, State.REJECTED),
}


@pytest.mark.parametrize(("state", "then"), list(product(State, State)))
def test_only_the_way_itself_may_be_gone(state: State, then: State) -> None:
    assert rules.may(state, then) == ((state, then) in WAY)


def steps(*made: tuple[State, int]) -> list[MappingStep]:
    """Steps by state and day of November."""
    return [
        MappingStep(id=str(n), threat="t", state=state, on=date(2026, 11, day))
        for n, (state, day) in enumerate(made)
    ]


def test_the_clock_tells_days_in_each_state_and_whose_they_are() -> None:
    way = steps(
        (State.DRAFT, 1),
        (State.SUBMITTED, 4),
        (State.RETURNED, 10),
        (State.RESUBMITTED, 15),
        (State.RATIFIED, 20),
    )
    clock = rules.clock(way, TODAY)
    assert [(spell.state, spell.days) for spell in clock.spells] == [
        (State.DRAFT, 3),
        (State.SUBMITTED, 6),
        (State.RETURNED, 5),
        (State.RESUBMITTED, 5),
        (State.RATIFIED, 0),
    ]
    assert (clock.drafted, clock.with_rocta, clock.with_force, clock.waited) == (3, 11, 5, 16)
    assert clock.sent_on == date(2026, 11, 4)
    assert clock.returns == 1
    assert clock.now is not None
    assert clock.now.until is None


def test_what_is_not_decided_lasts_until_today() -> None:
    clock = rules.clock(steps((State.SUBMITTED, 20)), TODAY)
    assert clock.now == rules.Spell(State.SUBMITTED, date(2026, 11, 20), None, 6)
    assert clock.waited == 6
    drafted = rules.clock(steps((State.DRAFT, 1)), TODAY)
    assert (drafted.waited, drafted.drafted, drafted.sent_on) == (None, 25, None)
    assert rules.clock([], TODAY) == rules.Clock((), 0, 0, None, 0)


@given(st.lists(st.integers(0, 40), max_size=8), st.sampled_from([State.RATIFIED, State.REJECTED, None]))
def test_days_with_rocta_and_with_the_force_are_all_there_are(gaps: list[int], end: State | None) -> None:
    on, way = date(2026, 1, 1), []
    for place, gap in enumerate(gaps):
        state = (State.SUBMITTED, State.RETURNED, State.RESUBMITTED)[place and 2 - place % 2]
        way.append(MappingStep(id=str(place), threat="t", state=state, on=on))
        on += timedelta(days=gap)
    if end and way:
        way.append(MappingStep(id="end", threat="t", state=end, on=on))
    clock = rules.clock(way, on)
    if way:
        assert clock.waited == clock.with_rocta + clock.with_force == (on - way[0].on).days


@pytest.mark.parametrize(
    ("state", "days", "late"),
    [
        (State.SUBMITTED, 15, False), (State.SUBMITTED, 16, True), (State.RESUBMITTED, 16, True),
        (State.RETURNED, 30, False), (State.RETURNED, 31, True), (State.DRAFT, 400, False),
        (State.RATIFIED, 400, False), (State.REJECTED, 400, False),
    ],
)  # fmt: skip
def test_each_state_has_its_own_limit(state: State, days: int, late: bool) -> None:
    assert rules.over(state, days, 15, 30) == late


def test_the_median_of_nothing_is_nothing() -> None:
    assert rules.middle([]) is None
    assert rules.middle([9, 1, 4]) == 4
    assert rules.middle([1, 2]) == 1.5


FIELDS = (
    SubmissionField("name", "Name", "", "name"),
    SubmissionField("area", "Area", "", "area"),
    SubmissionField("nominals", "Nominals", "", "nominals"),
    SubmissionField("harm", "Evidence of harm"),
    SubmissionField("score", "Score", "", "", False),
    SubmissionField("victims", "Victims", "", "victims"),
)


def test_completeness_takes_the_threat_its_nominals_and_the_answers() -> None:
    threat = Threat(id="t", reference="AS/1", name="Tidemoor line", area="  ")
    found = completeness(FIELDS, said_by(threat, 0), {})
    assert (found.done, found.required) == (1, 5)
    assert found.missing == ("Area", "Nominals", "Evidence of harm", "Victims")
    assert found.short == "1 of 5"
    full = completeness(
        FIELDS, said_by(replace(threat, area="Avonmere"), 3), {"harm": "Log 12", "victims": "None known"}
    )
    assert full.complete
    assert full.share == 1.0


def test_spaces_are_no_answer_and_an_unknown_source_is_asked_by_the_form() -> None:
    said = said_by(Threat(id="t", reference="AS/1", name="x", area="y"), 1)
    assert completeness(FIELDS, said, {"harm": " \n", "victims": "2"}).missing == ("Evidence of harm",)


def test_a_region_that_asks_nothing_has_complete_submissions() -> None:
    assert completeness((), {}, {}).complete
    assert completeness((), {}, {}).share == 1.0


def test_answers_are_kept_in_one_spelling_and_empty_ones_not_at_all() -> None:
    text = write_answers({"b": " two ", "a": "one", "c": "  "})
    assert text == '{"a":"one","b":"two"}'
    assert read_answers(text) == {"a": "one", "b": "two"}
    assert read_answers("") == {}


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("DI Hale", ["submission.own"]),
        ("di  hale ", ["submission.own"]),
        ("", ["required"]),
        ("P Vosper", []),
    ],
)
def test_it_is_ratified_by_somebody_else(by: str, code: list[str]) -> None:
    made = Submission(
        id="s",
        threat="t",
        state=State.RATIFIED,
        proposer="DI Hale",
        opened_on=TODAY,
        state_on=TODAY,
        ratified_by=by,
    )
    assert [fault.code for fault in made.faults(TODAY)] == code


def test_live_before_ratified_is_told_of_active_groups_alone() -> None:
    threat = Threat(id="t", reference="AS/1", live_operation=True)
    assert rules.live_unratified(threat)
    assert not rules.live_unratified(replace(threat, live_operation=False))
    assert not rules.live_unratified(replace(threat, mapping=State.RATIFIED))
    ended = replace(threat, status=ThreatStatus.ARCHIVED, archive_reason="Convicted")
    assert not rules.live_unratified(ended)
