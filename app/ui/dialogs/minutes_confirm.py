"""The confirmation of minutes at a later meeting, which locks them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.commands import minutes as commands
from app.domain.dates import shown
from app.errors import Refusal
from app.reads.minutes import MinutesPage
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import ChoiceField
from app.ui.form import text_area
from app.ui.parts import label
from app.ui.runner import Runner

NOTE = (
    "Put notes and decisions right before: from then on nothing of the meeting can be changed, and this step "
    "cannot be undone."
)


class ConfirmDialog(Dialog):
    """At which meeting, and what it corrected."""

    def __init__(self, runner: Runner, parent: QWidget, page: MinutesPage) -> None:
        of = page.held.meeting
        heading = f"Confirm the minutes of {shown(of.on)}"
        super().__init__(runner, parent, "Confirm the minutes", "Confirm and lock", heading)
        self._meeting = of.id
        self.body.insertWidget(1, label(NOTE, ink="text2", wrap=True))
        held = [meeting for meeting in page.confirming if meeting.on <= runner.today]
        self.at = ChoiceField([(meeting.id, shown(meeting.on)) for meeting in held])
        self.form.add("confirmed_at", "Confirmed at the meeting of", self.at)
        self.corrections = text_area(4)
        hint = "What that meeting corrected, printed with the minutes. Empty where nothing was."
        self.form.add("corrections", "Corrections", self.corrections, hint)
        self.form.focus_first()

    def save(self) -> None:
        """Confirms them."""
        self.waiting()
        self.runner.do(
            commands.confirm,
            self._meeting,
            self.at.value(),
            self.corrections.toPlainText(),
            then=self._confirmed,
            failed=self._refused,
        )

    def _confirmed(self, done: Done) -> None:
        self.leave()

    def _refused(self, refusal: Refusal) -> None:
        self.refuse(refusal)
