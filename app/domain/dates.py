"""Dates as people type them: strict, day first, never guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from app.errors import Refusal

# written out: calendar.month_abbr follows the machine's locale
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = {name[:3]: n for n, name in enumerate(MONTH_NAMES, 1)}
_STEP = re.compile(r"\+\s*(\d{1,3})\s*([dwm]?)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})\.?,?[ \-](\d{2}|\d{4})")


def parse(text: str) -> date | None:
    """The date that `text` states whole, in one of the listed forms; None when it states none.

    Forms: 26/11/2026, 26.11.26, 26-11-2026, 2026-11-26, 26 Nov 2026. Two-digit years are of this century.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _NAMED.fullmatch(text):
        name = found[2].title()
        month = MONTHS.get(name[:3], 0)
        # "Sept" is common; other words must be the month's own, whole or its first three letters
        if not month or not (MONTH_NAMES[month - 1] == name or len(name) == 3 or name == "Sept"):
            return None
        day, year = int(found[1]), int(found[3])
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def parse_typed(text: str, today: date) -> date | None:
    """The date a person typed: a whole date, "t" for today, "+14", "+2w" or "+1m"; None when empty.

    Raises Refusal("date.unreadable") for anything else, with the text as typed.
    """
    text = text.strip()
    if not text:
        return None
    if text.casefold() in ("t", "today"):
        return today
    if found := _STEP.fullmatch(text):
        count, unit = int(found[1]), found[2].casefold()
        if unit == "m":
            return add_months(today, count)
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    parsed = parse(text)
    if parsed is None:
        raise Refusal("date.unreadable", text=text)
    return parsed


def shown(day: date) -> str:
    """A date as printed: "12 Jun 2025", whatever the machine's locale."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"
