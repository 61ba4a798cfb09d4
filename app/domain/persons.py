"""People as their names are typed: who proposes does not decide, however either name was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    """Somebody of a list."""

    @property
    def id(self) -> str:
        """Their identifier."""

    @property
    def name(self) -> str:
        """Their name, as it was typed."""


def only_named(name: str, among: Iterable[Named]) -> str | None:
    """The id of the only one of a list who bears a name; None where nobody does, or several."""
    found = [each.id for each in among if same_person(each.name, name)]
    return found[0] if len(found) == 1 else None


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals, spaces and a rank before the name do not tell them apart.

    Nobody is not the same as nobody.
    """
    a, b = one.casefold().split(), other.casefold().split()
    shorter = min(len(a), len(b))
    return shorter > 0 and a[-shorter:] == b[-shorter:]
