"""The list of officers, and the people that forms choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from app.domain import persons
from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole, ThreatStatus
from app.domain.custom_value import Value
from app.domain.officer import Officer
from app.domain.region import Force
from app.domain.threat import Threat
from app.reads import custom
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer with what they carry: active groups led by role, actions open and overdue."""

    officer: Officer
    place: str
    sio_of: int
    lro_of: int
    open: int
    overdue: int
    custom: Mapping[str, Value]

    @property
    def id(self) -> str:
        """The officer's id."""
        return self.officer.id

    @property
    def groups(self) -> int:
        """How many active groups the officer leads, in any role."""
        return self.sio_of + self.lro_of


@dataclass(frozen=True, slots=True)
class Person:
    """An officer as a form offers them."""

    id: str
    display: str
    place: str
    left: bool


def _led(connection: Connection) -> dict[tuple[str, LeadRole], int]:
    leads, threats = table(Assignment), table(Threat)
    query = (
        select(leads.c.officer, leads.c.role, func.count())
        .join(threats, threats.c.id == leads.c.threat)
        .where(leads.c.until.is_(None), threats.c.status == ThreatStatus.ACTIVE)
        .group_by(leads.c.officer, leads.c.role)
    )
    return {(officer, role): count for officer, role, count in connection.execute(query)}


def _open_actions(connection: Connection, *conditions: ColumnElement[bool]) -> dict[str, int]:
    actions = table(Action)
    query = select(actions.c.owner, func.count()).where(
        actions.c.state == ActionState.OPEN, actions.c.owner.is_not(None), *conditions
    )
    return dict(connection.execute(query.group_by(actions.c.owner)).all())


def grid(connection: Connection, today: date) -> tuple[OfficerRow, ...]:
    """Every officer by name, those who left included."""
    officers = table(Officer)
    forces = {force.id: force.name for force in connection.execute(select(table(Force)))}
    led = _led(connection)
    open_ = _open_actions(connection)
    overdue = _open_actions(connection, table(Action).c.due < today)
    said = custom.typed(connection, "officer")
    rows = []
    for row in connection.execute(select(officers).order_by(officers.c.name, officers.c.id)):
        officer = Officer(**row._mapping)
        place = forces.get(officer.force or "", "") or officer.organisation
        sio, lro = led.get((officer.id, LeadRole.SIO), 0), led.get((officer.id, LeadRole.LRO), 0)
        owned = (open_.get(officer.id, 0), overdue.get(officer.id, 0))
        rows.append(OfficerRow(officer, place, sio, lro, *owned, said.get(officer.id, {})))
    return tuple(rows)


def bearing(connection: Connection, name: str) -> tuple[str, ...]:
    """The ids of the officers in service who bear a person's name; one alone is that person."""
    where = table(Officer)
    rows = connection.execute(select(where).where(where.c.left_on.is_(None)))
    return persons.bearing(name, (Officer(**row._mapping) for row in rows))


def people(connection: Connection) -> tuple[Person, ...]:
    """Everyone that a form may offer, by name."""
    officers = table(Officer)
    forces = {force.id: force.name for force in connection.execute(select(table(Force)))}
    query = select(
        officers.c.id,
        officers.c.rank,
        officers.c.name,
        officers.c.force,
        officers.c.organisation,
        officers.c.left_on,
    )
    return tuple(
        Person(id, f"{rank} {name}".strip(), forces.get(force, "") or organisation, left is not None)
        for id, rank, name, force, organisation, left in connection.execute(query.order_by(officers.c.name))
    )
