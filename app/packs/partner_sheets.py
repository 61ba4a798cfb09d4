"""The workbook of a partner edition: a column that is not released is absent, a sheet without a row too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.month import ThreatRow
from app.domain.rag import WORDS
from app.packs.columns import DATE, MARKING, RAG, TEXT
from app.packs.model import Cell, Column, PartnerCard, Sheet
from app.packs.partner_words import PartnerWords

Row = tuple[Cell, ...]


def _column(title: str, width: int) -> Column:
    return Column(title, TEXT, width, width > 24)


def sheets(
    cards: Sequence[PartnerCard],
    groups: Sequence[tuple[str, ThreatRow]],
    say: PartnerWords,
    marking: str,
) -> tuple[Sheet, ...]:
    """The data sheets that have a row."""
    made = (
        _groups(cards, groups, say, marking), _asks(cards, marking), _contacts(cards, marking),
        _actions(cards, say, marking), _texts(cards, marking), _conditions(say, marking),
    )  # fmt: skip
    return tuple(sheet for sheet in made if sheet.rows)


def _groups(
    cards: Sequence[PartnerCard], groups: Sequence[tuple[str, ThreatRow]], say: PartnerWords, marking: str
) -> Sheet:
    facts = say.facts
    known: list[tuple[Column, bool, list[Cell]]] = [
        (_column("Item", 7), True, [card.number for card in cards]),
        (_column("Group", 32), True, [card.title for card in cards]),
        (_column("Reference", 16), "threat.reference" in say.fields, [row.reference for _, row in groups]),
        (_column("Primary theme", 26), "threat.primary_theme" in say.fields,
         [facts.theme(row) or None for _, row in groups]),
        (_column("Secondary themes", 34), "threat.secondary_themes" in say.fields,
         ["; ".join(facts.theme_names.get(id, "") for id in row.secondary_themes) or None
          for _, row in groups]),
        (_column("Home force", 20), "threat.home_force" in say.fields,
         [facts.force(row) or None for _, row in groups]),
        (_column("Other forces", 28), "threat.other_forces" in say.fields,
         ["; ".join(facts.force_names.get(id, "") for id in row.other_forces) or None for _, row in groups]),
        (_column("What partners need to know", 60), True, [card.need_to_know for card in cards]),
        (MARKING, True, [_marked(marking, say, row.id) for _, row in groups]),
    ]  # fmt: skip
    shown = [(column, cells) for column, on, cells in known if on]
    rows = tuple(zip(*(cells for _, cells in shown), strict=True))
    columns = tuple(column for column, _ in shown)
    return Sheet("Groups", "one group that was released", "item", columns, 2, rows)


def _marked(marking: str, say: PartnerWords, threat: str) -> str:
    codes = ", ".join(code for code, _ in say.codes(threat))
    return f"{marking} - {codes}" if codes else marking


def _asks(cards: Sequence[PartnerCard], marking: str) -> Sheet:
    rows = tuple(
        (ask.number, card.title, f"{ask.verb} {ask.words}".strip(), marking)
        for card in cards
        for ask in card.asks
    )
    columns = (_column("Ask", 9), _column("Group", 32), _column("What is asked", 70), MARKING)
    return Sheet("Asks", "one thing asked of partners", "item", columns, 1, rows)


def _contacts(cards: Sequence[PartnerCard], marking: str) -> Sheet:
    rows = tuple(
        (card.number, card.title, fact.label or None, fact.words.replace("\n", ", "), marking)
        for card in cards
        for fact in card.contacts
    )
    columns = (_column("Item", 7), _column("Group", 32), _column("For", 22), _column("Who", 60), MARKING)
    return Sheet("Contacts", "one person or way to reach one", "item", columns, 1, rows)


def _actions(cards: Sequence[PartnerCard], say: PartnerWords, marking: str) -> Sheet:
    lines = [(card, block, line) for card in cards for block in card.strands for line in block.actions]
    known: list[tuple[Column, bool, list[Cell]]] = [
        (_column("Item", 7), True, [card.number for card, _, _ in lines]),
        (_column("Group", 32), True, [card.title for card, _, _ in lines]),
        (_column("Strand", 10), True, [block.strand.value for _, block, _ in lines]),
        (_column("Action", 11), "action.reference" in say.fields, [line.reference for _, _, line in lines]),
        (_column("Title", 46), "action.title" in say.fields, [line.title for _, _, line in lines]),
        (_column("Owner", 28), "action.owner_organisation" in say.fields,
         [line.owner for _, _, line in lines]),
        (Column("Due", DATE, 11), "action.due" in say.fields, [line.due for _, _, line in lines]),
        (Column("RAG", RAG, 8), say.states, [WORDS.get(line.chip.letter) for _, _, line in lines]),
        (_column("RAG reason", 22), say.states, [line.chip.words for _, _, line in lines]),
        (MARKING, True, [_conditioned(marking, line.second) for _, _, line in lines]),
    ]  # fmt: skip
    shown = [(column, cells) for column, on, cells in known if on]
    rows = tuple(zip(*(cells for _, cells in shown), strict=True))
    columns = tuple(column for column, _ in shown)
    return Sheet("Actions", "one action of a partner", "item, P, RAG, date", columns, 2, rows)


def _conditioned(marking: str, second: str) -> str:
    code = second.removeprefix("condition ")
    return f"{marking} - {code}" if code else marking


def _texts(cards: Sequence[PartnerCard], marking: str) -> Sheet:
    def rows() -> Iterator[Row]:
        for card in cards:
            for fact in card.texts:
                yield card.number, card.title, fact.label, fact.words, marking

    columns = (_column("Item", 7), _column("Group", 32), _column("What", 24), _column("Words", 80), MARKING)
    return Sheet("Texts", "one text that was released", "item", columns, 2, tuple(rows()))


def _conditions(say: PartnerWords, marking: str) -> Sheet:
    rows = tuple(
        (code, row.conditions, row.accepted_by, row.on, f"{marking} - {code}") for code, row in say.conditions
    )
    columns = (
        _column("Code", 8), _column("Conditions", 80), _column("Accepted by", 26),
        Column("Accepted on", DATE, 12), MARKING,
    )  # fmt: skip
    return Sheet("Conditions", "one condition that was accepted", "code", columns, 1, rows)
