"""When a threat is to be scored again: the interval, and each major change, only after the score."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app import words
from app.domain.codes import NominalRole, Rating, RequestState
from app.domain.disruption import Disruption
from app.domain.nominal import Nominal
from app.domain.reassessment import Reason, changes, next_due, reasons
from app.domain.request import Request

SCORED = date(2026, 10, 1)
TODAY = date(2026, 11, 26)


def disrupted(rating: Rating | None, on: date = date(2026, 11, 3)) -> Disruption:
    """A disruption."""
    return Disruption(id="d", threat="t", on=on, rating=rating, title="Warrants at the yard")


def principal(since: date | None, role: NominalRole = NominalRole.PRINCIPAL) -> Nominal:
    """A nominal."""
    return Nominal(id="n", threat="t", reference="N-4411", role=role, since=since)


def supported(state: RequestState, *, reassess: bool = True, **days: Any) -> Request:
    """A request for regional support."""
    given = {"threat": "t", "reference": "R-7", "asked": "Surveillance", "bid_on": SCORED, **days}
    return Request(id="r", state=state, reassess=reassess, **given)


def found(**given: Any) -> list[tuple[str, date]]:
    """The reasons as code and day, each with its words."""
    values: dict[str, Any] = {
        "scored_on": SCORED,
        "themes_changed_on": None,
        "disruptions": (),
        "nominals": (),
        "requests": (),
        "months": 6,
        "until": TODAY,
        **given,
    }
    told = reasons(**values)
    assert all(words.say(reason.code, {"what": reason.what}) for reason in told)
    return [(reason.code, reason.on) for reason in told]


def test_nothing_happened_and_the_interval_runs() -> None:
    assert found() == []
    assert next_due(SCORED, 6) == date(2027, 4, 1)
    assert next_due(None, 6) is None


@pytest.mark.parametrize(("until", "due"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_the_interval_is_local_and_ends_on_its_day(until: date, due: bool) -> None:
    assert found(until=until) == ([("reassess.interval", date(2027, 4, 1))] if due else [])
    assert found(until=until, months=12) == []


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (Rating.MAJOR, "reassess.major"),
        (Rating.NEGATIVE, "reassess.negative"),
        (Rating.MODERATE, None),
        (Rating.MINOR, None),
        (Rating.NONE, None),
        (None, None),
    ],
)
def test_a_major_or_negative_disruption(rating: Rating | None, code: str | None) -> None:
    assert found(disruptions=[disrupted(rating)]) == ([(code, date(2026, 11, 3))] if code else [])


@pytest.mark.parametrize("on", [date(2026, 9, 30), SCORED, date(2026, 11, 27)])
def test_what_was_known_at_the_score_or_has_not_come_does_not_count(on: date) -> None:
    ended = supported(RequestState.ENDED, outcome_on=on)
    disruption = disrupted(Rating.MAJOR, on)
    told = found(themes_changed_on=on, disruptions=[disruption], nominals=[principal(on)], requests=[ended])
    assert told == []


def test_a_theme_gained() -> None:
    assert found(themes_changed_on=date(2026, 11, 9)) == [("reassess.theme", date(2026, 11, 9))]


@pytest.mark.parametrize("role", NominalRole)
def test_a_new_principal(role: NominalRole) -> None:
    told = found(nominals=[principal(date(2026, 11, 5), role)])
    assert told == ([("reassess.principal", date(2026, 11, 5))] if role is NominalRole.PRINCIPAL else [])
    assert found(nominals=[principal(None, role)]) == []


@pytest.mark.parametrize("state", RequestState)
def test_support_that_ended_with_a_reassessment_asked_for(state: RequestState) -> None:
    told = found(requests=[supported(state, outcome_on=date(2026, 11, 6), ends=date(2026, 11, 4))])
    assert told == ([("reassess.request", date(2026, 11, 6))] if state is RequestState.ENDED else [])


def test_support_without_an_outcome_ends_on_its_last_day_or_on_none() -> None:
    ended = supported(RequestState.ENDED, ends=date(2026, 11, 4))
    assert found(requests=[ended]) == [("reassess.request", date(2026, 11, 4))]
    assert found(requests=[supported(RequestState.ENDED)]) == []
    assert found(requests=[supported(RequestState.ENDED, reassess=False, ends=date(2026, 11, 4))]) == []


def test_reasons_stand_earliest_first_and_changes_leave_the_interval_out() -> None:
    told = reasons(
        date(2026, 4, 1), date(2026, 11, 9), [disrupted(Rating.MAJOR)], (), (), 6, TODAY
    )  # fmt: skip
    assert [reason.code for reason in told] == ["reassess.interval", "reassess.major", "reassess.theme"]
    assert [reason.code for reason in changes(told)] == ["reassess.major", "reassess.theme"]
    assert told[1] == Reason("reassess.major", date(2026, 11, 3), "Warrants at the yard")


def test_a_threat_without_a_dated_score_is_another_matter() -> None:
    assert found(scored_on=None, disruptions=[disrupted(Rating.MAJOR)]) == []
