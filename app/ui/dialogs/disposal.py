"""Proposing a disposal, confirming it as the second person, and what still holds the record afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import words
from app.commands import disposal
from app.domain.clock import local
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.retention import Disposal
from app.errors import Refusal
from app.jobs.disposal_left import Left
from app.reads import retention
from app.reads.retention import DisposalLine
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.parts import label
from app.ui.runner import Runner

PROPOSING = (
    "Nothing goes yet: another person confirms it. Then the record goes for good, with everything that hangs "
    "on it and what the history says of it. What you write here stays in the log for ever, so it names "
    "nobody and nothing of the record."
)
CONFIRMING = (
    "The record goes for good, with everything that hangs on it or ever did; meetings keep their items and "
    "decisions as empty lines. The log keeps identifiers, times and who did what. No undo brings it back."
)
COPIES = (
    "Open the issue under Packs: recall it, or ask its copies back and record their end. Its stored value "
    "stays here, as the evidence of what was issued."
)
BACKUPS = (
    "They leave as they grow old. Where that is too long, make a new backup under Backups, then delete these "
    "from their folders; a second folder, such as a USB drive, too. Restoring one brings the record back."
)


class ProposeDialog(RecordDialog[Disposal]):
    """The proposal of the first person."""

    def __init__(self, runner: Runner, parent: QWidget, subject: str, heading: str) -> None:
        super().__init__(runner, parent, "Propose a disposal", "Propose disposal", heading)
        self._subject = subject
        self.body.insertWidget(1, label(PROPOSING, ink="text2", wrap=True))
        self.area("reason", "Why", "", 2, "Such as: no policing purpose left; retention period over.")
        self.authority = self.line("authority", "On whose authority", "", sample="Rank, initial and surname")
        self.begin("reason")

    def draft(self, dates: dict[str, date | None]) -> Disposal:
        """The proposal as typed."""
        why = self.form.field("reason")
        assert isinstance(why, QPlainTextEdit)
        return Disposal(
            id=self.new_id(),
            subject=self._subject,
            proposed_on=self.today,
            reason=why.toPlainText().strip(),
            authority=self.authority.text().strip(),
        )

    def send(
        self, record: Disposal, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Proposes it."""
        self.runner.do(disposal.propose, record, then=done, failed=failed)


class ConfirmDialog(Dialog):
    """The second person's word: they type the reference of what goes."""

    keeps = False

    def __init__(self, runner: Runner, parent: QWidget, line: DisposalLine) -> None:
        heading = f"{line.reference}, {line.name}" if line.name != line.reference else line.reference
        super().__init__(runner, parent, "Confirm a disposal", "Dispose of it", heading)
        self.line = line
        self.confirmed: Callable[[Done], object] | None = None
        made = line.disposal
        self.body.insertWidget(1, label(CONFIRMING, ink="text2", wrap=True))
        told = f"Proposed on {shown(made.proposed_on)} by {made.proposed_by}. {made.reason} "
        self.body.insertWidget(2, label(f"{told}(authority: {made.authority})", wrap=True))
        self.counted = label("Counting what goes…", weight=500, wrap=True)
        self.body.insertWidget(3, self.counted)
        self.typed = QLineEdit()
        self.form.add("reference", "Reference", self.typed, f"Type {line.reference} to confirm it.")
        runner.ask(retention.going, made.subject, then=self._count, failed=self.refuse)
        self.typed.setFocus()

    def _count(self, going: tuple[tuple[str, int], ...]) -> None:
        called = ((words.KIND_WORDS.get(kind, kind), count) for kind, count in going)
        named = (f"{kind[:1].lower()}{kind[1:]}: {count}" for kind, count in called)
        self.counted.setText(f"What goes, removed records counted too: {', '.join(named)}.")
        self.grow()

    def save(self) -> None:
        """Disposes of it, once the reference stands there."""
        if self.typed.text().strip().casefold() != self.line.reference.casefold():
            self.form.show_faults([Fault("reference", "disposal.reference", {"text": self.line.reference})])
            QTimer.singleShot(0, self, self.grow)
            return
        self.waiting()
        self.runner.do(disposal.confirm, self.line.disposal, then=self._done, failed=self.refuse)

    def _done(self, done: Done) -> None:
        if self.confirmed is not None:
            self.confirmed(done)
        self.leave()


class LeftDialog(Dialog):
    """What still holds a record that was disposed of, and what to do about each."""

    keeps = False

    def __init__(self, runner: Runner, parent: QWidget, made: Disposal, found: Left, whole: bool) -> None:
        at = shown(local(made.decided_at).date()) if made.decided_at else ""
        super().__init__(runner, parent, "Where it still is", "Close", f"Disposed of on {at}")
        self.cancel.hide()
        told = f"{made.entries} entries of the journal were blanked. "
        if whole:
            told += "This register’s file holds nothing of it"
            told += " but the stored value of what was issued." if found.issues else "."
        else:
            told += (
                "Old pages of the file may still hold it, because another window reads them or the disk is "
                "full: they go when the register is next opened."
            )
        self._say(told)
        issues = [
            f"{each.pack} {each.number}, {each.edition}, {shown(each.on)}: {_copies(each.out)} out"
            for each in found.issues
        ]
        self._list("Issued packs and minutes", issues, COPIES, "No issue names it.")
        backups = [f"{b.folder}/{b.name}" for b in found.backups]
        none = "No older backup stands in this register’s folder. Look in the second folder too."
        self._list("Backups made before it", backups, BACKUPS, none)

    def _list(self, title: str, lines: list[str], doing: str, none: str) -> None:
        self._say(title, weight=600)
        self._say("\n".join(lines) if lines else none)
        if lines:
            self._say(doing, ink="text2")

    def _say(self, text: str, weight: int | None = None, ink: str | None = None) -> None:
        self.body.insertWidget(self.body.count() - 2, label(text, weight=weight, ink=ink, wrap=True))

    def save(self) -> None:
        """There is nothing to save."""
        self.leave()


def _copies(number: int) -> str:
    return f"{number or 'no'} cop{'y' if number == 1 else 'ies'}"
