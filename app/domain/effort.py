"""Score against effort: who has a high score and little live activity, and who the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST = 5
GAP = 0.5


class Effort(NamedTuple):
    """What is known of one active threat: its latest score, open actions, disruptions of the period."""

    reference: str
    name: str
    score: float | None
    open: int
    disruptions: int

    @property
    def live(self) -> int:
        """Live activity: open actions and recent disruptions."""
        return self.open + self.disruptions


class Outliers(NamedTuple):
    """The two ends, widest gap first."""

    little: tuple[Effort, ...]
    much: tuple[Effort, ...]


def _standing(values: Sequence[float]) -> dict[float, float]:
    """Where each value stands among all, from 0 for the lowest to 1; equal ones share the middle."""
    ordered = sorted(values)
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for place, value in enumerate(ordered):
        first.setdefault(value, place)
        last[value] = place
    whole = max(1, len(ordered) - 1)
    return {value: (first[value] + last[value]) / 2 / whole for value in first}


def outliers(rows: Iterable[Effort]) -> Outliers:
    """Those whose score and live activity stand half of the list apart, no more than five at each end.

    A picture to ask questions of, not a finding: activity is counted, its worth is not.
    """
    scored = [row for row in rows if row.score is not None]
    scores, lives = _standing([row.score or 0 for row in scored]), _standing([row.live for row in scored])
    gaps = sorted(
        ((scores[row.score or 0] - lives[row.live], row) for row in scored),
        key=lambda pair: (-pair[0], pair[1].reference),
    )
    little = tuple(row for gap, row in gaps if gap >= GAP)[:MOST]
    much = tuple(row for gap, row in reversed(gaps) if gap <= -GAP)[:MOST]
    return Outliers(little, much)
