"""Scores: recorded, never changed; a later one supersedes."""

from __future__ import annotations

from app.domain.codes import Role
from app.domain.score import Score
from app.store.unit import Unit, command


@command("score.record", needs=Role.COORDINATOR)
def record(unit: Unit, score: Score) -> Score:
    """A score as entered from the official tool or a local scheme."""
    return unit.put(score)
