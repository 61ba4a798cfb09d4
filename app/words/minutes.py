"""Minutes, chase sheets and calendars: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
