"""People as their names are typed: who proposes does not decide, however either name was written."""

from __future__ import annotations


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals, spaces and a rank before the name do not tell them apart.

    Nobody is not the same as nobody.
    """
    a, b = one.casefold().split(), other.casefold().split()
    shorter = min(len(a), len(b))
    return shorter > 0 and a[-shorter:] == b[-shorter:]
