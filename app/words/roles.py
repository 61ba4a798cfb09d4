"""Roles, and what a role may not do."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
