"""The route of a request: every state with every step, how a grant stands, what was before, the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import request_ledger, request_rules
from app.domain.codes import Decision, Met, RequestState
from app.domain.request import Request
from app.domain.request_rules import Earlier, Step

TODAY = date(2026, 12, 10)
BID, DECIDED = date(2026, 10, 1), date(2026, 11, 12)


def request(id: str = "r", **fields: Any) -> Request:
    values: dict[str, Any] = {"threat": "t", "asked": "Surveillance, 2 weeks", "bid_on": BID, **fields}
    return Request(id=id, **values)


def granted(id: str = "r", decision: Decision = Decision.GRANTED, **fields: Any) -> Request:
    values: dict[str, Any] = {
        "state": RequestState.DECIDED,
        "decision": decision,
        "decided_on": DECIDED,
        "decided_by": "ACC Rivers",
        "decision_reason": "No capacity",
        **fields,
    }
    return request(id, **values)


def under_way(**fields: Any) -> Request:
    values: dict[str, Any] = {
        "state": RequestState.UNDER_WAY,
        "terms": "One team",
        "product": "log",
        "terms_agreed_on": DECIDED,
        "starts": DECIDED,
        "ends": date(2027, 1, 29),
        **fields,
    }
    return granted(**values)


def codes(found: Request) -> set[tuple[str, str]]:
    return {(fault.field, fault.code) for fault in found.faults(TODAY)}


@pytest.mark.parametrize(
    ("state", "decision", "steps"),
    [
        (RequestState.BID, None, "triage, change, withdraw"),
        (RequestState.TRIAGED, None, "manager's view, change, withdraw"),
        (RequestState.WITH_MANAGER, None, "list for a meeting, decide, manager's view, change, withdraw"),
        (RequestState.LISTED, None, "decide, list for a meeting, change, withdraw"),
        (RequestState.LISTED, Decision.DEFERRED, "decide, list for a meeting, change, withdraw"),
        (RequestState.DECIDED, Decision.GRANTED, "agree terms, withdraw"),
        (RequestState.DECIDED, Decision.PART, "agree terms, withdraw"),
        (RequestState.DECIDED, Decision.REFUSED, ""),
        (RequestState.DECIDED, Decision.DEFERRED, "list for a meeting, withdraw"),
        (RequestState.UNDER_WAY, Decision.GRANTED, "record the outcome, agree terms"),
        (RequestState.ENDED, Decision.GRANTED, "record the outcome"),
        (RequestState.WITHDRAWN, None, ""),
    ],
)
def test_which_step_is_possible_from_which_state(
    state: RequestState, decision: Decision | None, steps: str
) -> None:
    assert ", ".join(step.value for step in request_rules.possible(state, decision)) == steps


def test_steps_follow_each_other_and_have_happened() -> None:
    assert codes(granted()) == set()
    assert codes(request(bid_on=TODAY + timedelta(days=1))) == {("bid_on", "date.future")}
    assert codes(request(triaged_on=BID - timedelta(days=1))) == {("triaged_on", "request.too_early")}
    assert codes(granted(manager_on=DECIDED + timedelta(days=1))) == {("decided_on", "request.too_early")}
    assert codes(granted(triaged_on=DECIDED)) == set()
    assert codes(under_way(terms_agreed_on=BID)) == {("terms_agreed_on", "request.too_early")}


def test_a_decision_has_its_day_its_maker_and_where_not_granted_whole_its_reason() -> None:
    bare: dict[str, Any] = {"decided_on": None, "decided_by": "", "decision_reason": ""}
    wanted = {("decided_on", "required"), ("decided_by", "required")}
    assert codes(granted(**bare)) == wanted
    for decision in set(Decision) - {Decision.GRANTED}:
        assert codes(granted(decision=decision, **bare)) == wanted | {
            ("decision_reason", "request.no_reason")
        }


def test_support_under_way_has_terms_product_and_dates_and_an_end_says_what_came_of_it() -> None:
    assert codes(under_way(terms="", product="", starts=None, ends=None)) == {
        (name, "required") for name in ("terms", "product", "starts", "ends")
    }
    assert codes(under_way(ends=DECIDED - timedelta(days=1))) == {("ends", "request.ends_first")}
    ended = under_way(state=RequestState.ENDED, conditions="Debrief in 14 days")
    assert codes(ended) == {
        ("outcome", "required"),
        ("outcome_on", "required"),
        ("conditions_met", "request.conditions_open"),
    }


@pytest.mark.parametrize(
    ("found", "letter", "code"),
    [
        (request(), "", "request.rag.none"),
        (granted(decision=Decision.REFUSED), "", "request.rag.none"),
        (granted(decided_on=date(2026, 11, 26)), "A", "request.rag.terms_today"),
        (granted(decided_on=date(2026, 11, 27)), "A", "request.rag.terms_due"),
        (granted(decided_on=date(2026, 11, 25)), "R", "request.rag.terms_late"),
        (under_way(), "G", "request.rag.on_time"),
        (under_way(ends=TODAY), "A", "request.rag.ends_today"),
        (under_way(ends=TODAY + timedelta(days=14)), "A", "request.rag.ends_soon"),
        (under_way(ends=TODAY + timedelta(days=15)), "G", "request.rag.on_time"),
        (under_way(ends=TODAY - timedelta(days=1)), "R", "request.rag.no_outcome"),
        (granted(ends=TODAY - timedelta(days=1)), "R", "request.rag.no_outcome"),
        (under_way(state=RequestState.ENDED), "B", "request.rag.ended"),
        (granted(state=RequestState.WITHDRAWN), "", "request.rag.none"),
        (granted(decision=Decision.DEFERRED, state=RequestState.LISTED), "", "request.rag.none"),
    ],
)
def test_how_a_grant_stands(found: Request, letter: str, code: str) -> None:
    rag = request_rules.grant_rag(found, TODAY, terms_days=14, soon_days=14)
    assert (rag.letter, rag.code) == (letter, code)


def test_days_waited_run_to_the_decision_and_go_on_where_a_deferred_request_is_listed_again() -> None:
    assert request_rules.waited(request(), TODAY) == 70
    assert request_rules.waited(granted(), TODAY) == 42
    deferred = granted(decision=Decision.DEFERRED)
    assert request_rules.waited(deferred, TODAY) == 42
    again = granted(decision=Decision.DEFERRED, state=RequestState.LISTED)
    assert request_rules.waited(again, TODAY) == 70
    withdrawn = request(state=RequestState.WITHDRAWN, outcome_on=date(2026, 10, 5))
    assert request_rules.waited(withdrawn, TODAY) == 4


def test_a_request_misses_a_meeting_held_after_its_bid() -> None:
    capabilities, tasking = [date(2026, 10, 1), date(2026, 12, 10)], [date(2026, 11, 12)]
    assert request_rules.last_meeting(capabilities, tasking, TODAY) == date(2026, 10, 1)
    assert request_rules.last_meeting([], tasking, TODAY) == date(2026, 11, 12)
    assert request_rules.last_meeting([], [], TODAY) is None
    assert request_rules.missed(request(), date(2026, 10, 2))
    assert not request_rules.missed(request(), date(2026, 10, 1))
    assert not request_rules.missed(request(), None)
    assert not request_rules.missed(granted(), TODAY)
    again = granted(decision=Decision.DEFERRED, state=RequestState.LISTED)
    assert not request_rules.missed(again, DECIDED)
    assert request_rules.missed(again, DECIDED + timedelta(days=1))


def test_a_request_recurs_for_its_threat_and_for_the_capability_of_its_force() -> None:
    own = granted("own", capability="cyber")
    force = granted("force", threat="u", capability="surveillance", decided_on=date(2026, 11, 30))
    other_force = granted("other", threat="v", capability="surveillance")
    other_capability = granted("technical", threat="u", capability="technical")
    asked = request("asked", capability="surveillance")
    requests = [own, force, other_force, other_capability, asked]
    forces: dict[str, str | None] = {"t": "dorset", "u": "dorset", "v": "wiltshire"}
    earlier = Earlier(requests, forces)
    assert [r.id for r in earlier.of(asked)] == ["own", "force"]
    assert [r.id for r in earlier.of(other_capability)] == [], "what was decided later was not before it"
    assert [r.id for r in earlier.of(force)] == ["technical"]
    assert [r.id for r in earlier.like("u", None)] == ["force", "technical"]
    again = granted("again", decision=Decision.DEFERRED, state=RequestState.LISTED)
    assert [r.id for r in Earlier([again], forces).of(again)] == ["again"], "its own deferral"
    done = granted("done")
    assert Earlier([done], forces).of(done) == ()


states = st.sampled_from(
    [
        (RequestState.BID, None),
        (RequestState.LISTED, None),
        (RequestState.LISTED, Decision.DEFERRED),
        *((RequestState.DECIDED, decision) for decision in Decision),
        (RequestState.UNDER_WAY, Decision.PART),
        (RequestState.ENDED, Decision.GRANTED),
        (RequestState.WITHDRAWN, None),
        (RequestState.WITHDRAWN, Decision.GRANTED),
    ]
)


@given(st.lists(st.tuples(states, st.integers(0, 500), st.integers(0, 90), st.sampled_from("abc"))))
def test_the_ledger_puts_each_request_in_exactly_one_place(rows: list[Any]) -> None:
    made = []
    for (state, decision), ago, took, capability in rows:
        bid = TODAY - timedelta(days=ago)
        decided = bid + timedelta(days=took) if decision else None
        made.append(
            request(
                bid_on=bid, state=state, decision=decision, decided_on=decided, capability=capability,
                conditions_met=Met.MET,
            )
        )  # fmt: skip
    counted = request_ledger.in_ledger(made, TODAY)
    whole = request_ledger.tally(counted)
    assert whole.asked == sum(whole[1:6])
    assert whole.asked == sum(r.state is not RequestState.WITHDRAWN for r in counted)
    assert whole.open == sum(request_rules.undecided(r) for r in counted)
    assert (whole.days is None) == (whole.asked == whole.open)
    lines = request_ledger.by(counted, lambda r: r.capability or "")
    assert tuple(map(sum, zip(*(line[:6] for _, line in lines), strict=True))) == (whole[:6] if lines else ())
    assert [line.asked for _, line in lines] == sorted((line.asked for _, line in lines), reverse=True)


def test_the_next_step_stands_first() -> None:
    assert request_rules.possible(RequestState.LISTED, None)[0] is Step.DECIDE
