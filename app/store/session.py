"""Who works at which machine, as every entry of the journal tells it."""

from __future__ import annotations

import getpass
import platform
from dataclasses import dataclass
from functools import cache

from app.domain.codes import Role


@dataclass(frozen=True, slots=True)
class Session:
    """A person of the register at work: their identifier and name, roles, account of the system, machine."""

    person: str
    name: str
    roles: frozenset[Role]
    account: str = ""
    machine: str = ""

    @classmethod
    def here(cls, person: str, name: str, roles: frozenset[Role]) -> Session:
        """The session of a person at this machine."""
        return cls(person, name, roles, *_place())

    @property
    def roles_told(self) -> str:
        """The roles as the journal keeps them: their codes, sorted."""
        return ",".join(sorted(role.value for role in self.roles))


@cache
def _place() -> tuple[str, str]:
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, or no way to ask
        account = ""
    return account, platform.node()
