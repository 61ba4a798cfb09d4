"""What the register tells the intake (Known), and what the intake hands back to be written (Taking)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.custom import CustomField, CustomValue
from app.domain.inbox import ColumnLayout
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.region import Choice, Force, Theme
from app.domain.score import Score
from app.domain.threat import Note, Threat

AS_WRITTEN = "As written in the file"
"""Heading of the note that keeps a threat's row as the file has it: what the next file is compared with."""

LEFT_OUT = "Left out of an import"
"""Heading of the note that keeps a row which a person skipped, so that it is not asked again."""

TOLD_OF_MAPPING = "What the file says of mapping"
"""Heading of the note that keeps a tracker's answer of ROCTA where a submission on its way says the state."""


class Name(NamedTuple):
    """What a threat is called, for finding those that resemble it."""

    id: str
    reference: str
    name: str
    operation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register holds of a file's threats: the records themselves, and the names of all others.

    `ledger` are the disruptions, requests, orders, nominals and gaps of those threats,
    `custom_fields` those in use that the region added to threats, `custom_values` what those threats say.
    """

    forces: tuple[Force, ...] = ()
    themes: tuple[Theme, ...] = ()
    officers: tuple[Officer, ...] = ()
    layouts: tuple[ColumnLayout, ...] = ()
    names: tuple[Name, ...] = ()
    threats: tuple[Threat, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    scores: tuple[Score, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
    held: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    ledger: tuple[Record, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    custom_values: tuple[CustomValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Fields of a saved record to be changed, as plain values; a lead is "lead.SIO", a person a dict.

    `as_written` is what the file says now: kept with the record, so that the same words are not asked again.
    """

    kind: str
    id: str
    version: int
    fields: Mapping[str, Any]
    as_written: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One file as records: new, changed, held or left out; written in one batch."""

    file: str
    sha256: str
    new: tuple[Record, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    left_out: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
