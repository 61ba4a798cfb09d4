"""Chance that falls alike everywhere: only `random()` of a seeded generator, which Python keeps stable."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one seed; the same seed gives the same draws on every machine and version."""

    def __init__(self, seed: int) -> None:
        # choice, sample and shuffle may change between versions, random() may not
        self.roll = random.Random(seed).random  # noqa: S311 contents of a demonstration, no secret

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, and without, `limit`."""
        return int(self.roll() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(self.roll() * len(choices))]

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self.roll() < share

    def bits(self, count: int) -> int:
        """That many random bits."""
        found = 0
        for _ in range(0, count, 16):
            found = found << 16 | int(self.roll() * 65536)
        return found & ((1 << count) - 1)

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`; `first` where the span is empty."""
        return first + timedelta(days=self.below(max((last - first).days, 0) + 1))

    def workday(self, first: date, last: date) -> date:
        """As `day`, moved back from a weekend where that stays in the span."""
        found = self.day(first, last)
        friday = found - timedelta(days=max(found.weekday() - 4, 0))
        return friday if friday >= first else found

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        found = list(items)
        for place in range(len(found) - 1, 0, -1):
            other = int(self.roll() * (place + 1))
            found[place], found[other] = found[other], found[place]
        return found
