"""Entries of the dissemination register: a copy sent, its holder told, the copy back or destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QWidget

from app.commands import issues
from app.domain import leaving
from app.domain.codes import IssueState, Paper
from app.domain.faults import Fault
from app.domain.issue import Copy
from app.domain.issue_rules import Recipient
from app.domain.meeting import Member
from app.errors import Refusal
from app.reads.packs import IssuedRow
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import ChoiceField, TicksField
from app.ui.fields import DateField
from app.ui.leaving import ask_again, reason_row
from app.ui.pages.pack_issued_words import heading
from app.ui.parts import label
from app.ui.runner import Runner


class _CopyDialog(Dialog):
    """A dialog about copies of one issue: the issue stands above the fields, a day among them."""

    def __init__(self, runner: Runner, parent: QWidget, title: str, verb: str, row: IssuedRow) -> None:
        super().__init__(runner, parent, title, verb)
        self.row = row
        self.body.insertWidget(1, label(heading(row), ink="text2", wrap=True))

    def day(self, name: str, title: str) -> DateField:
        """A row with a day, today to begin with."""
        field = DateField(self.runner.today, self.runner.today)
        self.form.add(name, title, field)
        return field

    def read_day(self, name: str, faults: list[Fault]) -> date | None:
        """The day as typed; a fault where there is none, or where it is still to come."""
        dates, unread = self.form.read_dates()
        faults += unread
        on = dates.get(name)
        if on is None and not unread:
            faults.append(Fault(name, "required"))
        elif on is not None and on > self.runner.today:
            faults.append(Fault(name, "date.future"))
        return on


class SendDialog(_CopyDialog):
    """One more copy of an issue, with who has it and how it went."""

    def __init__(self, runner: Runner, parent: QWidget, row: IssuedRow, members: Sequence[Member]) -> None:
        super().__init__(runner, parent, "Record a copy", "Record copy", row)
        self._organisations = {member.name: member.organisation for member in members}
        self.recipient, self.organisation, self.how = QLineEdit(), QLineEdit(), QLineEdit()
        names = QCompleter(sorted(self._organisations), self.recipient)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        names.activated.connect(self._fill)
        self.recipient.setCompleter(names)
        self.recipient.editingFinished.connect(lambda: self._fill(self.recipient.text()))
        self.how.setPlaceholderText("by hand, by secure e-mail")
        number = max((copy.number for copy in row.copies), default=0) + 1
        self.form.add("recipient", "Recipient", self.recipient, f"Copy {number} of this issue.")
        self.form.add("organisation", "Organisation", self.organisation)
        self.form.add("how", "Sent how", self.how)
        self.day("sent_on", "Sent on")
        self.reason = reason_row(self.form, runner)
        self.files = QCheckBox("Print the files with this number")
        self.files.toggled.connect(lambda _: self.touch())
        hint = "Into the folder, today. Else the copy is only recorded."
        self.form.add("files", "Files", self.files, hint)
        self.form.show_row("files", row.issue.paper is not Paper.MINUTES)
        self.to_print: Recipient | None = None
        self.recipient.setFocus()

    def _fill(self, name: str) -> None:
        if not self.organisation.text():
            self.organisation.setText(self._organisations.get(name, ""))

    def save(self) -> None:
        """Records the copy; it is a disclosure and stays."""
        faults = [] if self.recipient.text().strip() else [Fault("recipient", "required")]
        on = self.read_day("sent_on", faults)
        if self.reason.missing:
            ask_again(self, *faults)
            return
        if faults:
            self.form.show_faults(faults)
            return
        if self.files.isChecked():
            # printed and recorded in one step, by the job that writes them
            texts = (self.recipient, self.organisation, self.how)
            self.reason.take()
            self.to_print = Recipient(*(text.text().strip() for text in texts))
            self.leave()
            return
        self.waiting()
        register = self.runner.register
        send = partial(
            register.do,
            issues.send,
            self.row.id,
            self.recipient.text(),
            organisation=self.organisation.text(),
            how=self.how.text(),
            sent_on=on,
        )
        work = leaving.giving(self.reason.take(), send)
        self.runner.work(work, then=self._sent, failed=self.refuse)

    def refuse(self, refusal: Refusal) -> None:
        """Shows why it was not recorded; a reason that is wanted beside its row."""
        super().refuse(refusal)
        if refusal.code == "log.no_reason":
            ask_again(self)

    def _sent(self, done: Done) -> None:
        self.runner.told(done)
        self.leave()


def _holder(copy: Copy) -> str:
    named = ", ".join(part for part in (copy.recipient, copy.organisation) if part)
    return f"{copy.words or copy.number}  {named}"


class NoticeDialog(_CopyDialog):
    """Who was told that the issue is superseded or recalled, and when; several at once."""

    def __init__(self, runner: Runner, parent: QWidget, row: IssuedRow) -> None:
        super().__init__(runner, parent, "Holders told", "Record", row)
        state = "recalled" if row.issue.state is IssueState.RECALLED else "superseded"
        options = [(copy.id, _holder(copy)) for copy in row.to_tell]
        self.told = TicksField(options, [id for id, _ in options], lines=8)
        self.form.add(
            "copies", "Told", self.told, f"Whoever was told that version {row.issue.number} is {state}."
        )
        self.told.edited.connect(self.touch)
        self.day("on", "Told on")
        self.told.setFocus()

    def save(self) -> None:
        """Records each; the last answer closes the dialog."""
        ids = self.told.value()
        faults = [] if ids else [Fault("copies", "required")]
        on = self.read_day("on", faults)
        if faults:
            self.form.show_faults(faults)
            return
        self.waiting()
        for id in ids[:-1]:
            self.runner.do(issues.notice, id, on, failed=self.refuse)
        self.runner.do(issues.notice, ids[-1], on, then=lambda _: self.leave(), failed=self.refuse)


class EndDialog(_CopyDialog):
    """How one copy ended: it came back, or it was destroyed."""

    def __init__(self, runner: Runner, parent: QWidget, row: IssuedRow, copy: Copy) -> None:
        super().__init__(runner, parent, "Copy accounted for", "Record", row)
        self.copy = copy
        self.body.insertWidget(2, label(f"Copy {_holder(copy)}", weight=600, wrap=True))
        self.how = ChoiceField([("returned", "Returned"), ("destroyed", "Destroyed")])
        self.form.add("how", "What became of it", self.how)
        self.words = QLineEdit()
        self.form.add("words", "In words", self.words, "By whom, or how it is known; may stay empty.")
        self.day("on", "On")
        self.how.setFocus()

    def save(self) -> None:
        """Records it."""
        faults: list[Fault] = []
        on = self.read_day("on", faults)
        if faults:
            self.form.show_faults(faults)
            return
        said = ", ".join(part for part in (self.how.value(), self.words.text().strip()) if part)
        self.waiting()
        self.runner.do(issues.end, self.copy.id, on, said, then=lambda _: self.leave(), failed=self.refuse)
