"""What a group's page asks of the meeting (typography.md §10.6): its requests that want a decision."""

from __future__ import annotations

from app.domain.month import ThreatRow
from app.packs.agenda import asked_of, requests_wanted
from app.packs.facts import Facts
from app.packs.model import CardAsk
from app.packs.phrases import within
from app.packs.request_rows import asked
from app.packs.requests import OPTIONS

ANSWERS = ("Yes", "Amended", "No", "Later")


def card_asks(facts: Facts, threat: ThreatRow, page: str) -> tuple[CardAsk, ...]:
    """The asks of a threat, lettered under the number of its page, each naming its item."""
    found: list[CardAsk] = []
    for item in asked_of(facts, threat.id):
        words = f"{item.ask}{f' (recommended: {item.recommended})' if item.recommended else ''}"
        found.append(CardAsk(f"{page} {_letter(len(found))}", "Agree:", words, ANSWERS))
    numbers = requests_wanted(facts)
    for row in facts.requests_of.get(threat.id, ()):
        if row.id in numbers:
            at = f"({row.reference}, at item {numbers[row.id]})"
            words = f"on {within(asked(facts, row)).rstrip('.')} {at}"
            found.append(CardAsk(f"{page} {_letter(len(found))}", "Decide", words, OPTIONS))
    return tuple(found)


def _letter(place: int) -> str:
    """a, b, … z, then 27: nobody asks for so much."""
    return chr(ord("a") + place) if place < 26 else str(place + 1)
