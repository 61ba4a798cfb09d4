"""What refers to what: how often records name each value of a kind, from the foreign keys themselves."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import Connection, func, select

from app.domain.codes import ChoiceList
from app.store.tables import TABLES

LISTED = {
    "theme": (("threat", "secondary_themes"),),
    "force": (("threat", "other_forces"),),
    "choice": (("release", "organisations"),),
}
"""Fields that hold several ids of a kind in one cell."""

KEYLESS = {"choice": (("acceptance", "organisation"), ("issue", "holder"))}
"""Fields that name a value by its id without a key, since they may name something else too."""

BY_NAME = {
    ChoiceList.ARCHIVE_REASON: (("threat", "archive_reason"),),
    ChoiceList.DECISION_REASON: (("request", "decision_reason"),),
    ChoiceList.TRANSFER_REASON: (("transfer", "reason"),),
}
"""Fields that hold a choice of a list by its words."""


def pointing(kind: str) -> tuple[tuple[str, str], ...]:
    """Every foreign key to a kind, as table and column."""
    return tuple(
        (name, column.name)
        for name, table in TABLES.items()
        for column in table.c
        if any(key.column.table.name == kind for key in column.foreign_keys)
    )


def counts(connection: Connection, kind: str) -> Counter[str]:
    """How often each value of a kind is named, by its id; one that nothing names is not in it."""
    found: Counter[str] = Counter()
    for name, column in (*pointing(kind), *KEYLESS.get(kind, ())):
        cell = TABLES[name].c[column]
        query = select(cell, func.count()).where(cell.is_not(None)).group_by(cell)
        found.update(dict(connection.execute(query).all()))
    for name, column in LISTED.get(kind, ()):
        for (ids,) in connection.execute(select(TABLES[name].c[column])):
            found.update(ids)
    if kind == "choice":
        _by_name(connection, found)
    _waiting(connection, kind, found)
    return found


def held(connection: Connection) -> dict[str, int]:
    """How many records say something in each custom field, by its id; a record that is gone says nothing."""
    field, said = TABLES["custom_field"].c, TABLES["custom_value"].c
    found: dict[str, int] = {}
    for (kind,) in connection.execute(select(field.of).distinct()).all():
        query = (
            select(said.field, func.count())
            .join_from(TABLES["custom_value"], TABLES["custom_field"], field.id == said.field)
            .join(TABLES[kind], TABLES[kind].c.id == said.object)
            .where(field.of == kind)
            .group_by(said.field)
        )
        found.update(dict(connection.execute(query).all()))
    return found


def _by_name(connection: Connection, found: Counter[str]) -> None:
    choice = TABLES["choice"].c
    for list_, fields in BY_NAME.items():
        ids = {
            n: id for id, n in connection.execute(select(choice.id, choice.name).where(choice.list == list_))
        }
        for name, column in fields:
            cell = TABLES[name].c[column]
            # the name alone, or the name with words after it: "Transferred: to Dorset in May"
            for said, count in connection.execute(select(cell, func.count()).group_by(cell)):
                chosen = said if said in ids else said.split(": ", 1)[0]
                if chosen in ids:
                    found[ids[chosen]] += count


def _waiting(connection: Connection, kind: str, found: Counter[str]) -> None:
    """Rows of files that wait for a decision name forces and themes in their JSON."""
    ids = [row[0] for row in connection.execute(select(TABLES[kind].c.id))]
    for (text,) in connection.execute(select(TABLES["held"].c.candidate)):
        found.update(id for id in ids if json.dumps(id, ensure_ascii=False) in text)
