"""Archiving a threat through its closing checklist, and bringing it back: never a delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import threats
from app.domain.closing import Held, checklist, left_open
from app.domain.codes import ChoiceList, ThreatStatus
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.card import Card
from app.register import Done
from app.ui.dialogs.closing_list import ClosingList
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.reason import reason_field, reason_of
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

ENTERED = (
    (None, "Not answered"),
    (True, "Yes, every disruption is entered"),
    (False, "No, some are missing"),
)


class ArchiveDialog(RecordDialog[Threat]):
    """Why active management ends, who authorised it and when, what was learned, and what stays open.

    `mend` gives the item of the checklist that somebody wants to put right on the card.
    """

    base: Threat
    mend = Signal(object)

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(
            runner, parent, "Archive a threat", "Archive threat", card.threat.display, card.threat
        )
        self._card = card
        told = "Archiving ends active management. Nothing is deleted, and it can be re-opened."
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        self.closing = ClosingList()
        self.closing.asked.connect(self.mend)
        self.body.insertWidget(2, self.closing)
        self.chosen = reason_field(card.reference, ChoiceList.ARCHIVE_REASON)
        self.row("chosen", "Reason", self.chosen, "The list is a setting of the region.")
        self.area("archive_reason", "In words", "", 2)
        self.by = self.line("archive_authoriser", "Authorised by", sample="Rank and name")
        self.row("archived_on", "Date", DateField(self.today, self.today))
        hint = "Its reference in the system that holds it."
        self.report = self.line("closing_report", "Closing report", card.threat.closing_report, hint)
        self.area("learning", "Learning", "", 2, "Kept as learning of its own, for the meeting.")
        self.entered = ChoiceField(ENTERED)
        self.row("entered", "Disruptions", self.entered, "Is every disruption of this threat entered here?")
        self.area("acknowledged", "What stays open", "", 2, "Why it may stay open. The journal keeps this.")
        self.begin("chosen")

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as archived."""
        return replace(
            self.base,
            status=ThreatStatus.ARCHIVED,
            archived_on=dates.get("archived_on"),
            archive_reason=reason_of(self.chosen.value(), self._text("archive_reason")),
            archive_authoriser=self.by.text().strip(),
            closing_report=self.report.text().strip(),
        )

    def _held(self) -> Held:
        card = self._card
        return Held(
            on=self.today,
            live_operation=card.threat.live_operation,
            actions=[shown_.action for shown_ in card.actions],
            orders=card.orders,
            disruptions=card.disruptions,
            requests=card.requests,
            submissions=card.submissions,
            gaps=card.gaps,
            transfers=card.transfers,
            entered=self.entered.value(),
            report=self.report.text(),
            learning=bool(self._text("learning") or card.learning),
        )

    def looked(self, record: Threat | None) -> None:
        """The checklist follows what is typed."""
        found = checklist(self._held())
        self.closing.show_found(found)
        self.form.show_row("acknowledged", visible=bool(left_open(found)))

    def more_faults(self, record: Threat) -> list[Fault]:
        """An authoriser, a day that has come, the answer about disruptions, and why the rest stays open."""
        found = [] if record.archive_authoriser else [Fault("archive_authoriser", "archive.no_authoriser")]
        if record.archived_on is None:
            found.append(Fault("archived_on", "required"))
        elif record.archived_on > self.today:
            found.append(Fault("archived_on", "date.future"))
        if self.entered.value() is None:
            found.append(Fault("entered", "archive.not_answered"))
        if left_open(checklist(self._held())) and not self._text("acknowledged"):
            found.append(Fault("acknowledged", "archive.not_acknowledged"))
        return found

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Archives the threat."""
        self.runner.do(
            threats.archive,
            self.base,
            record.archived_on,
            record.archive_reason,
            record.archive_authoriser,
            report=record.closing_report,
            learning=self._text("learning"),
            acknowledged=self._text("acknowledged"),
            entered=self.entered.value(),
            then=done,
            failed=failed,
        )


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
        told = f"Archived{on}{by}: {threat.archive_reason or 'no reason recorded'}."
        told += f" Closing report {threat.closing_report}." if threat.closing_report else ""
        kept = "Everything is kept: what was open is open again, and the history keeps how it was archived."
        self.body.insertWidget(1, label(f"{told} {kept}", ink="text2", wrap=True))
        self.area("reason", "Why", "", 2, "Such as new activity. The journal keeps this.")
        self.begin("reason")

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat as active."""
        return replace(self.base, status=ThreatStatus.ACTIVE, archive_reason="")

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Re-opens the threat."""
        reason = self.form.field("reason")
        assert isinstance(reason, QPlainTextEdit)
        self.runner.do(threats.reopen, self.base, reason.toPlainText().strip(), then=done, failed=failed)
