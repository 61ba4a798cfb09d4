"""The lists of a partner edition: what is asked, its actions in one table, the conditions it accepted."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.model import Answer, Block, Grid, GridCell, GridColumn, PartnerCard, Section
from app.packs.partner_words import PartnerWords
from app.packs.phrases import count, day

ASKED, ACTIONS, CONDITIONS = "asked", "actions", "conditions"


def sections(cards: Sequence[PartnerCard], say: PartnerWords) -> tuple[Section, ...]:
    """The sections that have anything in them, in their order."""
    made = (_asked(cards), _actions(cards, say), _conditions(say))
    return tuple(section for section in made if section is not None)


def _asked(cards: Sequence[PartnerCard]) -> Section | None:
    asks = [(card, ask) for card in cards for ask in card.asks]
    if not asks:
        return None
    rows = tuple(
        (
            GridCell(ask.number, strong=True),
            GridCell(card.title),
            GridCell(f"{ask.verb} {ask.words}".strip()),
            GridCell(),
        )
        for card, ask in asks
    )
    columns = (
        GridColumn("No.", 14), GridColumn("Group", 50), GridColumn("What is asked"),
        GridColumn("Agreed, or no", 26),
    )  # fmt: skip
    answer = Answer(f"{count(len(asks), 'thing')} {'is' if len(asks) == 1 else 'are'} asked of partners.",
                    f"They concern {count(len({card.number for card, _ in asks}), 'group')}.")  # fmt: skip
    return Section(ASKED, "Asked of partners", answer, (Block(grid=Grid("", columns, rows)),))


def _actions(cards: Sequence[PartnerCard], say: PartnerWords) -> Section | None:
    lines = [(card, block, line) for card in cards for block in card.strands for line in block.actions]
    if not lines:
        return None
    shown = {
        "P": (GridColumn("P", 13), True),
        "Action": (GridColumn("Action"), "action.title" in say.fields),
        "Group": (GridColumn("Group", 34), True),
        "Owner": (GridColumn("Owner", 30), "action.owner_organisation" in say.fields),
        "Due": (GridColumn("Due", 18), "action.due" in say.fields),
        "State": (GridColumn("State", 26), say.states),
    }
    rows = []
    for card, block, line in lines:
        cells = {
            "P": GridCell(block.strand.value, strong=True),
            "Action": GridCell(line.title, line.second),
            "Group": GridCell(f"{card.number} {card.title}"),
            "Owner": GridCell(line.owner),
            "Due": GridCell(day(line.due)),
            "State": GridCell(chip=line.chip if line.chip.letter else None),
        }
        rows.append(tuple(cells[name] for name, (_, on) in shown.items() if on))
    columns = tuple(column for column, on in shown.values() if on)
    held = sorted({line.owner for _, _, line in lines if line.owner})
    words = f"{count(len(held), 'organisation')} or teams hold them." if len(held) > 1 else ""
    answer = Answer(f"Partners hold {count(len(lines), 'action')}.", words)
    return Section(ACTIONS, "Partners’ actions", answer, (Block(grid=Grid("", columns, tuple(rows))),))


def _conditions(say: PartnerWords) -> Section | None:
    found = say.conditions
    if not found:
        return None
    rows = tuple(
        (
            GridCell(code, strong=True), GridCell(row.conditions), GridCell(row.accepted_by),
            GridCell(day(row.on)),
        )
        for code, row in found
    )  # fmt: skip
    columns = (
        GridColumn("Code", 12), GridColumn("Conditions"), GridColumn("Accepted by", 40),
        GridColumn("Accepted on", 24),
    )  # fmt: skip
    answer = Answer(
        f"{say.holder} accepted {count(len(found), 'condition')}.",
        "A text under a condition carries its code.",
    )
    grid = Grid("", columns, rows)
    return Section(CONDITIONS, "Conditions you have accepted", answer, (Block(grid=grid),))
