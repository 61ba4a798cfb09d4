"""A person of the register: added with a passphrase, renamed, given other roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app import custody
from app.domain import permissions
from app.domain.codes import Role
from app.domain.people import Person
from app.errors import Refusal
from app.register import Register
from app.ui.dialogs.secret import SecretDialog, without_progress
from app.ui.parts import label
from app.ui.runner import Runner
from app.ui.unlock_fields import PassphraseField
from app.words.people import CONFLICTS, ROLES


class RoleBoxes(QWidget):
    """A tick for each role, with what it may do; roles that one person should not hold together are said."""

    edited = Signal()

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self.boxes: dict[Role, QCheckBox] = {}
        for role, (name, may) in ROLES.items():
            box = self.boxes[role] = QCheckBox(f"{name}: {may}")
            box.setChecked(role in roles)
            box.toggled.connect(self._tell)
            column.addWidget(box)
        self.conflict = label("", "small", 500, "a_text", wrap=True)
        column.addWidget(self.conflict)
        self.setFocusProxy(self.boxes[Role.READER])
        self._tell()

    def value(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def _tell(self) -> None:
        said = conflict_words(self.value())
        self.conflict.setText(said)
        self.conflict.setVisible(bool(said))
        self.edited.emit()


def conflict_words(roles: frozenset[Role]) -> str:
    """What two roles of one person mean, or nothing."""
    pairs = permissions.conflicts(roles)
    if any(Role.AUDITOR in pair for pair in pairs):
        return CONFLICTS["auditor"]
    return CONFLICTS["administrator"] if pairs else ""


class PersonDialog(SecretDialog):
    """Adds a person, or changes the name and roles of one."""

    def __init__(
        self, runner: Runner, parent: QWidget, person: Person | None, then: Callable[[], object]
    ) -> None:
        title = "Add a person" if person is None else "Change a person"
        verb = "Add person" if person is None else "Save person"
        super().__init__(runner, parent, title, verb, person.name if person else title)
        self.person, self._then = person, then
        self.name = QLineEdit(person.name if person else "")
        self.form.add("name", "Name", self.name, "It stands beside every change that they make.")
        self.roles = RoleBoxes(person.roles if person else frozenset({Role.READER}))
        self.form.add("roles", "Roles", self.roles)
        self.roles.edited.connect(self.touch)
        self.first = PassphraseField("First passphrase", titled=False)
        self.again = PassphraseField("The same again", titled=False)
        if person is None:
            hint = (
                "At least 12 characters; three random words are easy to remember. They change it themselves."
            )
            self.form.add("passphrase", "First passphrase", self.first, hint)
            self.form.add("again", "The same again", self.again)
            for field in (self.first, self.again):
                field.line.textEdited.connect(self.touch)
        self._touched = False
        self.begin(self.name)

    def save(self) -> None:
        """Adds or changes the person."""
        register, name, roles = self.runner.register, self.name.text(), self.roles.value()
        if self.person is not None:
            self.work("Writing the key file…", without_progress(_change), register, self.person, name, roles,
                      then=self._done)  # fmt: skip
        elif self.first.text() != self.again.text():
            self.refuse(Refusal("passphrase.differ"))
        else:
            self.work("Making their key…", without_progress(custody.add), register, name, roles,
                      self.first.text(), then=self._done)  # fmt: skip

    def _done(self, _: Any) -> None:
        self.first.clear()
        self.again.clear()
        self._then()
        self.leave()


def _change(register: Register, person: Person, name: str, roles: frozenset[Role]) -> None:
    if name.strip() != person.name:
        custody.rename(register, person.id, name)
    if roles != person.roles:
        custody.change_roles(register, person.id, roles)
