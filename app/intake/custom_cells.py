"""The region's custom fields in a file: a heading equal to a field's name means it, as "custom:NAME"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.custom_value import PREFIX, canonical
from app.errors import Refusal
from app.intake.cells import Cell
from app.intake.headings import FOUR_PS, IDENTITY, field_of, plain

_KEPT = frozenset({*IDENTITY, *FOUR_PS, "action"})
"""Meanings by which a tracker is recognised at all: no custom field takes them away."""


def meaning(heading: str, fields: Iterable[CustomField]) -> str:
    """The custom field that a heading names, "" for none; the workbook adds "(local)" to some titles."""
    said = plain(heading)
    for field in fields:
        if said in (plain(field.name), plain(f"{field.name} (local)")) and field_of(heading) not in _KEPT:
            return f"{PREFIX}{field.name}"
    return ""


def named(meaning_: str, fields: Iterable[CustomField]) -> CustomField | None:
    """The field of a meaning, None where the region has none of that name."""
    name = plain(meaning_.removeprefix(PREFIX))
    return next((field for field in fields if plain(field.name) == name), None)


def read(field: CustomField, cell: Cell, today: date) -> str | None:
    """The text to keep of a cell, None where it does not fit the field; dates are whole dates only."""
    if field.type is FieldType.DATE:
        return cell.date.isoformat() if cell.date else None
    try:
        return canonical(field, cell.text, today) or None
    except Refusal:
        return None
