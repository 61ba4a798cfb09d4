"""The scores of a threat: their history as a line and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.reads.card import Card
from app.ui.charts import ScoreChart
from app.ui.dialogs.score import ScoreDialog
from app.ui.pages import card_tables as tables
from app.ui.pages.card_facts import points
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import WordsTable
from app.ui.pages.card_tabs import ListTab

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage


class ScoresPart(CardPart):
    """Every score, newest first, under the chart of them."""

    title: ClassVar[str] = "Scores"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self.chart = ScoreChart()
        self.table = WordsTable(tables.SCORES, "Scores, newest first")
        self.column.addWidget(
            ListTab(self.table, "Not scored. Enter a score.", ("Enter a score", self.enter), self.chart)
        )

    def set_card(self, card: Card) -> None:
        """Shows the scores of a card."""
        super().set_card(card)
        self.table.words.set_rows(tables.score_rows(card))
        self.chart.set_points(points(card.scores))

    def count(self) -> int:
        """How many scores."""
        return len(self.card.scores) if self.card else 0

    def entries(self) -> list[Entry]:
        """Entering a score."""
        return [("Enter a score…", self.enter)]

    def enter(self) -> None:
        """Enters a score."""
        if self.card is not None:
            self.page.open_dialog(ScoreDialog(self.runner, self.page, self.card))
