"""Backups, restoring, and a register that cannot be opened."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
