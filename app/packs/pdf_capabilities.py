"""The list of a capabilities meeting as a PDF."""

from __future__ import annotations

from typing import BinaryIO

from app.packs import pdf_paper, pdf_section
from app.packs.capabilities import TITLE, CapabilitiesList
from app.packs.pdf_page import Place
from app.packs.pdf_paper import Paper


def write(made: CapabilitiesList, target: BinaryIO) -> int:
    """Write the list to `target`; the number of pages."""
    paper = Paper(
        id=made.name,
        head=f"{made.region} · list of requests for support",
        title=f"{made.name}, {made.region}",
        subject=f"{TITLE}, {made.region}",
        region=made.region,
        unit=made.unit,
        fictional=made.fictional,
        marking=made.marking,
        made_at=made.made_at,
    )
    place = Place("", made.name, "", made.name)
    return pdf_paper.write(paper, lambda book: pdf_section.section(book, made.section, place), target)
