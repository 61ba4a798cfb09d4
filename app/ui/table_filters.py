"""What a filter cell can ask of a column: words, a range, or some of its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from app.domain import dates
from app.errors import Refusal


class Filter(Protocol):
    """A condition on one column, and how it reads in a sentence."""

    def keeps(self, texts: Sequence[str], values: Sequence[Any]) -> Callable[[int], bool]:
        """A test of a row's number; `texts` are lower-cased."""
        ...

    def reads(self, title: str) -> str:
        """The condition in words: "Score from 300"."""
        ...


@dataclass(frozen=True, slots=True)
class Contains:
    """Every word occurs somewhere in the cell."""

    text: str

    def keeps(self, texts: Sequence[str], values: Sequence[Any]) -> Callable[[int], bool]:
        """Substring tests on the lower-cased strings."""
        words = self.text.casefold().split()
        if len(words) == 1:
            word = words[0]
            return lambda row: word in texts[row]
        return lambda row: all(word in texts[row] for word in words)

    def reads(self, title: str) -> str:
        """Name contains “quay”."""
        return f"{title} contains “{self.text.strip()}”"


@dataclass(frozen=True, slots=True)
class Between:
    """From one value to another, both included; an empty cell is in no range."""

    low: Any
    high: Any

    def keeps(self, texts: Sequence[str], values: Sequence[Any]) -> Callable[[int], bool]:
        """Comparisons of numbers or dates."""
        low, high = self.low, self.high
        if isinstance(low or high, date):
            # a moment lies in its day
            values = [value.date() if isinstance(value, datetime) else value for value in values]

        def test(row: int) -> bool:
            value = values[row]
            return value is not None and (low is None or value >= low) and (high is None or value <= high)

        return test

    def reads(self, title: str) -> str:
        """Score from 300 to 400."""
        parts = []
        if self.low is not None:
            parts.append(f"from {_shown(self.low)}")
        if self.high is not None:
            parts.append(f"to {_shown(self.high)}")
        return f"{title} {' '.join(parts)}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the values ticked, as displayed."""

    values: frozenset[str]

    def keeps(self, texts: Sequence[str], values: Sequence[Any]) -> Callable[[int], bool]:
        """Membership of the lower-cased string."""
        wanted = {value.casefold() for value in self.values}
        return lambda row: texts[row] in wanted

    def reads(self, title: str) -> str:
        """Force is Avon and Somerset or Dorset."""
        return f"{title} is {' or '.join(value or 'empty' for value in sorted(self.values))}"


def _shown(value: Any) -> str:
    return dates.shown(value) if isinstance(value, date) else f"{value:g}"


_SPLIT = re.compile(r"\s*(?:,|\bto\b|–|\.\.)\s*")


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise Refusal("number.unreadable", text=text) from None


def read_range(text: str, kind: str, today: date) -> Between | None:
    """The range typed in a filter cell: "300", "300, 400", ", 400", "1/11/2026, +14"; one value is "from".

    Raises Refusal for what is neither a number nor a date.
    """
    text = text.strip()
    if not text:
        return None
    parts = _SPLIT.split(text)
    if len(parts) > 2:
        raise Refusal("number.unreadable", text=text)
    read: Callable[[str], Any] = (lambda t: dates.parse_typed(t, today)) if kind == "date" else _number
    low, high = read(parts[0]), read(parts[1]) if len(parts) == 2 else None
    return None if low is None and high is None else Between(low, high)
