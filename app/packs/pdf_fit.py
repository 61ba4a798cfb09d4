"""A group page kept to its shape: texts too long for their block go on at the end of the group."""

from __future__ import annotations

from dataclasses import replace

from app.packs.model import Card, CardAsk

Rest = list[tuple[str, str]]

MOST_ASKS = 5
"""Asks in the box of a group's page; more go on below."""


def _fit(words: str, most: int, label: str, rest: Rest) -> str:
    """`words` up to about `most` characters; the others join `rest` under their label."""
    if len(words) <= most and words.count("\n") <= 6:
        return words
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    cut = words.rfind(" ", most // 2, most)
    cut = cut if cut > 0 else most
    rest.append((label, words[cut:].strip()))
    return f"{words[:cut]} (goes on below)"


def _asks(card: Card, rest: Rest) -> tuple[CardAsk, ...]:
    shown = tuple(
        ask._replace(words=_fit(ask.words, 160, f"Asked, {ask.number}", rest))
        for ask in card.asks[:MOST_ASKS]
    )
    rest += [(f"Asked, {ask.number}", f"{ask.verb} {ask.words}") for ask in card.asks[MOST_ASKS:]]
    return shown


def fitted(card: Card) -> tuple[Card, Rest]:
    """The card as its first page can hold it, and what goes on below with its label."""
    rest: Rest = []
    facts = tuple(
        fact._replace(
            label=_fit(fact.label, 40, "Label", rest), words=_fit(fact.words, 150, fact.label, rest)
        )
        for fact in card.facts
    )
    leads = tuple(
        lead._replace(name=_fit(lead.name, 90, lead.role, rest), words=_fit(lead.words, 130, lead.role, rest))
        for lead in card.leads
    )
    strands = tuple(
        strand._replace(
            words=_fit(strand.words, 110, str(strand.strand), rest),
            moved=_fit(strand.moved, 130, str(strand.strand), rest),
        )
        for strand in card.strands
    )
    shown = replace(
        card,
        title=_fit(card.title, 700, "Name", rest),
        forces=_fit(card.forces, 260, "Forces", rest),
        answer_strong=_fit(card.answer_strong, 200, "In short", rest),
        answer=_fit(card.answer, 360, "In short", rest),
        since=_fit(card.since, 420, "Changes", rest),
        summary=_fit(card.summary, 520, "What is this group?", rest),
        score_note=_fit(card.score_note, 180, "Score", rest),
        update=_fit(card.update, 1500, "Latest update", rest),
        facts=facts,
        leads=leads,
        lead_notes=tuple(_fit(note, 160, "Who leads?", rest) for note in card.lead_notes),
        strands=strands,
        asks=_asks(card, rest),
        disruptions=tuple(_fit(line, 260, "Disruptions", rest) for line in card.disruptions),
        checks=tuple(_fit(check, 200, "Checks", rest) for check in card.checks),
    )
    return shown, rest
