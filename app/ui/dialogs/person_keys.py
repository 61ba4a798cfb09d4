"""Removing a person, changing one's passphrase, issuing the recovery key anew, encrypting anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from app import custody
from app.domain.people import Person
from app.errors import Refusal
from app.jobs import recovery_sheet
from app.register import Register
from app.ui.dialogs.secret import SecretDialog, without_progress
from app.ui.palette import figures
from app.ui.parts import Button, card, label
from app.ui.runner import Runner
from app.ui.unlock_fields import PassphraseField, in_two_lines
from app.words import say

Then = Callable[[], object]


class RemoveDialog(SecretDialog):
    """Takes a person's key away, and offers to encrypt the register anew."""

    def __init__(self, runner: Runner, parent: QWidget, person: Person, then: Then) -> None:
        super().__init__(runner, parent, "Remove a person", "Remove", f"Remove {person.name}")
        self.person, self._then = person, then
        self.anew = QCheckBox("Encrypt the register anew under another key")
        self.anew.setChecked(True)
        self.body.insertWidget(1, self.anew)
        self.say(say("people.remove", {"name": person.name}))
        self.begin(self.cancel)

    def save(self) -> None:
        """Removes, and encrypts anew where that is ticked."""
        self.work("Removing…", _remove, self.runner.register, self.person.id, self.anew.isChecked(),
                  then=self._done)  # fmt: skip

    def _done(self, _: Any) -> None:
        self._then()
        self.leave()

    def refuse(self, refusal: Refusal) -> None:
        """Shows why not; the person may be gone already and only the encryption refused."""
        super().refuse(refusal)
        self._then()


def _remove(register: Register, person: str, anew: bool, progress: Callable[..., object]) -> None:
    if any(each.id == person for each in custody.people(register)):
        custody.remove(register, person)
    if anew:
        custody.rekey(register, progress)


class RekeyDialog(SecretDialog):
    """Encrypts the register anew."""

    def __init__(self, runner: Runner, parent: QWidget, then: Then) -> None:
        super().__init__(runner, parent, "Encrypt anew", "Encrypt anew")
        self._then = then
        self.say(say("people.rekey"))
        self.begin(self.cancel)

    def save(self) -> None:
        """Begins it; it is not stopped half way."""
        self.work("Encrypting the register anew…", _rekey, self.runner.register, then=self._done)

    def _done(self, _: Any) -> None:
        self._then()
        self.leave()


def _rekey(register: Register, progress: Callable[..., object]) -> None:
    custody.rekey(register, progress)


class PassphraseDialog(SecretDialog):
    """Another passphrase for whoever has the register open."""

    def __init__(self, runner: Runner, parent: QWidget, then: Then) -> None:
        super().__init__(runner, parent, "Change my passphrase", "Change passphrase")
        self._then = then
        self.present = PassphraseField("Present passphrase", titled=False)
        self.first = PassphraseField("New passphrase", titled=False)
        self.again = PassphraseField("The same again", titled=False)
        self.say(say("people.passphrase"))
        for name, title, field in (
            ("present", "Present passphrase", self.present),
            ("first", "New passphrase", self.first),
            ("again", "The same again", self.again),
        ):
            self.form.add(name, title, field)
            field.line.textEdited.connect(self.touch)
        self.begin(self.present)

    def save(self) -> None:
        """Wraps the key with the new one."""
        if self.first.text() != self.again.text():
            self.refuse(Refusal("passphrase.differ"))
            return
        given = (self.first.text(), self.present.text())
        self.work("Deriving the new key…", without_progress(custody.change_passphrase), self.runner.register,
                  *given, then=self._done)  # fmt: skip

    def _done(self, _: Any) -> None:
        for field in (self.present, self.first, self.again):
            field.clear()
        self._then()
        self.leave()


class RecoveryDialog(SecretDialog):
    """A new recovery key: shown once, saved as a sheet to print; the one before no longer opens."""

    def __init__(self, runner: Runner, parent: QWidget, then: Then) -> None:
        super().__init__(runner, parent, "New recovery key", "Issue a new recovery key")
        self._then, self.printed = then, ""
        self.frame = card()
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(16, 16, 16, 16)
        self.key = label("", "heading", wrap=True)
        self.key.setAccessibleName("Recovery key")
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        inside.addWidget(self.key)
        self.sheet = Button("Save the sheet as PDF…", clicked=self._save_sheet)
        self.told = label("", "small", ink="text2", wrap=True)
        self.written = QCheckBox("It is written down or printed, and a second person will keep it")
        self.written.toggled.connect(lambda on: self.filled.setEnabled(on or not self.printed))
        for part in (self.written, self.told, self.sheet, self.frame):
            self.body.insertWidget(1, part)
            part.hide()
        self.body.setAlignment(self.sheet, Qt.AlignmentFlag.AlignLeft)
        self.say(say("people.recovery"))
        self.begin(self.cancel)

    def save(self) -> None:
        """Issues the key; pressed again once it is written down, closes."""
        if self.printed:
            self.key.clear()
            self.printed = ""
            self.leave()
            return
        self.work(
            "Issuing…", without_progress(custody.reissue_recovery), self.runner.register, then=self._issued
        )

    def _issued(self, printed: str) -> None:
        self.printed = printed
        self._then()
        self.key.setFont(figures("heading"))
        self.key.setText(in_two_lines(printed))
        for part in (self.written, self.sheet, self.frame):
            part.show()
        self.cancel.hide()
        self.filled.setText("Close")
        self.filled.setAccessibleName("Close")
        self.filled.setEnabled(False)
        self.written.setFocus()
        self.adjust()

    def _save_sheet(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder for the recovery sheet")
        if chosen:
            self.runner.job(recovery_sheet.save, self.runner.register, self.printed, Path(chosen),
                            then=self._saved, failed=self._not_saved)  # fmt: skip

    def _not_saved(self, refusal: Refusal) -> None:
        """The key in sight is still to be written down."""
        self.refuse(refusal)
        self.filled.setEnabled(self.written.isChecked())

    def _saved(self, path: Path) -> None:
        self.told.setText(say("people.sheet", {"name": path.name}))
        self.told.show()
        self.grow()

    def reject(self) -> None:
        """Stays while the key is in sight and not written down: it is shown only now."""
        if not self.printed or self.written.isChecked():
            super().reject()
