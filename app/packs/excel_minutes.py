"""The minutes as a workbook (excel.md §5): About, decisions, actions, attendance, and the log of a year."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from app.packs import excel
from app.packs.minutes import MinutesPaper, frame
from app.packs.model import Fact
from app.packs.paper import framed
from app.packs.phrases import count, day_and_month


def write(paper: MinutesPaper, target: BinaryIO, body: str = "") -> None:
    """Write the minutes to `target`; the same minutes give the same bytes."""
    framed_ = replace(
        framed(frame(paper, body)),
        # short enough to stay clear of the marking on a portrait page
        title="minutes",
        month_words=f"{day_and_month(paper.on)} {paper.on.year}",
        sheets=paper.sheets,
    )
    sheets = tuple(
        Fact("" if place else "Sheets", f"{s.name}: {s.about}; {count(len(s.rows), 'row')}, by {s.sorted_by}")
        for place, s in enumerate(paper.sheets)
    )
    head = f"{'DRAFT: minutes' if paper.draft else 'Minutes'} of {framed_.month_words}"
    excel.write_as(framed_, head, (*paper.about, *sheets), target)
