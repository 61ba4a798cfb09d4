"""A trend in words and on an axis: what a chart draws and what a screen reader says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.dates import MONTH_NAMES, shown

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a trend; undated values stand before the dated ones; `by` is its measure."""

    on: date | None
    value: float
    note: str = ""
    by: str = ""


class Axis(NamedTuple):
    """The lowest, middle and highest labelled value."""

    low: float
    middle: float
    high: float


def number(value: float) -> str:
    """A figure as people write it: 412, 3.5."""
    return str(int(value)) if value == int(value) else str(value)


def month(day: date) -> str:
    """A month as an axis names it: "Mar 2025"."""
    return f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"


def axis(values: Sequence[float]) -> Axis:
    """Three round values around `values`, which need not begin at nought."""
    low, high = min(values), max(values)
    if low == high:
        step = 10 if low >= 10 else 1
        return Axis(low - step, low, low + step) if low >= step else Axis(0, step, 2 * step)
    for step in STEPS:
        half = step // 2 if step % 2 == 0 else step
        bottom = low // half * half
        if bottom + 2 * step >= high:
            return Axis(bottom, bottom + step, bottom + 2 * step)
    span = max(high - low, 1)
    return Axis(low, low + span / 2, low + span)


def change_in_words(points: Sequence[Point], index: int = -1) -> str:
    """How a score stands to the one before it: "36 more than in June"; "" for the first."""
    place = index % len(points) if points else 0
    if place == 0:
        return ""
    last, before = points[place], points[place - 1]
    when = "before" if before.on is None else f"in {MONTH_NAMES[before.on.month - 1]}"
    if before.on and last.on and (last.on - before.on).days > 330:
        when += f" {before.on.year}"
    if before.by != last.by:
        return f"by another scheme than {when}"
    difference = last.value - before.value
    if difference == 0:
        return f"same as {when}"
    words = "more" if difference > 0 else "less"
    return f"{number(abs(difference))} {words} than {when}"


def trend_in_words(points: Sequence[Point]) -> str:
    """The whole trend for a screen reader."""
    if not points:
        return "No score yet."
    said = [f"{number(p.value)} on {shown(p.on)}" if p.on else f"{number(p.value)}, no date" for p in points]
    return f"{len(points)} score{'' if len(points) == 1 else 's'}: {'; '.join(said)}."
