"""The officers of the demonstration: leads, owners of actions, partners, and some who have left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.domain.officer import Officer
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.lexicon import words
from app.jobs.demonstration.scale import FORCES, Scale, deck

UNIT = "swrocu"
MEMBERS = {"SIO": 24, "LRO": 18, "SRO": 6, "other": 24, "partner": 28}
"""Of a hundred people, how many are what."""
LEAST_LOAD, MOST_LOAD = 3, 6
"""Threats that an LRO leads, apart from the two who hold too many."""


@dataclass(slots=True)
class People:
    """Everyone, and the pools from which leads and owners are drawn."""

    everyone: list[Officer] = field(default_factory=list)
    sios: dict[str, list[Officer]] = field(default_factory=dict)
    owners: dict[str, list[Officer]] = field(default_factory=dict)
    lros: list[Officer] = field(default_factory=list)
    sros: list[Officer] = field(default_factory=list)
    partners: list[Officer] = field(default_factory=list)
    left: list[Officer] = field(default_factory=list)
    named: dict[str, Officer] = field(default_factory=dict)


def _given(entry: dict[str, str], id: str, contact: str, today: date) -> Officer:
    partner = entry["place"].startswith("@")
    return Officer(
        id=id,
        name=entry["name"],
        rank=entry["rank"],
        force=None if partner else UNIT if entry["place"] == "SWROCU" else entry["place"],
        organisation=entry["place"][1:] if partner else "",
        contact=contact,
        lro_trained_on=today - timedelta(days=560),
    )


def people(dice: Dice, scale: Scale, today: date, new_id: Callable[[], str]) -> People:
    """The people of one size, the named ones first."""
    lists = words("people")
    found = People(
        sios={force: [] for force in (*FORCES, UNIT)}, owners={force: [] for force in (*FORCES, UNIT)}
    )
    for entry in lists["first"]:
        officer = _given(entry, new_id(), _contact(dice), today)
        found.everyone.append(officer)
        found.named[officer.name] = officer
    count = scale.officers - len(found.everyone)
    pairs = dice.shuffled([f"{first} {last}" for first in lists["forenames"] for last in lists["surnames"]])
    forces = deck(dice, {**FORCES, UNIT: 20}, count)
    leavers = max(6, scale.officers // 50)
    for place, member in enumerate(deck(dice, MEMBERS, count)):
        officer = _officer(dice, member, pairs[place % len(pairs)], forces[place], today, new_id())
        if len(found.left) < leavers and member in ("SIO", "LRO"):
            officer = _leaver(dice, officer, today)
            found.left.append(officer)
        else:
            _sort_in(found, member, officer)
        found.everyone.append(officer)
    return found


def _officer(dice: Dice, member: str, name: str, force: str, today: date, id: str) -> Officer:
    lists = words("people")
    partner = member == "partner"
    rank = dice.pick(lists["partner_titles"] if partner else lists["ranks"][member])
    trained = member == "LRO" and dice.chance(0.85)
    return Officer(
        id=id,
        name=name,
        rank="" if partner and dice.chance(0.6) else rank,
        number="" if partner else str(1000 + dice.below(8999)),
        force=None if partner else force,
        organisation=dice.pick(lists["partners"]) if partner else "",
        contact=_contact(dice),
        lro_trained_on=dice.workday(today - timedelta(days=1500), today - timedelta(days=60))
        if trained
        else None,
    )


def _contact(dice: Dice) -> str:
    """A number from the range that Ofcom keeps free for drama."""
    return f"0117 496 0{dice.below(1000):03d}"


def _leaver(dice: Dice, officer: Officer, today: date) -> Officer:
    return replace(officer, left_on=dice.workday(today - timedelta(days=200), today - timedelta(days=30)))


def _sort_in(found: People, member: str, officer: Officer) -> None:
    if member == "SIO" and officer.force:
        found.sios[officer.force].append(officer)
    if member == "LRO":
        found.lros.append(officer)
    elif member == "SRO":
        found.sros.append(officer)
    elif member == "partner":
        found.partners.append(officer)
    if member in ("SIO", "LRO", "other") and officer.force:
        found.owners[officer.force].append(officer)


def lro_deck(dice: Dice, found: People, count: int) -> list[Officer]:
    """`count` leads: most hold three to six threats, two hold eight and nine."""
    pool = [*found.lros, *found.partners[: len(found.lros) // 6]]
    cards = [officer for officer, load in zip(pool, (9, 8), strict=False) for _ in range(load)]
    place = 2
    while len(cards) < count:
        # never beyond the limit: where the pool is short, it is gone through no more than once
        officer = pool[place % len(pool)]
        cards.extend([officer] * dice.between(LEAST_LOAD, MOST_LOAD))
        place += 1
    return dice.shuffled(cards[:count])
