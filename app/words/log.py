"""The statutory log."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
