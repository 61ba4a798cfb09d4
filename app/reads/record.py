"""One record as it stands."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.kinds import Record, kind_of
from app.errors import Refusal
from app.store.tables import table

R = TypeVar("R", bound=Record)


def record(connection: Connection, cls: type[R], id: str) -> R:
    """The record of an id; Refusal("gone") where there is none."""
    where = table(cls)
    row = connection.execute(select(where).where(where.c.id == id)).first()
    if row is None:
        raise Refusal("gone", kind=kind_of(cls).replace("_", " "))
    return cls(**row._mapping)
