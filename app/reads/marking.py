"""The marking of a window, for those too who may see nothing else of the record."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.reads.reference import reference


@dataclass(frozen=True, slots=True)
class Marking:
    """The protective marking in force, and whether everything in the register is fictional."""

    text: str
    fictional: bool


def marking(connection: Connection) -> Marking:
    """What stands at the top and the bottom of every window."""
    found = reference(connection)
    return Marking(found.settings.marking, found.region is not None and found.region.fictional)
