"""Orders and releases as they are read: the lists and the checks say what the rules say, on any day."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select

from app.domain import order_rules as rules
from app.domain.clock import FixedClock
from app.domain.codes import NominalRole, OrderState
from app.domain.faults import stops
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.region_settings import RegionSettings
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import home, order_checks, orders
from app.reads.frame import frame
from app.register import Register
from app.store.unit import Unit, command
from tests.builders import add_officer, new_register

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)
LIMITS = RegionSettings()
SCPO = "order-type-serious-crime-prevention-order"


def chosen(dice: random.Random, *options: date | None) -> date | None:
    return dice.choice(options)


def made_up(number: int) -> tuple[list[Threat], list[Nominal], list[AncillaryOrder]]:
    """Threats with a nominal and an order each, near every edge of the rules."""
    dice, threats, nominals, made = random.Random(20261126), [], [], []
    edges = (*(TODAY + n * DAY for n in (-40, -1, 0, 1, 27, 28, 29, 91, 92, 93, 400)), None)
    while len(threats) < number:
        id = f"{len(threats):04}"
        nominal = Nominal(
            id=f"n{id}", threat=f"t{id}", reference=f"NOM-{id}", role=dice.choice(list(NominalRole)),
            until=chosen(dice, None, None, *edges), in_custody=dice.random() < 0.5,
            charged_on=chosen(dice, None, TODAY - 9 * DAY), convicted_on=chosen(dice, None, TODAY - DAY),
            release_on=chosen(dice, *edges), release_plan=dice.choice(("", " ", "RP-1")),
        )  # fmt: skip
        begins, ends = chosen(dice, *edges), chosen(dice, *edges)
        order = AncillaryOrder(
            id=f"o{id}", threat=f"t{id}", nominal=dice.choice((None, nominal.id)), order_type=SCPO,
            state=dice.choice(list(OrderState)), applied_on=TODAY - 60 * DAY, granted_on=TODAY - 50 * DAY,
            in_force_on=begins, expires_on=ends, owner=dice.choice((None, "o-Morgan Hale")),
            owner_organisation=dice.choice(("", " ", "NCA")),
            due=(due := chosen(dice, *edges)), due_what="Visit" if due else "",
        )  # fmt: skip
        if stops(order.faults(TODAY)):
            continue
        threats.append(Threat(id=f"t{id}", reference=f"R{id}"))
        nominals.append(nominal)
        made.append(order)
    return threats, nominals, made


@command("demo.fill")
def fill(unit: Unit, number: int) -> int:
    threats, nominals, made = made_up(number)
    return unit.put_many([*threats, *nominals, *made])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    clock = FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
    folder: Path = tmp_path_factory.mktemp("orders")
    with new_register(folder, clock) as made:
        add_officer(made)
        made.do(fill, 600)
        yield made


DAYS = [TODAY, TODAY + DAY, TODAY + 30 * DAY, TODAY + 92 * DAY]


def found(connection: Connection, condition: object) -> set[str]:
    return {row[0] for row in connection.execute(select(home.T.c.id).where(condition))}  # type: ignore[arg-type]


@pytest.mark.parametrize("on", DAYS)
def test_the_checks_of_the_list_are_those_of_the_rules(filled: Register, on: date) -> None:
    _, nominals, made = made_up(600)
    has_order = {order.nominal for order in made}
    unplanned = {n.threat for n in nominals if rules.release_unplanned(n, on, LIMITS.release_months)}
    bare = {n.threat for n in nominals if rules.order_to_consider(n, on, has_order=n.id in has_order)}
    wanting = {
        o.threat for o in made if rules.unmonitored(o, on) or rules.expiring(o, on, LIMITS.order_due_days)
    }
    assert filled.ask(found, order_checks.release_unplanned(on, LIMITS)) == unplanned
    assert filled.ask(found, order_checks.order_not_considered(on)) == bare
    assert filled.ask(found, order_checks.order_wanting(on, LIMITS)) == wanting
    assert min(len(unplanned), len(bare), len(wanting)) > 20


@pytest.mark.parametrize("on", DAYS)
def test_the_lists_stand_on_their_day(filled: Register, on: date) -> None:
    _, nominals, made = made_up(600)
    desk = filled.ask(orders.desk, on)
    by_id = {order.id: order for order in made}
    assert len(desk.orders) == len(made)
    for line in desk.orders:
        order = by_id[line.id]
        due = rules.due_next(order, on)
        assert line.state is rules.effective(order, on)
        assert line.due == (due.on if due else None)
        assert line.unmonitored == rules.unmonitored(order, on)
    days = [line.due or date.max for line in desk.orders]
    assert days == sorted(days)
    soon = sum(1 for order in made if rules.due_within(order, on, LIMITS.order_due_days))
    assert filled.ask(frame, on).orders == soon > 50
    held = {n.id for n in nominals if rules.current(n, on) and (n.in_custody or n.release_on)}
    assert {line.id for line in desk.releases} == held


def test_a_read_of_the_desk_takes_few_queries_whatever_it_lists(filled: Register) -> None:
    counted: list[str] = []

    def count(connection: Connection) -> int:
        event.listen(connection, "before_cursor_execute", lambda *args: counted.append(args[2]))
        orders.desk(connection, TODAY)
        return len(counted)

    assert filled.ask(count) < 20


@pytest.mark.parametrize(("read", "kind"), [(orders.order, "order"), (orders.nominal, "nominal")])
def test_what_is_gone_is_refused(
    filled: Register, read: Callable[[Connection, str], orders.Opened], kind: str
) -> None:
    with pytest.raises(Refusal) as refused:
        filled.ask(read, "nowhere")
    assert (refused.value.code, refused.value.fields) == ("gone", {"kind": kind})
