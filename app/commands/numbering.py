"""References that a register gives itself: a letter or a year and the next number, none ever given twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select

from app.domain.action import Action
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


def yearly_reference(unit: Unit, year: int) -> str:
    """The next reference of an action that a meeting set in a year, such as "26/031"; removed ones count."""
    start = f"{year % 100:02}/"
    own = table(Action).c
    held = (own.reference, own.threat.is_(None))
    removed = func.json_extract(JOURNAL.c.before, "$.reference")
    of_none = func.json_extract(JOURNAL.c.before, "$.threat").is_(None)
    gone = (removed, (JOURNAL.c.kind == kind_of(Action)) & JOURNAL.c.after.is_(None) & of_none)
    used = 0
    for reference_, among in (held, gone):
        found = cast(func.substr(reference_, len(start) + 1), Integer)
        rows = unit.rows(select(func.max(found)).where(reference_.like(f"{start}%"), among))
        used = max(used, int(rows[0][0] or 0))
    return f"{start}{used + 1:03}"
