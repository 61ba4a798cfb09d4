"""Learning: added, changed, removed."""

from __future__ import annotations

from dataclasses import replace

from app.domain.beside import Learning
from app.store.unit import Unit, command


@command("learning.add")
def add(unit: Unit, learning: Learning) -> Learning:
    """New learning; by the person at the desk unless it says otherwise."""
    return unit.put(replace(learning, by=learning.by or unit.actor))


@command("learning.change")
def change(unit: Unit, learning: Learning) -> Learning:
    """A change of its words, or of whom it was shared with."""
    return unit.put(learning)


@command("learning.remove")
def remove(unit: Unit, learning: Learning) -> None:
    """Takes learning out of the record; the journal keeps what it was."""
    unit.drop(learning)
