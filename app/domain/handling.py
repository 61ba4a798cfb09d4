"""Handling codes of texts (3x5x2): what may be shared, and what only under conditions."""

from __future__ import annotations

from app.domain.codes import Handling
from app.domain.faults import Fault, required


def conditions_missing(handling: Handling, conditions: str) -> list[Fault]:
    """The fault of a C-coded text that does not say its conditions."""
    return required(conditions=conditions) if handling is Handling.C else []
