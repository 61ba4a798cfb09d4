"""The disruptions of a threat: its part of the ledger, with every rating that each has had."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.codes import Rating, Strand
from app.domain.dates import shown
from app.domain.disruption import Disruption, Rerating
from app.domain.disruption_ledger import within
from app.reads.card import Card
from app.ui.dialogs.disruption_steps import rated
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.card_tabs import ListTab
from app.ui.pages.disruptions_asks import DOINGS, DisruptionsAsks, possible
from app.ui.pages.disruptions_grid import LETTERS
from app.ui.pages.orders_asks import DoingStrip
from app.ui.palette import px

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

HEADINGS = (
    Heading("Date"), Heading("P"), Heading("Rating"), Heading("What happened", wide=True),
    Heading("Ratings before", wide=True), Heading("Theme"), Heading("Originator"), Heading("Lead body"),
    Heading("Moderated"), Heading("APMIS"), Heading("Reference"),
)  # fmt: skip
EMPTY = "No disruption is recorded. Record the first one when it has taken effect."


def _rating(rating: Rating | None) -> str:
    return f"{LETTERS[rating]} {rating.value}" if rating else "not rated"


def _before(moves: list[Rerating]) -> str:
    """The ratings it has had, with why and by whom each was changed."""
    return "; ".join(
        f"{rated(move.was)} to {shown(move.on)} ({move.by}: {move.reason.rstrip('.')})"
        if move.by
        else f"{rated(move.was)} to {shown(move.on)} ({move.reason.rstrip('.')})"
        for move in moves
    )


class DisruptionsPart(CardPart):
    """Newest first, with what can be done to the one in hand below."""

    title: ClassVar[str] = "Disruptions"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self._rows: tuple[Disruption, ...] = ()
        self.asks = DisruptionsAsks(self.runner, page, page.open_dialog)
        self.table = WordsTable(HEADINGS, "Disruptions, newest first")
        self.tab = ListTab(self.table, EMPTY, ("Record a disruption", self.record), told=" ")
        self.tab.button.setVisible(not self.runner.register.read_only)
        self.strip = DoingStrip(DOINGS, self.table, "Choose a disruption to change or moderate it")
        self.column.addWidget(self.tab, 1)
        self.column.addWidget(self.strip)
        self.strip.asked.connect(self._do)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.table.words.modelReset.connect(self._offer)
        self.table.doubleClicked.connect(lambda _: self._do("change"))
        self.table.horizontalHeader().setMinimumSectionSize(px(64))
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self.table, lambda: self._do("change"))

    def set_card(self, card: Card) -> None:
        """Shows the disruptions of a card, and what is counted of them."""
        super().set_card(card)
        held = self._in_hand()
        self._rows = tuple(reversed(card.disruptions))
        moves: dict[str, list[Rerating]] = {}
        for move in card.reratings:
            moves.setdefault(move.disruption, []).append(move)
        self.table.words.set_rows([self._row(card, row, moves.get(row.id, [])) for row in self._rows])
        self.tab.told.setText(self._told(card))
        self.strip.setVisible(bool(self._rows) and not self.runner.register.read_only)
        for at, row in enumerate(self._rows):
            if held is not None and row.id == held.id:
                self.table.selectRow(at)
        self._offer()

    def _told(self, card: Card) -> str:
        months = card.reference.settings.disruption_months
        recent = [row for row in card.disruptions if within(row.on, self.runner.today, months)]
        if not card.disruptions:
            return ""
        strands = Counter(row.strand for row in recent)
        parts = [f"{strand.value} {strands[strand]}" for strand in Strand if strands[strand]]
        said = f"{len(recent)} in {months} months"
        said += f": {', '.join(parts)}" if parts else ""
        off = sum(1 for row in recent if not row.apmis)
        unmoderated = sum(1 for row in recent if not row.moderated)
        said += f"; {off} not on APMIS" if off else ""
        said += f"; {unmoderated} not moderated" if unmoderated else ""
        return f"{said}. Ratings have no published definition; the region’s notes are local."

    def _row(self, card: Card, row: Disruption, moves: list[Rerating]) -> tuple[str, ...]:
        theme = card.reference.theme(row.theme)
        said = f"{row.moderated_by}, {shown(row.moderated_on)}" if row.moderated_on else "no"
        master = (row.apmis_ref or "yes") if row.apmis else "no"
        return (
            shown(row.on), row.strand.value if row.strand else "not said", _rating(row.rating), row.title,
            _before(moves), theme.name if theme else "", row.originator, row.lead_body, said, master,
            row.reference,
        )  # fmt: skip

    def count(self) -> int:
        """How many disruptions."""
        return len(self.card.disruptions) if self.card else 0

    def entries(self) -> list[Entry]:
        """Recording a disruption."""
        return [("Record a disruption…", self.record)]

    def parts(self) -> list[QWidget]:
        """What F6 steps through."""
        return [self.table]

    # doing

    def _in_hand(self) -> Disruption | None:
        index = self.table.currentIndex()
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def _offer(self) -> None:
        row = self._in_hand()
        subject = f"{row.reference}  {row.title}"[:70] if row else ""
        self.strip.offer(subject, possible(row.rating) if row else frozenset())

    def _do(self, code: str) -> None:
        row = self._in_hand()
        if row is not None:
            self.asks.do(code, row.id)

    def record(self) -> None:
        """A new disruption of this threat."""
        if self.card is not None:
            self.asks.record(self.card.reference, (self.card.threat.id, self.card.threat.display))
