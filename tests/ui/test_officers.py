"""Officers: what each leads and owes, and how one is added and changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.commands import leads
from app.domain.codes import LeadRole
from app.register import Register
from app.ui.page import Place
from app.ui.pages.officer_dialog import OfficerDialog
from app.ui.pages.officers import OfficersPage
from tests.builders import add_action, add_officer, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[OfficersPage]]:
    threat = add_threat(register)
    hale = add_officer(register)
    add_officer(register, "Jo Marlowe", rank="Insp", left_on=date(2026, 10, 1))
    register.do(leads.assign, threat.id, LeadRole.SIO, hale.id, date(2026, 1, 5))
    add_action(register, threat, due=date(2026, 11, 12), owner_organisation="", owner=hale.id)
    with desk(register, qtbot, OfficersPage) as made:
        made.visit(Place("officers"))
        yield made


def cells(page: OfficersPage, row: int) -> dict[str, str]:
    model = page.grid.model
    return {column.key: model.index(row, n).data() for n, column in enumerate(model.columns)}


def test_the_grid_says_what_each_leads_and_owes(opened: PageDesk[OfficersPage]) -> None:
    first = cells(opened.page, 1)
    assert first["name"] == "Morgan Hale"
    assert first["place"] == "Avon and Somerset"
    assert [first[key] for key in ("sio", "lro", "open", "overdue")] == ["1", "0", "1", "1"]
    assert cells(opened.page, 0)["left"] == "1 Oct 2026"
    assert opened.page.grid.extra.text() == "1 has left"


def test_an_officer_is_added_from_the_keyboard(opened: PageDesk[OfficersPage], qtbot: QtBot) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_N, CTRL)
    dialog = page.findChild(OfficerDialog)
    assert dialog is not None
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.form.summary.accessibleName().startswith("1 thing to put right. Name: ")
    name = dialog.form.field("name")
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Sam Gadd")
    assert page.unsaved() == "what you typed under “New officer”"
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    opened.until(lambda: page.grid.model.total == 3)
    assert cells(page, 2)["name"] == "Sam Gadd"


def test_enter_changes_the_officer_in_hand_and_names_what_differs(
    opened: PageDesk[OfficersPage], register: Register
) -> None:
    page = opened.page
    page.grid.view.choose("o-Morgan Hale")
    opened.key(page.grid.view, Qt.Key.Key_Return)
    dialog = page.findChild(OfficerDialog)
    assert dialog is not None
    assert dialog.force.value() == "avon-and-somerset"
    contact = dialog.form.field("contact")
    assert isinstance(contact, QLineEdit)
    contact.setText("01392 496 0100")
    dialog.save()
    opened.until(lambda: cells(page, 1)["contact"] == "01392 496 0100")
    assert register.undo_label == "officer changed"


def test_every_control_of_the_page_has_a_name(opened: PageDesk[OfficersPage]) -> None:
    assert nameless(opened.page) == []
