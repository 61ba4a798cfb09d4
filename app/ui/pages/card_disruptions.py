"""The disruptions of a threat: its part of the ledger, with every rating that each has had."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.codes import Rating, Strand
from app.domain.dates import shown
from app.domain.disruption import Disruption, Rerating
from app.domain.disruption_ledger import within
from app.reads.card import Card
from app.ui.dialogs.disruption_steps import move_words, rated
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.card_tabs import ListTab
from app.ui.pages.disruptions_asks import DOINGS, DisruptionsAsks
from app.ui.pages.disruptions_grid import LETTERS
from app.ui.pages.orders_asks import DoingStrip
from app.ui.palette import px
from app.ui.parts import label

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

HEADINGS = (
    Heading("Date"), Heading("P"), Heading("Rating"), Heading("Before"), Heading("What happened", wide=True),
    Heading("Moderated"), Heading("APMIS"),
)  # fmt: skip
EMPTY = "No disruption is recorded. Record the first one when it has taken effect."


def _rating(rating: Rating | None) -> str:
    return f"{LETTERS[rating]} {rating.value}" if rating else "not rated"


def _detail(card: Card, row: Disruption, moves: list[Rerating]) -> str:
    """What the list has no room for: who did what, why it is rated so, and every rating that it had."""
    theme = card.reference.theme(row.theme)
    facts = (
        theme.name if theme else "",
        f"originator {row.originator}" if row.originator else "",
        f"led by {row.lead_body}" if row.lead_body else "",
        f"with {', '.join(row.supporting_bodies)}" if row.supporting_bodies else "",
        f"moderated by {row.moderated_by}, {shown(row.moderated_on)}"
        if row.moderated_on
        else "not moderated",
        (f"APMIS {row.apmis_ref}" if row.apmis_ref else "on APMIS") if row.apmis else "not on APMIS",
    )
    said = "; ".join(fact for fact in facts if fact)
    lines = [f"{said[:1].upper()}{said[1:]}."]
    lines.append(
        f"Why {rated(row.rating)}: {row.rationale}" if row.rationale else "No rationale is recorded."
    )
    lines += [move_words(move) for move in reversed(moves)]
    return "\n".join(lines)


class DisruptionsPart(CardPart):
    """Newest first, with what can be done to the one in hand below."""

    title: ClassVar[str] = "Disruptions"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self._rows: tuple[Disruption, ...] = ()
        self._moves: defaultdict[str, list[Rerating]] = defaultdict(list)
        self.asks = DisruptionsAsks(self.runner, page, page.open_dialog)
        self.table = WordsTable(HEADINGS, "Disruptions, newest first")
        self.tab = ListTab(self.table, EMPTY, ("Record a disruption", self.record), told=" ")
        self.tab.bar(not self.may)
        self.strip = DoingStrip(DOINGS, self.table, "Choose a disruption to change or moderate it")
        self.detail = label("", "small", ink="text2", wrap=True)
        self.detail.setContentsMargins(20, 0, 20, 0)
        self.column.addWidget(self.tab, 1)
        self.column.addWidget(self.detail)
        self.column.addWidget(self.strip)
        self.strip.asked.connect(self._do)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.table.words.modelReset.connect(self._offer)
        self.table.doubleClicked.connect(lambda _: self._do("change"))
        self.table.horizontalHeader().setMinimumSectionSize(px(64))
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self.table, lambda: self._do("change"))
            # Enter on a button of the card presses that button
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def set_card(self, card: Card) -> None:
        """Shows the disruptions of a card, and what is counted of them."""
        super().set_card(card)
        held = self._in_hand()
        self._rows = tuple(reversed(card.disruptions))
        self._moves = defaultdict(list)
        for move in card.reratings:
            self._moves[move.disruption].append(move)
        self.table.words.set_rows([self._row(row) for row in self._rows])
        self.tab.told.setText(self._told(card))
        self.strip.setVisible(bool(self._rows) and (self.may or self.runner.may("disruption.moderate")))
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

    def _row(self, row: Disruption) -> tuple[str, ...]:
        before = self._moves[row.id]
        return (
            shown(row.on), row.strand.value if row.strand else "not said", _rating(row.rating),
            ", ".join(f"was {rated(move.was)}" for move in reversed(before)), row.title,
            "yes" if row.moderated else "no", "yes" if row.apmis else "no",
        )  # fmt: skip

    def count(self) -> int:
        """How many disruptions."""
        return len(self.card.disruptions) if self.card else 0

    def entries(self) -> list[Entry]:
        """Recording a disruption."""
        return [("Record a disruption…", self.record)]

    # doing

    def _in_hand(self) -> Disruption | None:
        index = self.table.currentIndex()
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def _offer(self) -> None:
        row = self._in_hand()
        self.strip.offer(row.reference if row else "", self.asks.allowed(row.rating) if row else frozenset())
        told = _detail(self.card, row, self._moves[row.id]) if row and self.card else ""
        self.detail.setText(told)
        self.detail.setVisible(bool(told))

    def _do(self, code: str) -> None:
        row = self._in_hand()
        if row is not None:
            self.asks.do(code, row.id)

    def record(self) -> None:
        """A new disruption of this threat."""
        if self.card is not None:
            self.asks.record(self.card.reference, (self.card.threat.id, self.card.threat.display))
