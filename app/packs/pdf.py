"""The pack as a PDF: every page laid out first, so that page numbers are known, then drawn once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import BinaryIO

from app.packs import pdf_back, pdf_card, pdf_front, pdf_log, pdf_picture, pdf_type
from app.packs.model import AgendaLine, Pack
from app.packs.pdf_ink import Ink
from app.packs.pdf_page import Book, Place

_ONE_AT_A_TIME = Lock()  # a font that is being subset keeps its place in its own file

Progress = Callable[[int, int], None]

TITLES = {
    "log": "Action log",
    "picture": "Threat picture by theme and force",
    "groups": "Priority groups",
    "exceptions": "Overdue and exceptions",
}


def write(pack: Pack, target: BinaryIO, progress: Progress | None = None) -> int:
    """Write the pack to `target`; the number of pages. `progress` may raise: nothing is written yet."""
    with _ONE_AT_A_TIME:
        try:
            book = lay_out(pack)
            ink = Ink(pack)
            for number, leaf in enumerate(book.leaves, 1):
                ink.draw(leaf)
                if progress:
                    progress(number, len(book.leaves))
            target.write(ink.bytes())
            return len(book.leaves)
        finally:
            pdf_type.forget()


def lay_out(pack: Pack) -> Book:
    """Every page of the pack as a leaf, in order."""
    book = Book(pack)
    items = {line.section: line for line in pack.agenda if line.section}
    pdf_front.cover(book)
    book.hold(pdf_front.contents)
    if pack.log.groups:
        pdf_log.action_log(book, _place(items, "log"), "log")
    if pack.picture.matrix.rows:
        pdf_picture.picture(book, _place(items, "picture"), "picture", TITLES["picture"])
    if pack.cards:
        place = _place(items, "groups")
        book.hold(lambda held: pdf_back.opener(held, place, "groups", TITLES["groups"]))
        for card in pack.cards:
            pdf_card.group_page(book, card, place.item, place.crumb)
    if pack.exceptions.overdue or pack.exceptions.groups:
        pdf_log.exceptions(book, _place(items, "exceptions"), "exceptions")
    pdf_back.key(book)
    book.settle()
    book.furnish()
    return book


def _place(items: dict[str, AgendaLine], section: str) -> Place:
    line = items.get(section)
    title = TITLES[section]
    if line is None:
        return Place("", title, "", title)
    return Place(line.number, f"{line.number} {line.title}", line.number, title)
