"""The page People and keys: who there is, what an administrator does about it, and what others do not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app import custody
from app.domain.codes import Role
from app.errors import Refusal
from app.register import Register
from app.ui.dialogs.person import PersonDialog
from app.ui.dialogs.person_keys import PassphraseDialog, RecoveryDialog, RekeyDialog, RemoveDialog
from app.ui.dialogs.secret import SecretDialog
from app.ui.page import Place
from app.ui.pages.people import PeoplePage
from tests.builders import PASSPHRASE
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier
THEIRS = "four other random words"


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[PeoplePage]]:
    with desk(register, qtbot, PeoplePage) as made:
        made.visit(Place("people"))
        yield made


def shown(page: PeoplePage) -> list[list[str]]:
    model = page.grid.model
    return [
        [model.index(row, column).data() for column in range(len(model.columns))]
        for row in range(model.rowCount())
    ]


def dialog(made: PageDesk[PeoplePage], kind: type[SecretDialog]) -> SecretDialog:
    found = [each for each in made.page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def press(made: PageDesk[PeoplePage], asked: SecretDialog) -> None:
    asked.filled.click()
    made.settle()


def add(made: PageDesk[PeoplePage], name: str, *roles: Role) -> None:
    made.key(made.page.grid.view, Qt.Key.Key_N, CTRL)
    asked = dialog(made, PersonDialog)
    assert isinstance(asked, PersonDialog)
    assert nameless(asked) == []
    asked.name.setText(name)
    for role, box in asked.roles.boxes.items():
        box.setChecked(role in roles)
    asked.first.line.setText(THEIRS)
    asked.again.line.setText(THEIRS)
    press(made, asked)


def test_one_person_alone_is_said_and_the_recovery_key_has_its_day(opened: PageDesk[PeoplePage]) -> None:
    assert shown(opened.page) == [
        ["Drew Quill", "Reader, Coordinator, Chair or approver, Administrator", "26 Nov 2026"]
    ]
    assert "One person opens this register" in opened.page.single.words.text()
    assert opened.page.grid.extra.text() == "The recovery key was issued on 26 Nov 2026."
    assert nameless(opened.page) == []


def test_a_person_is_added_from_the_keyboard_and_opens_the_register(opened: PageDesk[PeoplePage]) -> None:
    add(opened, "Robin Vale", Role.COORDINATOR)
    assert [row[0] for row in shown(opened.page)] == ["Drew Quill", "Robin Vale"]
    assert not opened.page.single.isVisible()
    # who made the register holds both, which is said once there are others
    assert "Drew Quill" in opened.page.conflict.words.text()
    opened.register.close()
    with Register.open(
        opened.register.path, passphrase=THEIRS, person="Robin Vale", clock=opened.register.clock
    ) as theirs:
        assert theirs.roles == {Role.COORDINATOR}


def test_what_is_wrong_is_said_in_the_dialog_and_what_was_typed_stays(opened: PageDesk[PeoplePage]) -> None:
    opened.page.new()
    asked = dialog(opened, PersonDialog)
    assert isinstance(asked, PersonDialog)
    asked.name.setText("Robin Vale")
    asked.first.line.setText(THEIRS)
    asked.again.line.setText("four other random birds")
    press(opened, asked)
    assert "not the same" in asked.form.summary.accessibleName()
    for field in (asked.first, asked.again):
        field.line.setText("password1234")
    press(opened, asked)
    assert "tried first" in asked.form.summary.accessibleName()
    assert asked.name.text() == "Robin Vale"
    asked.roles.boxes[Role.AUDITOR].setChecked(True)
    assert "auditor holds no other role" in asked.roles.conflict.text()
    asked.leave()


def test_a_person_is_renamed_given_roles_and_removed(opened: PageDesk[PeoplePage]) -> None:
    add(opened, "Robin Vale", Role.COORDINATOR)
    robin = next(person for person in opened.page.people if person.name == "Robin Vale")
    opened.page.edit(robin.id)
    asked = dialog(opened, PersonDialog)
    assert isinstance(asked, PersonDialog)
    asked.name.setText("Robin Vale-Moor")
    asked.roles.boxes[Role.READER].setChecked(True)
    press(opened, asked)
    assert shown(opened.page)[1][:2] == ["Robin Vale-Moor", "Reader, Coordinator"]
    key = opened.register._opened.key
    opened.page.grid.view.choose(robin.id)
    opened.page.activateWindow()
    opened.until(opened.page.isActiveWindow)
    opened.key(opened.page.grid.view, Qt.Key.Key_Delete)
    removing = dialog(opened, RemoveDialog)
    press(opened, removing)
    assert [row[0] for row in shown(opened.page)] == ["Drew Quill"]
    assert opened.register._opened.key != key


def test_condition_37_caps_lock_is_shown_where_a_passphrase_is_changed(opened: PageDesk[PeoplePage]) -> None:
    opened.page.own.click()
    asked = dialog(opened, PassphraseDialog)
    assert isinstance(asked, PassphraseDialog)
    QTest.keyClicks(asked.first.line, "four")
    assert not asked.first.hint.isVisible()
    QTest.keyClicks(asked.first.line, "FOUR")  # capitals without Shift
    assert asked.first.hint.isVisible()
    assert "Caps Lock is on" in asked.first.hint.words.text()
    asked.first.line.setText("another long passphrase")
    asked.again.line.setText("another long passphrase")
    asked.present.line.setText("not the present one")
    press(opened, asked)
    assert "does not open this register" in asked.form.summary.accessibleName()
    asked.present.line.setText(PASSPHRASE)
    press(opened, asked)
    opened.register.close()
    Register.open(
        opened.register.path, passphrase="another long passphrase", clock=opened.register.clock
    ).close()


def test_condition_38_a_new_recovery_key_is_shown_once_and_saved_as_a_sheet(
    opened: PageDesk[PeoplePage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.page.recovery.click()
    asked = dialog(opened, RecoveryDialog)
    assert isinstance(asked, RecoveryDialog)
    press(opened, asked)
    printed = asked.key.text().replace("\n", "")
    assert len(printed.split("-")) == 7
    asked.reject()
    assert asked.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "sheet"))
    asked.sheet.click()
    opened.settle()
    (sheet,) = (tmp_path / "sheet").iterdir()
    assert sheet.name in asked.told.text()
    # a sheet that lies there may be of another key: it is not written over
    sheet.write_bytes(b"the sheet before")
    asked.sheet.click()
    opened.settle()
    assert "lies in that folder already" in asked.form.summary.accessibleName()
    assert not asked.filled.isEnabled()
    assert [file.read_bytes() for file in (tmp_path / "sheet").iterdir()] == [b"the sheet before"]
    asked.written.setChecked(True)
    press(opened, asked)
    assert opened.page.findChildren(RecoveryDialog) == []
    opened.register.close()
    Register.open(opened.register.path, recovery_key=printed, clock=opened.register.clock).close()


def test_the_register_is_encrypted_anew_from_the_page(opened: PageDesk[PeoplePage]) -> None:
    key = opened.register._opened.key
    opened.page.anew.click()
    press(opened, dialog(opened, RekeyDialog))
    assert opened.register._opened.key != key


def test_others_see_the_list_and_only_their_own_passphrase(register: Register, qtbot: QtBot) -> None:
    robin = custody.add(register, "Robin Vale", frozenset({Role.AUDITOR}), THEIRS)
    register.close()
    with (
        Register.open(register.path, passphrase=THEIRS, person=robin.id, clock=register.clock) as theirs,
        desk(theirs, qtbot, PeoplePage) as made,
    ):
        made.visit(Place("people"))
        page = made.page
        assert len(shown(page)) == 2
        assert page.own.isVisible()
        assert not any(button.isVisible() for button in (page.add, page.remove, page.anew, page.recovery))
        page.new()
        page.edit(robin.id)
        page.remove_chosen()
        assert page.findChildren(SecretDialog) == []


def test_nothing_secret_is_kept_as_a_draft(opened: PageDesk[PeoplePage]) -> None:
    assert not SecretDialog.keeps
    opened.page.new()
    asked = dialog(opened, PersonDialog)
    asked.refuse(Refusal("person.no_name"))
    assert asked.isVisible()
    asked.leave()
