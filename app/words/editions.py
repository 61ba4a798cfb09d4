"""Editions and releases: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
