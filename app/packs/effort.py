"""The picture of score against effort, the same on screen and in both files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from app.domain.effort import Effort, outliers
from app.packs.model import Figure, FigureKind, Point
from app.packs.phrases import count, number

TITLE = "Score against effort"


def effort_figure(rows: Iterable[Effort], months: int) -> Figure:
    """The picture: a mark for each active threat with a score, the outliers by their reference.

    The lines that divide it stand at the middle score and the middle activity.
    """
    scored = sorted((row for row in rows if row.score is not None), key=lambda row: row.reference)
    little, much = outliers(scored)
    named = {row.reference for row in (*little, *much)}
    points = tuple(Point(row.reference, row.live, row.score or 0, row.reference in named) for row in scored)
    return Figure(
        TITLE,
        (),
        (),
        _text(len(scored), little, much),
        FigureKind.SCATTER,
        f"{count(len(scored), 'active threat')} with a score; lines at the middle of each",
        points,
        f"Live activity: open actions, and disruptions in {count(months, 'month')}",
        "Score",
        median(point.x for point in points) if points else None,
        median(point.y for point in points) if points else None,
    )


def _text(scored: int, little: Sequence[Effort], much: Sequence[Effort]) -> str:
    if not scored:
        return "No active threat has a score."
    high = "; ".join(words(row) for row in little) or "none"
    low = "; ".join(words(row) for row in much) or "none"
    return f"High score and little live activity: {high}. Low score and much: {low}."


def words(row: Effort) -> str:
    """One threat in words: "DC24031 (score 415; 0 open, 1 disruption)"."""
    done = count(row.disruptions, "disruption")
    return f"{row.reference} (score {number(row.score or 0)}; {number(row.open)} open, {done})"
