"""How long a wrong passphrase makes the next one wait: delays rise, and ten in five minutes is all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
MOST = 10
"""Guesses within WINDOW (Cyber Essentials: no more than 10 in 5 minutes)."""

FREE = 2
"""Wrong guesses that cost nothing: a slip, and the slip in mending it."""

LONGEST = 32
"""Seconds that a delay rises to: 2, 4, 8, 16, 32."""


def recent(tries: Sequence[datetime], now: datetime) -> list[datetime]:
    """The tries that still count, oldest first; one in the future (a clock set back) counts as made now."""
    return sorted(min(at, now) for at in tries if now - at < WINDOW)


def wait(tries: Sequence[datetime], now: datetime) -> timedelta:
    """How long from `now` until another guess may be made; zero where it may be made at once."""
    counted = recent(tries, now)
    if not counted:
        return timedelta()
    until = counted[-1]
    if len(counted) > FREE:
        until += timedelta(seconds=min(LONGEST, 2 ** (len(counted) - FREE)))
    if len(counted) >= MOST:
        until = max(until, counted[-MOST] + WINDOW)
    return max(timedelta(), until - now)
