"""Deleting a threat: everything that hangs on it goes with it, a reason and an authority stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.commands import actions, deletion, meetings, requests, threats
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.errors import Conflict, Refusal
from app.reads import card, months
from app.register import Register
from app.store.unit import Unit, command
from tests.builders import add_action, add_disruption, add_nominal, add_order, add_threat, new_register

TODAY = date(2026, 11, 26)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with new_register(tmp_path, FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))) as made:
        yield made


@command("agenda.lay_for_test")
def lay(unit: Unit, item: AgendaItem) -> AgendaItem:
    return unit.put(item)


def test_all_that_hangs_on_it_goes_and_undo_brings_all_back(register: Register) -> None:
    kept = add_threat(register, "AS/2026/0001", name="Kept")
    gone = add_threat(register)
    action = add_action(register, gone)
    register.do(actions.redate, action, date(2027, 1, 8), "Waits for the court")
    add_disruption(register, gone)
    nominal = add_nominal(register, gone)
    add_order(register, gone, nominal=nominal.id)
    register.do(meetings.plan, Meeting(id="m-1", month="2026-11", on=date(2026, 11, 12)))
    register.do(meetings.plan, Meeting(id="m-2", month="2026-12", on=date(2026, 12, 10)))
    register.do(lay, AgendaItem(id="i", meeting="m-2", title="An item", threat=gone.id))
    before = register.ask(card.card, gone.id, TODAY)

    done = register.do(deletion.delete, gone, "Entered twice", "DI P Ostrow")

    month = register.ask(months.everything, "2026-12")
    assert [row.id for row in month.threats] == [kept.id]
    assert (month.actions, month.redatings, month.disruptions, month.nominals, month.orders) == ((),) * 5
    # the item of the meeting stays and no longer says what it was about
    assert [(item.title, item.threat) for item in month.agenda] == [("An item", None)]
    assert {(row.kind, row.id, row.by, row.reason) for row in month.removed} == {
        ("threat", gone.id, "Drew Quill", "Entered twice (authority: DI P Ostrow)"),
        ("action", action.id, "Drew Quill", "Entered twice (authority: DI P Ostrow)"),
    }
    assert register.verify().ok
    assert len(done.changes) >= 7

    register.undo()
    again = register.ask(card.card, gone.id, TODAY)
    assert replace(again.threat, version=0) == replace(before.threat, version=0)
    assert [a.action.due for a in again.actions] == [date(2027, 1, 8)]
    assert register.ask(months.everything, "2026-12").removed == ()
    register.redo()
    assert [row.id for row in register.ask(months.everything, "2026-12").threats] == [kept.id]
    assert register.verify().ok


@pytest.mark.parametrize(("reason", "authority"), [("", "DI P Ostrow"), ("Entered twice", " ")])
def test_a_reason_and_an_authority_are_wanted(register: Register, reason: str, authority: str) -> None:
    threat = add_threat(register)
    with pytest.raises(Refusal):
        register.do(deletion.delete, threat, reason, authority)
    assert register.ask(card.card, threat.id, TODAY).threat == threat


def test_a_stale_copy_takes_nothing_out(register: Register) -> None:
    threat = add_threat(register)
    register.do(threats.change, replace(threat, name="Another"))
    add_action(register, threat)
    with pytest.raises(Conflict):
        register.do(deletion.delete, threat, "Entered twice", "DI P Ostrow")
    assert len(register.ask(card.card, threat.id, TODAY).actions) == 1


def test_a_link_and_a_request_go_with_either_end(register: Register) -> None:
    threat = add_threat(register)
    register.do(
        requests.bid,
        Request(
            id="q", threat=threat.id, asked="Four days", bid_on=TODAY, bid_by="DI Hale", justification="x"
        ),
    )
    register.do(deletion.delete, threat, "Entered twice", "DI P Ostrow")
    register.do(meetings.plan, Meeting(id="m-2", month="2026-12", on=date(2026, 12, 10)))
    assert register.ask(months.everything, "2026-12").requests == ()
