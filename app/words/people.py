"""People, their keys and the recovery key."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
