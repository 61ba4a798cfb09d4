"""The first sheet of the workbook: what it is, how it may be handled, and where to look."""

from __future__ import annotations

from app.domain.clock import LONDON
from app.packs import stored
from app.packs.model import Fact, Pack, Sheet
from app.packs.phrases import count, day


def facts(pack: Pack) -> tuple[Fact, ...]:
    """Every line of About below its title."""
    return (*_issue(pack), *_handling(pack), *_rules(pack), *_sheets(pack), *_omitted(pack))


def title(pack: Pack) -> str:
    """The title of the workbook, with the word DRAFT before it is issued."""
    return f"{'DRAFT: ' if pack.draft else ''}{pack.region} {pack.title.lower()}, {pack.month_words}"


def _issue(pack: Pack) -> tuple[Fact, ...]:
    made_at = pack.made_at.astimezone(LONDON)
    return (
        Fact("Pack", pack.id),
        *_copy(pack),
        Fact("Version", f"{pack.version}{', DRAFT: not issued' if pack.draft else ''}"),
        Fact("Edition", pack.edition[:1].upper() + pack.edition[1:]),
        Fact(
            "Made" if pack.draft else "Issued",
            f"{day(made_at.date())}, {made_at:%H:%M}, time of Europe/London",
        ),
        Fact("Figures as at", f"{day(pack.as_at)}, the day of the meeting"),
        *(Fact(fact.label, fact.words.replace("\n", ", ")) for fact in pack.meeting),
        Fact("Prepared by", pack.unit),
        *_list("Confirmed by", (pack.confirmed_by,) if pack.confirmed_by else ()),
        *_list("Known gaps", (*pack.gaps, f"Issued anyway: {pack.gaps_reason}") if pack.gaps else ()),
        Fact("Content fingerprint", stored.fingerprint(pack)),
    )


def _copy(pack: Pack) -> tuple[Fact, ...]:
    """The number of this copy and who has it; the holder of an edition stands in its name."""
    if not pack.copy:
        return ()
    return (Fact("Copy", f"{pack.copy}{f', {pack.recipient}' if pack.recipient else ''}"),)


def _handling(pack: Pack) -> tuple[Fact, ...]:
    words = pack.handling
    if pack.fictional:
        words = (*words, "FICTIONAL: every name, place, number and event in this pack is invented.")
    return _list("Handling", words)


def _rules(pack: Pack) -> tuple[Fact, ...]:
    return (Fact("RAG rule", pack.rag_rule), *pack.rules)


def _sheets(pack: Pack) -> tuple[Fact, ...]:
    return _list("Sheets", tuple(_sheet(sheet) for sheet in pack.sheets))


def _sheet(sheet: Sheet) -> str:
    hidden = [column.title for column in sheet.columns[:-1] if not column.prints]
    beyond = f" Not printed: {', '.join(hidden)}." if hidden else ""
    rows = count(len(sheet.rows), "row")
    return f"{sheet.name}: {sheet.about}; {rows}, sorted by {sheet.sorted_by}.{beyond}"


def _omitted(pack: Pack) -> tuple[Fact, ...]:
    return _list("Left out", pack.omitted)


def _list(label: str, words: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(label if place == 0 else "", text) for place, text in enumerate(words))
