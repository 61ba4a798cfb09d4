"""Preflight, issue, copies and late papers: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
