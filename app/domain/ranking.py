"""The ranked list by score and by hand: which places the scores explain, and which need a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
LOWEST = float("-inf")


def by_score(ids: Sequence[str], scores: Mapping[str, float]) -> tuple[str, ...]:
    """Ids with the highest score first, those without a score last, else as they stood."""
    return tuple(sorted(ids, key=lambda id: -scores.get(id, LOWEST)))


def by_hand(
    order: Sequence[str],
    scores: Mapping[str, float],
    moved: Collection[str] = (),
    reasoned: Collection[str] = (),
) -> frozenset[str]:
    """Those that stand where their score would not put them: as few as explain the whole order.

    Where either of two would explain it, one of `reasoned` does, else one of `moved`. Equal scores stand in
    any order.
    """
    most = 2 * len(order)
    worth = [most + (0 if id in reasoned else 1 if id in moved else 2) for id in order]
    total: list[int] = []
    before: list[int] = []
    for place, id in enumerate(order):
        score = scores.get(id, LOWEST)
        kept = [at for at in range(place) if scores.get(order[at], LOWEST) >= score]
        best = max(kept, key=lambda at: total[at], default=-1)
        total.append(worth[place] + (total[best] if best >= 0 else 0))
        before.append(best)
    at = max(range(len(order)), key=lambda place: total[place], default=-1)
    explained = set()
    while at >= 0:
        explained.add(order[at])
        at = before[at]
    return frozenset(order) - explained


def proposed(order: Sequence[str], scores: Mapping[str, float], fixed: Collection[str]) -> tuple[str, ...]:
    """The list by score, those ranked by hand left at their places."""
    others = iter(by_score([id for id in order if id not in fixed], scores))
    return tuple(id if id in fixed else next(others) for id in order)


def above(order: Sequence[T], cut_off: int) -> tuple[T, ...]:
    """Those that have a page in the pack: the first of the list; all where the LOCAL cut-off is 0."""
    return tuple(order[:cut_off] if cut_off else order)
