"""The words of scoring: schemes, assessments, moderated scores."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
