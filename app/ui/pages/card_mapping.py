"""The mapping of a threat with ROCTA: its submissions and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.reads.card import Card
from app.ui.dialogs.mapping import MappingDialog
from app.ui.pages import card_tables as tables
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import WordsTable
from app.ui.pages.card_tabs import ListTab

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage


class MappingPart(CardPart):
    """Every step, newest first."""

    title: ClassVar[str] = "Mapping"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self.table = WordsTable(tables.MAPPING, "Steps of mapping, newest first")
        self.column.addWidget(ListTab(self.table, "No step with ROCTA yet.", ("Record a step", self.step)))

    def set_card(self, card: Card) -> None:
        """Shows the steps of a card."""
        super().set_card(card)
        self.table.words.set_rows(tables.mapping_rows(card))

    def entries(self) -> list[Entry]:
        """Recording a step."""
        return [("Record a mapping step…", self.step)]

    def step(self) -> None:
        """Records a step."""
        if self.card is not None:
            self.page.open_dialog(MappingDialog(self.runner, self.page, self.card.threat))
