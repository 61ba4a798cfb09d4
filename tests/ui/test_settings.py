"""Settings: lists and numbers are shown, changed by keyboard, undone, and read-only where they must be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app import words
from app.commands.custom import along, define
from app.commands.reference import add
from app.commands.threats import change
from app.domain.codes import ChoiceList, FieldType
from app.domain.custom import CustomField
from app.domain.region import Choice
from app.domain.setting_faults import THRESHOLDS
from app.reads.reference import Reference, reference
from app.register import Register
from app.ui.dialogs.choice_value import ValueDialog
from app.ui.dialogs.custom_field import CustomFieldDialog
from app.ui.dialogs.setting_item import AgendaDialog, SubmissionFieldDialog
from app.ui.page import Place
from app.ui.pages.settings import SECTIONS, SettingsPage
from app.ui.pages.settings_list import ListSection
from app.ui.pages.settings_partner import PartnerFieldsSection
from app.ui.pages.settings_section import FormSection, Section
from tests.builders import PASSPHRASE, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[SettingsPage]]:
    add_threat(register)
    with desk(register, qtbot, SettingsPage) as made:
        made.visit(Place("settings"))
        yield made


def section(opened: PageDesk[SettingsPage], code: str) -> Section:
    opened.visit(Place("settings", filter={"section": code}))
    return opened.page.section()


def listed(opened: PageDesk[SettingsPage], code: str) -> ListSection:
    found = section(opened, code)
    assert isinstance(found, ListSection)
    found.table.setFocus()
    return found


def formed(opened: PageDesk[SettingsPage], code: str) -> FormSection:
    found = section(opened, code)
    assert isinstance(found, FormSection)
    return found


def type_into(section: FormSection, name: str, text: str) -> None:
    field = section.form.field(name)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.textEdited.emit(text)


def press(
    opened: PageDesk[SettingsPage],
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key where a person would press it: a dialog that closed gives the window back first."""
    opened.page.activateWindow()
    opened.until(opened.page.isActiveWindow)
    widget.setFocus()
    opened.key(widget, key, modifier)


def now(register: Register) -> Reference:
    return register.ask(reference)


def said(widget: Section) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def names(section: ListSection, column: int = 0) -> list[str]:
    return [line.cells[column] for line in section.lines]


@pytest.mark.parametrize("code", SECTIONS)
def test_each_section_opens_and_names_its_controls(opened: PageDesk[SettingsPage], code: str) -> None:
    shown = section(opened, code)
    assert shown.isVisible()
    assert SECTIONS[code].title in said(shown) or code == "schemes"
    assert nameless(opened.page) == []


def test_the_sections_are_walked_with_the_arrow_keys(opened: PageDesk[SettingsPage]) -> None:
    page = opened.page
    assert page.names.hasFocus()
    opened.key(page.names, Qt.Key.Key_Down)
    assert page.section() is page.sections["marking"]
    assert page.sections["marking"].isVisible()
    assert page.parts() == [page.names, page.sections["marking"]]


# forms


def test_every_number_stands_there_with_unit_default_and_local(opened: PageDesk[SettingsPage]) -> None:
    shown = formed(opened, "thresholds")
    for name, limits in THRESHOLDS.items():
        field = shown.form.field(name)
        assert field.accessibleName().startswith(words.say(f"setting.{name}"))
        assert limits.unit in field.accessibleName()
        assert "Local. Default " in field.accessibleDescription()


def test_several_numbers_are_saved_in_one_step_and_undone(
    opened: PageDesk[SettingsPage], register: Register
) -> None:
    shown = formed(opened, "thresholds")
    assert not shown.save_button.isEnabled()
    type_into(shown, "lro_limit", "4")
    type_into(shown, "due_soon_days", "21")
    assert opened.page.unsaved() == "what you typed under “Thresholds”"
    press(opened, shown.form.field("lro_limit"), Qt.Key.Key_Return, CTRL)
    assert (now(register).settings.lro_limit, now(register).settings.due_soon_days) == (4, 21)
    assert opened.page.unsaved() is None
    opened.runner.undo()
    opened.settle()
    assert now(register).settings.lro_limit == 6
    field = shown.form.field("lro_limit")
    assert isinstance(field, QLineEdit)
    assert field.text() == "6"


@pytest.mark.parametrize("typed", ["0", "many", "-3", ""])
def test_a_number_that_cannot_be_is_said_beside_its_field(
    opened: PageDesk[SettingsPage], register: Register, typed: str
) -> None:
    shown = formed(opened, "thresholds")
    type_into(shown, "lro_limit", typed)
    shown.save()
    assert "Enter a whole number from 1 to 99." in said(shown)
    assert now(register).settings.lro_limit == 6


def test_what_is_typed_stays_while_another_changes_the_record(opened: PageDesk[SettingsPage]) -> None:
    shown = formed(opened, "marking")
    type_into(shown, "descriptor", "HARBOUR")
    add_threat(opened.register, "DO/1")
    opened.page.changed(frozenset())
    opened.settle()
    assert shown.text("descriptor") == "HARBOUR"
    shown.put_back()
    assert shown.text("descriptor") == ""


