"""Sections of one pack switched and moved from Packs: items of its agenda, which is laid first if need be."""

from __future__ import annotations

from app.commands import agenda
from app.domain.agenda import AgendaItem
from app.domain.codes import ItemState
from app.errors import Refusal
from app.store.unit import Unit, command


@command("pack.section")
def switch(unit: Unit, meeting: str, item: str, key: str, on: bool) -> AgendaItem:
    """Switches a section on or off; `item` "" where only the standing agenda is there, then by its key."""
    switched: AgendaItem = agenda.switch(unit, _item(unit, meeting, item, key), on)
    return switched


@command("pack.order")
def move(unit: Unit, meeting: str, item: str, key: str, step: int) -> AgendaItem:
    """Moves a section one place up (-1) or down (1) among those of its agenda."""
    moved = _item(unit, meeting, item, key)
    top = [
        each.id
        for each in sorted(unit.find(AgendaItem, meeting=meeting), key=lambda each: (each.place, each.id))
        if each.under is None and each.state is not ItemState.PARKED
    ]
    made: AgendaItem = agenda.move(unit, moved, None, max(top.index(moved) + step, 0))
    return made


def _item(unit: Unit, meeting: str, item: str, key: str) -> str:
    """The id of a section's item; Refusal("gone") where the agenda has none of that key."""
    if item:
        return item
    if not unit.find(AgendaItem, meeting=meeting):
        agenda.begin(unit, meeting)
    found = next(
        (each for each in unit.find(AgendaItem, meeting=meeting, key=key) if each.under is None), None
    )
    if found is None:
        raise Refusal("gone", kind="agenda item")
    return found.id
