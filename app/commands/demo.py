"""Filling a demonstration, and playing commands on it with identifiers that the seed gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from app.domain.kinds import Record
from app.store.unit import Unit, command


@command("demo.fill")
def fill(unit: Unit, records: Iterable[Record]) -> int:
    """Writes many new records at once, journalled like any; returns how many."""
    return unit.put_many(records)


def seeded(real: Callable[..., Any], bits: Callable[[int], int]) -> Callable[..., Any]:
    """A command as it is, journalled by its own name, whose new identifiers come from `bits`."""
    marked = real.marked  # type: ignore[attr-defined]

    @command(marked.name)
    def run(unit: Unit, *args: Any, **kwargs: Any) -> Any:
        unit.entropy = bits
        return real(unit, *args, **kwargs)

    return run
