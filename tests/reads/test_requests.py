"""Requests as read: the checks in SQL agree with the rules, and one threat's page with the whole one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from app.commands import demo, meetings
from app.domain.codes import Decision, RequestState, Series
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.domain.request_rules import GRANTS, UNDECIDED, grant_rag, last_meeting, missed
from app.reads import frame, home, requests
from app.register import Register
from tests.builders import add_threat

TODAY = date(2026, 11, 26)
HELD = date(2026, 11, 3)
CYBER, TOEX = "capability-cyber", "capability-toex"


def every_request() -> list[Request]:
    """One of each state and decision, with bids, decisions and ends on either side of their limits."""
    found: list[Request] = []
    values: dict[str, Any] = {"asked": "Advice", "terms": "One team", "product": "log", "decided_by": "ACC"}

    def add(**fields: Any) -> None:
        number = len(found)
        made = {**values, "decision_reason": "no", **fields}
        found.append(Request(id=f"r{number:03}", reference=f"R-{number:04}", threat=f"t{number}", **made))

    for state, bid in product(sorted(UNDECIDED), (HELD - timedelta(days=1), HELD, HELD + timedelta(days=1))):
        add(state=state, bid_on=bid)
    deferred = {"decision": Decision.DEFERRED, "decided_on": HELD, "bid_on": date(2026, 6, 1)}
    add(state=RequestState.LISTED, **deferred)
    add(state=RequestState.DECIDED, **deferred)
    for decision, ago, ends in product(Decision, (13, 14, 15), (None, TODAY - timedelta(days=1), TODAY)):
        decided = {"bid_on": date(2026, 6, 1), "decision": decision, "ends": ends}
        add(state=RequestState.DECIDED, decided_on=TODAY - timedelta(days=ago), **decided)
    for decision, ends in product(GRANTS, (TODAY - timedelta(days=1), TODAY)):
        agreed = {
            "bid_on": date(2026, 6, 1),
            "decided_on": date(2026, 7, 1),
            "terms_agreed_on": date(2026, 7, 2),
        }
        given = {"decision": decision, "starts": date(2026, 7, 3), "ends": ends, **agreed}
        add(state=RequestState.UNDER_WAY, **given)
        add(state=RequestState.ENDED, outcome="Done", outcome_on=TODAY, **given)
    return found


@pytest.mark.parametrize("series", [(), (Series.TASKING,), (Series.TASKING, Series.CAPABILITIES)])
def test_home_finds_by_sql_what_the_rules_find_one_by_one(
    register: Register, series: tuple[Series, ...]
) -> None:
    made = every_request()
    for request in made:
        add_threat(register, f"A/{request.threat}", id=request.threat)
    register.do(demo.fill, made)
    days = {Series.TASKING: HELD, Series.CAPABILITIES: HELD + timedelta(days=1)}
    for each in series:
        register.do(meetings.plan, Meeting(id=each, series=each, month="2026-11", on=days[each]))
        later = Meeting(id=f"{each} later", series=each, month="2026-12", on=TODAY)
        register.do(meetings.plan, later)
    met = last_meeting(
        [days[s] for s in series if s is Series.CAPABILITIES], [days[s] for s in series[:1]], TODAY
    )
    late = {r.threat for r in made if grant_rag(r, TODAY, 14, 14).letter == "R"}
    left = {r.threat for r in made if missed(r, met)}
    assert len(late) > 8
    assert register.ask(home.matching, "support_open", TODAY) == late
    assert register.ask(home.matching, "request_undecided", TODAY) == left
    assert bool(left) == bool(series)
    counts = register.ask(home.home, TODAY).counts
    assert (counts["support_open"], counts["request_undecided"]) == (len(late), len(left))
    waiting = sum(r.state in UNDECIDED for r in made)
    assert register.ask(frame.frame, TODAY).requests == waiting


def test_the_page_of_one_threat_says_what_the_whole_page_says_of_it(register: Register) -> None:
    forces = ("dorset", "dorset", "wiltshire", None)
    for number, force in enumerate(forces):
        add_threat(register, f"T{number}", id=f"t{number}", home_force=force)
    decided = {"state": RequestState.DECIDED, "decision": Decision.GRANTED, "decided_by": "ACC"}
    made = [
        Request(
            id=f"r{number}{capability}{day}",
            reference=f"R-{number}{day}",
            threat=f"t{number}",
            capability=capability,
            asked="Advice",
            bid_on=date(2026, 1, day),
            **({**decided, "decided_on": date(2026, 2, day)} if day < 20 else {}),  # type: ignore[arg-type]
        )
        for number, capability, day in product(range(4), (CYBER, TOEX), (3, 9, 25))
    ]
    register.do(demo.fill, made)
    whole = register.ask(requests.page, TODAY)
    assert [line.id for line in whole.lines][:1] == ["r3capability-toex25"], "newest bid first"
    for number in range(4):
        own = register.ask(requests.page, TODAY, f"t{number}")
        expected = {
            line.id: [r.id for r in line.before]
            for line in whole.lines
            if line.request.threat == f"t{number}"
        }
        assert {line.id: [r.id for r in line.before] for line in own.lines} == expected
        assert len(expected) == 6
