"""What records say in the region's custom fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from app.domain.custom import CustomField, CustomValue
from app.domain.custom_value import Value, value
from app.store.tables import table


def fields(connection: Connection, of: str) -> tuple[CustomField, ...]:
    """The custom fields in use of a kind of record, in their order."""
    where = table(CustomField)
    query = select(where).where(where.c.of == of, where.c.retired.is_(False))
    rows = connection.execute(query.order_by(where.c.place, where.c.name))
    return tuple(CustomField(**row._mapping) for row in rows)


def values(connection: Connection, object: str) -> dict[str, str]:
    """The texts that one record holds, by the field's id."""
    where = table(CustomValue)
    query = select(where.c.field, where.c.text).where(where.c.object == object)
    return dict(connection.execute(query).all())


def typed(connection: Connection, of: str) -> Mapping[str, Mapping[str, Value]]:
    """What every record of a kind says in the fields in use, as typed values, by record and field."""
    asked = {field.id: field for field in fields(connection, of)}
    if not asked:
        return {}
    where = table(CustomValue)
    query = select(where.c.object, where.c.field, where.c.text).where(where.c.field.in_(asked))
    found: dict[str, dict[str, Value]] = defaultdict(dict)
    for object, field, text in connection.execute(query):
        meant = value(asked[field], text)
        if meant is not None:
            found[object][field] = meant
    return found
