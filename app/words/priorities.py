"""The words of the ranked list of the month."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
