"""Custom fields: defined, changed, retired, removed, and what records say in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.custom import CustomField, CustomValue
from app.domain.custom_value import KINDS, canonical
from app.domain.faults import Fault, Faulty
from app.errors import Refusal
from app.store.references import held
from app.store.unit import Marked, Unit, command


@command("custom.define")
def define(unit: Unit, field: CustomField) -> CustomField:
    """A new custom field, at the end of those of its kind; Refusal("custom.no_kind") for another kind."""
    if field.of not in KINDS:
        raise Refusal("custom.no_kind", kind=field.of)
    _unique(unit, field)
    same = unit.find(CustomField, of=field.of)
    return unit.put(replace(field, place=max((f.place for f in same), default=-1) + 1))


@command("custom.change")
def change(unit: Unit, field: CustomField) -> CustomField:
    """Another name, help or choices; the type stays once records hold values (custom.type_held)."""
    was = unit.get(CustomField, field.id)
    if (field.of, field.type) != (was.of, was.type) and _held(unit, field):
        raise Refusal("custom.type_held", name=was.name)
    _unique(unit, field)
    return unit.put(field)


@command("custom.retire")
def retire(unit: Unit, field: CustomField) -> CustomField:
    """No longer asked for; what records say in it stays."""
    return unit.put(replace(field, retired=True))


@command("custom.bring_back")
def bring_back(unit: Unit, field: CustomField) -> CustomField:
    """Asked for again."""
    _unique(unit, replace(field, retired=False))
    return unit.put(replace(field, retired=False))


@command("custom.remove")
def remove(unit: Unit, field: CustomField) -> None:
    """Removes a field that no record uses; Refusal("custom.held") else: such a one is retired."""
    if count := _held(unit, field):
        raise Refusal("custom.held", name=field.name, count=count)
    # what records said that are gone themselves
    for left in unit.find(CustomValue, field=field.id):
        unit.drop(left)
    unit.drop(field)


@command("custom.move")
def move(unit: Unit, field: CustomField, step: int) -> CustomField:
    """Up (-1) or down (1) among the fields of its kind; Refusal("gone") for one removed meanwhile."""
    unit.get(CustomField, field.id)
    order = sorted(unit.find(CustomField, of=field.of), key=lambda f: (f.place, f.name.casefold()))
    at = [f.id for f in order].index(field.id)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for place, other in enumerate(order):
        unit.put(replace(other, place=place))
    return unit.get(CustomField, field.id)


def set_values(unit: Unit, of: str, object: str, values: Mapping[str, str], was: Mapping[str, str]) -> None:
    """What a record says from now on, by the field's id; "" for nothing any more.

    `was` are the texts that the person saw: Refusal("custom.changed_since") where another changed one.
    Raises Faulty with the field named "custom:ID" for a text that does not fit its type.
    """
    for id, typed in values.items():
        field = unit.get(CustomField, id)
        if field.of != of:
            raise Refusal("custom.no_kind", kind=of)
        stored = next(iter(unit.find(CustomValue, object=object, field=id)), None)
        text = stored.text if stored else ""
        try:
            now = canonical(field, typed, unit.today, keep=text)
        except Refusal as refusal:
            raise Faulty((Fault(f"custom:{id}", refusal.code, refusal.fields),)) from None
        if now == text:
            continue
        if was.get(id, "") != text:
            raise Refusal("custom.changed_since", name=field.name)
        if stored is None:
            unit.put(CustomValue(id=unit.new_id(), field=id, object=object, text=now))
        elif now:
            unit.put(replace(stored, text=now))
        else:
            unit.drop(stored)


def forget(unit: Unit, object: str) -> None:
    """Removes what a record said in custom fields, with the record itself."""
    for value in unit.find(CustomValue, object=object):
        unit.drop(value)


def along(
    real: Callable[..., Any], of: str, values: Mapping[str, str], was: Mapping[str, str]
) -> Callable[..., Any]:
    """`real` with the custom values of the record that it returns, in one batch and under its name."""

    def both(unit: Unit, *args: Any, **kwargs: Any) -> Any:
        result = real(unit, *args, **kwargs)
        set_values(unit, of, result.id, values, was)
        return result

    marked: Marked = real.marked  # type: ignore[attr-defined]
    return command(marked.name, undoable=marked.undoable)(both)


def _held(unit: Unit, field: CustomField) -> int:
    return held(unit.connection).get(field.id, 0)


def _unique(unit: Unit, field: CustomField) -> None:
    name = field.name.strip().casefold()
    for other in unit.find(CustomField, of=field.of):
        if other.id != field.id and other.name.strip().casefold() == name:
            raise Faulty((Fault("name", "reference.name_taken", {"name": other.name}),))
