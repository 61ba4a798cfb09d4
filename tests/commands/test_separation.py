"""Who prepares does not settle, told by who is logged in; a lead officer changes their own only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, text

from app.commands import actions, disruptions, updates
from app.domain import permissions
from app.domain.action import Update
from app.domain.codes import ActionState, Role
from app.errors import Refusal
from app.reads.record import record as read_record
from app.register import Register
from app.store.session import Session
from tests.builders import add_action, add_disruption, add_officer, add_threat

TODAY = date(2026, 11, 26)


def at_work(register: Register, person: str, *roles: Role) -> None:
    """One of several people of the register sits down at it."""
    register.alone = False
    register.session = Session(f"id-{person}", person, frozenset(roles))
    register.roles = permissions.effective(frozenset(roles), alone=False)


def reasons(connection: Connection) -> list[Any]:
    query = (
        "select kind, object, reason, person from journal where command = 'disruption.moderate' order by seq"
    )
    return [tuple(row) for row in connection.execute(text(query))]


def test_whoever_recorded_a_disruption_does_not_moderate_it_under_another_name(register: Register) -> None:
    at_work(register, "Robin Vale", Role.COORDINATOR, Role.APPROVER)
    made = add_disruption(register, add_threat(register))
    with pytest.raises(Refusal, match=r"separation\.own"):
        register.do(disruptions.moderate, made, "Kit Rowan", TODAY)
    at_work(register, "Kit Rowan", Role.APPROVER)
    assert register.do(disruptions.moderate, made, "Kit Rowan", TODAY).result.moderated_by == "Kit Rowan"
    assert [row[2:] for row in register._ask(reasons)] == [("", "id-Kit Rowan")]


def test_a_preparation_that_was_undone_prepares_nothing(register: Register) -> None:
    at_work(register, "Robin Vale", Role.COORDINATOR, Role.APPROVER)
    threat = add_threat(register)
    add_disruption(register, threat)
    register.undo()
    at_work(register, "Kit Rowan", Role.COORDINATOR)
    made = add_disruption(register, threat)
    at_work(register, "Robin Vale", Role.APPROVER)
    register.do(disruptions.moderate, made, "Robin Vale", TODAY)


def test_a_unit_of_one_settles_its_own_and_the_log_says_so(register: Register) -> None:
    assert register.alone
    made = add_disruption(register, add_threat(register))
    register.do(disruptions.moderate, made, "Kit Rowan", TODAY)
    said = [row[:3] for row in register._ask(reasons)]
    assert said == [("self_ratified", made.id, "Self-ratified."), ("disruption", made.id, "Self-ratified.")]


def test_a_coordinator_settles_nothing_however_often_others_are_named(register: Register) -> None:
    made = add_disruption(register, add_threat(register))
    at_work(register, "Robin Vale", Role.COORDINATOR)
    with pytest.raises(Refusal, match="not_allowed"):
        register.do(disruptions.moderate, made, "Kit Rowan", TODAY)


def test_nobody_takes_back_or_repeats_what_they_may_no_longer_do(register: Register) -> None:
    at_work(register, "Robin Vale", Role.COORDINATOR)
    threat = add_threat(register)
    register.roles = frozenset({Role.READER})
    with pytest.raises(Refusal, match="not_allowed"):
        register.undo()
    assert register.ask(read_record, type(threat), threat.id) == threat
    register.roles = frozenset({Role.COORDINATOR})
    register.undo()
    register.roles = frozenset({Role.APPROVER})
    with pytest.raises(Refusal, match="not_allowed"):
        register.redo()
    refused = "select object, outcome from journal where command = 'log.refused' order by seq"
    assert [tuple(row) for row in register._ask(lambda c: c.execute(text(refused)).all())] == [
        ("threat.add", "refused"), ("threat.add", "refused"),
    ]  # fmt: skip


def test_a_lead_officer_completes_and_moves_their_own_actions_only(register: Register) -> None:
    threat = add_threat(register)
    morgan = add_officer(register, "Morgan Hale")
    own = add_action(register, threat, "Visit premises", owner=morgan.id, owner_organisation="")
    other = add_action(register, threat, "Brief the council")
    at_work(register, "DI Morgan Hale", Role.LEAD)
    assert register.do(actions.complete, own, TODAY).result.state is ActionState.COMPLETED
    for refused in (
        lambda: register.do(actions.complete, other, TODAY),
        lambda: register.do(actions.redate, other, date(2027, 1, 8), "Hall closed"),
        # a copy that claims the action changes nothing: the record says whose it is
        lambda: register.do(actions.complete, replace(other, owner=morgan.id), TODAY),
    ):
        with pytest.raises(Refusal, match=r"own\.action"):
            refused()
    with pytest.raises(Refusal, match="not_allowed"):
        register.do(actions.result, own, "Done", TODAY)


def test_a_lead_officer_writes_updates_where_they_have_a_part(register: Register) -> None:
    threat, strange = add_threat(register), add_threat(register, "AS/2024/0200", name="Far line")
    morgan = add_officer(register, "Morgan Hale")
    add_action(register, threat, owner=morgan.id, owner_organisation="")
    at_work(register, "Morgan Hale", Role.LEAD)
    register.do(updates.add, Update(id="u", threat=threat.id, on=TODAY, text="Warrant granted"))
    with pytest.raises(Refusal, match=r"own\.threat"):
        register.do(updates.add, Update(id="v", threat=strange.id, on=TODAY, text="Warrant granted"))


def test_a_name_that_two_officers_bear_is_nobodys(register: Register) -> None:
    threat = add_threat(register)
    morgan = add_officer(register, "Morgan Hale")
    add_officer(register, "Morgan Hale", id="o-2")
    own = add_action(register, threat, owner=morgan.id, owner_organisation="")
    at_work(register, "Morgan Hale", Role.LEAD)
    with pytest.raises(Refusal, match=r"own\.action"):
        register.do(actions.complete, own, TODAY)
