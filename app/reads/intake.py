"""What the intake compares a file with, and the import inbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.beside import IntelligenceGap
from app.domain.custom import CustomValue
from app.domain.disruption import Disruption
from app.domain.inbox import ColumnLayout, Held
from app.domain.intake import Known, Name
from app.domain.kinds import Record
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.region import Choice, Force, Theme
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Note, Threat
from app.reads import custom
from app.store.tables import table

R = TypeVar("R", bound=Record)
CHUNK = 500
LEDGER: tuple[type[Record], ...] = (Disruption, Request, Nominal, AncillaryOrder, IntelligenceGap)


def _all(connection: Connection, cls: type[R]) -> tuple[R, ...]:
    where = table(cls)
    return tuple(cls(**row._mapping) for row in connection.execute(select(where).order_by(where.c.id)))


def _of(connection: Connection, cls: type[R], field: str, ids: list[str], **equals: Any) -> tuple[R, ...]:
    where, found = table(cls), []
    for start in range(0, len(ids), CHUNK):
        query = select(where).where(where.c[field].in_(ids[start : start + CHUNK])).order_by(where.c.id)
        for name, value in equals.items():
            query = query.where(where.c[name].is_(value))
        found += [cls(**row._mapping) for row in connection.execute(query)]
    return tuple(found)


def layouts(connection: Connection) -> tuple[ColumnLayout, ...]:
    """The layouts that users remembered by name."""
    return tuple(sorted(_all(connection, ColumnLayout), key=lambda layout: layout.name.casefold()))


def known(connection: Connection, references: Iterable[str]) -> Known:
    """The snapshot for a file that names these references; they are compared without case and spaces."""
    where, wanted = table(Threat), {"".join(ref.split()).casefold() for ref in references}
    query = select(where.c.id, where.c.reference, where.c.name, where.c.operation)
    names = tuple(Name(*row) for row in connection.execute(query))
    ids = [name.id for name in names if "".join(name.reference.split()).casefold() in wanted]
    held = table(Held)
    return Known(
        forces=_all(connection, Force),
        themes=_all(connection, Theme),
        officers=_all(connection, Officer),
        layouts=layouts(connection),
        names=names,
        threats=_of(connection, Threat, "id", ids),
        assignments=_of(connection, Assignment, "threat", ids, until=None),
        scores=_of(connection, Score, "threat", ids),
        notes=_of(connection, Note, "threat", ids),
        actions=_of(connection, Action, "threat", ids),
        held=frozenset(row[0] for row in connection.execute(select(held.c.fingerprint))),
        choices=_all(connection, Choice),
        custom_fields=custom.fields(connection, "threat"),
        custom_values=_of(connection, CustomValue, "object", ids),
        ledger=tuple(record for cls in LEDGER for record in _of(connection, cls, "threat", ids)),
    )


def inbox(connection: Connection) -> tuple[Held, ...]:
    """What waits for a decision, in the order in which the files said it."""
    where = table(Held)
    query = select(where).order_by(where.c.held_at, where.c.id)
    return tuple(Held(**row._mapping) for row in connection.execute(query))
