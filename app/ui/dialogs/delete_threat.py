"""Deleting a threat that should never have been recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import deletion
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.parts import label
from app.ui.runner import Runner

TOLD = (
    "For what should never have been recorded, such as a group entered twice. Everything that hangs on it "
    "goes with it: its plan, actions, scores, disruptions, requests and orders. Undo brings all of it back. "
    "The next pack names its reference, the reason and the authority, and nothing else. To end the "
    "management of a real group, archive it instead."
)


class DeleteDialog(RecordDialog[Threat]):
    """The reason and the authority; both stand in the journal and in the next pack."""

    base: Threat
    going = Signal(bool)

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        threat = card.threat
        super().__init__(runner, parent, "Delete a threat", "Delete threat", threat.display, threat)
        self.body.insertWidget(1, label(TOLD, ink="text2", wrap=True))
        self.area("reason", "Why", "", 2, "Such as: entered twice; its actions were moved to AS/2026/0149")
        self.line("authority", "On whose authority", "", sample="Rank, initial and surname")
        self.begin("reason")

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as it is: only its going is asked for."""
        return self.base

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Deletes the threat with what hangs on it."""
        reason, authority = self.form.field("reason"), self.form.field("authority")
        assert isinstance(reason, QPlainTextEdit)
        assert isinstance(authority, QLineEdit)

        def refused(refusal: Refusal) -> None:
            self.going.emit(False)
            failed(refusal)

        self.going.emit(True)
        self.runner.do(
            deletion.delete, self.base, reason.toPlainText(), authority.text(), then=done, failed=refused
        )
