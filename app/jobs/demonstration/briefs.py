"""What each threat of the demonstration is to be, decided before any is made, so that the counts come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.domain.codes import ThreatKind
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.lexicon import words
from app.jobs.demonstration.scale import FORCES, THEMES, Scale, deck, split

PRIORITIES = 24
OPEN = {"overdue": 61, "gap": 18, "redated": 24, "soon": 118, "twice": 22, "on time": 640}
"""Open actions of active threats by what is the matter with them, in the region's size."""
COMPLETED = 37
ONLY_PURSUE = "only pursue"
EXCEPTIONS: tuple[dict[str, int], ...] = (
    {"no plan": 4, "not approved": 11, ONLY_PURSUE: 12, "plan review overdue": 14},
    {"never scored": 5, "score stale": 31},
    {"no sio": 4, "lead left": 3},
    {"no lro": 7},
    {"returned": 4, "submitted": 7},
    {"review overdue": 5},
    {"vague": 20},
)
"""Active threats outside the ranked list with each exception; those of one line never meet in one threat."""
KINDS = {ThreatKind.OCG: 150, ThreatKind.INDIVIDUAL: 16, ThreatKind.VULNERABILITY: 18}


@dataclass(slots=True)
class Brief:
    """One threat to be made: where, what, what is wrong with it, and how much work it has."""

    number: int
    active: bool
    force: str
    theme: str
    kind: ThreatKind
    rank: int | None = None
    lively: bool = False
    multi: bool = False
    flags: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)
    completed: int = 0
    closed: int = 0
    given: dict[str, Any] = field(default_factory=dict)


def briefs(dice: Dice, scale: Scale) -> list[Brief]:
    """All of them, active ones first, the ranked list at the head."""
    active = list(_group(dice, scale.active, active=True))
    for brief in active[:PRIORITIES]:
        brief.rank = brief.number + 1
    for brief in active[: scale.lively]:
        brief.lively = True
    _give(active)
    _flag(dice, active, scale)
    archived = list(_group(dice, scale.archived, active=False))
    _share_work(dice, active, archived, scale)
    return [*active, *archived]


def _group(dice: Dice, count: int, *, active: bool) -> Iterator[Brief]:
    forces, themes = deck(dice, FORCES, count), deck(dice, THEMES, count)
    kinds, multi = deck(dice, KINDS, count), deck(dice, {True: 1, False: 1}, count)
    for number in range(count):
        yield Brief(number, active, forces[number], themes[number], kinds[number], multi=multi[number])


def _swap(active: list[Brief], brief: Brief, name: str, wanted: object) -> None:
    """Gives a brief the force or theme it must have, by exchange, so that the totals stay."""
    for other in reversed(active):
        if getattr(other, name) == wanted:
            setattr(other, name, getattr(brief, name))
            setattr(brief, name, wanted)
            return


def _give(active: list[Brief]) -> None:
    """The groups that are told in full stand where the pictures of the pack have them."""
    for given in words("groups")["given"]:
        brief = active[given["rank"] - 1]
        _swap(active, brief, "force", given["force"])
        _swap(active, brief, "theme", given["theme"])
        _swap(active, brief, "multi", bool(given["secondary"]))
        line = given["name"].endswith(" line")
        _swap(active, brief, "kind", ThreatKind.VULNERABILITY if line else ThreatKind.OCG)
        brief.given = given


def _flag(dice: Dice, active: list[Brief], scale: Scale) -> None:
    rest = range(PRIORITIES, len(active))
    for exceptions in EXCEPTIONS:
        cards = iter(dice.shuffled(rest))
        for flag, number in exceptions.items():
            for _ in range(scale.share(number)):
                active[next(cards)].flags.add(flag)
    # two of the ranked list lack an LRO, one is not mapped yet: what must be put right before an issue
    active[9].flags |= {"no lro", "submitted"}
    active[15].flags.add("no lro")


def _share_work(dice: Dice, active: list[Brief], archived: list[Brief], scale: Scale) -> None:
    """Deals every action to a threat: open ones by what is the matter with them, then closed ones."""
    weights = [_weight(dice, brief) for brief in active]
    cards = deck(dice, OPEN, scale.share(sum(OPEN.values())))
    fixed = sum(brief.given.get("open", 0) for brief in active)
    free = [0.0 if "open" in brief.given else weight for brief, weight in zip(active, weights, strict=True)]
    shares = split(free, len(cards) - fixed)
    dealt = iter(cards)
    for brief, share in zip(active, shares, strict=True):
        brief.open = [next(dealt) for _ in range(brief.given.get("open", share))]
    completed = scale.share(COMPLETED)
    for brief, share in zip(active, split(weights, completed), strict=True):
        brief.completed = share
    history = [*weights, *(0.55 + 0.5 * dice.roll() for _ in archived)]
    history[9] = 0.0
    for brief, share in zip(
        [*active, *archived], split(history, scale.actions - len(cards) - completed), strict=True
    ):
        brief.closed = share


def _weight(dice: Dice, brief: Brief) -> float:
    if "no plan" in brief.flags:
        return 0.0
    return 0.35 + dice.roll() + (0.6 if brief.rank else 0.0) + (1.6 if dice.chance(0.06) else 0.0)
