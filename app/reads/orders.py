"""Ancillary orders and releases: what is in force, what is due, and the checks on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from app.domain.codes import NominalRole, OrderState, ThreatStatus
from app.domain.custom_value import Value
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.order_rules import due_next, effective, unmonitored
from app.domain.region import Choice, Force
from app.domain.threat import display
from app.errors import Refusal
from app.reads import custom
from app.reads.order_checks import N, O, T, current
from app.reads.reference import Reference, reference
from app.store.tables import table

EXPIRES = "Expires"
NOTHING: Mapping[str, Value] = {}


class OrderLine(NamedTuple):
    """An order as the list shows it; `state` is that of the day, `due` in `days` the next `what`."""

    id: str
    threat: str
    threat_reference: str
    threat_name: str
    archived: bool
    force: str
    order_type: str
    type_name: str
    reference: str
    nominal: str
    state: OrderState
    granted_on: date | None
    in_force_on: date | None
    expires_on: date | None
    owner: str
    unmonitored: bool
    due: date | None
    days: int | None
    what: str
    custom: Mapping[str, Value]


class ReleaseLine(NamedTuple):
    """A nominal who is held or has a date of release; `orders` are the orders on them with their states."""

    id: str
    threat: str
    threat_reference: str
    threat_name: str
    archived: bool
    force: str
    reference: str
    role: NominalRole
    until: date | None
    in_custody: bool
    charged_on: date | None
    convicted_on: date | None
    release_on: date | None
    days: int | None
    release_plan: str
    owner: str
    orders: str
    custom: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class OrdersDesk:
    """The page of orders and releases."""

    reference: Reference
    orders: tuple[OrderLine, ...]
    releases: tuple[ReleaseLine, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An order or a nominal with what its dialogs need: its threat's name, and the nominals there by id."""

    record: AncillaryOrder | Nominal
    threat: str
    nominals: tuple[tuple[str, str], ...]


class _Place(NamedTuple):
    """What the lists say of a threat."""

    reference: str
    name: str
    archived: bool
    force: str


def _places(connection: Connection, which: ColumnElement[bool]) -> dict[str, _Place]:
    forces = table(Force)
    query = (
        select(T.c.id, T.c.reference, T.c.name, T.c.operation, T.c.status, forces.c.short, forces.c.name)
        .select_from(T.outerjoin(forces, forces.c.id == T.c.home_force))
        .where(which)
    )
    return {
        id: _Place(own, display(name, operation, own), status is ThreatStatus.ARCHIVED, short or force or "")
        for id, own, name, operation, status, short, force in connection.execute(query)
    }


def _officers(connection: Connection) -> dict[str, str]:
    where = table(Officer)
    rows = connection.execute(select(where.c.id, where.c.rank, where.c.name))
    return {id: f"{rank} {name}".strip() for id, rank, name in rows}


def _types(connection: Connection) -> dict[str, tuple[str, str]]:
    where = table(Choice)
    rows = connection.execute(select(where.c.id, where.c.short, where.c.name))
    return {id: (short or name, name) for id, short, name in rows}


def desk(connection: Connection, today: date) -> OrdersDesk:
    """Every order by what is due first, and the nominals who are held or have a date of release."""
    region = reference(connection)
    people, types = _officers(connection), _types(connection)
    made = tuple(AncillaryOrder(**row._mapping) for row in connection.execute(select(O)))
    on_nominals: dict[str, list[str]] = {}
    for order in made:
        if order.nominal:
            said = f"{types.get(order.order_type or '', ('', ''))[0]} {effective(order, today).value}"
            on_nominals.setdefault(order.nominal, []).append(said)
    return OrdersDesk(
        region,
        _order_lines(connection, made, today, people, types),
        _release_lines(connection, today, people, on_nominals),
    )


def _order_lines(
    connection: Connection,
    made: tuple[AncillaryOrder, ...],
    today: date,
    people: dict[str, str],
    types: dict[str, tuple[str, str]],
) -> tuple[OrderLine, ...]:
    places = _places(connection, T.c.id.in_(select(O.c.threat)))
    named = dict(
        connection.execute(select(N.c.id, N.c.reference).where(N.c.id.in_(select(O.c.nominal)))).all()
    )
    said = custom.typed(connection, "ancillary_order")
    lines = []
    for order in made:
        place, due = places[order.threat], due_next(order, today)
        short, name = types.get(order.order_type or "", ("", ""))
        lines.append(
            OrderLine(
                order.id, order.threat, place.reference, place.name, place.archived, place.force, short, name,
                order.reference, named.get(order.nominal, ""), effective(order, today), order.granted_on,
                order.in_force_on, order.expires_on, people.get(order.owner or "", order.owner_organisation),
                unmonitored(order, today), due.on if due else None, (due.on - today).days if due else None,
                (due.what or EXPIRES) if due else "", said.get(order.id, NOTHING),
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda x: (x.due or date.max, x.threat_reference, x.id)))


def _release_lines(
    connection: Connection, today: date, people: dict[str, str], orders: dict[str, list[str]]
) -> tuple[ReleaseLine, ...]:
    held = and_(current(today), or_(N.c.in_custody, N.c.release_on.is_not(None)))
    rows = connection.execute(select(N).where(held)).all()
    places = _places(connection, T.c.id.in_(select(N.c.threat).where(held)))
    said = custom.typed(connection, "nominal")
    lines = []
    for row in rows:
        place = places[row.threat]
        lines.append(
            ReleaseLine(
                row.id, row.threat, place.reference, place.name, place.archived, place.force, row.reference,
                row.role, row.until, row.in_custody, row.charged_on, row.convicted_on, row.release_on,
                (row.release_on - today).days if row.release_on else None, row.release_plan,
                people.get(row.owner or "", ""), ", ".join(sorted(orders.get(row.id, ()))),
                said.get(row.id, NOTHING),
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda x: (x.release_on or date.max, x.threat_reference, x.reference)))


def _opened(connection: Connection, record: AncillaryOrder | Nominal) -> Opened:
    threat = connection.execute(
        select(T.c.name, T.c.operation, T.c.reference).where(T.c.id == record.threat)
    ).one()
    rows = connection.execute(
        select(N.c.id, N.c.reference).where(N.c.threat == record.threat).order_by(N.c.reference)
    )
    return Opened(record, display(*threat), tuple((row[0], row[1]) for row in rows))


def order(connection: Connection, id: str) -> Opened:
    """One order; Refusal("gone") where there is none."""
    row = connection.execute(select(O).where(O.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind="order")
    return _opened(connection, AncillaryOrder(**row._mapping))


def nominal(connection: Connection, id: str) -> Opened:
    """One nominal; Refusal("gone") where there is none."""
    row = connection.execute(select(N).where(N.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind="nominal")
    return _opened(connection, Nominal(**row._mapping))
