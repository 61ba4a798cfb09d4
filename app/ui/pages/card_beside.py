"""What stands beside a threat: gaps, learning, documents, links, transfers, people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.codes import ThreatStatus, TransferState
from app.reads import beside
from app.reads.beside import Closing
from app.reads.card import Card
from app.ui.dialogs.document import DocumentDialog
from app.ui.dialogs.gap import GapDialog
from app.ui.dialogs.learning import LearningDialog
from app.ui.dialogs.link import LinkDialog
from app.ui.dialogs.transfer import TransferAnswerDialog, TransferDialog
from app.ui.page import Place
from app.ui.pages import card_beside_rows as rows
from app.ui.pages.card_beside_block import Block, WholeTable
from app.ui.pages.card_part import CardPart, Entry
from app.ui.palette import px
from app.ui.parts import Button, label

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage


class BesidePart(CardPart):
    """Each kind in a block of its own, one below the other; Enter opens what a row names."""

    title: ClassVar[str] = "Beside"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self._closings: tuple[Closing, ...] = ()
        self._inside = QWidget()
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(3)
        self.facts.setColumnStretch(1, 1)
        self.change = Button("Edit threat", icon="pencil", clicked=self.page.asks.threat)
        self.archived = label(ink="text2", wrap=True)
        self.gaps = Block(
            "Intelligence gaps", rows.GAPS,
            "No intelligence gap is recorded. Raise one for what is not known and ought to be.",
            ("Raise a gap", self.raise_gap), self.open_gap,
        )  # fmt: skip
        self.links = Block(
            "Links to other threats", rows.LINKS,
            "No link is recorded. Link a threat that this one works with, split from or merged into.",
            ("Link a threat", self.add_link), self.open_other,
        )  # fmt: skip
        self.relink = Button("Change link", clicked=self.change_link)
        self.relink.setToolTip("Change or remove the link in hand; Enter opens the other card")
        self.links.top.insertWidget(1, self.relink)
        self.transfers = Block(
            "Transfers", rows.TRANSFERS, "No transfer was proposed.",
            ("Propose a transfer", self.transfer), self.open_transfer,
        )  # fmt: skip
        self.learning = Block(
            "Learning", rows.LEARNING,
            "No learning is recorded. Add what other teams ought to know.",
            ("Add learning", self.add_learning), self.open_learning,
        )  # fmt: skip
        self.documents = Block(
            "Documents", rows.DOCUMENTS,
            "No document is linked. Link one by its reference: nothing is copied.",
            ("Link a document", self.add_document), self.open_document,
        )  # fmt: skip
        self.blocks = (self.gaps, self.links, self.transfers, self.learning, self.documents)
        self.keep(self.change, self.relink, *(block.button for block in self.blocks))
        self._lay_out()

    def _lay_out(self) -> None:
        self._in_hand: tuple[WholeTable, QPersistentModelIndex] | None = None
        inside = self._inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(18)
        top = QHBoxLayout()
        top.addLayout(self.facts, 1)
        top.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.archived)
        for block in self.blocks:
            column.addWidget(block)
            block.table.selectionModel().currentChanged.connect(
                lambda now, _, table=block.table: self._reveal(table, now)
            )
        column.addStretch(1)
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(inside)
        # rows take their height after they are chosen: the one in hand is looked for once more
        self.room.verticalScrollBar().rangeChanged.connect(self._reveal_again)
        self.column.addWidget(self.room)

    def _reveal(self, table: WholeTable, index: QModelIndex) -> None:
        """The page scrolls with the row in hand, since the list does not."""
        self._in_hand = (table, QPersistentModelIndex(index))
        rect = table.visualRect(index)
        at = table.viewport().mapTo(self._inside, QPoint(0, rect.center().y()))
        self.room.ensureVisible(at.x(), at.y(), 0, rect.height() + px(28))

    def _reveal_again(self) -> None:
        if self._in_hand is not None and self._in_hand[1].isValid():
            table, index = self._in_hand
            self._reveal(table, table.model().index(index.row(), index.column()))

    # showing

    def set_card(self, card: Card) -> None:
        """Shows a card, or the same one changed."""
        if self.card is not None and self.card.threat.id != card.threat.id:
            self._closings = ()
            self.room.verticalScrollBar().setValue(0)
        super().set_card(card)
        while (item := self.facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(rows.facts(card)):
            self.facts.addWidget(label(name, ink="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            ink = "muted" if value in ("not recorded", "none") else "text"
            self.facts.addWidget(label(value, ink=ink, wrap=True), row, 1)
        self.gaps.show_rows(rows.gap_rows(card, self.runner.today))
        self.links.show_rows(rows.link_rows(card))
        self.relink.setVisible(bool(card.links))
        self.transfers.show_rows(rows.transfer_rows(card))
        archived = card.threat.status is ThreatStatus.ARCHIVED
        self.transfers.button.setText("Answer the transfer" if self._waiting() else "Propose a transfer")
        self.transfers.button.setAccessibleName(self.transfers.button.text())
        self.transfers.button.setVisible(self._waiting() or not archived)
        self.learning.show_rows(rows.learning_rows(card))
        self.documents.show_rows(rows.document_rows(card))
        self._show_archives()
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Asks the journal for earlier archives only when somebody looks."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self.card is not None:
            self.runner.ask(beside.closings, self.card.threat.id, then=self._show, key="card archives")

    def _show(self, closings: tuple[Closing, ...]) -> None:
        self._closings = closings
        self._show_archives()

    def _show_archives(self) -> None:
        told = rows.archives(self.card, self._closings) if self.card is not None else []
        self.archived.setText("\n".join(told))
        self.archived.setVisible(bool(told))

    def count(self) -> int:
        """What is open or to be read: open gaps, links, a transfer that waits, learning, documents."""
        if self.card is None:
            return 0
        gaps = sum(gap.closed_on is None for gap in self.card.gaps)
        return (
            gaps + len(self.card.links) + self._waiting() + len(self.card.learning) + len(self.card.documents)
        )

    def _waiting(self) -> bool:
        return self.card is not None and any(
            one.state is TransferState.PROPOSED for one in self.card.transfers
        )

    # doing

    def entries(self) -> list[Entry]:
        """One entry for each kind."""
        transfer = [("Answer the transfer…" if self._waiting() else "Propose a transfer…", self.transfer)]
        archived = self.card is not None and self.card.threat.status is ThreatStatus.ARCHIVED
        return [
            ("Raise an intelligence gap…", self.raise_gap),
            ("Add learning…", self.add_learning),
            ("Link a document…", self.add_document),
            ("Link another threat…", self.add_link),
            *(transfer if self._waiting() or not archived else []),
        ]

    def raise_gap(self) -> None:
        """A new gap."""
        if self.card is not None:
            self.page.open_dialog(GapDialog(self.runner, self.page, self.card, self.page.people))

    def open_gap(self, row: int) -> None:
        """A gap, to be changed or closed with its answer."""
        if self.card is not None:
            gap = rows.gaps_in_order(self.card)[row]
            self.page.open_dialog(GapDialog(self.runner, self.page, self.card, self.page.people, gap))

    def add_learning(self) -> None:
        """New learning."""
        if self.card is not None:
            self.page.open_dialog(LearningDialog(self.runner, self.page, self.card))

    def open_learning(self, row: int) -> None:
        """Learning, to be changed or removed."""
        if self.card is not None:
            known = rows.learning_in_order(self.card)[row]
            self.page.open_dialog(LearningDialog(self.runner, self.page, self.card, known))

    def add_document(self) -> None:
        """A document by its reference."""
        if self.card is not None:
            self.page.open_dialog(DocumentDialog(self.runner, self.page, self.card))

    def open_document(self, row: int) -> None:
        """What is said of a document; the document itself is never opened."""
        if self.card is not None:
            known = self.card.documents[row]
            self.page.open_dialog(DocumentDialog(self.runner, self.page, self.card, known))

    def add_link(self) -> None:
        """A link to another threat."""
        if self.card is not None:
            self.page.open_dialog(LinkDialog(self.runner, self.page, self.card))

    def open_other(self, row: int) -> None:
        """The card of the threat at the other end."""
        if self.card is not None:
            self.page.go.emit(Place("card", id=self.card.links[row].other))

    def change_link(self) -> None:
        """The link in hand, or the first."""
        if self.card is not None and self.card.links:
            known = self.card.links[max(self.links.table.currentIndex().row(), 0)]
            self.page.open_dialog(LinkDialog(self.runner, self.page, self.card, known))

    def transfer(self) -> None:
        """Proposes a transfer, or answers the one that waits."""
        if self.card is None:
            return
        waiting = [one for one in self.card.transfers if one.state is TransferState.PROPOSED]
        if waiting:
            self.page.open_dialog(TransferAnswerDialog(self.runner, self.page, self.card, waiting[0]))
        else:
            self.page.open_dialog(TransferDialog(self.runner, self.page, self.card))

    def open_transfer(self, row: int) -> None:
        """The answer to the transfer that waits; one that was answered stands as it is."""
        if self.card is not None and rows.transfers_in_order(self.card)[row].state is TransferState.PROPOSED:
            self.transfer()
