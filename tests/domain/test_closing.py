"""The closing checklist: what counts as open, and that nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import order_rules
from app.domain.closing import LACKING, Held, Item, checklist, in_words, left_open, live_request
from app.domain.codes import ActionState, Decision, MappingState, OrderState, RequestState, TransferState

DAY = date(2026, 11, 26)


@dataclass(frozen=True)
class Thing:
    """Anything that a threat holds, with the fields that the checklist reads."""

    state: object = None
    decision: Decision | None = None
    moderated_on: date | None = None
    apmis: bool = False
    closed_on: date | None = None
    granted_on: date | None = None
    in_force_on: date | None = None
    expires_on: date | None = None
    owner: str | None = None
    owner_organisation: str = ""
    due: date | None = None
    due_what: str = ""


def things(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[list[Thing]]:
    return st.lists(st.builds(Thing, **fields), max_size=4)


days = st.sampled_from([None, DAY])
held = st.builds(
    Held,
    on=st.just(DAY),
    live_operation=st.booleans(),
    actions=things(state=st.sampled_from(ActionState)),
    orders=things(
        state=st.sampled_from(OrderState),
        in_force_on=st.sampled_from([None, date(2026, 1, 5), date(2027, 1, 5)]),
        expires_on=st.sampled_from([None, date(2026, 11, 25), date(2026, 11, 26)]),
    ),
    disruptions=things(moderated_on=days, apmis=st.booleans()),
    requests=things(state=st.sampled_from(RequestState), decision=st.sampled_from([None, *Decision])),
    gaps=things(closed_on=days),
    submissions=things(state=st.sampled_from(MappingState)),
    transfers=things(state=st.sampled_from(TransferState)),
    entered=st.sampled_from([None, True, False]),
    report=st.sampled_from(["", "  ", "CR/26/4"]),
    learning=st.booleans(),
)


@given(held)
def test_each_thing_is_counted_under_its_item_and_only_there(of: Held) -> None:
    found = checklist(of)
    assert tuple(found) == tuple(Item)
    assert found[Item.LIVE_OPERATION] == of.live_operation
    assert found[Item.ACTIONS] == sum(str(a.state) in ("open", "completed") for a in of.actions)
    assert found[Item.ORDERS] == sum(order_rules.live(o, DAY) for o in of.orders)
    assert found[Item.UNMODERATED] == sum(d.moderated_on is None for d in of.disruptions)
    assert found[Item.NOT_ON_APMIS] == sum(not d.apmis for d in of.disruptions)
    undecided = ("draft", "submitted", "returned", "resubmitted")
    assert found[Item.SUBMISSION] == sum(str(s.state) in undecided for s in of.submissions)
    assert found[Item.GAPS] == sum(gap.closed_on is None for gap in of.gaps)
    assert found[Item.TRANSFER] == sum(str(t.state) == "proposed" for t in of.transfers)
    assert found[Item.NOT_ENTERED] == (of.entered is False)
    assert found[Item.NO_REPORT] == (not of.report.strip())
    assert found[Item.NO_LEARNING] == (not of.learning)


@given(held)
def test_what_stays_open_is_work_and_never_what_is_only_missing(of: Held) -> None:
    found = checklist(of)
    left = left_open(found)
    assert all(left.values())
    assert not LACKING & left.keys()
    assert set(found) - LACKING - {item for item, number in found.items() if not number} == set(left)
    assert all(item.value in in_words(left) for item in left)


@given(held)
def test_to_mend_everything_leaves_nothing(of: Held) -> None:
    mended = Held(
        on=DAY,
        actions=[Thing(ActionState.RESULTED) for _ in of.actions],
        orders=[Thing(OrderState.REFUSED) for _ in of.orders],
        disruptions=[Thing(moderated_on=DAY, apmis=True) for _ in of.disruptions],
        requests=[Thing(RequestState.ENDED) for _ in of.requests],
        gaps=[Thing(closed_on=DAY) for _ in of.gaps],
        transfers=[Thing(TransferState.WITHDRAWN) for _ in of.transfers],
        entered=True,
        report="CR/26/4",
        learning=True,
    )
    assert not any(checklist(mended).values())


@pytest.mark.parametrize(
    ("state", "decision", "live"),
    [
        (RequestState.BID, None, True),
        (RequestState.LISTED, None, True),
        (RequestState.DECIDED, Decision.GRANTED, True),
        (RequestState.DECIDED, Decision.DEFERRED, True),
        (RequestState.DECIDED, Decision.REFUSED, False),
        (RequestState.UNDER_WAY, Decision.PART, True),
        (RequestState.ENDED, Decision.GRANTED, False),
        (RequestState.WITHDRAWN, None, False),
    ],
)
def test_a_request_lives_until_it_is_refused_or_ended(
    state: RequestState, decision: Decision | None, live: bool
) -> None:
    assert live_request(Thing(state, decision)) is live
