"""How much there is of everything: domain.md §3 gives the magnitudes, the sizes multiply them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.jobs.demonstration.dice import Dice

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One size of the demonstration, in whole numbers."""

    active: int
    archived: int
    actions: int
    officers: int
    lively: int
    """Active threats whose last weeks are played as commands, one by one."""

    def share(self, of_region: int) -> int:
        """A number of the region's size, carried over to this one."""
        return round(of_region * self.active / 184)


SCALES: Mapping[str, Scale] = {
    "region": Scale(active=184, archived=181, actions=6_000, officers=300, lively=52),
    "national": Scale(active=5_040, archived=4_960, actions=200_000, officers=6_000, lively=52),
    "stress": Scale(active=25_200, archived=24_800, actions=1_000_000, officers=24_000, lively=52),
}

FORCES = {
    "avon-and-somerset": 58,
    "devon-and-cornwall": 47,
    "dorset": 25,
    "gloucestershire": 30,
    "wiltshire": 24,
}
"""Active threats by force in the region's size: 20 to 60 each."""

THEMES = {
    "illegal-drugs": 129,
    "acquisitive-crime": 12,
    "modern-slavery": 10,
    "fraud": 8,
    "child-sexual-abuse": 6,
    "immigration-crime": 5,
    "illegal-firearms": 5,
    "money-laundering": 4,
    "cyber-crime": 4,
    "bribery-corruption": 1,
}
"""Active threats by primary theme: 65 to 75 % drugs, 5 to 8 % acquisitive."""


def deck(dice: Dice, weights: Mapping[T, int], count: int) -> list[T]:
    """`count` cards in the proportion of the weights (largest remainder), in random order."""
    total = sum(weights.values())
    shares = [(card, weight * count / total) for card, weight in weights.items()]
    numbers = {card: int(share) for card, share in shares}
    left = count - sum(numbers.values())
    for card, _ in sorted(shares, key=lambda item: int(item[1]) - item[1])[:left]:
        numbers[card] += 1
    return dice.shuffled([card for card, number in numbers.items() for _ in range(number)])


def split(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers in the proportion of the weights whose sum is exactly `total`."""
    whole = sum(weights)
    found, given, passed = [], 0, 0.0
    for weight in weights:
        passed += weight
        upto = round(total * passed / whole) if whole else 0
        found.append(upto - given)
        given = upto
    return found
