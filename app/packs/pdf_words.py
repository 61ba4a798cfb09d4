"""Dates and numbers as the printed pack says them, in any locale."""

from __future__ import annotations

from datetime import date

from app.domain.dates import MONTH_NAMES

MONTHS = tuple(name[:3] for name in MONTH_NAMES)
NO_BREAK = "\u00a0"


def day(on: date) -> str:
    """4 Dec, the day padded with a figure space so that columns align."""
    return f"{on.day}{NO_BREAK}{MONTHS[on.month - 1]}".rjust(6, "\u2007")


def full(on: date) -> str:
    """4 Dec 2026, padded as `day`."""
    return f"{day(on)}{NO_BREAK}{on.year}"


def month(on: date) -> str:
    """Dec 2026."""
    return f"{MONTHS[on.month - 1]}{NO_BREAK}{on.year}"


def count(number: float) -> str:
    """1,186; a minus as a minus sign."""
    whole = int(number) if number == int(number) else round(number, 1)
    return f"{whole:,}".replace("-", "\u2212")


def plural(number: int, one: str, many: str = "") -> str:
    """3 actions, 1 action."""
    return f"{count(number)}{NO_BREAK}{one if number == 1 else many or one + 's'}"
