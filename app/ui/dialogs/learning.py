"""Learning: what was learned on a threat, and with whom it was shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import learning
from app.domain.beside import Learning
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.handling import HandlingRows
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.remove import offer_remove
from app.ui.fields import DateField
from app.ui.runner import Runner


class LearningDialog(RecordDialog[Learning]):
    """Adds learning, or changes it."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card, known: Learning | None = None) -> None:
        title, verb = ("Learning", "Save learning") if known else ("Add learning", "Add learning")
        super().__init__(runner, parent, title, verb, card.threat.display, known)
        was = known or Learning(id="", threat=card.threat.id, text="", by=runner.register.user, on=self.today)
        self._was = was
        self.area("text", "What was learned", was.text, 4)
        self.by = self.line("by", "By", was.by)
        self.row("on", "Date", DateField(self.today, was.on))
        hint = "Teams or forces; empty where it is not shared yet."
        self.shared = self.line("shared_with", "Shared with", was.shared_with, hint)
        self.handling = HandlingRows(self, was.handling, was.conditions)
        offer_remove(self, learning.remove)
        self.begin("text")

    def draft(self, dates: dict[str, date | None]) -> Learning:
        """The learning as typed."""
        text = self.form.field("text")
        assert isinstance(text, QPlainTextEdit)
        return replace(
            self.base or self._was,
            text=text.toPlainText().strip(),
            by=self.by.text().strip(),
            on=dates.get("on") or self._was.on,
            shared_with=self.shared.text().strip(),
            **self.handling.values(),
        )

    def more_faults(self, record: Learning) -> list[Fault]:
        """A day."""
        on = self.form.field("on")
        assert isinstance(on, DateField)
        return [] if on.line.text().strip() else [Fault("on", "required")]

    def send(
        self, record: Learning, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes it."""
        if self.base is None:
            self.runner.do(learning.add, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(learning.change, record, then=done, failed=failed)
