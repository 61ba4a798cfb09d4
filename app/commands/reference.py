"""Reference data: forces, themes and the short lists that a region edits; what is in use is never deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from app.domain.faults import Fault, Faulty
from app.domain.kinds import kind_of
from app.domain.region import Choice, Force, Theme
from app.errors import Refusal
from app.store.references import counts
from app.store.unit import Unit, command

V = TypeVar("V", Choice, Force, Theme)


@command("reference.add")
def add(unit: Unit, value: V) -> V:
    """A new value, a choice at the end of its list; Faulty for a name that the list has already."""
    _unique(unit, value)
    if isinstance(value, Choice):
        last = max((c.place for c in unit.find(Choice, list=value.list)), default=-1)
        return unit.put(replace(value, place=last + 1))
    return unit.put(value)


@command("reference.change")
def change(unit: Unit, value: V) -> V:
    """Another name, short name or synonyms: every record that names it shows the new one."""
    _unique(unit, value)
    return unit.put(value)


@command("reference.retire")
def retire(unit: Unit, value: V) -> V:
    """No longer offered; what names it keeps it."""
    return unit.put(replace(value, retired=True))


@command("reference.bring_back")
def bring_back(unit: Unit, value: V) -> V:
    """Offered again."""
    return unit.put(replace(value, retired=False))


@command("reference.remove")
def remove(unit: Unit, value: V) -> None:
    """Removes a value that nothing names; Refusal("reference.in_use") else: such a one is retired."""
    if count := counts(unit.connection, kind_of(value))[value.id]:
        raise Refusal("reference.in_use", name=value.name, count=count)
    unit.drop(value)


@command("reference.move")
def move(unit: Unit, choice: Choice, step: int) -> Choice:
    """Up (-1) or down (1) in its list; Refusal("gone") for one that somebody removed meanwhile."""
    unit.get(Choice, choice.id)
    order = sorted(unit.find(Choice, list=choice.list), key=lambda c: (c.place, c.name.casefold()))
    at = [c.id for c in order].index(choice.id)
    order.insert(min(max(at + step, 0), len(order) - 1), order.pop(at))
    for place, other in enumerate(order):
        unit.put(replace(other, place=place))
    return unit.get(Choice, choice.id)


def _unique(unit: Unit, value: Choice | Force | Theme) -> None:
    """Names are unique in their list, whatever their case; so are the words that mean a theme."""
    same_list = {"list": value.list} if isinstance(value, Choice) else {}
    for other in unit.find(type(value), **same_list):
        if other.id == value.id:
            continue
        if _same(other.name, value.name):
            code = "reference.name_retired" if other.retired else "reference.name_taken"
            raise Faulty((Fault("name", code, {"name": other.name}),))
        if isinstance(value, Theme) and isinstance(other, Theme):
            _distinct(value, other)


def _distinct(theme: Theme, other: Theme) -> None:
    for synonym in theme.synonyms:
        if any(_same(synonym, word) for word in (other.name, *other.synonyms)):
            raise Faulty(
                (Fault("synonyms", "reference.synonym_taken", {"word": synonym, "name": other.name}),)
            )


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
