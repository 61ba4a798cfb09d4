"""Faults: what is wrong with a record, as codes that words turns into sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.errors import Refusal


class Severity(StrEnum):
    """Whether a fault prevents saving or only asks for attention."""

    STOP = "stop"
    WARN = "warn"


_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one field: the code names the sentence, the values fill it."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=lambda: _NOTHING)
    severity: Severity = Severity.STOP


class Faulty(Refusal):
    """A record refused for its faults; nothing was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("faulty", count=len(faults))
        self.faults = faults


def stops(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults that prevent saving."""
    return tuple(f for f in faults if f.severity is Severity.STOP)


def required(**values: object) -> list[Fault]:
    """A fault for each named value that is empty; spaces alone are empty too."""
    return [Fault(name, "required") for name, value in values.items() if not str(value or "").strip()]
