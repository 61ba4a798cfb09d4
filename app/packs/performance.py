"""Disruptions and performance by P."""

from __future__ import annotations

from app.packs.facts import Facts
from app.packs.model import Section, Sheet


def section(facts: Facts) -> Section | None:
    """The section as printed; None where there is nothing to say."""
    return None


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheets; `marking` ends each row."""
    return ()
