"""Identifiers: sortable by the time they were made, and never guessable from the record."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime


def new_id(now: datetime, entropy: Callable[[int], int] = secrets.randbits) -> str:
    """A new identifier of 32 hexadecimal digits: 48 bits of time (ms), 80 bits from `entropy`."""
    return f"{int(now.timestamp() * 1000) & ((1 << 48) - 1):012x}{entropy(80):020x}"


def made_at(id: str) -> datetime | None:
    """The moment in UTC at which an identifier was made; None for one that was made otherwise."""
    if not re.fullmatch("[0-9a-f]{32}", id):
        return None
    try:
        return datetime.fromtimestamp(int(id[:12], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
