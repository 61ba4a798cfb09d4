"""The columns of custom fields in a grid: typed, sorted and filtered like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.ui.table_model import Column

_SHAPES: dict[FieldType, tuple[int, str, str]] = {
    FieldType.TEXT: (150, "text", "contains"),
    FieldType.NUMBER: (96, "number", "range"),
    FieldType.DATE: (116, "date", "range"),
    FieldType.CHOICE: (130, "text", "values"),
}


def columns(fields: Iterable[CustomField]) -> tuple[Column, ...]:
    """A column for each field; a row's `custom` holds its typed values by the field's id."""
    return tuple(_column(field) for field in fields)


# the same column again for the same field, so that a grid sees that nothing changed
@lru_cache(maxsize=512)
def _column(field: CustomField) -> Column:
    width, kind, filter = _SHAPES[field.type]
    return Column(
        f"custom:{field.id}", field.name, _value(field.id), width, kind, filter, tip=field.help or field.name
    )


def _value(id: str) -> Callable[[Any], Any]:
    return lambda row: row.custom.get(id)
