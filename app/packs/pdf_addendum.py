"""The addendum of a minor reissue as a PDF: its late papers and no other page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from app.packs import pdf, pdf_late, pdf_type
from app.packs.model import Pack
from app.packs.pdf_ink import Ink
from app.packs.pdf_page import Book


def write(pack: Pack, target: BinaryIO, progress: Callable[[int, int], None] | None = None) -> int:
    """Write the late papers of this version, numbered as in the whole pack; the number of pages."""
    with pdf.ONE_AT_A_TIME:
        try:
            whole = pdf.lay_out(pack)
            fresh = [paper for paper in pack.late if paper.version == pack.version]
            book = Book(pack)
            book.behind = whole.behind
            titles = {line.number: line.title for line in pack.agenda}
            for paper in fresh:
                pdf_late.pages(book, paper, titles.get(paper.follows, ""))
            book.furnish()
            numbers = ", ".join(paper.number for paper in fresh)
            ink = Ink(replace(pack, title=f"{pack.title}, late paper {numbers}"))
            for number, leaf in enumerate(book.leaves, 1):
                ink.draw(leaf)
                if progress:
                    progress(number, len(book.leaves))
            target.write(ink.bytes())
            return len(book.leaves)
        finally:
            pdf_type.forget()
