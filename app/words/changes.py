"""What changed between two issues."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
