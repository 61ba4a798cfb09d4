"""The region's custom fields in the pack: columns at the end of a sheet, and a fact on a group's page."""

from __future__ import annotations

from app.domain.codes import FieldType
from app.domain.custom_value import display, value
from app.packs.facts import Facts
from app.packs.model import Cell, Column, ColumnKind, Fact

KINDS = {FieldType.NUMBER: ColumnKind.SCORE, FieldType.DATE: ColumnKind.DATE}
WIDTH = 18
"""Characters (excel.md §4)."""
LONGEST = 300
"""Characters of the fact on a group's page; what is longer stands in the sheet only."""


def widened(facts: Facts, of: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A sheet's columns with those of the custom fields before the last, which is the marking.

    A table may not bear one title twice: a field called like a column says that it is local.
    """
    taken = {column.title.casefold() for column in columns}
    added = []
    for field in facts.custom_fields.get(of, ()):
        title, times = field.name, 1
        while title.casefold() in taken:
            title = f"{field.name} (local{f' {times}' if times > 1 else ''})"
            times += 1
        taken.add(title.casefold())
        wraps = field.type in (FieldType.TEXT, FieldType.CHOICE)
        kind = KINDS.get(field.type, ColumnKind.TEXT)
        added.append(Column(title, kind, WIDTH, wrap=wraps, prints=False))
    return (*columns[:-1], *added, columns[-1])


def cells(facts: Facts, of: str, id: str) -> tuple[Cell, ...]:
    """What a record says in each of these columns, typed."""
    texts = facts.custom_texts.get(id, {})
    return tuple(value(field, texts.get(field.id, "")) for field in facts.custom_fields.get(of, ()))


def card_facts(facts: Facts, threat: str) -> tuple[Fact, ...]:
    """What the page of a group says of them: one fact where any is filled in."""
    texts = facts.custom_texts.get(threat, {})
    said = [
        f"{field.name}: {display(field, texts[field.id])}"
        for field in facts.custom_fields.get("threat", ())
        if texts.get(field.id)
    ]
    while said and len("; ".join(said)) > LONGEST:
        said.pop()
    return (Fact("Also recorded", "; ".join(said)),) if said else ()
