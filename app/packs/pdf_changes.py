"""The page of changes since the pack before; one line below the log where none is stored."""

from __future__ import annotations

from app.packs.model import Section
from app.packs.pdf_page import Book, Place
from app.packs.pdf_section import section
from app.packs.pdf_type import HEAD, MM, SMALL


def changes(book: Book, made: Section, place: Place, name: str) -> None:
    """The page; without a comparison, its line where the log ends, or nothing where there is no log."""
    if made.blocks:
        section(book, made, place, name)
    elif name != "log":
        book.y += 4 * MM
        book.ensure(HEAD.leading + 2 * SMALL.leading)
        book.heading(made.title)
        book.paragraph(" ".join(part for part in (made.answer.strong, made.answer.words) if part))
