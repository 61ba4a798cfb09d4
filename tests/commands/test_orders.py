"""Nominals and ancillary orders through their commands: each step, what is refused, undo and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.commands import custom, nominals, orders
from app.domain.codes import NominalRole, OrderState
from app.domain.custom import CustomField
from app.domain.faults import Faulty
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.order_rules import NEXT, effective
from app.errors import Conflict, Refusal
from app.reads import custom as custom_reads
from app.reads import journal
from app.reads.record import record
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_nominal, add_officer, add_order, add_threat

S = OrderState
TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


def head(register: Register) -> Any:
    return register.ask(lambda connection: connection.execute(select(func.max(JOURNAL.c.seq))).scalar())


def stored(register: Register, order: AncillaryOrder) -> AncillaryOrder:
    return register.ask(record, AncillaryOrder, order.id)


DATES: dict[OrderState, dict[str, Any]] = {
    S.CONSIDERED: {"considered_on": TODAY - 90 * DAY},
    S.NOT_SOUGHT: {"considered_on": TODAY - 90 * DAY},
    S.APPLIED: {"applied_on": TODAY - 80 * DAY},
    S.REFUSED: {"applied_on": TODAY - 80 * DAY},
    S.GRANTED: {"granted_on": TODAY - 60 * DAY},
    S.IN_FORCE: {"granted_on": TODAY - 60 * DAY, "in_force_on": TODAY - 50 * DAY},
    S.EXPIRED: {"in_force_on": TODAY - 50 * DAY, "expires_on": TODAY - 5 * DAY},
    S.DISCHARGED: {"in_force_on": TODAY - 50 * DAY, "expires_on": TODAY - 5 * DAY},
}
TAKE: dict[OrderState, Callable[[Register, AncillaryOrder], Any]] = {
    S.CONSIDERED: lambda r, o: r.do(orders.consider_again, o, TODAY),
    S.NOT_SOUGHT: lambda r, o: r.do(orders.not_sought, o, TODAY, "CPS agrees"),
    S.APPLIED: lambda r, o: r.do(orders.apply, o, TODAY),
    S.GRANTED: lambda r, o: r.do(orders.grant, o, TODAY, TODAY + DAY, TODAY + 99 * DAY),
    S.REFUSED: lambda r, o: r.do(orders.refuse, o, TODAY, "Not necessary"),
    S.IN_FORCE: lambda r, o: r.do(orders.in_force, o, TODAY),
    S.EXPIRED: lambda r, o: r.do(orders.expire, o, TODAY - DAY),
    S.DISCHARGED: lambda r, o: r.do(orders.discharge, o, TODAY, "Varied by the court"),
}


@pytest.mark.parametrize("to", list(S))
@pytest.mark.parametrize("was", list(S))
def test_each_step_is_taken_or_refused_as_the_table_says(
    register: Register, was: OrderState, to: OrderState
) -> None:
    order = add_order(register, add_threat(register), state=was, **DATES[was])
    before = head(register)
    if to not in NEXT[was]:
        with pytest.raises(Refusal) as refused:
            TAKE[to](register, order)
        assert refused.value.code == "order.no_step"
        assert head(register) == before
        assert stored(register, order) == order
        return
    TAKE[to](register, order)
    now = stored(register, order)
    assert effective(now, TODAY) is to
    register.undo()
    assert stored(register, order).state is was
    register.redo()
    again = stored(register, order)
    assert (again.state, again.note, again.expires_on) == (now.state, now.note, now.expires_on)


def test_granted_and_in_force_differ_and_the_day_does_its_work(register: Register) -> None:
    order = add_order(register, add_threat(register), state=S.APPLIED, applied_on=TODAY - 9 * DAY)
    begins = TODAY + 40 * DAY
    granted = register.do(orders.grant, order, TODAY, begins, begins + 730 * DAY).result
    assert effective(granted, TODAY) is S.GRANTED
    assert effective(granted, begins) is S.IN_FORCE
    with pytest.raises(Faulty) as faulty:
        register.do(orders.in_force, granted, begins)
    assert [fault.code for fault in faulty.value.faults] == ["order.not_yet"]


def test_one_discharged_before_it_begins_was_never_in_force(register: Register) -> None:
    order = add_order(
        register,
        add_threat(register),
        state=S.GRANTED,
        granted_on=TODAY - 9 * DAY,
        in_force_on=TODAY + 9 * DAY,
    )
    gone = register.do(orders.discharge, order, TODAY, "Quashed on appeal").result
    assert (gone.in_force_on, gone.expires_on) == (None, TODAY)
    assert effective(gone, TODAY + 99 * DAY) is S.DISCHARGED


def test_steps_without_a_date_of_their_own_say_it_in_the_note(register: Register) -> None:
    order = add_order(register, add_threat(register), state=S.APPLIED, applied_on=TODAY, note="By CPS.")
    refused = register.do(orders.refuse, order, TODAY, "Not necessary").result
    assert refused.note == "By CPS.\nRefused 26 Nov 2026: Not necessary"
    (last, *_) = register.ask(journal.history, "ancillary_order", order.id)
    assert last.reason == "Not necessary"


def test_monitoring_is_set_and_cleared(register: Register) -> None:
    order = add_order(register, add_threat(register), state=S.GRANTED, granted_on=TODAY)
    hale = add_officer(register)
    told = register.do(orders.monitor, order, hale.id, "", TODAY + DAY, "Visit").result
    assert (told.owner, told.due, told.due_what) == (hale.id, TODAY + DAY, "Visit")
    cleared = register.do(orders.monitor, told, None, "NCA").result
    assert (cleared.owner, cleared.owner_organisation, cleared.due) == (None, "NCA", None)
    before = head(register)
    with pytest.raises(Faulty):
        register.do(orders.monitor, cleared, None, "", TODAY, "")
    assert head(register) == before


def test_a_change_corrects_dates_and_leaves_the_state_to_the_steps(register: Register) -> None:
    order = add_order(register, add_threat(register), state=S.GRANTED, granted_on=TODAY - DAY)
    moved = register.do(orders.change, replace(order, granted_on=TODAY)).result
    assert moved.granted_on == TODAY
    before = head(register)
    with pytest.raises(Refusal) as refused:
        register.do(orders.change, replace(moved, state=S.DISCHARGED))
    assert refused.value.code == "order.state_by_step"
    with pytest.raises(Conflict):
        register.do(orders.change, replace(order, note="stale"))
    with pytest.raises(Conflict):
        register.do(orders.discharge, order, TODAY, "stale")
    assert head(register) == before


def test_an_order_names_a_nominal_of_its_own_threat(register: Register) -> None:
    threat, other = add_threat(register), add_threat(register, "AS/2024/0132")
    nominal = add_nominal(register, other)
    before = head(register)
    for command in (orders.consider, orders.record):
        made = AncillaryOrder(id="x", threat=threat.id, nominal=nominal.id, order_type="x")
        with pytest.raises(Refusal) as refused:
            register.do(command, made)
        assert refused.value.code == "order.other_threat"
    assert head(register) == before


def test_an_order_that_is_considered_starts_today(register: Register) -> None:
    threat = add_threat(register)
    made = AncillaryOrder(id="x", threat=threat.id, order_type="order-type-travel-restriction-order")
    assert register.do(orders.consider, made).result.considered_on == TODAY
    assert register.undo_label == "order considered"


def test_a_nominal_moves_role_is_held_and_released(register: Register) -> None:
    nominal = add_nominal(register, add_threat(register))
    hale = add_officer(register)
    up = register.do(nominals.change_role, nominal, NominalRole.PRINCIPAL, TODAY).result
    assert (up.role, up.since) == (NominalRole.PRINCIPAL, TODAY)
    held = register.do(nominals.hold, up, TODAY, None).result
    assert (held.in_custody, held.charged_on, held.release_on) == (True, TODAY, None)
    planned = register.do(nominals.plan_release, held, TODAY + 30 * DAY, " RP-1 ", hale.id).result
    assert (planned.release_on, planned.release_plan, planned.owner) == (TODAY + 30 * DAY, "RP-1", hale.id)
    free = register.do(nominals.release, planned, TODAY).result
    assert (free.in_custody, free.release_on) == (False, TODAY)
    ended = register.do(nominals.end, free, TODAY).result
    assert ended.until == TODAY
    for _ in range(5):
        register.undo()
    back = register.ask(record, Nominal, nominal.id)
    assert (back.role, back.in_custody, back.release_plan, back.until) == (
        NominalRole.PERIPHERAL, False, "", None,
    )  # fmt: skip
    for _ in range(5):
        register.redo()
    assert register.ask(record, Nominal, nominal.id).until == TODAY


def test_what_a_nominal_refuses_changes_nothing(register: Register) -> None:
    threat = add_threat(register)
    nominal = add_nominal(register, threat)
    add_order(register, threat, nominal=nominal.id)
    before = head(register)
    doings: tuple[tuple[str, Callable[[], object]], ...] = (
        ("nominal.twice", lambda: add_nominal(register, threat, " nom-100007 ", id="other")),
        ("nominal.not_held", lambda: register.do(nominals.release, nominal, TODAY)),
        ("nominal.has_orders", lambda: register.do(nominals.remove, nominal)),
    )
    for code, does in doings:
        with pytest.raises(Refusal) as refused:
            does()
        assert refused.value.code == code
    assert head(register) == before
    held = register.do(nominals.hold, nominal, None, None).result
    with pytest.raises(Refusal) as refused:
        register.do(nominals.release, held, TODAY + DAY)
    assert refused.value.code == "nominal.not_released_yet"


def test_a_change_of_a_nominal_leaves_the_role_to_its_step(register: Register) -> None:
    nominal = add_nominal(register, add_threat(register))
    changed = register.do(nominals.change, replace(nominal, reference=" NOM-2 ", charged_on=TODAY)).result
    assert (changed.reference, changed.charged_on) == ("NOM-2", TODAY)
    before = head(register)
    with pytest.raises(Refusal) as refused:
        register.do(nominals.change, replace(changed, role=NominalRole.PRINCIPAL))
    assert refused.value.code == "nominal.role_by_step"
    with pytest.raises(Conflict):
        register.do(nominals.change, replace(nominal, reference="NOM-3"))
    assert head(register) == before


def test_a_reference_may_come_back_once_its_nominal_has_ended(register: Register) -> None:
    threat = add_threat(register)
    nominal = add_nominal(register, threat)
    register.do(nominals.end, nominal, TODAY - DAY)
    assert add_nominal(register, threat, id="again").id == "again"


def test_one_entered_by_mistake_is_removed_and_comes_back_by_undo(register: Register) -> None:
    threat = add_threat(register)
    nominal = add_nominal(register, threat)
    order = add_order(register, threat, nominal=nominal.id)
    register.do(custom.define, CustomField(id="judge", of="ancillary_order", name="Court"))
    register.do(custom.along(orders.change, "ancillary_order", {"judge": "Avonmere"}, {}), order)
    order = stored(register, order)
    register.do(orders.remove, order)
    register.do(nominals.remove, nominal)
    assert register.ask(custom_reads.typed, "ancillary_order") == {}
    register.undo()
    register.undo()
    assert register.ask(custom_reads.typed, "ancillary_order") == {order.id: {"judge": "Avonmere"}}
    assert stored(register, order).nominal == nominal.id
    assert register.ask(record, Nominal, nominal.id).reference == "NOM-100007"
