"""Record to flat dict and back: one codec for journal, exchange, import candidates and test builders."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from app.domain.kinds import Record

R = TypeVar("R", bound=Record)
Plain = str | int | float | bool | list[str] | None


@dataclasses.dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record: its name, its base type, and whether it may be empty (None)."""

    name: str
    type: type
    optional: bool


@cache
def specs(cls: Any) -> tuple[FieldSpec, ...]:
    """The fields of a record class in order; a tuple is always a tuple of texts."""
    hints = get_type_hints(cls)
    found = []
    for f in dataclasses.fields(cls):
        hint = hints[f.name]
        optional = False
        if isinstance(hint, UnionType):
            optional = NoneType in get_args(hint)
            (hint,) = (arg for arg in get_args(hint) if arg is not NoneType)
        found.append(FieldSpec(f.name, getattr(hint, "__origin__", hint), optional))
    return tuple(found)


def _encode(value: Any) -> Plain:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value  # type: ignore[no-any-return]


def _decoder(spec: FieldSpec) -> Callable[[Any], Any]:
    if issubclass(spec.type, StrEnum):
        return spec.type
    if spec.type is datetime:
        return datetime.fromisoformat
    if spec.type is date:
        return date.fromisoformat
    if spec.type is tuple:
        return tuple
    if spec.type is float:
        return float
    return lambda value: value


@cache
def _decoders(cls: Any) -> dict[str, Callable[[Any], Any]]:
    return {spec.name: _decoder(spec) for spec in specs(cls)}


def flatten(record: Record) -> dict[str, Plain]:
    """The record as plain values in field order: dates as ISO text, tuples as lists."""
    return {spec.name: _encode(getattr(record, spec.name)) for spec in specs(type(record))}


def build(cls: type[R], flat: Mapping[str, Any]) -> R:
    """The record that `flat` describes; missing fields take their defaults, unknown ones raise TypeError."""
    decoders = _decoders(cls)
    values = {
        name: None if value is None else decoders[name](value) if name in decoders else value
        for name, value in flat.items()
    }
    return cls(**values)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(flat: Mapping[str, Any]) -> str:
    """The one text of a flat dict that digests are made of: sorted keys, no spaces, UTF-8 kept."""
    return _CANONICAL.encode(flat)


def content(flat: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A flat dict without its version: what undo compares."""
    return None if flat is None else {name: value for name, value in flat.items() if name != "version"}
