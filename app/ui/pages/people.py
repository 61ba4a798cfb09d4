"""People and keys: who opens this register and in which roles, one's own passphrase, the recovery key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app import custody, words
from app.domain.clock import local
from app.domain.dates import shown
from app.domain.people import Person
from app.register import Register
from app.ui.dialogs.person import PersonDialog, conflict_words
from app.ui.dialogs.person_keys import PassphraseDialog, RecoveryDialog, RekeyDialog, RemoveDialog
from app.ui.grid import Grid
from app.ui.notices import NoticeBar
from app.ui.page import Place, head
from app.ui.pages.flow import FlowLayout
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.shortcuts import on_keys
from app.ui.parts import Button, line
from app.ui.runner import Runner
from app.ui.table_model import Column
from app.words.people import ROLES


@dataclass(frozen=True, slots=True)
class Keepers:
    """Everybody of the register, and since when the recovery key has been good (None: not known)."""

    people: tuple[Person, ...]
    recovery: datetime | None


def keepers(register: Register, progress: Any) -> Keepers:
    """Reads the key file, as a job."""
    return Keepers(custody.people(register), custody.recovery_since(register))


def _roles(person: Person) -> str:
    return ", ".join(name for role, (name, _) in ROLES.items() if role in person.roles)


def _since(person: Person) -> Any:
    return local(person.since).date() if person.since else None


COLUMNS = (
    Column("name", "Name", lambda p: p.name, 300),
    Column("roles", "Roles", _roles, 440),
    Column("since", "Since", _since, 120, "date", "range"),
)


class PeoplePage(GridPage):
    """Who may open this register, and in which roles."""

    title = "People and keys"
    icon = "key-round"
    home = "people"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.people: tuple[Person, ...] = ()
        register = runner.register
        self._roles = register.roles
        column = self.column
        self.own = Button("Change my passphrase", icon="key-round", clicked=self.change_passphrase)
        self.recovery = Button("New recovery key", clicked=self.new_recovery)
        self.anew = Button("Encrypt anew", clicked=self.rekey)
        self.remove = Button("Remove", hint="Del", clicked=self.remove_chosen)
        self.add = Button("Add person", "primary", "plus", "Ctrl+N", self.new)
        for button, command in (
            (self.own, "person.passphrase"),
            (self.recovery, "key.reissue"),
            (self.anew, "key.rekey"),
            (self.remove, "person.remove"),
            (self.add, "person.add"),
        ):
            button.bar(register.read_only or not register.may(command))
        column.addWidget(head(self.title, "", self.add))
        column.addWidget(line())
        # goes on in a second row at large text
        steps = QWidget()
        flow = FlowLayout(steps)
        flow.setContentsMargins(20, 6, 20, 6)
        for button in (self.own, self.recovery, self.anew, self.remove):
            flow.addWidget(button)
        column.addWidget(steps)
        column.addWidget(line())
        self.single = NoticeBar("b", closable=False)
        self.conflict = NoticeBar("a", closable=False)
        for bar in (self.single, self.conflict):
            column.addWidget(bar)
        self.grids = (Grid("People", COLUMNS, lambda: runner.today, "person"),)
        self.lay_grids()
        self.grid.when_empty(nothing_there("The key file of this register could not be read."))
        self.grid.opened.connect(self.edit)
        on_keys(self, "Ctrl+N", self.new)
        on_keys(self, "Delete", self.remove_chosen)

    def shown(self, place: Place) -> None:
        """Asks each time: the key file is small."""
        self.ask()
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Nothing: the key file is no part of the register's records."""

    def ask(self) -> None:
        """Reads who there is."""
        self.runner.job(keepers, self.runner.register, then=self._load)

    def _load(self, answer: Keepers) -> None:
        self.people = answer.people
        if self._roles != self.runner.register.roles:
            # a second person ends what one alone may do, and the first alone may it again
            self._roles = self.runner.register.roles
            self.runner.roles_changed.emit()
        self.grid.load(answer.people)
        old, since = words.say("people.recovery_old"), answer.recovery
        told = words.say("people.recovery_since", {"on": shown(local(since).date())}) if since else old
        self.grid.extra.setText(told)
        if len(self.people) == 1:
            self.single.say(words.say("people.alone"))
        else:
            self.single.hide()
        lines = [
            words.say("people.conflict", {"names": person.name, "what": said})
            for person in self.people
            if (said := conflict_words(person.roles)) and len(self.people) > 1
        ]
        if lines:
            self.conflict.say("\n".join(lines))
        else:
            self.conflict.hide()

    # what can be done; each asks again once it is done

    def _may(self, command: str) -> bool:
        register = self.runner.register
        return not register.read_only and register.may(command)

    def new(self) -> None:
        """Adds a person."""
        if self._may("person.add"):
            self.open_dialog(PersonDialog(self.runner, self, None, self.ask))

    def edit(self, id: str) -> None:
        """Changes a person's name and roles."""
        found = next((person for person in self.people if person.id == id), None)
        if found is not None and self._may("person.change_roles"):
            self.open_dialog(PersonDialog(self.runner, self, found, self.ask))

    def remove_chosen(self) -> None:
        """Removes the person in hand, after a question."""
        person: Person | None = self.in_hand
        if person is not None and self._may("person.remove"):
            self.open_dialog(RemoveDialog(self.runner, self, person, self.ask))

    def change_passphrase(self) -> None:
        """One's own passphrase."""
        if self._may("person.passphrase"):
            self.open_dialog(PassphraseDialog(self.runner, self, self.ask))

    def new_recovery(self) -> None:
        """Another recovery key."""
        if self._may("key.reissue"):
            self.open_dialog(RecoveryDialog(self.runner, self, self.ask))

    def rekey(self) -> None:
        """Encrypts the register anew."""
        if self._may("key.rekey"):
            self.open_dialog(RekeyDialog(self.runner, self, self.ask))
