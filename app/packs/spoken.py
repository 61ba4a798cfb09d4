"""Pictures of the pack in words: what a screen reader says of a chart, of squares and of a strip (§13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.packs.model import Chip, Figure, FigureKind, LogLine, ScorePoint, StrandBlock
from app.packs.pdf_words import NO_BREAK, count, full, month

COLOURS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
PARTS = (
    ("overdue", "overdue"), ("soon", "due soon"), ("on_time", "on time"), ("completed", "completed"),
    ("resulted", "resulted"),
)  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NAMED = 12
"""Points of a scatter that are named one by one; the table has them all."""


def chip(shown: Chip) -> str:
    """Red: overdue 13 days."""
    words = _plain(shown.words)
    colour = COLOURS.get(shown.letter, "")
    return f"{colour}: {words[:1].lower()}{words[1:]}" if colour else words


def options(words: Sequence[str]) -> str:
    """Options: agreed, amended, no."""
    return f" Options: {', '.join(word[:1].lower() + word[1:] for word in words)}."


def squares(block: StrandBlock) -> str:
    """Pursue, 6 actions: 1 overdue, 1 due soon, 1 on time, 1 completed, 2 resulted."""
    counts = [(getattr(block, part), words) for part, words in PARTS]
    total = sum(number for number, _ in counts)
    told = ", ".join(f"{count(number)} {words}" for number, words in counts if number)
    return f"{block.strand}, {count(total)} {'action' if total == 1 else 'actions'}: {told}"


def score(points: Sequence[ScorePoint], bands: Sequence[tuple[int, str]]) -> str:
    """Score from 298 in March 2024 to 438 on 27 Nov 2026, seven assessments, above the Severe band of 400."""
    first, last = points[0], points[-1]
    reached = [band for band in bands if last.total >= band[0]]
    beyond = [band for band in bands if last.total < band[0]]
    if reached:
        limit, name = max(reached)
        where = f"{'at' if last.total == limit else 'above'} the {name} line of {count(limit)}"
    elif beyond:
        limit, name = min(beyond)
        where = f"below the {name} line of {count(limit)}"
    else:
        where = ""
    told = f"{count(last.total)} on {_day(last.on)}"
    if len(points) == 1:
        told = f"Score {told}, one assessment"
    else:
        since = f"{count(first.total)} in {_plain(month(first.on))}"
        told = f"Score from {since} to {told}, {_many(len(points))} assessments"
    return f"{told}, {where}" if where else told


def lineage(line: LogLine, now: date) -> str:
    """Set 9 Jul 2026; moved 13 Aug 2026, 8 Oct 2026; now due 12 Nov 2026; overdue 28 days."""
    parts = []
    if line.set_on:
        parts.append(f"Set {_day(line.set_on)}")
    elif line.first_due:
        parts.append(f"First due {_day(line.first_due)}")
    if line.moved:
        parts.append(f"moved {', '.join(_day(on) for on in line.moved)}")
    parts.append(f"now due {_day(line.due)}" if line.due else "no due date")
    if line.due and line.due < now and line.chip.letter == "R":
        days = (now - line.due).days
        parts.append(f"overdue {days} {'day' if days == 1 else 'days'}")
    return "; ".join(parts)


def figure(shown: Figure) -> str:
    """A chart with its numbers: bars and columns one by one, lines by first, last, highest and lowest."""
    told = {FigureKind.LINE: _lines, FigureKind.SCATTER: _points}.get(shown.kind, _stacks)(shown)
    return ". ".join(part for part in (shown.title, told) if part) or "Chart with nothing in it"


def _stacks(shown: Figure) -> str:
    each = []
    for place, label in enumerate(shown.labels):
        values = [(name, series[place]) for name, series in shown.series]
        total = count(sum(value for _, value in values))
        parts = ", ".join(f"{count(value)} {name}" for name, value in values if value)
        each.append(f"{_plain(label)} {total}" + (f" ({parts})" if len(values) > 1 and parts else ""))
    return "; ".join(each)


def _lines(shown: Figure) -> str:
    each = []
    for name, values in shown.series:
        if not values:
            continue
        high, low = (values.index(pick(values)) for pick in (max, min))
        labels = [_plain(label) for label in shown.labels]
        each.append(
            f"{name}: {count(values[0])} in {labels[0]}, {count(values[-1])} in {labels[-1]}, "
            f"highest {count(values[high])} in {labels[high]}, lowest {count(values[low])} in {labels[low]}"
        )
    return "; ".join(each)


def _points(shown: Figure) -> str:
    named = [point for point in shown.points if point.named][:NAMED]
    across, up = shown.x_axis or "across", shown.y_axis or "up"
    told = "; ".join(f"{point.label}: {count(point.x)} and {count(point.y)}" for point in named)
    head = f"{count(len(shown.points))} points, {across} against {up}"
    return f"{head}. {told}" if told else head


def _many(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else count(number)


def _day(on: date) -> str:
    return _plain(full(on)).strip()


def _plain(words: str) -> str:
    """Words without the spaces that only align."""
    return " ".join(words.replace(NO_BREAK, " ").replace("\u2007", " ").split())
