"""A chase sheet as a workbook (excel.md §5): About, then My actions to be filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from app.packs import excel
from app.packs.chase import CHOICES, FILLED, SHEET, ChaseSheet, about, data, title
from app.packs.excel_form import Form
from app.packs.paper import Paper, framed
from app.packs.phrases import month_words

FORM = Form(frozenset(FILLED), {"State": CHOICES})


def write(sheet: ChaseSheet, identity: str, target: BinaryIO) -> None:
    """Write a chase sheet, the same to the same bytes; `identity` is the SHA-256 under which it is kept."""
    frame = Paper(
        id=f"{sheet.pack_id} chase sheet",
        head="",
        title=title(sheet),
        subject="open actions",
        region=sheet.region,
        unit=sheet.unit,
        fictional=sheet.fictional,
        marking=sheet.marking,
        made_at=sheet.made_at,
        month=sheet.month,
        body=identity,
    )
    pack = replace(framed(frame), month_words=month_words(sheet.month), sheets=(data(sheet),))
    excel.write_as(pack, title(sheet), about(sheet, identity), target, forms={SHEET: FORM})
