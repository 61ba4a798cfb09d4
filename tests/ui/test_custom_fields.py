"""Custom fields on the desk: asked in forms, shown in grids, sorted and filtered by their type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.commands import custom, threats
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.reads import custom as reads
from app.reads.card import card
from app.reads.reference import reference
from app.register import Register
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.request import BidDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.fields import DateField
from app.ui.page import Page, Place
from app.ui.pages.card_facts import custom_facts
from app.ui.pages.officer_dialog import OfficerDialog
from app.ui.pages.officers import OfficersPage
from app.ui.pages.requests import RequestsPage
from app.ui.pages.threats import ThreatsPage
from app.ui.table_filters import Between, OneOf
from tests.builders import add_officer, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

FIELDS = (
    CustomField(id="zone", of="threat", name="Zone", type=FieldType.CHOICE, choices=("North", "South")),
    CustomField(id="vessels", of="threat", name="Vessels", type=FieldType.NUMBER, help="How many are known."),
    CustomField(id="seen", of="threat", name="Last seen", type=FieldType.DATE),
    CustomField(id="note", of="threat", name="Port note"),
    CustomField(id="shift", of="officer", name="Shift"),
)


@pytest.fixture
def register(register: Register) -> Register:
    for field in FIELDS:
        register.do(custom.define, field)
    return register


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[ThreatsPage]]:
    add_threat(register)
    add_threat(register, "DO/2023/0008", name="Port Merrow importers")
    with desk(register, qtbot, ThreatsPage) as made:
        made.visit(Place("threats"))
        yield made


def dialog_of(page: Page, kind: type[RecordDialog]) -> RecordDialog:  # type: ignore[type-arg]
    found = page.findChild(kind)
    assert found is not None
    return found


def fill(dialog: RecordDialog, **typed: str) -> None:  # type: ignore[type-arg]
    for id, text in typed.items():
        field = dialog.form.field(f"custom:{id}")
        if isinstance(field, ChoiceField):
            field.choose(text)
        elif isinstance(field, DateField):
            field.line.setText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)
    dialog.look()


def titles(page: ThreatsPage | OfficersPage) -> list[str]:
    return [column.title for column in page.grid.model.columns]


def number(page: ThreatsPage | OfficersPage, title: str) -> int:
    return titles(page).index(title)


def new_threat(opened: PageDesk[ThreatsPage], reference: str, **typed: str) -> None:
    opened.page.new()
    dialog = dialog_of(opened.page, ThreatDialog)
    line = dialog.form.field("reference")
    assert isinstance(line, QLineEdit)
    line.setText(reference)
    fill(dialog, **typed)
    dialog.save()
    opened.until(lambda: reference in {row.reference for row in opened.page.grid.model.all_rows})
    opened.settle()


def test_what_the_form_takes_the_grid_shows_by_its_type(opened: PageDesk[ThreatsPage]) -> None:
    new_threat(opened, "NEW/1", zone="South", vessels="1,250", seen="1/11/2026", note="Berth 4")
    new_threat(opened, "NEW/2", zone="North", vessels="9")
    grid = opened.page.grid
    assert titles(opened.page)[-4:] == ["Zone", "Vessels", "Last seen", "Port note"]
    row = grid.model.place_of(next(r.id for r in grid.model.all_rows if r.reference == "NEW/1"))
    shown = [grid.model.index(row, number(opened.page, t)).data() for t in titles(opened.page)[-4:]]
    assert shown == ["South", "1250", "1 Nov 2026", "Berth 4"]
    grid.model.filter(number(opened.page, "Vessels"), Between(10, None))
    assert [grid.model.row(0).reference] == ["NEW/1"]
    assert grid.model.rowCount() == 1
    grid.model.clear_filters()
    grid.model.filter(number(opened.page, "Zone"), OneOf(frozenset({"North"})))
    assert grid.model.rowCount() == 1
    grid.model.clear_filters()
    grid.model.sort_by((number(opened.page, "Vessels"), True))
    assert [grid.model.row(n).reference for n in range(2)] == ["NEW/1", "NEW/2"]
    assert nameless(opened.page) == []


def test_what_a_record_says_is_shown_and_only_changes_are_saved(opened: PageDesk[ThreatsPage]) -> None:
    new_threat(opened, "NEW/1", vessels="12")
    made = next(row for row in opened.page.grid.model.all_rows if row.reference == "NEW/1")
    from app.domain.threat import Threat
    from app.reads.record import record

    assert opened.page.reference is not None
    threat = opened.register.ask(record, Threat, made.id)
    dialog = ThreatDialog(opened.runner, opened.page, opened.page.reference, threat)
    dialog.open()
    opened.settle()
    vessels = dialog.form.field("custom:vessels")
    assert isinstance(vessels, QLineEdit)
    assert vessels.text() == "12"
    assert vessels.accessibleDescription() == "How many are known."
    assert not dialog.touched()
    vessels.setText("many")
    dialog.look()
    dialog.save()
    assert "“many” is not a number." in dialog.form.summary.accessibleName()
    fill(dialog, vessels="13")
    dialog.save()
    opened.until(lambda: opened.register.ask(reads.values, made.id) == {"vessels": "13"})
    opened.settle()
    opened.register.undo()
    assert opened.register.ask(reads.values, made.id) == {"vessels": "12"}


def test_a_column_goes_with_its_field_and_the_sort_stays(opened: PageDesk[ThreatsPage]) -> None:
    page = opened.page
    assert page.grid.model.sorted_sentence() == "Sorted by score, then reference"
    page.grid.model.filter(number(page, "Zone"), OneOf(frozenset({"North"})))
    opened.runner.do(custom.retire, page.reference.custom("threat")[0])  # type: ignore[union-attr]
    opened.settle()
    assert "Zone" not in titles(page)
    assert page.grid.model.sorted_sentence() == "Sorted by score, then reference"
    assert page.grid.model.rowCount() == 2
    cell = page.grid.view.titles.cell(number(page, "Vessels"))
    assert cell is not None
    assert cell.accessibleName() == "Filter Vessels"


def test_the_card_shows_three_of_them_and_tells_the_others(register: Register) -> None:
    threat = add_threat(register)
    texts = {"zone": "South", "vessels": "12", "seen": "2026-11-01", "note": "Berth 4 " * 9}
    register.do(custom.along(threats.change, "threat", {"note": texts["note"]}, {}), threat)
    shown = custom_facts(register.ask(card, threat.id, date(2026, 11, 26)))
    assert [(fact.name, fact.value) for fact in shown] == [("Port note", "Berth 4 Berth 4 Berth 4 Berth 4…")]
    register.do(custom.along(threats.change, "threat", texts, {"note": texts["note"].strip()}), threat)
    # a retired field is shown where the record holds a value
    field = next(f for f in register.ask(reference).custom_fields if f.id == "zone")
    register.do(custom.retire, field)
    shown = custom_facts(register.ask(card, threat.id, date(2026, 11, 26)))
    assert [(fact.name, fact.value) for fact in shown] == [
        ("Zone", "South"), ("Vessels", "12"), ("Last seen", "1 Nov 2026"),
    ]  # fmt: skip
    assert shown[-1].below == "and 1 more"
    assert "Port note: Berth 4" in shown[-1].tip


def test_officers_have_them_too(register: Register, qtbot: QtBot) -> None:
    add_officer(register, left_on=date(2026, 10, 1))
    with desk(register, qtbot, OfficersPage) as made:
        made.visit(Place("officers"))
        page = made.page
        page.grid.view.choose("o-Morgan Hale")
        made.key(page.grid.view, Qt.Key.Key_Return)
        dialog = dialog_of(page, OfficerDialog)
        fill(dialog, shift="Late")
        dialog.save()
        made.until(lambda: page.grid.model.index(0, number(page, "Shift")).data() == "Late")
        assert register.undo_label == "officer changed"


def test_a_request_is_asked_for_them_and_its_list_shows_them(register: Register, qtbot: QtBot) -> None:
    register.do(custom.define, CustomField(id="days", of="request", name="Days asked", type=FieldType.NUMBER))
    threat = add_threat(register)
    with desk(register, qtbot, RequestsPage) as made:
        made.visit(Place("requests"))
        page = made.page
        assert page.answer is not None
        dialog = BidDialog(made.runner, page, page.answer, (threat.id, threat.name))
        dialog.open()
        dialog.put("asked", "Surveillance for a week")
        dialog.put("bid_by", "DI Hale")
        fill(dialog, days="7")
        dialog.save()
        made.until(lambda: page.grid.model.total == 1)
        titles_ = [column.title for column in page.grid.model.columns]
        assert page.grid.model.index(0, titles_.index("Days asked")).data() == "7"
        assert register.undo_label == "support asked for"
