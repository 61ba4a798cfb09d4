"""Forms: dates as typed, people by any word, faults beside fields, dialogs that lose nothing by a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.faults import Fault, Faulty, Severity
from app.errors import Conflict, Difference, Refusal
from app.reads.officers import Person
from app.register import Register
from app.ui import palette, style
from app.ui.dialog import BETWEEN, Dialog, Veil
from app.ui.fields import DateField, PersonField, days_off, long_date
from app.ui.form import Form
from app.ui.marking import MarkingBanner
from app.ui.runner import Runner

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "reads", "means"),
    [
        ("10/12/2026", "Thursday 10 December 2026", date(2026, 12, 10)),
        ("+14", "Thursday 10 December 2026", date(2026, 12, 10)),
        ("+2w", "Thursday 10 December 2026", date(2026, 12, 10)),
        ("+1m", "Saturday 26 December 2026", date(2026, 12, 26)),
        ("t", "Thursday 26 November 2026", TODAY),
    ],
)
def test_a_date_is_read_back_while_it_is_typed(
    field: DateField, qtbot: QtBot, typed: str, reads: str, means: date
) -> None:
    qtbot.keyClicks(field.line, typed)
    assert field.value() == means
    assert reads in field.reading.text()
    assert field.line.accessibleDescription() == reads


def test_what_is_no_date_is_said_and_refused(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "31/11/2026")
    assert "not a date yet" in field.reading.text()
    with pytest.raises(Refusal) as refused:
        field.value()
    assert refused.value.code == "date.unreadable"


def test_ctrl_semicolon_is_today_as_in_a_spreadsheet(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == TODAY
    assert field.line.text() == "26/11/2026"


def test_an_empty_date_is_no_date(field: DateField) -> None:
    assert field.value() is None


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 12, 15), "in 19 days"), (TODAY, "today"), (date(2026, 11, 25), "1 day ago")],
)
def test_distances_in_days_are_said_in_words(day: date, words: str) -> None:
    assert days_off(day, TODAY) == words


def test_long_dates_do_not_follow_the_machines_language() -> None:
    assert long_date(TODAY) == "Thursday 26 November 2026"


PEOPLE = (
    Person("o-1", "DI Morgan Hale", "Avon and Somerset", left=False),
    Person("o-2", "Ch Insp Frances Tremayne", "Dorset", left=False),
    Person("o-3", "DI Morgan Pryce", "Wiltshire", left=True),
)


@pytest.fixture
def people(qtbot: QtBot) -> PersonField:
    made = PersonField()
    qtbot.addWidget(made)
    made.offer(PEOPLE)
    made.show()
    return made


def test_a_person_is_found_by_any_word(people: PersonField, qtbot: QtBot) -> None:
    line = people.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "dorset fran")
    completer = people.completer()
    assert completer is not None
    assert completer.completionModel().rowCount() == 1
    assert people.value() is None


def test_those_who_left_come_last_and_say_so(people: PersonField) -> None:
    assert people.itemText(2) == "DI Morgan Pryce, Wiltshire (left)"


def test_free_text_stays_free_text_and_a_whole_name_is_the_person(people: PersonField) -> None:
    people.setEditText("Saltmarsh Housing")
    assert (people.value(), people.text()) == (None, "Saltmarsh Housing")
    people.setEditText("di morgan hale")
    assert people.value() == PEOPLE[0]


def test_two_of_one_name_are_told_apart_without_their_ids(people: PersonField) -> None:
    same = [Person(id=id, display="DS Kit Rudge", place="Dorset", left=False) for id in ("a" * 32, "b" * 32)]
    people.offer(same)
    names = [people.itemText(n) for n in range(people.count())]
    assert names == ["DS Kit Rudge, Dorset", "DS Kit Rudge, Dorset (2)"]
    people.choose("b" * 32)
    assert people.value() == same[1]


def test_ten_thousand_names_are_offered_a_hundred_at_a_time(people: PersonField, qtbot: QtBot) -> None:
    many = [Person(id=str(n), display=f"R{n:05} Group {n}", place="", left=False) for n in range(10_000)]
    people.offer(many)
    assert people.count() == 10_000
    completer = people.completer()
    assert completer is not None
    qtbot.keyClicks(people.lineEdit(), "group")
    assert completer.model().rowCount() == 100
    qtbot.keyClicks(people.lineEdit(), " 9876")
    assert completer.model().rowCount() == 1
    people.choose("9876")
    assert people.value() == many[9876]


def test_choosing_by_id_shows_the_name(people: PersonField) -> None:
    people.choose("o-2")
    assert people.value() == PEOPLE[1]
    people.choose(None)
    assert people.text() == ""


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    made.add("title", "Action", QLineEdit())
    made.add("due", "Due", DateField(TODAY), "Such as +14")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_faults_stand_beside_their_fields_and_in_a_summary_with_the_focus(form: Form) -> None:
    form.show_faults([Fault("title", "required"), Fault("due", "action.no_due", severity=Severity.WARN)])
    summary = form.summary
    assert summary.isVisible()
    assert summary.accessibleName().startswith("1 thing to put right. Action: This is needed")
    assert form.field("title").property("fault") == "true"
    assert form.field("due").line.property("fault") == "false"
    assert QApplication.focusWidget() is summary
    form.clear_faults()
    assert not summary.isVisible()


def test_the_summary_follows_the_order_of_the_form(form: Form) -> None:
    form.show_faults([Fault("due", "required"), Fault("title", "required")])
    said = form.summary.accessibleName()
    assert said.index("Action:") < said.index("Due:")


def test_a_line_of_the_summary_jumps_to_its_field(form: Form, qtbot: QtBot) -> None:
    form.show_faults([Fault("title", "required")])
    link = next(w for w in form.summary.findChildren(QWidget) if w.accessibleName().startswith("Action:"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is form.field("title")


def test_dates_that_cannot_be_read_are_faults_of_their_fields(form: Form) -> None:
    form.field("due").line.setText("ASAP")
    values, faults = form.read_dates()
    assert values == {}
    assert [(f.field, f.code) for f in faults] == [("due", "date.unreadable")]


def test_every_field_bears_its_label_as_name(form: Form) -> None:
    assert form.field("title").accessibleName() == "Action"
    assert form.field("due").line.accessibleName() == "Due"


class Asks(Dialog):
    """A dialog with one field that counts its saves."""

    saves = 0

    def save(self) -> None:
        self.saves += 1


@pytest.fixture
def dialog(register: Register, qtbot: QtBot) -> Iterator[Asks]:
    window = QWidget()
    between = QWidget(window)
    between.setObjectName(BETWEEN)
    banner = MarkingBanner("OFFICIAL-SENSITIVE", True, window)
    assert banner.marking()[1]
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    runner = Runner(register)
    made = Asks(runner, window, "Add an action", "Add action")
    made.form.add("title", "Action", QLineEdit())
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    runner.close()


def test_a_dialog_carries_the_marking_of_the_window_behind(dialog: Asks) -> None:
    banner = dialog.findChild(MarkingBanner)
    assert banner is not None
    assert banner.marking() == ("OFFICIAL-SENSITIVE", True)


def test_the_page_behind_is_veiled_and_the_marking_is_not(dialog: Asks) -> None:
    window = dialog.parentWidget()
    assert window is not None
    veils = window.findChildren(Veil)
    assert [veil.parentWidget().objectName() for veil in veils if veil.isVisible()] == [BETWEEN]
    dialog.leave()
    assert not any(veil.isVisible() for veil in veils)


def test_ctrl_enter_presses_the_filled_button(dialog: Asks, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.saves == 1


def test_escape_leaves_at_once_when_nothing_was_typed(dialog: Asks, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_when_something_was_typed(dialog: Asks, qtbot: QtBot) -> None:
    line = dialog.form.field("title")
    qtbot.keyClicks(line, "Visit")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.discard.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.filled.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.mouseClick(dialog.discard, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_refused_save_keeps_what_was_typed_and_says_why(dialog: Asks, qtbot: QtBot) -> None:
    line = dialog.form.field("title")
    qtbot.keyClicks(line, "Visit")
    dialog.waiting()
    dialog.refuse(Faulty((Fault("title", "required"),)))
    assert dialog.filled.isEnabled()
    assert line.text() == "Visit"
    dialog.refuse(Refusal("disk.full"))
    assert dialog.form.summary.accessibleName().startswith("There is no room to save")


def test_a_conflict_shows_both_values(dialog: Asks) -> None:
    dialog.refuse(Conflict("action", "a-1", "Insp Cobley", "13:40", (Difference("due", "18 Dec", "4 Jan"),)))
    assert "Due: yours 18 Dec, theirs 4 Jan" in dialog.form.summary.accessibleName()
