"""The card's tab of what partners may read: released, changed, withdrawn; conditions accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import reference, updates
from app.domain.action import Update
from app.domain.codes import ChoiceList, Handling
from app.domain.issue import Acceptance, Release
from app.domain.region import Choice
from app.domain.threat import Threat
from app.reads import releases as reads
from app.register import Register
from app.ui import palette
from app.ui.dialogs.acceptance import AcceptanceDialog
from app.ui.dialogs.release import ReleaseDialog
from app.ui.dialogs.update import UpdateDialog
from app.ui.pages.card_release import ReleasePart
from tests.builders import add_officer, add_threat
from tests.ui.card_desk import CardDesk, desk

TODAY = date(2026, 11, 26)
SECRET = Update(
    id="u-1",
    threat="",
    on=TODAY,
    text="Two tenants were moved",
    handling=Handling.C,
    conditions="Safeguarding only",
)


@pytest.fixture
def threat(register: Register) -> Threat:
    add_officer(register)
    for id, name in (("p-a", "Avonmere Council"), ("p-b", "Brackwater Housing")):
        register.do(reference.add, Choice(id=id, list=ChoiceList.PARTNER, name=name))
    return add_threat(register)


@pytest.fixture
def card(register: Register, threat: Threat, qtbot: QtBot) -> Iterator[CardDesk]:
    with desk(register, qtbot, threat) as made:
        part = made.page.part(ReleasePart)
        made.page.tabs.setCurrentIndex(made.page.stack.indexOf(part))
        made.settle()
        yield made


def part(card: CardDesk) -> ReleasePart:
    return card.page.part(ReleasePart)


def told(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def released(card: CardDesk) -> reads.Released:
    return card.register.ask(reads.of_threat, card.threat.id)


def type_in(dialog: ReleaseDialog, name: str, text: str) -> None:
    field = dialog.form.field(name)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)


def save(card: CardDesk) -> None:
    card.dialog.save()
    card.settle()


def test_an_empty_tab_says_what_is_missing_and_what_to_do(card: CardDesk) -> None:
    said = told(part(card))
    assert "Nothing of this threat is in a partner’s edition. Release it" in said
    assert "No text of this threat has handling code C." in said
    assert part(card).count() == 0
    assert not part(card).coded.button.isVisible()


def test_a_threat_is_released_to_one_organisation_changed_and_withdrawn(card: CardDesk) -> None:
    part(card).releases.button.click()
    dialog = card.dialog
    assert isinstance(dialog, ReleaseDialog)
    assert "Besides what you write here a partner reads its name" in told(dialog)
    save(card)
    assert "Tick the organisations it is released to" in told(dialog)
    dialog.organisations.choose(("p-a",))
    type_in(dialog, "need_to_know", "Tenants at risk.")
    type_in(dialog, "contacts", "Out of hours: the duty inspector\n\n")
    type_in(dialog, "asks", "Housing: agree a visit")
    save(card)
    (known,) = released(card).releases
    assert (known.organisations, known.contacts) == (("p-a",), ("Out of hours: the duty inspector",))
    assert (known.released_by, known.released_on) == ("Drew Quill", TODAY)
    assert card.page.tabs.tabText(card.page.stack.indexOf(part(card))) == "Partners  1"
    cells = part(card).releases.table.words
    assert cells.index(0, 0).data() == "Avonmere Council"

    part(card).open_release(0)
    card.dialog.to.choose(True)
    save(card)
    assert released(card).releases[0].organisations == ()
    assert cells.index(0, 0).data() == "all partners"

    part(card).open_release(0)
    next(
        b for b in card.dialog.findChildren(type(part(card).releases.button)) if b.text() == "Remove"
    ).click()
    card.settle()
    assert released(card).releases == ()


def test_conditions_are_accepted_by_an_organisation_and_taken_back(card: CardDesk) -> None:
    card.register.do(updates.add, SECRET.__class__(**{**_fields(SECRET), "threat": card.threat.id}))
    card.open(card.threat)
    assert part(card).coded.table.words.index(0, 2).data() == "nobody yet"
    part(card).accept()
    dialog = card.dialog
    assert isinstance(dialog, AcceptanceDialog)
    assert "Safeguarding only" in told(dialog)
    dialog.by.setText("R Dunmore")
    save(card)
    (coded,) = released(card).coded
    (accepted,) = coded.accepted
    assert (accepted.organisation, accepted.conditions) == ("p-a", "Safeguarding only")
    assert part(card).coded.table.words.index(0, 2).data() == "Avonmere Council"

    part(card).open_accepted(0)
    assert not card.dialog.filled.isVisible()
    next(b for b in card.dialog.findChildren(type(part(card).coded.button)) if b.text() == "Remove").click()
    card.settle()
    assert released(card).coded[0].accepted == ()


def _fields(update: Update) -> dict[str, object]:
    return {name: getattr(update, name) for name in update.__dataclass_fields__}


def test_a_code_asks_for_its_conditions_and_only_then(card: CardDesk) -> None:
    card.page.asks.update()
    dialog = card.dialog
    assert isinstance(dialog, UpdateDialog)
    assert not dialog.handling.conditions.isVisible()
    type_in(dialog, "text", "Two tenants were moved")  # type: ignore[arg-type]
    dialog.handling.code.choose(Handling.C)
    assert dialog.handling.conditions.isVisible()
    save(card)
    assert "This is needed before it can be saved." in told(dialog)
    dialog.handling.conditions.setText("Safeguarding only")
    save(card)
    (coded,) = released(card).coded
    assert (coded.kind, coded.record.conditions) == ("update", "Safeguarding only")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_release_dialog_stands_on_a_small_screen(
    card: CardDesk, qapp: QApplication, scale: float
) -> None:
    palette.apply(qapp, palette.DARK, scale)
    part(card).release()
    dialog = card.dialog
    assert dialog.height() <= card.page.screen().availableGeometry().height()
    assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
    palette.apply(qapp, palette.LIGHT)


def test_the_tab_is_worked_from_the_keyboard(card: CardDesk) -> None:
    button = part(card).releases.button
    button.setFocus()
    card.key(button, Qt.Key.Key_Space)
    assert isinstance(card.dialog, ReleaseDialog)


def test_the_menu_offers_what_can_be_done(card: CardDesk) -> None:
    assert [words for words, _ in part(card).entries()] == ["Release to partners…"]


def test_records_of_releases_know_their_faults() -> None:
    release = Release(id="r", threat="t", need_to_know="", released_by="", released_on=date(2026, 12, 1))
    assert {fault.field for fault in release.faults(TODAY)} == {"need_to_know", "released_by", "released_on"}
    accepted = Acceptance(
        id="a", kind="update", object="u", organisation="p", conditions="", accepted_by="", on=TODAY
    )
    assert {fault.field for fault in accepted.faults(TODAY)} == {"conditions", "accepted_by"}
