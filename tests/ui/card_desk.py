"""The card on a real register, as the tests of the card and its dialogs use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clock import FixedClock
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import card as card_reads
from app.reads.card import Card, CardAction
from app.reads.record import record as read_record
from app.register import Register
from app.ui import palette, style
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField, PersonField
from app.ui.page import Place
from app.ui.pages.card import CardPage
from app.ui.runner import Runner
from tests.builders import PASSPHRASE, new_register
from tests.ui.mock_card import build

NOON = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


def filled_register(folder: Path) -> Path:
    """A register with the group of the design's screen, closed; made once and copied for each test."""
    register = new_register(folder, FixedClock(NOON))
    build(register)
    register.close()
    return register.path


def copy_of(path: Path, folder: Path, clock: FixedClock) -> Register:
    """A copy of that register, open."""
    shutil.copytree(path, folder / path.name)
    return Register.open(folder / path.name, passphrase=PASSPHRASE, clock=clock)


def the_group(register: Register) -> Threat:
    """The group of the design's screen."""
    return register.ask(read_record, Threat, "t-AS/2024/0131")


class CardDesk:
    """A card page with its runner, and what a person does to it."""

    def __init__(self, register: Register, qtbot: QtBot, threat: Threat) -> None:
        self.register, self.qtbot, self.threat = register, qtbot, threat
        self.runner = Runner(register)
        self.refusals: list[Refusal] = []
        self.crashes: list[Exception] = []
        self.runner.refused.connect(self.refusals.append)
        self.runner.crashed.connect(self.crashes.append)
        self.page = CardPage(self.runner)
        self.runner.changed.connect(self.page.changed)
        qtbot.addWidget(self.page)
        self.page.resize(1244, 800)
        self.page.show()
        self.open(threat)

    def open(self, threat: Threat, **wanted: Any) -> None:
        """Comes to the card of a threat."""
        self.page.shown(Place("card", id=threat.id, filter=wanted or None))
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.runner.working, timeout=10_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.runner.working, timeout=10_000)
        QApplication.processEvents()

    @property
    def card(self) -> Card:
        """The card as the register has it now."""
        return self.register.ask(card_reads.card, self.threat.id, self.runner.today)

    def action(self, title: str) -> CardAction:
        """An action of the register by its title."""
        return next(a for a in self.card.actions if a.action.title == title)

    def titles(self, place: int) -> list[str]:
        """What stands in a column of the board, as a screen reader reads it."""
        model = self.page.board.columns[place].model
        return [
            model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
            for row in range(model.rowCount())
        ]

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Presses a key and waits for what it sets off."""
        if modifier is None:
            self.qtbot.keyClick(widget, key)
        else:
            self.qtbot.keyClick(widget, key, modifier)
        self.settle()

    @property
    def dialog(self) -> RecordDialog[Any]:
        """The dialog in sight."""
        self.settle()
        found = self.page.dialog
        assert isinstance(found, RecordDialog)
        return found

    def type(self, name: str, text: str) -> None:
        """Types into a field of the dialog in sight, over what stands there."""
        field = self.dialog.form.field(name)
        target: QWidget = field
        if isinstance(field, DateField):
            target = field.line
        elif isinstance(field, PersonField):
            line = field.lineEdit()
            assert line is not None
            target = line
        assert isinstance(target, QLineEdit | QPlainTextEdit)
        target.setFocus()
        target.selectAll()
        self.qtbot.keyClicks(target, text)
        self.settle()

    def save(self) -> None:
        """Ctrl+Enter."""
        self.key(self.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@contextmanager
def desk(register: Register, qtbot: QtBot, threat: Threat) -> Iterator[CardDesk]:
    """A card page, closed at the end with no crash left unseen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    made = CardDesk(register, qtbot, threat)
    yield made
    if made.page.dialog is not None:
        made.page.dialog.leave()
    made.settle()
    made.runner.close()
    assert made.crashes == []
