"""The pack as a PDF: every page laid out first, so that page numbers are known, then drawn once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import BinaryIO

from app.domain.codes import EditionKind
from app.packs import (
    pdf_back,
    pdf_card,
    pdf_changes,
    pdf_contents,
    pdf_exceptions,
    pdf_front,
    pdf_late,
    pdf_log,
    pdf_partner,
    pdf_picture,
    pdf_section,
    pdf_type,
)
from app.packs.model import AgendaLine, Pack
from app.packs.pdf_ink import Ink
from app.packs.pdf_page import Book, Place
from app.uncollected import uncollected

ONE_AT_A_TIME = Lock()  # a font that is being subset keeps its place in its own file

Progress = Callable[[int, int], None]

TITLES = {
    "log": "Action log",
    "picture": "Threat picture by theme and force",
    "groups": "Priority groups",
    "exceptions": "Overdue and exceptions",
}


def write(pack: Pack, target: BinaryIO, progress: Progress | None = None) -> int:
    """Write the pack to `target`; the number of pages. `progress` may raise: nothing is written yet."""
    with ONE_AT_A_TIME, uncollected():
        try:
            book = lay_out(pack)
            ink, count = Ink(pack), len(book.leaves)
            for number in range(1, count + 1):
                ink.draw(book.leaves.pop(0))  # let go of page by page: all at once would stop a window
                if progress:
                    progress(number, count)
            target.write(ink.bytes())
            return count
        finally:
            pdf_type.forget()


def lay_out(pack: Pack) -> Book:
    """Every page of the pack as a leaf, in order; a partner's has an order of its own."""
    if pack.kind is EditionKind.PARTNER:
        return pdf_partner.lay_out(pack)
    book = Book(pack)
    items = {line.section: line for line in pack.agenda if line.section}
    sections = {section.key: section for section in pack.sections}
    drawn = {"log": _log, "picture": _picture, "groups": _groups, "exceptions": _exceptions}
    pdf_front.cover(book)
    book.hold(pdf_contents.contents)
    # in the agenda's order; what it does not name comes last, so that nothing is lost
    late = {f"late {paper.number}": paper for paper in pack.late}
    titles = {line.number: line.title for line in pack.agenda}
    for name in dict.fromkeys((*items, *drawn, *sections, *late)):
        if name in late:
            pdf_late.pages(book, late[name], titles.get(late[name].follows, ""))
        elif name in drawn:
            drawn[name](book, _place(items, name, TITLES[name]))
        else:
            section = sections[name]
            pdf_section.section(book, section, _place(items, name, section.title))
    pdf_back.key(book)
    book.settle()
    book.furnish()
    return book


def _log(book: Book, place: Place) -> None:
    """The log, then what changed since the pack before: 2.2 and 2.3, after the minutes."""
    logged = bool(book.pack.log.groups or book.pack.log.plans)
    if logged:
        pdf_log.action_log(book, _below(place, 2), "log")
    made = book.pack.changes
    if made is not None:
        below = _below(place, 3)._replace(short=made.title)
        pdf_changes.changes(book, made, below, "changes" if logged else "log")


def _below(place: Place, number: int) -> Place:
    if not place.item:
        return place
    return place._replace(crumb=f"{place.crumb} · {place.item}.{number}", tab=f"{place.item}.{number}")


def _picture(book: Book, place: Place) -> None:
    if book.pack.picture.matrix.rows:
        pdf_picture.picture(book, place, "picture", TITLES["picture"])


def _groups(book: Book, place: Place) -> None:
    if book.pack.cards or book.pack.ranking:
        book.hold(lambda held: pdf_back.opener(held, place, "groups", TITLES["groups"]))
        for card in book.pack.cards:
            pdf_card.group_page(book, card, place.item, place.crumb)


def _exceptions(book: Book, place: Place) -> None:
    if book.pack.exceptions.overdue or book.pack.exceptions.groups:
        pdf_exceptions.exceptions(book, place, "exceptions")


def _place(items: dict[str, AgendaLine], section: str, title: str) -> Place:
    line = items.get(section)
    if line is None:
        return Place("", title, "", title)
    return Place(line.number, f"{line.number} {line.title}", line.number, title)