def test_the_marking_is_changed(opened: PageDesk[SettingsPage], register: Register) -> None:
    shown = formed(opened, "marking")
    type_into(shown, "handling", "")
    type_into(shown, "descriptor", " HARBOUR ")
    shown.save()
    opened.settle()
    assert now(register).settings.marking_line == "OFFICIAL-SENSITIVE - HARBOUR"


def test_bands_are_typed_one_to_a_line(opened: PageDesk[SettingsPage], register: Register) -> None:
    shown = formed(opened, "bands")
    type_into(shown, "bands", "High from 300")
    shown.save()
    assert "“High from 300” is no band." in said(shown)
    type_into(shown, "bands", "400 Very high\n300 High")
    shown.save()
    assert "Each band begins above the one before it." in said(shown)
    type_into(shown, "bands", "300 High\n\n400 Very high")
    type_into(shown, "tiers", "Local\nRegional")
    shown.save()
    opened.settle()
    assert now(register).settings.bands == ((300, "High"), (400, "Very high"))
    assert now(register).settings.tiers == ("Local", "Regional")
    assert register.undo_label == "settings changed"


# lists


def test_a_capability_is_added_moved_retired_and_brought_back(
    opened: PageDesk[SettingsPage], register: Register, qtbot: QtBot
) -> None:
    shown = listed(opened, "capabilities")
    before = names(shown)
    press(opened, shown.table, Qt.Key.Key_N, CTRL)
    dialog = shown.dialog
    assert isinstance(dialog, ValueDialog)
    field = dialog.form.field("name")
    qtbot.keyClicks(field, "surveillance")
    dialog.save()
    opened.settle()
    assert "“Surveillance” is in this list already." in dialog.form.summary.accessibleName()
    assert isinstance(field, QLineEdit)
    field.setText("Drones")
    dialog.save()
    opened.settle()
    assert names(shown) == [*before, "Drones"]
    assert shown.in_hand().cells[0] == "Drones"  # type: ignore[union-attr]
    press(opened, shown.table, Qt.Key.Key_Up, ALT)
    assert names(shown)[-2:] == ["Drones", before[-1]]
    press(opened, shown.table, Qt.Key.Key_R, CTRL)
    assert shown.in_hand().cells == ("Drones", "", "0", "retired")  # type: ignore[union-attr]
    assert shown.buttons["retire"].text() == "Bring back"
    assert "Drones" not in [c.name for c in now(register).offered(ChoiceList.CAPABILITY)]
    press(opened, shown.table, Qt.Key.Key_R, CTRL)
    assert "Drones" in [c.name for c in now(register).offered(ChoiceList.CAPABILITY)]
    press(opened, shown.table, Qt.Key.Key_Delete)
    assert names(shown) == before
    for _ in range(5):
        opened.runner.undo()
        opened.settle()
    assert names(shown) == before


def test_what_is_named_cannot_go_and_says_why(opened: PageDesk[SettingsPage], register: Register) -> None:
    shown = listed(opened, "forces")
    shown.choose("avon-and-somerset")
    assert shown.in_hand().cells[3] == "1"  # type: ignore[union-attr]
    press(opened, shown.table, Qt.Key.Key_Delete)
    assert "“Avon and Somerset” was not removed: it is named 1 time in the record." in said(shown)
    assert now(register).force("avon-and-somerset") is not None


def test_enter_changes_the_line_in_hand(opened: PageDesk[SettingsPage], register: Register) -> None:
    shown = listed(opened, "themes")
    shown.choose("fraud")
    press(opened, shown.table, Qt.Key.Key_Return)
    dialog = shown.dialog
    assert isinstance(dialog, ValueDialog)
    area = dialog.form.field("synonyms")
    assert isinstance(area, QPlainTextEdit)
    area.setPlainText("Scams\nScams\n Courier fraud ")
    dialog.save()
    opened.settle()
    assert now(register).theme("fraud").synonyms == ("Scams", "Courier fraud")  # type: ignore[union-attr]
    assert register.undo_label == "list entry changed"


def test_a_reason_goes_to_the_list_that_is_chosen(opened: PageDesk[SettingsPage], register: Register) -> None:
    shown = listed(opened, "reasons")
    shown.new()
    dialog = shown.dialog
    assert isinstance(dialog, ValueDialog)
    dialog.put("list", ChoiceList.ARCHIVE_REASON)
    dialog.put("name", "Left the country")
    dialog.save()
    opened.settle()
    assert now(register).offered(ChoiceList.ARCHIVE_REASON)[-1].name == "Left the country"


