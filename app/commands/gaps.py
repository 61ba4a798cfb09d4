"""Intelligence gaps: raised, changed, closed with their answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.beside import IntelligenceGap
from app.errors import Refusal
from app.store.unit import Unit, command


@command("gap.raise")
def raise_(unit: Unit, gap: IntelligenceGap) -> IntelligenceGap:
    """A new gap."""
    return unit.put(gap)


@command("gap.change")
def change(unit: Unit, gap: IntelligenceGap) -> IntelligenceGap:
    """A change of its words, requirement or owner."""
    return unit.put(gap)


@command("gap.close")
def close(unit: Unit, gap: IntelligenceGap, on: date, answer: str) -> IntelligenceGap:
    """Closes a gap with its answer; Refusal("gap.closed") for a closed one, a fault for no answer."""
    if unit.get(IntelligenceGap, gap.id).closed_on:
        raise Refusal("gap.closed")
    return unit.put(replace(gap, closed_on=on, answer=answer.strip()))
