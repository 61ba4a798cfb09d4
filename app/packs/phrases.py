"""How the pack writes dates, numbers, lists and names (typography.md §11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.dates import MONTH_NAMES, shown

NBSP = "\u00a0"


def number(value: float) -> str:
    """A count or score: 1,186; 412; 412.5."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def count(value: int, thing: str, things: str = "") -> str:
    """A number with its thing: "1 action", "3 actions"."""
    return f"{number(value)} {thing if value == 1 else things or thing + 's'}"


def change(value: float) -> str:
    """A change beside a score: "↑ 46", "↓ 12", "no change"."""
    if value == 0:
        return "no change"
    return f"{'↑' if value > 0 else '↓'} {number(abs(value))}"


def by_how_much(value: float) -> str:
    """A change in words: "up 46", "down 12", "no change"."""
    if value == 0:
        return "no change"
    return f"{'up' if value > 0 else 'down'} {number(abs(value))}"


def day(value: date | None, missing: str = "not set") -> str:
    """A date as printed in running text: "14 Mar 2025"; `missing` where there is none."""
    return missing if value is None else shown(value).replace(" ", NBSP)


def day_and_month(value: date) -> str:
    """A day within the year, as headings say it: "12 November"."""
    return f"{value.day}{NBSP}{MONTH_NAMES[value.month - 1]}"


def short_day(value: date) -> str:
    """A day within twelve months, as small print says it: "12 Nov"."""
    return f"{value.day}{NBSP}{MONTH_NAMES[value.month - 1][:3]}"


def month_words(month: str) -> str:
    """ "2026-12" as "December 2026"."""
    year, number_ = month.split("-")
    return f"{MONTH_NAMES[int(number_) - 1]} {year}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(value: date) -> str:
    """A date with its weekday: "Tuesday 8 December 2026"."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list: "Dorset, Gloucestershire and Wiltshire"; `last` stands before the last of them."""
    items = [word for word in words if word]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def within(words: str) -> str:
    """A name as it stands within a sentence: "illegal drugs"; "MSHT" stays as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def share(part: int, whole: int) -> str:
    """A share without decimals: "68%"."""
    return f"{round(100 * part / whole)}%" if whole else "0%"
