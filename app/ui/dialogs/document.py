"""A document by its reference: never a copy, and nothing opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import documents
from app.domain.beside import Document
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.remove import offer_remove
from app.ui.fields import DateField
from app.ui.runner import Runner


class DocumentDialog(RecordDialog[Document]):
    """Links a document, or changes what is said of it."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card, known: Document | None = None) -> None:
        title, verb = ("Document", "Save document") if known else ("Link a document", "Link document")
        super().__init__(runner, parent, title, verb, card.threat.display, known)
        was = known or Document(id="", threat=card.threat.id, title="", reference="")
        self._was = was
        self.title = self.line("title", "Title", was.title, sample="Such as Closing report")
        hint = "Where it is found in the system that holds it. No copy is kept here."
        self.reference = self.line("reference", "Reference", was.reference, hint)
        self.held_in = self.line("held_in", "Held in", was.held_in, sample="Such as Niche")
        self.row("on", "Date", DateField(self.today, was.on))
        offer_remove(self, documents.remove)
        self.begin("title")

    def draft(self, dates: dict[str, date | None]) -> Document:
        """The document as typed."""
        return replace(
            self.base or self._was,
            title=self.title.text().strip(),
            reference=self.reference.text().strip(),
            held_in=self.held_in.text().strip(),
            on=dates.get("on"),
        )

    def send(
        self, record: Document, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Links or changes it."""
        if self.base is None:
            self.runner.do(documents.link, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(documents.change, record, then=done, failed=failed)
