"""The scale of a figure: round steps for its axis, and what it says of each mark in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from app.packs.model import Figure, FigureKind, Point
from app.packs.pdf_words import count

STEPS = (1, 2, 2.5, 5, 10)


def sums(figure: Figure) -> list[float]:
    """The total of each label over all series."""
    return [sum(values[place] for _, values in figure.series) for place in range(len(figure.labels))]


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values from at or below `low` to at or above `high`, no more than `most` steps apart."""
    if high <= low:
        high = low + 1
    rough = (high - low) / most
    size: float = 10.0 ** floor(log10(rough))
    whole = min(1, low % 1, high % 1) == 0 and low == int(low) and high == int(high)
    for part in (*STEPS, 20.0):
        step = part * size
        if whole and step != int(step):
            continue
        first = floor(low / step) * step
        number = ceil((high - first) / step - 1e-9)
        if number <= most:
            return tuple(round(first + place * step, 6) for place in range(number + 1))
    return (low, high)


def extent(values: list[float], *, zero: bool = False) -> tuple[float, ...]:
    """The ticks around values; from nought when `zero`, or when nought is near."""
    if not values:
        return (0.0, 1.0)
    low, high = min(values), max(values)
    if zero or 0 <= low <= high * 0.6:
        low = 0.0
    return ticks(low, high)


def marks_in_words(figure: Figure) -> list[str]:
    """Each label or point with its values, as a reader steps from one to the next."""
    if figure.kind is FigureKind.SCATTER:
        return [_point(figure, point) for point in figure.points]
    said = []
    for place, label in enumerate(figure.labels):
        parts = [(name, values[place]) for name, values in figure.series]
        if len(parts) == 1:
            said.append(f"{label}: {count(parts[0][1])}")
            continue
        words = ", ".join(f"{name} {count(value)}" for name, value in parts)
        whole = "" if figure.kind is FigureKind.LINE else f"; all {count(sum(value for _, value in parts))}"
        said.append(f"{label}: {words}{whole}")
    return said


def _point(figure: Figure, point: Point) -> str:
    return f"{point.label}: {figure.y_axis} {count(point.y)}, {figure.x_axis} {count(point.x)}"


def apart(wanted: Sequence[float], deep: Sequence[float], top: float, foot: float) -> list[float]:
    """Heights near those wanted, in their order, at which no label stands over another."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    end = top
    for place in order:
        found[place] = max(wanted[place], end)
        end = found[place] + deep[place]
    begin = foot
    for place in reversed(order):
        found[place] = min(found[place], begin - deep[place])
        begin = found[place]
    return found
