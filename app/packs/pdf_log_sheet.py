"""A sheet about the log as a PDF: a title, an answer, facts line by line, findings and notes."""

from __future__ import annotations

from typing import BinaryIO

from app.packs import pdf_paper
from app.packs.log_sheet import LogSheet
from app.packs.pdf_page import Book, Place
from app.packs.pdf_paper import Paper
from app.packs.pdf_type import BODY, BODY_STRONG, MM


def write(sheet: LogSheet, target: BinaryIO) -> int:
    """Write the sheet to `target`; the number of pages. The same sheet gives the same bytes."""
    paper = Paper(
        id=sheet.name,
        head=f"{sheet.region} · {sheet.title}",
        title=f"{sheet.title}, {sheet.region}",
        subject=f"{sheet.title}, {sheet.region}",
        region=sheet.region,
        unit=sheet.unit,
        fictional=sheet.fictional,
        marking=sheet.marking,
        made_at=sheet.made_at,
    )
    return pdf_paper.write(paper, lambda book: _lay_out(book, sheet), target)


def _lay_out(book: Book, sheet: LogSheet) -> None:
    book.open(Place("", sheet.name, "", sheet.title), "log", sheet.title)
    book.title(sheet.title, sheet.name)
    book.answer(sheet.strong, sheet.words)
    book.y += 3 * MM
    if sheet.findings:
        book.heading("What does not agree")
        for finding in sheet.findings:
            book.lines(BODY, finding)
        book.y += 3 * MM
    for label, words in sheet.facts:
        book.lines(BODY_STRONG, label)
        book.lines(BODY, words)
        book.y += 1.5 * MM
    book.y += 2 * MM
    for note in sheet.notes:
        book.lines(BODY, note)
        book.y += 1 * MM
