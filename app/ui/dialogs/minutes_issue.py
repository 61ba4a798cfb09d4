"""Who receives minutes that are issued: numbered copies for those chosen, or one without a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.issue_rules import Recipient
from app.domain.meeting import Member
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import TicksField
from app.ui.dialogs.issue import recipients
from app.ui.form import text_area
from app.ui.parts import label
from app.ui.runner import Runner

NOTE = "PDF and workbook are written, kept as they leave, and told to the log with their recipients."


class MinutesIssueDialog(Dialog):
    """The recipients; `copies` is what was answered once it closed with its verb, None before."""

    def __init__(self, runner: Runner, parent: QWidget, verb: str, members: Sequence[Member]) -> None:
        super().__init__(runner, parent, "Issue the minutes", verb, verb)
        self.copies: tuple[Recipient, ...] | None = None
        self.body.insertWidget(1, label(NOTE, ink="text2", wrap=True))
        self._members = {member.id: member for member in members}
        options = [
            (member.id, ", ".join(part for part in (member.name, member.organisation) if part))
            for member in members
        ]
        self.ticked = TicksField(options, lines=8)
        if options:
            hint = "Each gets files with its own number. None ticked: one unnumbered copy."
            self.form.add("copies", "Numbered copies", self.ticked, hint)
            self.ticked.edited.connect(self.touch)
        self.others = text_area(2)
        title = "Others" if options else "Numbered copies"
        self.form.add("others", title, self.others, "One to a line: name, organisation.")
        self.how = QLineEdit()
        self.how.setPlaceholderText("by hand, by secure e-mail")
        self.form.add("how", "Sent how", self.how)
        self.form.focus_first()

    def save(self) -> None:
        """Gives the recipients."""
        how = self.how.text().strip()
        ticked = (self._members[id] for id in self.ticked.value())
        self.copies = (
            *(Recipient(member.name, member.organisation, how) for member in ticked),
            *recipients(self.others.toPlainText(), how),
        )
        self.leave()
