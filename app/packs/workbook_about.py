"""The sheet About: what the workbook is, how it may be handled, and where to look."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.clock import local
from app.packs.model import Pack
from app.packs.phrases import day, number

Line = tuple[str, str, str]
"""Look ("marking", "title", "row"), label, value."""


def _printed(pack: Pack) -> str:
    wide = [sheet.name for sheet in pack.sheets if any(not column.prints for column in sheet.columns[:-1])]
    return (
        f"On paper the sheets {', '.join(wide)} end before the columns of detail; on screen these stand to the right."
        if wide
        else "All columns but Marking print."
    )


def lines(pack: Pack) -> Iterator[Line]:
    """The lines of the sheet from the top."""
    made = local(pack.made_at)
    yield "marking", pack.marking, ""
    if pack.fictional:
        yield "marking", "FICTIONAL", ""
    yield "row", "", ""
    yield "title", f"{pack.region} {pack.title[0].lower()}{pack.title[1:]}, {pack.month_words}", ""
    yield "row", "", ""
    yield "row", "Pack", pack.id
    yield "row", "Version", f"{pack.version}{', DRAFT' if pack.draft else ''}"
    yield "row", "Edition", pack.edition
    yield "row", "Issued", f"{day(made.date())}, {made:%H:%M} (Europe/London)"
    yield "row", "Figures as at", f"{day(pack.as_at)}, the day of the meeting"
    for fact in pack.meeting:
        yield "row", fact.label, fact.words.replace("\n", ", ")
    yield "row", "Prepared by", pack.unit
    yield "row", "", ""
    for place, sentence in enumerate(pack.handling):
        yield "row", "" if place else "Handling", sentence
    yield "row", "RAG rule", pack.rag_rule
    for rule in pack.rules:
        yield "row", rule.label, rule.words
    yield "row", "", ""
    for place, sheet in enumerate(pack.sheets):
        rows = f"{number(len(sheet.rows))} row{'' if len(sheet.rows) == 1 else 's'}"
        words = f"{sheet.name}: {sheet.about}; {rows}; sorted by {sheet.sorted_by}"
        yield "row", "" if place else "Sheets", words
    yield "row", "", _printed(pack)
    for place, words in enumerate(pack.omitted):
        yield "row", "" if place else "Left out because empty", words
