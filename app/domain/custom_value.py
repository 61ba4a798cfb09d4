"""The values of custom fields: what people type, the one text that is kept, and how it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from app.domain import dates
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.errors import Refusal

Value = str | int | float | date

PREFIX = "custom:"
"""Begins the name of such a field where names of a record's own fields stand beside it."""

KINDS = ("threat", "action", "officer", "disruption", "request", "nominal", "ancillary_order")
"""The kinds of record that may have custom fields."""

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
# what a float, and with it a spreadsheet, keeps exactly
_DIGITS = 15


def canonical(field: CustomField, typed: str, today: date, *, keep: str = "") -> str:
    """The text to keep for what was typed, "" for nothing; `keep` is the text recorded, always allowed.

    Raises Refusal: date.unreadable, custom.no_number, custom.no_choice.
    """
    text = typed.strip()
    if not text:
        return ""
    if field.type is FieldType.NUMBER:
        return _number(text)
    if field.type is FieldType.DATE:
        day = dates.parse_typed(text, today)
        return "" if day is None else day.isoformat()
    if field.type is FieldType.CHOICE:
        return _choice(field, text, keep)
    return text


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise Refusal("custom.no_number", text=text)
    whole = found[2].replace(",", "").lstrip("0")
    part = (found[3] or "")[1:].rstrip("0")
    if len(whole) + len(part) > _DIGITS:
        raise Refusal("custom.long_number", text=text, digits=_DIGITS)
    value = Decimal(f"{whole or 0}.{part or 0}")
    if not value:
        return "0"
    sign = "-" if found[1] == "-" else ""
    return f"{sign}{whole or 0}{'.' if part else ''}{part}"


def _choice(field: CustomField, text: str, keep: str) -> str:
    known = [*field.choices, keep] if keep else list(field.choices)
    for choice in known:
        if choice.casefold() == text.casefold():
            return choice
    raise Refusal("custom.no_choice", text=text, choices=", ".join(field.choices))


def value(field: CustomField, text: str) -> Value | None:
    """What a kept text means, so that it sorts and is compared as its type; None for nothing."""
    if not text:
        return None
    if field.type is FieldType.NUMBER:
        return float(text) if "." in text else int(text)
    if field.type is FieldType.DATE:
        return date.fromisoformat(text)
    return text


def display(field: CustomField, text: str) -> str:
    """A kept text as people read it: dates as printed everywhere, the rest as it stands."""
    return dates.shown(date.fromisoformat(text)) if text and field.type is FieldType.DATE else text


def shown(fields: Iterable[CustomField], of: str, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Name and value of what a record says in its kind's custom fields, in order.

    Retired fields are among them where the record holds them; empty ones are left out.
    """
    return tuple((f.name, display(f, texts[f.id])) for f in fields if f.of == of and texts.get(f.id))
