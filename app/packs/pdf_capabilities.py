"""The list of a capabilities meeting as a PDF: marked like the pack, the same list gives the same bytes."""

from __future__ import annotations

from typing import BinaryIO

from app.domain.clock import LONDON
from app.packs import pdf, pdf_section, pdf_type
from app.packs.capabilities import TITLE, CapabilitiesList
from app.packs.model import ActionLog, Answer, Exceptions, Figure, Matrix, Pack, Picture
from app.packs.pdf_ink import Ink
from app.packs.pdf_page import Book, Furniture, Place
from app.packs.pdf_type import one_line
from app.packs.pdf_words import full


def write(made: CapabilitiesList, target: BinaryIO) -> int:
    """Write the list to `target`; the number of pages."""
    with pdf.ONE_AT_A_TIME:
        try:
            book = Book(_frame(made))
            pdf_section.section(book, made.section, Place("", made.name, "", made.name))
            frame = _Furniture(made)
            for number, leaf in enumerate(book.leaves, 1):
                frame.put(leaf, number, len(book.leaves))
            ink = _Ink(made)
            for leaf in book.leaves:
                ink.draw(leaf)
            target.write(ink.bytes())
            return len(book.leaves)
        finally:
            pdf_type.forget()


def _frame(made: CapabilitiesList) -> Pack:
    """A pack of nothing, for what frames each page: marking, region, FICTIONAL and the time."""
    nothing = Answer("", "")
    return Pack(
        id=made.name,
        title=TITLE,
        month="",
        month_words="",
        region=made.region,
        unit=made.unit,
        edition="",
        version="",
        draft=False,
        fictional=made.fictional,
        marking=made.marking,
        handling=(),
        made_at=made.made_at,
        as_at=made.as_at,
        meeting=(),
        previous_on=None,
        next_on=None,
        numbers=(),
        agenda=(),
        log=ActionLog(nothing, (), "", ()),
        picture=Picture(nothing, Matrix("", "", (), (), ()), Figure("", (), (), ""), ()),
        cards=(),
        priority_answer=nothing,
        exceptions=Exceptions(nothing, (), ()),
        rag_rule="",
        rules=(),
        omitted=(),
        sheets=(),
    )


class _Ink(Ink):
    """The ink of a list: its own title in the properties."""

    def __init__(self, made: CapabilitiesList) -> None:
        super().__init__(_frame(made))
        about = self._document.info
        about.title = f"{made.name}, {made.region}"
        about.subject = f"{TITLE}, {made.region}"


class _Furniture(Furniture):
    """What stands around the text of each page of a list."""

    def __init__(self, made: CapabilitiesList) -> None:
        super().__init__(_frame(made), {})
        at = made.made_at.astimezone(LONDON)
        self._name = one_line(f"{made.region} · list of requests for support")
        self._copy = f" · printed {full(at).strip()}, {at:%H:%M}"
