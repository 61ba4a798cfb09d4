"""The state of an order on any day, its steps, and what is due about orders and releases."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import order_rules as rules
from app.domain.codes import NominalRole, OrderState
from app.domain.faults import Severity, stops
from app.domain.nominal import AncillaryOrder, Nominal, looks_like_a_name

S = OrderState
TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)
SCPO = "order-type-serious-crime-prevention-order"

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def order(state: OrderState = S.CONSIDERED, **fields: Any) -> AncillaryOrder:
    return AncillaryOrder(**{"id": "o", "threat": "t", "order_type": SCPO, "state": state, **fields})


def nominal(**fields: Any) -> Nominal:
    return Nominal(**{"id": "n", "threat": "t", "reference": "NOM-100007", **fields})


@st.composite
def dated(draw: st.DrawFn) -> AncillaryOrder:
    """An order in any state whose dates are in order."""
    granted, begins, ends = sorted(draw(st.tuples(days, days, days)))
    return order(
        draw(st.sampled_from(S)),
        granted_on=granted,
        in_force_on=draw(st.sampled_from([begins, None])),
        expires_on=draw(st.sampled_from([ends, None])),
    )


@given(dated(), days)
def test_the_state_of_a_granted_order_follows_from_its_dates_alone(made: AncillaryOrder, on: date) -> None:
    state = rules.effective(made, on)
    if made.state in (S.CONSIDERED, S.NOT_SOUGHT, S.APPLIED, S.REFUSED):
        assert state is made.state
        return
    begun = made.in_force_on is not None and made.in_force_on <= on
    ended = made.expires_on is not None and made.expires_on < on
    if made.state is S.DISCHARGED:
        gone = made.expires_on is None or made.expires_on <= on
        assert (state is S.DISCHARGED) == gone
        assert gone or state in rules.LIVE
    elif ended:
        assert state is S.EXPIRED
    else:
        assert state is (S.IN_FORCE if begun else S.GRANTED)


@given(dated(), days, st.integers(1, 2000))
def test_time_only_moves_an_order_forward(made: AncillaryOrder, on: date, later: int) -> None:
    way = [S.CONSIDERED, S.NOT_SOUGHT, S.APPLIED, S.REFUSED, S.GRANTED, S.IN_FORCE, S.EXPIRED, S.DISCHARGED]
    then = way.index(rules.effective(made, on + timedelta(days=later)))
    assert way.index(rules.effective(made, on)) <= then


@given(dated(), days)
def test_one_that_has_ended_has_nothing_due_and_needs_no_owner(made: AncillaryOrder, on: date) -> None:
    if rules.effective(made, on) not in rules.LIVE | rules.PENDING:
        assert rules.due_next(made, on) is None
        assert not rules.unmonitored(made, on)
        assert not rules.expiring(made, on, 3650)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 11, 24), S.GRANTED),
        (date(2026, 11, 25), S.IN_FORCE),
        (date(2028, 11, 25), S.IN_FORCE),
        (date(2028, 11, 26), S.EXPIRED),
    ],
)
def test_an_order_begins_on_its_day_and_ends_with_its_last(on: date, state: OrderState) -> None:
    made = order(
        S.GRANTED, granted_on=date(2026, 1, 5), in_force_on=date(2026, 11, 25), expires_on=date(2028, 11, 25)
    )
    assert rules.effective(made, on) is state


ALLOWED = {
    (S.CONSIDERED, S.APPLIED), (S.CONSIDERED, S.NOT_SOUGHT), (S.CONSIDERED, S.GRANTED),
    (S.NOT_SOUGHT, S.CONSIDERED), (S.APPLIED, S.GRANTED), (S.APPLIED, S.REFUSED), (S.APPLIED, S.NOT_SOUGHT),
    (S.GRANTED, S.IN_FORCE), (S.GRANTED, S.DISCHARGED), (S.REFUSED, S.APPLIED),
    (S.IN_FORCE, S.EXPIRED), (S.IN_FORCE, S.DISCHARGED),
}  # fmt: skip
PAST = {"granted_on": TODAY - 300 * DAY, "in_force_on": TODAY - 200 * DAY, "expires_on": TODAY - 10 * DAY}
NEEDS: dict[OrderState, dict[str, date]] = {
    S.GRANTED: {"granted_on": PAST["granted_on"]},
    S.IN_FORCE: {name: PAST[name] for name in ("granted_on", "in_force_on")},
    S.EXPIRED: PAST,
    S.DISCHARGED: PAST,
}


@pytest.mark.parametrize(("was", "to"), list(product(S, S)))
def test_only_the_steps_of_the_table_may_follow(was: OrderState, to: OrderState) -> None:
    made = order(was, **NEEDS.get(was, {}))
    assert rules.effective(made, TODAY) is was
    assert (to in rules.steps(made, TODAY)) == ((was, to) in ALLOWED)


@pytest.mark.parametrize("state", [S.APPLIED, S.GRANTED, S.IN_FORCE, S.EXPIRED, S.DISCHARGED])
def test_a_state_needs_its_date(state: OrderState) -> None:
    found = {(fault.field, fault.code) for fault in order(state).faults(TODAY)}
    assert found == {(rules.DATE_OF[state], "order.no_date")}


@pytest.mark.parametrize(
    ("state", "on", "ok"),
    [
        (S.IN_FORCE, TODAY, True),
        (S.IN_FORCE, TODAY + DAY, False),
        (S.DISCHARGED, TODAY, True),
        (S.DISCHARGED, TODAY + DAY, False),
        (S.EXPIRED, TODAY - DAY, True),
        (S.EXPIRED, TODAY, False),
    ],
)
def test_a_state_cannot_be_written_before_its_day(state: OrderState, on: date, ok: bool) -> None:
    found = order(state, **{rules.DATE_OF[state]: on}).faults(TODAY)
    assert [fault.code for fault in found] == ([] if ok else ["order.not_yet"])


def test_the_dates_of_an_order_follow_each_other_across_gaps() -> None:
    wrong = order(S.GRANTED, considered_on=TODAY, granted_on=TODAY - DAY, expires_on=TODAY - 2 * DAY)
    assert [(f.field, f.code) for f in wrong.faults(TODAY)] == [
        ("granted_on", "order.out_of_order"),
        ("expires_on", "order.out_of_order"),
    ]


def test_what_is_due_has_a_day_and_words() -> None:
    assert [f.code for f in order(due=TODAY).faults(TODAY)] == ["order.due_what"]
    assert [f.code for f in order(due_what="Visit").faults(TODAY)] == ["order.due_when"]
    assert not order(due=TODAY, due_what="Visit").faults(TODAY)


def test_the_earlier_of_what_was_set_and_the_expiry_is_due_next() -> None:
    made = order(
        S.IN_FORCE, granted_on=TODAY, in_force_on=TODAY, expires_on=TODAY + 20 * DAY,
        due=TODAY + 30 * DAY, due_what="Financial report",
    )  # fmt: skip
    assert rules.due_next(made, TODAY) == rules.Due(TODAY + 20 * DAY)
    assert rules.due_within(made, TODAY, 20)
    assert not rules.due_within(made, TODAY, 19)
    assert rules.expiring(made, TODAY, 20)
    assert not rules.expiring(made, TODAY, 19)


@pytest.mark.parametrize(
    ("fields", "is_"),
    [
        ({}, True),
        ({"owner": "x"}, False),
        ({"owner_organisation": "NCA"}, False),
        ({"owner_organisation": " "}, True),
    ],
)
def test_a_live_order_needs_somebody_to_monitor_it(fields: dict[str, str], is_: bool) -> None:
    assert rules.unmonitored(order(S.GRANTED, granted_on=TODAY, **fields), TODAY) == is_
    assert not rules.unmonitored(order(S.APPLIED, applied_on=TODAY, **fields), TODAY)


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"release_on": date(2027, 2, 26)}, True),
        ({"release_on": date(2027, 2, 27)}, False),
        ({"release_on": TODAY - DAY}, False),
        ({"release_on": TODAY - DAY, "in_custody": True}, True),
        ({"release_on": TODAY, "until": TODAY - DAY}, False),
        ({"release_on": TODAY, "until": TODAY}, True),
        ({"in_custody": True}, False),
    ],
)
def test_a_release_is_due_within_the_local_months(fields: dict[str, Any], due: bool) -> None:
    assert rules.release_due(nominal(**fields), TODAY, 3) == due
    assert rules.release_unplanned(nominal(**fields), TODAY, 3) == due
    assert not rules.release_unplanned(nominal(release_plan="RP-1", **fields), TODAY, 3)


def test_a_charge_or_a_conviction_asks_for_an_order_to_be_considered() -> None:
    for field in ("charged_on", "convicted_on"):
        accused = nominal(**{field: TODAY})
        assert rules.order_to_consider(accused, TODAY, has_order=False)
        assert not rules.order_to_consider(accused, TODAY, has_order=True)
        gone = nominal(**{field: TODAY}, until=TODAY - DAY)
        assert not rules.order_to_consider(gone, TODAY, has_order=False)
    assert not rules.order_to_consider(nominal(), TODAY, has_order=False)


def test_roles_are_counted_in_their_order() -> None:
    p, s, q = NominalRole.PRINCIPAL, NominalRole.SIGNIFICANT, NominalRole.PERIPHERAL
    assert rules.role_counts([q, p, s, p]) == "2 principal, 1 significant, 1 peripheral"
    assert rules.role_counts([q]) == "1 peripheral"
    assert rules.role_counts([]) == ""


@pytest.mark.parametrize("text", ["Morgan Hale", "Anna O'Neil", "Jean-Luc Marie Picard", "Mary Smith-Jones"])
def test_what_reads_like_a_name_is_told(text: str) -> None:
    found = nominal(reference=text).faults(TODAY)
    assert not stops(found)
    assert [(f.code, f.severity) for f in found] == [("nominal.name", Severity.WARN)]


@pytest.mark.parametrize(
    "text",
    ["NOM-100007", "5224/118", "Nominal A", "Subject One", "AS 2024 Hale", "PRINCIPAL ONE", "Op Heron",
     "Hale", "Principal Two", "N24/0117", "Male A", "MH", "Person Of Interest", "niche 5224"],
)  # fmt: skip
def test_a_reference_is_no_name(text: str) -> None:
    assert not looks_like_a_name(text)


def test_what_stops_a_nominal() -> None:
    wrong = nominal(
        reference=" ", since=TODAY + DAY, until=TODAY - DAY, charged_on=TODAY, convicted_on=TODAY - DAY
    )
    assert {(f.field, f.code) for f in stops(wrong.faults(TODAY))} == {
        ("reference", "required"),
        ("since", "date.future"),
        ("until", "assignment.ends_first"),
        ("convicted_on", "nominal.convicted_first"),
    }