def test_the_agenda_is_reordered_and_numbered_anew(
    opened: PageDesk[SettingsPage], register: Register
) -> None:
    shown = listed(opened, "agenda")
    assert shown.count.text() == "14 items, 120 minutes"
    shown.choose("learning")
    press(opened, shown.table, Qt.Key.Key_Down, ALT)
    agenda = now(register).settings.agenda
    assert [item.key for item in agenda[-2:]] == ["close", "learning"]
    assert [item.number for item in agenda] == [str(n) for n in range(1, 15)]
    shown.new()
    dialog = shown.dialog
    assert isinstance(dialog, AgendaDialog)
    dialog.title.setText("learning")
    dialog.minutes.setText("an hour")
    dialog.save()
    assert "Enter a whole number from 0 to 600." in dialog.form.summary.accessibleName()
    dialog.minutes.setText("10")
    dialog.save()
    opened.settle()
    assert "“learning” is there twice." in dialog.form.summary.accessibleName()
    dialog.title.setText("Visitors")
    dialog.save()
    opened.settle()
    assert now(register).settings.agenda[-1].title == "Visitors"
    press(opened, shown.table, Qt.Key.Key_Delete)
    assert "Visitors" not in [item.title for item in now(register).settings.agenda]


def test_a_submission_field_is_added_and_needed_or_not(
    opened: PageDesk[SettingsPage], register: Register
) -> None:
    shown = listed(opened, "submission_fields")
    shown.new()
    dialog = shown.dialog
    assert isinstance(dialog, SubmissionFieldDialog)
    dialog.title.setText("Ports used")
    dialog.required.setChecked(False)
    assert dialog.touched()
    dialog.save()
    opened.settle()
    added = now(register).settings.submission_fields[-1]
    assert (added.title, added.source, added.required) == ("Ports used", "", False)


def test_a_custom_field_is_defined_and_in_use_keeps_its_type(
    opened: PageDesk[SettingsPage], register: Register
) -> None:
    shown = listed(opened, "custom_fields")
    shown.new()
    dialog = shown.dialog
    assert isinstance(dialog, CustomFieldDialog)
    dialog.name.setText("Zone")
    assert not dialog.form.field("choices").isVisible()
    dialog.type.choose(FieldType.CHOICE)
    dialog.look()
    assert dialog.form.field("choices").isVisible()
    dialog.save()
    assert "Enter what can be chosen" in dialog.form.summary.accessibleName()
    dialog.put("choices", "North\nSouth")
    dialog.save()
    opened.settle()
    field = now(register).custom("threat")[0]
    assert (field.name, field.choices) == ("Zone", ("North", "South"))
    threat = add_threat(register, "DO/2")
    register.do(along(change, "threat", {field.id: "North"}, {}), threat)
    opened.page.changed(frozenset())
    opened.settle()
    assert shown.lines[0].cells[5] == "1"
    shown.change()
    again = shown.dialog
    assert isinstance(again, CustomFieldDialog)
    assert not again.type.isEnabled()
    again.leave()
    press(opened, shown.table, Qt.Key.Key_Delete)
    assert "Retire it instead" in said(shown)


def test_a_read_only_register_shows_the_values_and_changes_none(register: Register, qtbot: QtBot) -> None:
    register.do(define, CustomField(id="z", of="threat", name="Zone"))
    register.do(add, Choice(id="p", list=ChoiceList.PARTNER, name="Avonmere Council"))
    with Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as reader:
        assert reader.read_only
        with desk(reader, qtbot, SettingsPage) as made:
            for code in SECTIONS:
                shown = section(made, code)
                if isinstance(shown, FormSection):
                    assert not shown.save_button.isVisible()
                elif isinstance(shown, ListSection):
                    assert shown.lines
                    assert not shown.buttons["new"].isVisible()
                    shown.new()
                    shown.change()
                    shown._remove()
                    assert shown.dialog is None
            assert made.refusals == []


def test_the_region_is_renamed_and_the_change_undone(opened: PageDesk[SettingsPage]) -> None:
    made = formed(opened, "region")
    assert made.text("unit") == "SWROCU"
    type_into(made, "name", "  ")
    made.save()
    assert opened.register.ask(reference).region.name == "South West"
    assert words.say("required") in said(made)
    type_into(made, "name", "South West and Wessex")
    made.save()
    opened.settle()
    assert opened.register.ask(reference).region.name == "South West and Wessex"
    assert opened.register.undo_label == "region changed"
    opened.register.undo()
    assert opened.register.ask(reference).region.name == "South West"


def test_the_fields_that_partners_read_are_ticked_and_saved(
    opened: PageDesk[SettingsPage], register: Register
) -> None:
    shown = section(opened, "partner_fields")
    assert isinstance(shown, PartnerFieldsSection)
    before = set(shown.ticks.value())
    assert {"threat.name", "lead.LRO", "action.Prevent"} <= before
    assert "threat.operation" not in before
    item = next(item for item in shown.ticks._items() if item.text() == "Group: operation")
    item.setCheckState(Qt.CheckState.Checked)
    assert shown.save_button.isEnabled()
    shown.save()
    opened.settle()
    fields = register.ask(reference).settings.partner_fields
    assert set(fields) == before | {"threat.operation"}
