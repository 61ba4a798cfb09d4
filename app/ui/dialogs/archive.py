"""Archiving a threat and bringing it back: never a delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import threats
from app.domain.codes import ThreatStatus
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner


class ArchiveDialog(RecordDialog[Threat]):
    """Why active management ends, who authorised it, and when."""

    base: Threat

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(
            runner, parent, "Archive a threat", "Archive threat", card.threat.display, card.threat
        )
        live = sum(1 for a in card.actions if a.action.live)
        told = "Archiving ends active management. Nothing is deleted, and it can be re-opened."
        if live:
            told += f" {live} action{' is' if live == 1 else 's are'} still open or without a result."
        self.body.insertWidget(1, label(told, ink="a_text" if live else "text2", wrap=True))
        self.area("archive_reason", "Reason", "", 3)
        self.line("archive_authoriser", "Authorised by")
        self.row("archived_on", "Date", DateField(self.today, self.today))
        self.begin("archive_reason")

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as archived."""
        reason, by = self.form.field("archive_reason"), self.form.field("archive_authoriser")
        assert isinstance(reason, QPlainTextEdit)
        assert isinstance(by, QLineEdit)
        return replace(
            self.base,
            status=ThreatStatus.ARCHIVED,
            archived_on=dates.get("archived_on"),
            archive_reason=reason.toPlainText().strip(),
            archive_authoriser=by.text().strip(),
        )

    def more_faults(self, record: Threat) -> list[Fault]:
        """An authoriser, and a day that has come."""
        found = [] if record.archive_authoriser else [Fault("archive_authoriser", "archive.no_authoriser")]
        if record.archived_on is None:
            found.append(Fault("archived_on", "required"))
        elif record.archived_on > self.today:
            found.append(Fault("archived_on", "date.future"))
        return found

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Archives the threat."""
        values = (record.archived_on, record.archive_reason, record.archive_authoriser)
        self.runner.do(threats.archive, self.base, *values, then=done, failed=failed)


class ReopenDialog(RecordDialog[Threat]):
    """Brings an archived threat back under active management."""

    base: Threat

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(
            runner, parent, "Re-open a threat", "Re-open threat", card.threat.display, card.threat
        )
        threat = card.threat
        on = f" on {shown(threat.archived_on)}" if threat.archived_on else ""
        by = f", authorised by {threat.archive_authoriser}" if threat.archive_authoriser else ""
        told = f"Archived{on}{by}: {threat.archive_reason or 'no reason recorded'}. The history keeps this."
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        self.filled.setFocus()

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as active."""
        return replace(self.base, status=ThreatStatus.ACTIVE, archive_reason="")

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Re-opens the threat."""
        self.runner.do(threats.reopen, self.base, then=done, failed=failed)
