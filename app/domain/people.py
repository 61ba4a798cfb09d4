"""The people of a register: who they are, what they may do, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.codes import Role


@dataclass(frozen=True, slots=True)
class Person:
    """One who opens the register with a passphrase of their own. `since` is UTC, None where never noted."""

    id: str
    name: str
    roles: frozenset[Role]
    since: datetime | None = None


def only_administrator(people: tuple[Person, ...], person: str) -> bool:
    """Whether nobody but this person could look after people and keys."""
    return not any(Role.ADMINISTRATOR in each.roles for each in people if each.id != person)
