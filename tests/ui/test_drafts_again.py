"""Every dialog of the card is made again from its draft as it stood; a meeting's fields come back too."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.codes import Outcome, Strand
from app.ui.dialog import Dialog
from app.ui.drafts import Keeping, secret, standing
from app.ui.drafts_again import made_again, refill
from app.ui.fields import DateField, PersonField
from app.ui.frozen import Unfreezable, freeze, thaw
from app.ui.page import Place
from tests.ui.card_desk import CardDesk
from tests.ui.test_dialogs import each_dialog


def fields(dialog: Dialog) -> dict[str, object]:
    return {name: standing(dialog.form.field(name)) for name in dialog.form.names()}


def test_every_dialog_of_the_card_is_made_again_as_it_stood(card: CardDesk) -> None:
    place = Place("card", card.threat.id)
    seen = []
    for dialog in each_dialog(card):
        for name in dialog.form.names():
            field = dialog.form.field(name)
            if isinstance(field, QLineEdit):
                field.setText(f"{name} typed")
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(f"{name} typed\nin two lines")
            elif isinstance(field, PersonField):
                field.setEditText("Morgan Hale")
            elif isinstance(field, DateField):
                field.line.setText("31/12")
        dialog.touch()
        if not dialog.touched():
            # nothing in it is typed
            continue
        keeping = Keeping(card.runner, lambda: place, dict)
        keeping.watch(dialog)
        (written,) = keeping.hold()
        facts = json.loads(written.body())
        assert (written.object, facts["title"]) == (card.threat.id, dialog.windowTitle())
        again = made_again(card.runner, card.page, facts)
        assert again is not None, type(dialog).__name__
        card.settle()
        refill(again, thaw(facts["fields"]))
        assert fields(again) == fields(dialog), type(dialog).__name__
        assert again.touched() == dialog.touched()
        seen.append(written.form)
        again.deleteLater()
    assert len(set(seen)) >= 24


def test_a_dialog_that_asks_for_a_passphrase_is_never_kept(card: CardDesk) -> None:
    dialog = Dialog(card.runner, card.page, "Change the passphrase", "Change")
    assert not secret(dialog)
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    dialog.form.add("passphrase", "Passphrase", line)
    assert secret(dialog)
    keeping = Keeping(card.runner, lambda: Place("card"), dict)
    keeping.watch(dialog)
    line.setText("three random words")
    dialog.touch()
    assert keeping.hold() == []
    dialog.deleteLater()


def test_what_a_meeting_page_has_in_its_fields_is_frozen_and_thawed_whole(qapp: object) -> None:
    values = {"item:i1": {"entry": {"outcome": Outcome.AGREED, "text": "A second SIO", "code": None},
                          "action": {"strand": Strand.PURSUE, "title": "Visit"}}}  # fmt: skip
    assert thaw(json.loads(json.dumps(freeze(values)))) == values


class Odd(QObject):
    told = Signal()


def test_nothing_but_records_and_codes_of_ours_is_made_again(qtbot: QtBot) -> None:
    with pytest.raises(Unfreezable):
        freeze(print)
    with pytest.raises(Unfreezable):
        freeze(Odd().told.emit)
    for name in ("os:system", "subprocess:Popen", "app.domain.codes:LogClass", "app.domain.ids:new_id"):
        with pytest.raises(Unfreezable):
            thaw({"!": "record", "of": name, "is": {}})
    host = QWidget()
    qtbot.addWidget(host)
    assert thaw(freeze(host), host=host) is host
