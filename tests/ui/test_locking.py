"""Locking: what is being written survives, the screen is blank, key and connections go (conditions 53, 1)."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.clock import FixedClock
from app.domain.codes import Outcome
from app.register import Register
from app.store.tables import JOURNAL
from app.ui import clipboard
from app.ui.desk import Desk
from app.ui.dialogs.action import ActionDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.card import CardPage
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.officer_dialog import OfficerDialog
from app.ui.pages.officers import OfficersPage
from tests.builders import PASSPHRASE, add_threat, new_register
from tests.meeting_room import begin, furnish
from tests.ui.card_desk import NOON, copy_of
from tests.ui.lock_desk import PATIENCE, at_desk, dress, opened_again, settle, shown

TYPED = "Watch the third lock-up on Quarrel Lane until 4 January"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    register = new_register(tmp_path_factory.mktemp("filled"), FixedClock(NOON))
    add_threat(register)
    register.close()
    return register.path


@pytest.fixture
def register(filled: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    with copy_of(filled, tmp_path, clock) as made:
        yield made


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> None:
    dress(qapp)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, dressed: None) -> Iterator[Desk]:
    with at_desk(qapp, tmp_path) as made:
        yield made


def on_the_card(desk: Desk, register: Register, qtbot: QtBot) -> MainWindow:
    """The window of the register, on the card of a threat."""
    return shown(desk, register, qtbot, Place("card", "t-AS/2024/0131"))


def writing(window: MainWindow, qtbot: QtBot) -> ActionDialog:
    """A new action half typed on the card in sight."""
    page = window.page()
    assert isinstance(page, CardPage)
    page.asks.add_action()
    settle(qtbot, window)
    dialog = page.dialog
    assert isinstance(dialog, ActionDialog)
    qtbot.keyClicks(dialog.form.field("title"), TYPED)
    dialog.due.line.setText("31/12")
    settle(qtbot, window)
    return dialog


def adding(desk: Desk, register: Register, qtbot: QtBot) -> tuple[MainWindow, OfficerDialog]:
    """A new officer half typed: a lighter page than the card, where it is the lock alone that matters."""
    window = shown(desk, register, qtbot, Place("officers"))
    page = window.page()
    assert isinstance(page, OfficersPage)
    page.new()
    settle(qtbot, window)
    dialog = page.findChild(OfficerDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.form.field("name"), "Robin Vale")
    return window, dialog


def logged(connection):
    return connection.execute(select(JOURNAL.c.command, JOURNAL.c.after).order_by(JOURNAL.c.seq)).all()


def test_c53_a_lock_amid_an_edit_asks_nothing_and_the_dialog_comes_back_as_it_stood(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = on_the_card(desk, register, qtbot)
    dialog = writing(window, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.window is None
    assert not window.isVisible()
    assert not dialog.isVisible()
    shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert shown == [desk.shell]
    again = opened_again(desk, register, qtbot)
    assert again.drafts.isVisible()
    assert "you were writing under “Add an action”" in again.drafts.words.text()
    again.drafts.go_on.click()
    settle(qtbot, again)
    page = again.page()
    assert isinstance(page, CardPage)
    back = page.dialog
    assert isinstance(back, ActionDialog)
    assert back.title.text() == TYPED
    assert back.due.line.text() == "31/12"
    assert back.touched()
    back.due.line.setText("31/12/2026")
    back.save()
    settle(qtbot, again)
    assert not again.drafts.isVisible()
    assert again.runner.register.drafts() == ()
    assert [a.action.title for a in page.card.actions] == [TYPED]  # type: ignore[union-attr]
    how = [after for command, after in again.runner.register._ask(logged) if command == "session.lock"]
    assert how == ['{"how":"asked"}']


def test_what_is_kept_is_kept_while_it_is_typed_so_that_a_crash_loses_nothing(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = on_the_card(desk, register, qtbot)
    dialog = writing(window, qtbot)
    window.keeping.keep()
    settle(qtbot, window)
    (kept,) = register.drafts()
    assert kept.form == "ActionDialog"
    assert kept.object == "t-AS/2024/0131"
    assert TYPED in kept.body
    qtbot.keyClicks(dialog.form.field("title"), ", with Harrow")
    window.keeping.keep()
    settle(qtbot, window)
    (longer,) = register.drafts()
    assert longer.id == kept.id
    assert "with Harrow" in longer.body
    dialog.leave()
    settle(qtbot, window)
    assert register.drafts() == ()


def test_a_draft_that_is_thrown_away_is_gone(desk: Desk, register: Register, qtbot: QtBot) -> None:
    register.keep_draft("d1", "ActionDialog", "t-1", '{"title": "Add an action"}')
    window = shown(desk, register, qtbot)
    assert window.drafts.isVisible()
    window.drafts.throw.click()
    settle(qtbot, window)
    assert not window.drafts.isVisible()
    assert register.drafts() == ()


@pytest.mark.parametrize(
    "body", ["no JSON", '{"title": "X", "made": [1], "dialog": "app.ui.dialogs.gone:Gone"}']
)
def test_a_draft_whose_form_is_no_more_is_offered_as_text(
    body: str, desk: Desk, register: Register, qtbot: QtBot
) -> None:
    register.keep_draft("d1", "GoneDialog", "t-1", body)
    window = shown(desk, register, qtbot)
    window.drafts.go_on.click()
    settle(qtbot, window)
    found = [d for d in window.findChildren(QLabel) if "cannot be opened again" in d.text() and d.isVisible()]
    assert len(found) == 1
    assert len(register.drafts()) == 1


def test_a_form_that_was_saved_while_the_desk_locked_is_no_draft(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window, dialog = adding(desk, register, qtbot)
    dialog.save()
    window.lock("idle")
    again = opened_again(desk, register, qtbot)
    assert again.runner.register.drafts() == ()
    assert not again.drafts.isVisible()


def test_the_register_its_key_and_its_connections_go_with_the_lock(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    key = register._opened.key.hex()
    path, clock = register.path, register.clock
    register.close()
    window = shown(desk, Register.open(path, passphrase=PASSPHRASE, clock=clock), qtbot)
    mine = window.runner.register
    window.lock()
    del window
    qtbot.waitUntil(lambda: not desk._closing, timeout=PATIENCE)
    with pytest.raises(Exception, match=r"register\.closed"):
        mine.drafts()
    number = id(mine)
    del mine
    QApplication.processEvents()
    gc.collect()
    left = [each for each in gc.get_objects() if isinstance(each, Register) and each is not register]
    assert [each for each in left if id(each) == number or not each._closed] == []
    assert key


def test_editing_the_threat_itself_goes_on_with_the_version_it_was_begun_on(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = on_the_card(desk, register, qtbot)
    page = window.page()
    assert isinstance(page, CardPage)
    page.asks.threat()
    settle(qtbot, window)
    assert page.dialog is not None
    name = page.dialog.form.field("name")
    name.clear()
    qtbot.keyClicks(name, "Harrowmead network")
    window.lock()
    again = opened_again(desk, register, qtbot)
    again.drafts.go_on.click()
    settle(qtbot, again)
    back = again.findChild(ThreatDialog)
    assert back is not None
    assert back.typed() == {"name"}
    assert back.base is not None
    assert back.base.version == 1
    back.leave()


def test_c53_what_was_typed_in_a_meeting_stands_on_its_item_again_after_a_lock(
    desk: Desk, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    (tmp_path / "room").mkdir()
    register = new_register(tmp_path / "room", clock)
    furnish(register)
    begin(register, clock)
    window = shown(desk, register, qtbot, Place("meeting", "m"))
    page = window.page()
    assert isinstance(page, MeetingPage)
    page.take("i51")
    settle(qtbot, window)
    page.entry.outcome.choose(Outcome.AMENDED)
    qtbot.keyClicks(page.entry.text, "A second SIO until March")
    window.lock("idle")
    again = opened_again(desk, register, qtbot)
    again.drafts.go_on.click()
    settle(qtbot, again)
    back = again.page()
    assert isinstance(back, MeetingPage)
    qtbot.waitUntil(lambda: back.entry.text.toPlainText() == "A second SIO until March", timeout=PATIENCE)
    assert back.session.at == "i51"
    assert back.entry.outcome.value() is Outcome.AMENDED
    assert len(again.runner.register.drafts()) == 1
    back.entry.outcome.choose(None)
    back.entry.text.clear()
    again.keeping.keep()
    settle(qtbot, again)
    assert again.runner.register.drafts() == ()


def test_the_lock_comes_by_itself_and_the_log_says_how(desk: Desk, register: Register, qtbot: QtBot) -> None:
    adding(desk, register, qtbot)
    assert desk._idle is not None
    assert desk._idle.limit == 600
    desk._idle.expired.emit()
    assert desk.window is None
    again = opened_again(desk, register, qtbot)
    how = [after for command, after in again.runner.register._ask(logged) if command == "session.lock"]
    assert how == ['{"how":"idle"}']
    assert len(again.runner.register.drafts()) == 1


def test_a_copy_of_rows_is_a_disclosure_in_the_log_with_its_records_and_no_text(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = shown(desk, register, qtbot)
    clipboard.copy("Tidemoor line", "Threats", ["t-AS/2024/0131"])
    settle(qtbot, window)
    (told,) = [after for command, after in register._ask(logged) if command == "clipboard.copy"]
    assert json.loads(told) == {"from": "Threats", "characters": 13, "records": ["t-AS/2024/0131"]}
    window.lock()
    assert QApplication.clipboard().text() == ""
