"""The sheet Picture: two tables, the second of which the chart is drawn from."""

from __future__ import annotations

from app.packs.columns import MARKING, NUMBER, col, text
from app.packs.model import Cell, Column, Picture, Sheet


def _counted(head: str) -> Column:
    """A column of counts wide enough for the longest word of its head."""
    return col(head, NUMBER, max(13, *(len(word) + 2 for word in head.split())))


def picture_sheet(picture: Picture, marking: str) -> Sheet:
    """The matrix of themes and forces, and below it the forces by score band."""
    matrix, figure = picture.matrix, picture.figure
    heads = (text(matrix.corner, 42), *(_counted(head) for head in matrix.heads), MARKING)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *numbers, marking) for name, numbers in (*matrix.rows, ("All themes", matrix.total))
    )
    bands = (text("Force", 42), *(_counted(name) for name, _ in figure.series), _counted("Total"), MARKING)
    counts = zip(*(numbers for _, numbers in figure.series), strict=True)
    forces: tuple[tuple[Cell, ...], ...] = tuple(
        (label, *(int(number) for number in numbers), int(sum(numbers)), marking)
        for label, numbers in zip(figure.labels, counts, strict=True)
    )
    below = (Sheet("Bands", "one force", "name", bands, 1, forces),) if forces else ()
    drawn = figure if forces else None
    return Sheet("Picture", "one primary theme", "number of threats", heads, 1, rows, below, drawn)
