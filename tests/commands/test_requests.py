"""Requests for regional support as commands: the whole route, refusals that change nothing, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, select

from app.commands import meetings, requests, threats
from app.domain.codes import Decision, Met, RequestState, Series
from app.domain.faults import Faulty
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.reads import journal
from app.reads.record import record as read_record
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_threat

BID, DAY, AGREED = date(2026, 10, 1), date(2026, 11, 12), date(2026, 11, 20)

AFTER: dict[str, Any] = {"reassess": True, "onward_owner": "Force SOC team"}


@pytest.fixture
def threat(register: Register) -> Threat:
    return add_threat(register)


@pytest.fixture
def meeting(register: Register) -> Meeting:
    planned = Meeting(id="m", series=Series.CAPABILITIES, month="2026-12", on=date(2026, 12, 3))
    made: Meeting = register.do(meetings.plan, planned).result
    return made


def head(register: Register) -> str:
    def read(connection: Connection) -> str:
        last = select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
        return str(connection.execute(last).scalar_one())

    return register.ask(read)


def bid(register: Register, threat: Threat, id: str = "r", **fields: Any) -> Request:
    values: dict[str, Any] = {"capability": "capability-surveillance", "asked": "Two weeks", "bid_on": BID}
    made: Request = register.do(requests.bid, Request(id=id, threat=threat.id, **{**values, **fields})).result
    return made


Walk = list[tuple[str, Callable[[Register, Request], Any]]]

ROUTE: Walk = [
    ("triaged", lambda r, x: r.do(requests.triage, x, "K Moss", BID, "Complete").result),
    (
        "with the capability manager",
        lambda r, x: r.do(requests.to_manager, x, "DCI Vane", date(2026, 10, 5), "Grant. One week.").result,
    ),
    ("listed for the meeting", lambda r, x: r.do(requests.list_for, (x,), "m").result[0]),
    (
        "decided",
        lambda r, x: r.do(
            requests.decide, x, Decision.PART, "ACC Rivers", DAY, reason="Vacant", conditions="Debrief"
        ).result,
    ),
    (
        "under way",
        lambda r, x: r.do(
            requests.agree_terms, x, "One team", "log", AGREED, AGREED, date(2026, 12, 4)
        ).result,
    ),
    (
        "ended",
        lambda r, x: r.do(
            requests.record_outcome, x, "Two arrests", date(2026, 11, 25), Met.MET, **AFTER
        ).result,
    ),
]  # fmt: skip


def walked(register: Register, request: Request, to: str) -> Request:
    """The request as it stands after the steps up to a state."""
    for state, step in ROUTE:
        if request.state == to:
            break
        request = step(register, request)
        assert request.state == state
    return request


def test_references_count_up_and_are_never_given_twice(register: Register, threat: Threat) -> None:
    assert bid(register, threat).reference == "R-0001"
    assert bid(register, threat, "s").reference == "R-0002"
    register.undo()
    assert bid(register, threat, "u").reference == "R-0003"


def test_the_whole_route_is_kept_told_and_can_be_undone_and_redone_step_by_step(
    register: Register, threat: Threat, meeting: Meeting
) -> None:
    request = walked(register, bid(register, threat), "ended")
    assert request.version == 7
    assert (request.outcome, request.reassess, request.onward_owner) == (
        "Two arrests",
        True,
        "Force SOC team",
    )
    told = register.ask(journal.threat_history, threat.id)
    assert [entry.command for entry in told if entry.kind == "request"] == [
        "request.record_outcome", "request.agree_terms", "request.decide", "request.list",
        "request.to_manager", "request.triage", "request.bid",
    ]  # fmt: skip
    for state in ["under way", "decided", "listed for the meeting", "with the capability manager", "triaged"]:
        register.undo()
        assert register.ask(read_record, Request, "r").state == state
    for _ in range(5):
        register.redo()
    again = register.ask(read_record, Request, "r")
    assert replace(again, version=0) == replace(request, version=0)


STEPS: dict[str, Callable[[Register, Request], Any]] = {
    "change": lambda r, x: r.do(requests.change, replace(x, asked="Three weeks")),
    **{name: step for (_, step), name in zip(ROUTE, ("triage", "manager's view", "list for a meeting",
                                                     "decide", "agree terms", "record the outcome"),
                                             strict=True)},
    "withdraw": lambda r, x: r.do(requests.withdraw, x, "No longer needed", date(2026, 11, 26)),
}  # fmt: skip
FROM = {
    "bid": {"triage", "change", "withdraw"},
    "triaged": {"manager's view", "change", "withdraw"},
    "with the capability manager": {"list for a meeting", "decide", "manager's view", "change", "withdraw"},
    "listed for the meeting": {"decide", "list for a meeting", "change", "withdraw"},
    "decided": {"agree terms", "withdraw"},
    "under way": {"record the outcome", "agree terms"},
    "ended": {"record the outcome"},
}


@pytest.mark.parametrize("state", FROM)
@pytest.mark.parametrize("step", STEPS)
def test_every_state_takes_its_steps_and_refuses_every_other(
    register: Register, threat: Threat, meeting: Meeting, state: str, step: str
) -> None:
    request = walked(register, bid(register, threat), state)
    before = head(register)
    if step in FROM[state]:
        STEPS[step](register, request)
        return
    with pytest.raises(Refusal) as refused:
        STEPS[step](register, request)
    assert refused.value.code == "request.not_possible"
    assert refused.value.fields["step"] == step
    assert head(register) == before


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.DEFERRED])
def test_what_is_refused_ends_there_and_what_is_deferred_can_be_listed_again(
    register: Register, threat: Threat, meeting: Meeting, decision: Decision
) -> None:
    request = walked(register, bid(register, threat), "listed for the meeting")
    request = register.do(requests.decide, request, decision, "ACC Rivers", DAY, reason="No capacity").result
    for name in ("agree terms", "record the outcome", "change"):
        with pytest.raises(Refusal, match=r"request\.not_possible"):
            STEPS[name](register, request)
    if decision is Decision.REFUSED:
        with pytest.raises(Refusal, match=r"request\.not_possible"):
            STEPS["list for a meeting"](register, request)
        return
    again = STEPS["list for a meeting"](register, request)
    assert (again.state, again.decision) == (RequestState.LISTED, Decision.DEFERRED)
    with pytest.raises(Faulty) as refused:
        register.do(requests.decide, again, Decision.GRANTED, "ACC Rivers", date(2026, 11, 1))
    assert [(f.field, f.code) for f in refused.value.faults] == [("decided_on", "request.too_early")]
    decided = register.do(requests.decide, again, Decision.GRANTED, "ACC Rivers", date(2026, 11, 26)).result
    assert decided.decision is Decision.GRANTED


def test_a_step_is_dated_not_in_the_future_and_not_before_the_one_before(
    register: Register, threat: Threat
) -> None:
    request, before = bid(register, threat), head(register)
    for on, code in ((date(2026, 11, 27), "date.future"), (date(2026, 9, 30), "request.too_early")):
        with pytest.raises(Faulty) as refused:
            register.do(requests.triage, request, "K Moss", on)
        assert [(f.field, f.code) for f in refused.value.faults] == [("triaged_on", code)]
    assert head(register) == before


def test_several_are_listed_in_one_batch_or_none_is(
    register: Register, threat: Threat, meeting: Meeting
) -> None:
    ready = [walked(register, bid(register, threat, id), "with the capability manager") for id in "abc"]
    early = bid(register, threat, "d")
    before = head(register)
    with pytest.raises(Refusal, match=r"request\.not_possible"):
        register.do(requests.list_for, (*ready, early), "m")
    assert head(register) == before
    done = register.do(requests.list_for, tuple(ready), "m")
    assert {change for change in done.changes if change[0] == "request"} == {("request", id) for id in "abc"}
    register.undo()
    assert {register.ask(read_record, Request, id).state for id in "abc"} == {RequestState.WITH_MANAGER}


def test_only_a_capabilities_meeting_to_come_takes_a_list(
    register: Register, threat: Threat, meeting: Meeting
) -> None:
    ready = walked(register, bid(register, threat), "with the capability manager")
    register.do(meetings.plan, Meeting(id="tasking", month="2026-12", on=date(2026, 12, 10)))
    past = Meeting(id="past", series=Series.CAPABILITIES, month="2026-11", on=DAY)
    register.do(meetings.plan, past)
    for id in ("tasking", "past"):
        with pytest.raises(Refusal, match=r"request\.no_capabilities_meeting"):
            register.do(requests.list_for, (ready,), id)


def test_an_archived_threat_asks_for_nothing(register: Register, threat: Threat) -> None:
    register.do(threats.archive, threat, date(2026, 11, 20), "Disrupted", "ACC Rivers")
    before = head(register)
    with pytest.raises(Refusal, match=r"request\.archived"):
        bid(register, threat)
    assert head(register) == before


def test_a_stale_copy_is_told_of_and_a_withdrawal_says_why(register: Register, threat: Threat) -> None:
    request = bid(register, threat)
    register.do(requests.triage, request, "K Moss", BID)
    with pytest.raises(Conflict):
        register.do(requests.change, replace(request, asked="Three weeks"))
    fresh = register.ask(read_record, Request, "r")
    with pytest.raises(Faulty):
        register.do(requests.withdraw, fresh, " ", DAY)
    gone = register.do(requests.withdraw, fresh, "Force can do it", DAY).result
    assert (gone.state, gone.outcome) == (RequestState.WITHDRAWN, "Force can do it")
    assert register.ask(journal.history, "request", "r")[0].reason == "Force can do it"


def test_where_it_stands_is_the_registers_word_and_not_the_copys(
    register: Register, threat: Threat, meeting: Meeting
) -> None:
    decided = walked(register, bid(register, threat), "decided")
    before = head(register)
    with pytest.raises(Refusal, match=r"request\.not_possible"):
        register.do(requests.change, replace(decided, state=RequestState.BID, decision=None))
    with pytest.raises(Refusal, match=r"request\.not_possible"):
        register.do(requests.triage, replace(decided, state=RequestState.BID), "K Moss", BID)
    assert head(register) == before
    other = bid(register, threat, "s")
    changed = register.do(requests.change, replace(other, asked="More", state=RequestState.ENDED)).result
    assert (changed.asked, changed.state) == ("More", RequestState.BID)
