"""The invented words: names of people, places, operations and groups, from resources/demo."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from app import resources
from app.jobs.demonstration.dice import Dice

NUMBERS = ("two", "three", "four", "five", "six", "seven")


@cache
def words(name: str) -> Any:
    """One word list of the demonstration, as its file has it."""
    return json.loads(resources.path(f"demo/{name}.json").read_text(encoding="utf-8"))


class Lexicon:
    """Draws invented words, and never the same name or operation twice."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        places = words("places")
        self._streets: list[str] = places["streets"]
        self.places: list[str] = dice.shuffled(
            [stem + end for stem in places["stems"] for end in places["endings"] if stem[-1] != end[0]]
        )
        self._operations = self._operation_names()
        self._names: set[str] = set()

    def _operation_names(self) -> list[str]:
        """Birds first, then plants, stones and tools, then the same with an adjective; last first out."""
        lists, dice = words("operations"), self._dice
        single = dice.shuffled(lists["birds"]), dice.shuffled(lists["others"])
        nouns = [*lists["birds"], *lists["others"]]
        double = [
            f"{adjective} {noun}" for adjective in lists["adjectives"] for noun in nouns if " " not in noun
        ]
        found = [*single[0], *single[1], *dice.shuffled(double)]
        found.reverse()
        return found

    def operation(self) -> str:
        """An operation name that was not used yet; empty when every name is taken."""
        return self._operations.pop() if self._operations else ""

    def keep_operation(self, name: str) -> None:
        """Keeps a given operation name from being drawn."""
        if name in self._operations:
            self._operations.remove(name)

    def fill(self, template: str, **more: str) -> str:
        """A template with its invented places, numbers and partners filled in."""
        if "{" not in template:
            return template
        dice = self._dice
        number = dice.below(len(NUMBERS))
        return template.format(
            a=dice.pick(self.places),
            b=dice.pick(self.places),
            place=dice.pick(self.places),
            street=dice.pick(self._streets),
            n=NUMBERS[number],
            N=NUMBERS[number].capitalize(),
            n2=NUMBERS[dice.below(3)],
            k=dice.between(2, 9),
            trade=dice.pick(words("groups")["trades"]),
            **more,
        )

    def name(self, templates: list[str]) -> str:
        """A name that no threat has yet."""
        while True:
            found = self.fill(self._dice.pick(templates))
            if found not in self._names:
                self._names.add(found)
                return found
            templates = [*templates, "{a}, {b} and {street} group"]

    def take(self, name: str) -> str:
        """A given name, kept from being drawn again."""
        self._names.add(name)
        return name
