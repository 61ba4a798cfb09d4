"""References that a register gives itself: a letter and the next number, none ever given twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select

from app.domain.kinds import Record, kind_of
from app.store.tables import JOURNAL, table
from app.store.unit import Unit


def reference(letter: str, number: int) -> str:
    """The reference of that number, such as "S-0042"."""
    return f"{letter}-{number:04d}"


def next_reference(unit: Unit, cls: type[Record], letter: str) -> str:
    """The next reference of a kind of record."""
    return reference(letter, next_number(unit, cls, letter))


def next_number(unit: Unit, cls: type[Record], letter: str) -> int:
    """One more than the highest number that a record of the kind has had, removed ones included."""
    removed = func.json_extract(JOURNAL.c.before, "$.reference")
    gone = (JOURNAL.c.kind == kind_of(cls)) & JOURNAL.c.after.is_(None)
    used = table(cls).c.reference
    return 1 + max(_highest(unit, letter, used), _highest(unit, letter, removed, gone))


def _highest(unit: Unit, letter: str, references: ColumnElement[Any], *among: ColumnElement[bool]) -> int:
    number = cast(func.substr(references, len(letter) + 2), Integer)
    return int(unit.rows(select(func.max(number)).where(references.like(f"{letter}-%"), *among))[0][0] or 0)
