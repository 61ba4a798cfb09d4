"""Identifiers: sortable by the time they were made, and never guessable from the record."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime


def new_id(now: datetime, entropy: Callable[[int], int] = secrets.randbits) -> str:
    """A new identifier of 32 hexadecimal digits: 48 bits of time (ms), 80 bits from `entropy`."""
    return f"{int(now.timestamp() * 1000) & ((1 << 48) - 1):012x}{entropy(80):020x}"
