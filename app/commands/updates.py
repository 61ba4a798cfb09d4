"""Progress updates."""

from __future__ import annotations

from dataclasses import replace

from app.commands.own import refuse_not_led
from app.domain.action import Update
from app.store.unit import Unit, command


@command("update.add")
def add(unit: Unit, update: Update) -> Update:
    """A new update, by the person at the desk unless it names another. Refusal("own.threat") as own says."""
    refuse_not_led(unit, update.threat)
    return unit.put(replace(update, by=update.by or unit.actor))
