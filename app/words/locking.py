"""Locking, drafts, the clipboard and the screen."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
