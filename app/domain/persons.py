"""People as their names are typed: who proposes does not decide, however either name was written."""

from __future__ import annotations

import unicodedata
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

    @property
    def display(self) -> str:
        """Their name with the rank before it, where the list has one."""


def folded(name: str) -> str:
    """A name without what does not tell people apart: capitals, spaces, and how Unicode writes a letter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def bearing(name: str, among: Iterable[Named]) -> tuple[str, ...]:
    """The ids of those of a list who bear exactly this name, with the rank that the list has or without it.

    A surname alone is nobody's: to take somebody for another here would give them what is the other's.
    """
    wanted = folded(name)
    return tuple(each.id for each in among if wanted and wanted in (folded(each.name), folded(each.display)))


def only_named(name: str, among: Iterable[Named]) -> str | None:
    """The id of the only one of a list who bears a name; None where nobody does, or several."""
    found = bearing(name, among)
    return found[0] if len(found) == 1 else None


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals, spaces and a rank before the name do not tell them apart.

    Nobody is not the same as nobody.
    """
    a, b = folded(one).split(), folded(other).split()
    shorter = min(len(a), len(b))
    return shorter > 0 and a[-shorter:] == b[-shorter:]
