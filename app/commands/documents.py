"""Documents by reference: linked, changed, removed. Nothing here opens, reads or copies a file."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.beside import Document
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command


def _refuse_twice(unit: Unit, document: Document) -> None:
    where = table(Document)
    query = select(where.c.id).where(
        where.c.threat == document.threat,
        func.lower(where.c.reference) == document.reference.strip().lower(),
        func.lower(where.c.held_in) == document.held_in.strip().lower(),
    )
    if any(row.id != document.id for row in unit.rows(query)):
        raise Refusal("document.twice", reference=document.reference)


@command("document.link")
def link(unit: Unit, document: Document) -> Document:
    """Names a document by its reference; Refusal("document.twice") where the threat names it already."""
    _refuse_twice(unit, document)
    return unit.put(document)


@command("document.change")
def change(unit: Unit, document: Document) -> Document:
    """A change of its title, reference or place."""
    _refuse_twice(unit, document)
    return unit.put(document)


@command("document.remove")
def remove(unit: Unit, document: Document) -> None:
    """Takes the reference out of the record; the document itself is elsewhere and stays."""
    unit.drop(document)
