"""The import inbox: what a file held that a person must decide, and how its columns were read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One candidate that waits for a decision; `candidate` is canonical JSON, `fingerprint` finds it again.

    `code` and `found` say why it waits; `threat` is the id where the group is in the register.
    """

    id: str
    version: int = 0
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    code: str
    found: str = ""
    kind: str
    threat: str | None = None
    candidate: str
    fingerprint: str
    held_at: datetime

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(candidate=self.candidate))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLayout:
    """A user's mapping of a file's columns to fields, remembered by name; `mapping` is canonical JSON."""

    id: str
    version: int = 0
    name: str
    shape: str
    mapping: str

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name, mapping=self.mapping))
