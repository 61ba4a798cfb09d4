"""The transfer of a threat: proposed to another force or to the region's unit, and answered by a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import transfers
from app.domain.beside import Transfer
from app.domain.codes import ChoiceList, TransferState
from app.domain.dates import shown
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.reason import reason_field, reason_of
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

ANSWERS = {
    TransferState.ACCEPTED: "Accepted",
    TransferState.DECLINED: "Declined",
    TransferState.WITHDRAWN: "Withdrawn by us",
}


class TransferDialog(RecordDialog[Transfer]):
    """Proposes that another force takes the threat on."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(runner, parent, "Propose a transfer", "Propose transfer", card.threat.display)
        home = card.threat.home_force
        self._was = Transfer(id="", threat=card.threat.id, from_force=home, proposed_on=self.today)
        now = card.reference.force(home)
        told = (
            f"The home force is {now.name} until the transfer is accepted." if now else "No home force yet."
        )
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        forces = [(f.id, f.name) for f in card.reference.forces if f.id != home and not f.retired]
        self.to_force = ChoiceField([(None, "Not chosen"), *forces])
        self.row("to_force", "To", self.to_force)
        self.chosen = reason_field(card.reference, ChoiceList.TRANSFER_REASON)
        self.row("chosen", "Reason", self.chosen, "The list is a setting of the region.")
        self.area("reason", "In words", "", 3)
        self.by = self.line("proposed_by", "Proposed by", runner.register.user)
        self.row("proposed_on", "Proposed on", DateField(self.today, self.today))
        self.begin("to_force")

    def draft(self, dates: dict[str, date | None]) -> Transfer:
        """The proposal as typed."""
        words = self.form.field("reason")
        assert isinstance(words, QPlainTextEdit)
        return replace(
            self._was,
            to_force=self.to_force.value(),
            reason=reason_of(self.chosen.value(), words.toPlainText()),
            proposed_by=self.by.text().strip(),
            proposed_on=dates.get("proposed_on") or self.today,
        )

    def more_faults(self, record: Transfer) -> list[Fault]:
        """Who proposes it, and when."""
        found = [] if record.proposed_by else [Fault("proposed_by", "required")]
        on = self.form.field("proposed_on")
        assert isinstance(on, DateField)
        return found if on.line.text().strip() else [*found, Fault("proposed_on", "required")]

    def send(
        self, record: Transfer, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Proposes it."""
        self.runner.do(transfers.propose, replace(record, id=self.new_id()), then=done, failed=failed)


class TransferAnswerDialog(RecordDialog[Transfer]):
    """The answer to a transfer: accepted or declined by a named person on a day, or withdrawn."""

    base: Transfer

    def __init__(self, runner: Runner, parent: QWidget, card: Card, transfer: Transfer) -> None:
        super().__init__(runner, parent, "Answer a transfer", "Record answer", card.threat.display, transfer)
        names = {force.id: force.name for force in card.reference.forces}
        begun = names.get(transfer.from_force or "", "no home force")
        told = f"Proposed on {shown(transfer.proposed_on)} by {transfer.proposed_by}, from {begun} to "
        told += f"{names.get(transfer.to_force or '', '')}: {transfer.reason}"
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        self.state = ChoiceField([(None, "Not chosen"), *ANSWERS.items()])
        self.row(
            "state",
            "Answer",
            self.state,
            "Once accepted, the home force changes; the history keeps the old one.",
        )
        self.by = self.line("answered_by", "Answered by", sample="Rank and name")
        self.row("answered_on", "Answered on", DateField(self.today, self.today))
        self.area("answer", "In words", "", 3, "Needed where it is declined.")
        self.begin("state")

    def draft(self, dates: dict[str, date | None]) -> Transfer:
        """The transfer as answered."""
        words = self.form.field("answer")
        assert isinstance(words, QPlainTextEdit)
        return replace(
            self.base,
            state=self.state.value() or TransferState.PROPOSED,
            answered_by=self.by.text().strip(),
            answered_on=dates.get("answered_on"),
            answer=words.toPlainText().strip(),
        )

    def looked(self, record: Transfer | None) -> None:
        """Who withdraws it is the person at the desk, today."""
        withdrawn = self.state.value() is TransferState.WITHDRAWN
        for name in ("answered_by", "answered_on"):
            self.form.show_row(name, visible=not withdrawn)

    def more_faults(self, record: Transfer) -> list[Fault]:
        """An answer, and why it is declined."""
        if record.state is TransferState.PROPOSED:
            return [Fault("state", "required")]
        if record.state is TransferState.DECLINED and not record.answer:
            return [Fault("answer", "transfer.no_answer")]
        return []

    def send(
        self, record: Transfer, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records the answer."""
        given = (record.answered_by, record.answered_on, record.answer)
        if record.state is TransferState.ACCEPTED:
            self.runner.do(transfers.accept, self.base, *given, then=done, failed=failed)
        elif record.state is TransferState.DECLINED:
            self.runner.do(transfers.decline, self.base, *given, then=done, failed=failed)
        else:
            self.runner.do(transfers.withdraw, self.base, record.answer, then=done, failed=failed)
