"""What partners may read of a threat: its releases, and the conditions that they accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.codes import ThreatStatus
from app.domain.dates import shown
from app.domain.issue import Acceptance
from app.reads import releases
from app.reads.card import Card
from app.reads.releases import Coded, Released
from app.ui.dialogs.acceptance import AcceptanceDialog, told
from app.ui.dialogs.release import ReleaseDialog
from app.ui.pages.card_beside_block import Block
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

RELEASES = (
    Heading("To", wide=True), Heading("Need to know", wide=True), Heading("Contacts", wide=True),
    Heading("Asked", wide=True), Heading("Released", wide=True),
)  # fmt: skip
CODED = (Heading("Text", wide=True), Heading("Conditions", wide=True), Heading("Accepted by", wide=True))
ACCEPTED = (
    Heading("Organisation", wide=True), Heading("Text", wide=True), Heading("Conditions", wide=True),
    Heading("By"), Heading("On"),
)  # fmt: skip


class ReleasePart(CardPart):
    """Releases, then the texts under conditions, then what was accepted; Enter opens what a row names."""

    title: ClassVar[str] = "Partners"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self.answer: Released | None = None
        self.releases = Block(
            "Released to partners", RELEASES,
            "Nothing of this threat is in a partner’s edition. Release it, and say what partners need to "
            "know.",
            ("Release to partners", self.release), self.open_release,
        )  # fmt: skip
        self.coded = Block(
            "Texts under conditions", CODED,
            "No text of this threat has handling code C. Such a text stays out of a partner’s edition until "
            "that partner has accepted its conditions.",
            ("Record an acceptance", self.accept), self.open_coded,
        )  # fmt: skip
        self.accepted = Block(
            "Conditions accepted", ACCEPTED, "No partner has accepted conditions yet.",
            ("Record an acceptance", self.accept), self.open_accepted,
        )  # fmt: skip
        # one button for both lists
        self.accepted.button.hide()
        self.keep(self.releases.button)
        self.coded.button.bar(not self.runner.may("conditions.accept"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(18)
        for block in (self.releases, self.coded, self.accepted):
            column.addWidget(block)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(inside)
        self.column.addWidget(room)
        self._fill(None)

    def set_card(self, card: Card) -> None:
        """Asks what is released of a card."""
        if self.card is None or self.card.threat.id != card.threat.id:
            self._fill(None)
        super().set_card(card)
        self.runner.ask(releases.of_threat, card.threat.id, then=self._show, key="card releases")

    def _show(self, answer: Released) -> None:
        if self.card is not None and answer.threat == self.card.threat.id:
            self._fill(answer)
            self.page.count_again()

    def _fill(self, answer: Released | None) -> None:
        self.answer = answer
        self.releases.show_rows(
            [
                (
                    answer.names(one), one.need_to_know, "\n".join(one.contacts), "\n".join(one.asks),
                    f"{shown(one.released_on)}, {one.released_by}",
                )
                for one in answer.releases
            ]
            if answer
            else []
        )  # fmt: skip
        coded = answer.coded if answer else ()
        self.coded.show_rows([(told(one), one.record.conditions, self._who(one)) for one in coded])
        self.coded.button.setVisible(bool(coded))
        self.accepted.setVisible(bool(coded))
        self.accepted.show_rows(
            [
                (self._named(acceptance), told(one), acceptance.conditions, acceptance.accepted_by,
                 shown(acceptance.on))
                for one, acceptance in self._acceptances
            ]
        )  # fmt: skip

    @property
    def _acceptances(self) -> list[tuple[Coded, Acceptance]]:
        coded = self.answer.coded if self.answer else ()
        return [(one, acceptance) for one in coded for acceptance in one.accepted]

    def _named(self, acceptance: Acceptance) -> str:
        return self.answer.partner(acceptance.organisation) if self.answer else ""

    def _who(self, coded: Coded) -> str:
        return ", ".join(self._named(one) for one in coded.accepted) or "nobody yet"

    def count(self) -> int:
        """How many releases."""
        return len(self.answer.releases) if self.answer else 0

    def entries(self) -> list[Entry]:
        """Releasing, and recording an acceptance where a text has conditions."""
        found: list[Entry] = []
        active = self.card is not None and self.card.threat.status is ThreatStatus.ACTIVE
        if active and self.runner.may("release.give"):
            found.append(("Release to partners…", self.release))
        if self.answer is not None and self.answer.coded and self.runner.may("conditions.accept"):
            found.append(("Record accepted conditions…", self.accept))
        return found

    # doing

    def release(self) -> None:
        """A new release."""
        if self.card is not None and self.answer is not None:
            self.page.open_dialog(ReleaseDialog(self.runner, self.page, self.card, self.answer))

    def open_release(self, row: int) -> None:
        """A release, to be changed or withdrawn."""
        if self.card is not None and self.answer is not None:
            known = self.answer.releases[row]
            self.page.open_dialog(ReleaseDialog(self.runner, self.page, self.card, self.answer, known))

    def accept(self) -> None:
        """An acceptance of the text in hand, or of the first."""
        if self.answer is not None and self.answer.coded:
            self._accept(max(self.coded.table.currentIndex().row(), 0))

    def open_coded(self, row: int) -> None:
        """An acceptance of the text of a row."""
        if self.runner.may("conditions.accept"):
            self._accept(row)

    def _accept(self, row: int) -> None:
        if self.card is not None and self.answer is not None:
            chosen = self.answer.coded[row]
            self.page.open_dialog(
                AcceptanceDialog(self.runner, self.page, self.card.threat.display, self.answer, chosen)
            )

    def open_accepted(self, row: int) -> None:
        """An acceptance, to be read or taken back."""
        if self.card is not None and self.answer is not None:
            chosen, known = self._acceptances[row]
            self.page.open_dialog(
                AcceptanceDialog(self.runner, self.page, self.card.threat.display, self.answer, chosen, known)
            )
