"""Meeting mode run by its keys: items, decisions, actions, attendance, times, the second screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, select

from app.commands import meeting
from app.domain.action import Action
from app.domain.clock import FixedClock
from app.domain.codes import (
    ChoiceList,
    Decision,
    MappingState,
    MeetingState,
    MinutesState,
    Outcome,
    Present,
    RequestState,
    Strand,
)
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.region import Choice, Setting
from app.domain.request import Request
from app.domain.submission import Submission
from app.reads.meeting_mode import CONSENT
from app.reads.record import record as read_record
from app.register import Register
from app.store.tables import table
from app.ui import palette
from app.ui.machine import Store
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meeting_attendance import AttendancePanel
from app.ui.pages.meeting_consent import ConsentPanel
from app.ui.pages.officers import OfficersPage
from tests.builders import PASSPHRASE
from tests.meeting_room import HELD, SECRET, TEN, ask_support, begin, decision, furnish, put
from tests.ui import page_desk
from tests.ui.page_desk import PageDesk, nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TIDEMOOR = "t-AS/2024/0131"


def every(register: Register, cls: type[Any]) -> list[Any]:
    def read(connection: Connection) -> list[Any]:
        return [cls(**row._mapping) for row in connection.execute(select(table(cls)).order_by("id"))]

    return register.ask(read)


@pytest.fixture
def room(register: Register, clock: FixedClock) -> Register:
    furnish(register)
    begin(register, clock)
    return register


@pytest.fixture
def desk(room: Register, qtbot: QtBot) -> Iterator[PageDesk[MeetingPage]]:
    with page_desk.desk(room, qtbot, MeetingPage) as made:
        made.page.resize(1440, 800)
        made.visit(Place("meeting", id="m"))
        yield made
        if made.page.screen_window is not None:
            made.page.screen_window.close()


def at(desk: PageDesk[MeetingPage], key: str) -> MeetingPage:
    desk.page.take(key)
    desk.settle()
    return desk.page


def texts(widget: QWidget) -> str:
    """Everything that a person could read in a widget, tooltips and names for a screen reader included."""
    said = []
    for part in [widget, *widget.findChildren(QWidget)]:
        said += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        if isinstance(part, QLabel | QLineEdit):
            said.append(part.text())
        if isinstance(part, QPlainTextEdit):
            said.append(part.toPlainText())
    return "\n".join(said)


def test_page_up_and_down_go_from_item_to_item(desk: PageDesk[MeetingPage]) -> None:
    page = desk.page
    assert page.centre.shown.title == "Attendance and apologies"
    assert not page.foot.before.isEnabled()
    assert page.foot.after.title == "2 Minutes and action log"
    for _ in range(3):
        desk.key(page.agenda, Qt.Key.Key_PageDown)
    assert (page.centre.shown.number, page.centre.shown.title) == ("3.1", "Tidemoor line")
    assert page.centre.shown.over == "Priority groups"
    desk.key(page.agenda, Qt.Key.Key_PageUp)
    assert page.centre.shown.title == "Priority groups"
    # what was left behind is ticked
    assert page.agenda.lines.done >= {"i1", "i2"}
    assert page.panels.count.text() == "3 of 8 items done"
    for _ in range(20):
        desk.key(page.agenda, Qt.Key.Key_PageDown)
    assert page.centre.shown.title == "Close"
    assert not page.foot.after.isEnabled()


def test_a_group_shows_its_facts_its_plan_and_what_is_asked(desk: PageDesk[MeetingPage]) -> None:
    ask_support(desk.register, TIDEMOOR)
    page = at(desk, "i51")
    shown = page.centre.shown
    assert [(fact.name, fact.value) for fact in shown.facts] == [
        ("Score", "Not scored"), ("Tier", "None"), ("SIO", "No SIO"), ("LRO", "No LRO"),
    ]  # fmt: skip
    assert shown.facts[1].below == "priority 1 of 3"
    assert shown.asked[0].title == "Decide: surveillance, two weeks of a team"
    assert shown.asked[0].lines == ("Capability manager: Grant in part. 8 days.",)
    assert [tile.open for tile in shown.tiles] == ["1 open", "none open", "none open", "none open"]
    assert shown.tiles[0].rag is not None
    assert shown.tiles[0].rag.letter == "R"
    assert "Overdue 9 days" in texts(page.centre)


def test_a_decision_is_recorded_with_its_reason_and_told_beside(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    assert page.entry.fault.text() == "Choose what was decided."
    page.entry.outcome.buttons[Outcome.AMENDED].click()
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    assert page.entry.fault.text() == "Say what was decided."
    page.entry.text.setPlainText("A second SIO from SWROCU")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    assert "Say why" in page.entry.fault.text()
    assert every(desk.register, MeetingDecision) == []
    page.entry.why.setPlainText("Two new principals")
    desk.key(page.entry.why, Qt.Key.Key_D, CONTROL)
    (made,) = every(desk.register, MeetingDecision)
    assert (made.item, made.threat, made.outcome) == ("i51", TIDEMOOR, Outcome.AMENDED)
    assert page.recorded.said == (
        "Decision 26/001, agreed with a change: A second SIO from SWROCU. Because: Two new principals",
    )
    assert page.entry.draft() == {}
    assert page.unsaved() is None
    desk.runner.undo()
    desk.settle()
    assert page.recorded.said == ()


def test_a_request_is_decided_where_it_is_asked(desk: PageDesk[MeetingPage]) -> None:
    ask_support(desk.register, TIDEMOOR)
    page = at(desk, "i51")
    assert page.entry.subject.kind == "request"
    assert list(page.entry.outcome.buttons) == list(Decision)
    page.entry.outcome.buttons[Decision.PART].click()
    page.entry.text.setPlainText("8 days from 16 December")
    page.entry.why.setPlainText("Two other groups need the team")
    page.entry.conditions.setText("Product reviewed by the SIO")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    request = desk.register.ask(read_record, Request, "r")
    assert (request.state, request.decision) == (RequestState.DECIDED, Decision.PART)
    assert (request.decided_by, request.decided_on) == ("ACC Leslie Standish", HELD)
    assert request.conditions == "Product reviewed by the SIO"
    # nothing is asked any more, so the item itself is what can be decided on
    assert page.entry.subject.kind == ""
    assert list(page.entry.outcome.buttons) == list(Outcome)


def test_a_refused_decision_keeps_what_was_typed(desk: PageDesk[MeetingPage]) -> None:
    ask_support(desk.register, TIDEMOOR)
    page = at(desk, "i51")
    page.entry.outcome.buttons[Decision.GRANTED].click()
    page.entry.text.setPlainText("Two weeks")
    page.entry.why.setPlainText("The line grows")
    # decided elsewhere meanwhile, behind the back of the page
    stored = desk.register.ask(read_record, Request, "r")
    desk.register.do(meeting.decide_request, decision(), stored, Decision.REFUSED, "ACC")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    assert page.entry.fault.isVisible()
    assert page.entry.text.toPlainText() == "Two weeks"
    assert len(every(desk.register, MeetingDecision)) == 1


def test_requests_of_a_section_are_chosen_one_by_one(desk: PageDesk[MeetingPage]) -> None:
    ask_support(desk.register, TIDEMOOR)
    ask_support(desk.register, "t-DC/2026/0002", "r2")
    page = at(desk, "i8")
    assert page.entry.about.count() == 3
    page.entry.about.setCurrentIndex(1)
    page.entry.outcome.buttons[Decision.DEFERRED].click()
    page.entry.text.setPlainText("Until January")
    page.entry.why.setPlainText("No handler is named")
    desk.key(page.entry.why, Qt.Key.Key_D, CONTROL)
    assert desk.register.ask(read_record, Request, "r2").decision is Decision.DEFERRED
    assert desk.register.ask(read_record, Request, "r").decision is None


def test_a_submission_is_ratified_at_the_meeting(desk: PageDesk[MeetingPage]) -> None:
    from app.commands import submissions

    fields = replace(desk.register.ask(read_record, Setting, "submission_fields"), value="[]")
    desk.register.do(put, fields)
    made = Submission(
        id="s", threat=TIDEMOOR, proposer="DI Hale", opened_on=date(2026, 11, 1), state_on=date(2026, 11, 1)
    )
    opened = desk.register.do(submissions.open_, made).result
    desk.register.do(submissions.submit, opened, date(2026, 11, 2))
    page = at(desk, "i51")
    assert page.entry.subject.kind == "submission"
    page.entry.outcome.buttons[MappingState.RATIFIED].click()
    page.entry.text.setPlainText("Ratified, force tier")
    page.entry.why.setPlainText("Harm is evidenced")
    page.entry.by.setText("DI Hale")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    # the one who proposed it
    assert page.entry.fault.isVisible()
    page.entry.by.setText("DI Ostrow")
    desk.key(page.entry.text, Qt.Key.Key_D, CONTROL)
    assert desk.register.ask(read_record, Submission, "s").state is MappingState.RATIFIED


def test_the_reason_of_a_return_waits_on_its_item_and_is_not_taken_to_the_next(
    desk: PageDesk[MeetingPage],
) -> None:
    page = at(desk, "i51")
    entry = page.entry
    entry._reasons = tuple(Choice(id=n, list=ChoiceList.RETURN_REASON, name=n) for n in ("Thin", "Late"))
    entry.code.addItems(["Thin", "Late"])
    entry.outcome.buttons[Outcome.LATER].click()
    entry.code.setCurrentIndex(1)
    kept = entry.draft()
    entry.put({})
    assert entry.reason == "Thin"
    entry.put(kept)
    assert entry.reason == "Late"


def test_an_action_is_set_with_owner_and_day(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    fields = page.action
    desk.key(fields.title, Qt.Key.Key_A, CONTROL | SHIFT)
    assert fields.fault.text() == "Say what is to be done."
    fields.title.setText("Agree terms of reference")
    fields.due.line.setText("+7")
    assert fields.due.reading.text() == "Thu 17 Dec 2026"
    desk.key(fields.title, Qt.Key.Key_A, CONTROL | SHIFT)
    assert "Say who does it" in fields.fault.text()
    fields.owner.setEditText("Morgan Hale")
    fields.strand.choose(Strand.PREVENT)
    fields.owner.choose("o-Morgan Hale")
    desk.key(fields.title, Qt.Key.Key_A, CONTROL | SHIFT)
    made = next(a for a in every(desk.register, Action) if a.meeting == "m")
    assert (made.threat, made.strand, made.item) == (TIDEMOOR, Strand.PREVENT, "i51")
    assert (made.owner, made.due, made.set_on) == ("o-Morgan Hale", date(2026, 12, 17), HELD)
    assert "DI Morgan Hale by 17 Dec 2026" in page.recorded.said[0]
    assert fields.title.text() == ""


def test_an_action_of_an_item_without_a_threat_is_the_meetings_own(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i2")
    assert not page.action.strand.isVisible()
    page.action.title.setText("Seek legal advice")
    page.action.owner.setEditText("Avonmere Council")
    page.action.due.line.setText("17/12/2026")
    desk.key(page.action.title, Qt.Key.Key_A, CONTROL | SHIFT)
    made = next(a for a in every(desk.register, Action) if a.meeting == "m")
    assert (made.threat, made.strand, made.owner_organisation) == (None, None, "Avonmere Council")


def test_the_consent_list_is_taken_in_one_step(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, CONSENT + "i5")
    assert page.centre.shown.title == "Consent list"
    assert "Port Merrow importers, DO/2026/0003" in texts(page.centre)
    assert page.entry.record_button.text() == "Take the consent list"
    desk.key(page.entry.why, Qt.Key.Key_D, CONTROL)
    assert "Say why" in page.entry.fault.text()
    page.entry.why.setPlainText("None has moved")
    desk.key(page.entry.why, Qt.Key.Key_D, CONTROL)
    (made,) = every(desk.register, MeetingDecision)
    assert made.item == "i53"
    assert "3.3 DO/2026/0003, 3.4 Another stable one" in made.text
    assert CONSENT + "i5" in page.agenda.lines.done


def test_an_item_of_the_consent_list_is_taken_by_itself_where_somebody_asks(
    desk: PageDesk[MeetingPage],
) -> None:
    page = at(desk, CONSENT + "i5")
    (panel,) = page.centre.findChildren(ConsentPanel)
    panel.buttons["i53"].click()
    desk.settle()
    keys = [line.key for line in page.agenda.lines.lines]
    assert keys[keys.index("i5") :][:5] == ["i5", "i51", "i52", "i53", CONSENT + "i5"]
    desk.runner.undo()
    desk.settle()
    assert "i53" not in [line.key for line in page.agenda.lines.lines]
    # once it is taken, nothing leaves it
    desk.register.do(meeting.take_consent, "m", ("i53", "i54"), "None has moved")
    page.changed(frozenset())
    desk.settle()
    assert page.centre.findChildren(ConsentPanel)[-1].buttons == {}


def test_a_draft_waits_on_its_item(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    page.entry.outcome.buttons[Outcome.LATER].click()
    page.entry.text.setPlainText("Half a sentence")
    page.action.title.setText("Chase the letters")
    page.action.title.textEdited.emit("Chase the letters")
    assert page.unsaved() is not None
    at(desk, "i52")
    assert page.entry.text.toPlainText() == ""
    assert page.action.title.text() == ""
    at(desk, "i51")
    assert page.entry.text.toPlainText() == "Half a sentence"
    assert page.entry.outcome.value() is Outcome.LATER
    assert page.action.title.text() == "Chase the letters"
    # a change elsewhere takes nothing away
    desk.register.do(meeting.note, "m", "i2", "Said")
    page.changed(frozenset())
    desk.settle()
    assert page.entry.text.toPlainText() == "Half a sentence"


def test_a_draft_outlives_a_page_that_is_built_anew(desk: PageDesk[MeetingPage], qtbot: QtBot) -> None:
    page = at(desk, "i51")
    page.entry.text.setPlainText("Half a sentence")
    again = MeetingPage(desk.runner)
    qtbot.addWidget(again)
    again.shown(Place("meeting", id="m"))
    desk.settle()
    assert again.session.at == "i51"
    assert again.entry.text.toPlainText() == "Half a sentence"


def test_a_note_is_what_stands_in_the_field(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    page.entry.note_button.click()
    assert "Write the note first" in page.entry.fault.text()
    page.entry.text.setPlainText("The file is with counsel")
    page.entry.note_button.click()
    desk.settle()
    assert [n.text for n in every(desk.register, MeetingNote)] == ["The file is with counsel"]
    assert page.recorded.said == ("Note: The file is with counsel",)


def test_a_key_pressed_twice_records_once(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    page.entry.outcome.buttons[Outcome.AGREED].click()
    page.entry.text.setPlainText("A second SIO from SWROCU")
    page.entry.why.setPlainText("Two new principals")
    for _ in range(2):
        desk.qtbot.keyClick(page.entry.text, Qt.Key.Key_D, CONTROL)
    desk.settle()
    assert len(every(desk.register, MeetingDecision)) == 1
    page.entry.text.setPlainText("The file is with counsel")
    page.entry.note_button.click()
    page.entry.note_button.click()
    desk.settle()
    assert len(every(desk.register, MeetingNote)) == 1
    page.action.title.setText("Agree terms of reference")
    page.action.owner.setEditText("Avonmere Council")
    page.action.due.line.setText("+7")
    for _ in range(2):
        desk.qtbot.keyClick(page.action.title, Qt.Key.Key_A, CONTROL | SHIFT)
    desk.settle()
    assert sum(a.meeting == "m" for a in every(desk.register, Action)) == 1
    page.head.end_button.click()
    page.head.end_button.click()
    desk.settle()
    assert desk.refusals == []


def test_a_key_held_back_by_a_refusal_works_again(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    page.entry.text.setPlainText("x" * 20_001)
    page.entry.note_button.click()
    desk.settle()
    page.entry.text.setPlainText("The file is with counsel")
    page.entry.note_button.click()
    desk.settle()
    assert "The file is with counsel" in [n.text for n in every(desk.register, MeetingNote)]


def test_times_are_told_in_words(desk: PageDesk[MeetingPage], clock: FixedClock) -> None:
    page = desk.page
    clock.moment = TEN + timedelta(minutes=3)
    page.tick()
    assert page.foot.times.face.text() == "03:00"
    assert page.foot.times.allotted.text() == "of 5 minutes on this item"
    assert page.foot.times.over.text() == ""
    assert page.foot.times.whole.text() == "10:03   3 of 120 minutes, as planned"
    clock.moment = TEN + timedelta(minutes=6, seconds=12)
    page.tick()
    assert page.foot.times.face.text() == "06:12"
    assert page.foot.times.over.text() == "2 minutes over"
    assert "1 behind plan" in page.foot.times.whole.text()
    at(desk, "i2")
    assert page.foot.times.face.text() == "00:00"
    page.foot.times.pause.click()
    clock.moment = TEN + timedelta(minutes=9)
    page.tick()
    assert page.foot.times.face.text() == "00:00"
    assert page.foot.times.over.text() == "paused"
    page.foot.times.pause.click()
    clock.moment = TEN + timedelta(minutes=10)
    page.tick()
    assert page.foot.times.face.text() == "01:00"
    at(desk, "i1")
    assert page.foot.times.face.text() == "06:12"


def test_attendance_is_marked_row_by_row(desk: PageDesk[MeetingPage]) -> None:
    def panel() -> AttendancePanel:
        return desk.page.centre.findChildren(AttendancePanel)[-1]

    panel().rows["ACC Leslie Standish"][Present.PRESENT].click()
    desk.settle()
    panel().rows["DCI Sal Orchard"][Present.DEPUTY].click()
    line = panel().deputies["DCI Sal Orchard"]
    assert line.isVisible()
    line.setText("DI Low")
    desk.key(line, Qt.Key.Key_Return)
    came = {a.name: (a.state, a.deputy) for a in every(desk.register, Attendance)}
    assert came == {
        "ACC Leslie Standish": (Present.PRESENT, ""),
        "DCI Sal Orchard": (Present.DEPUTY, "DI Low"),
    }
    assert desk.page.panels.came.text() == "2 present"
    panel().rest.click()
    desk.settle()
    panel().other.setText("Pat Lane, Probation")
    desk.key(panel().other, Qt.Key.Key_Return)
    assert desk.page.panels.came.text() == "4 present"
    assert (
        next(a for a in every(desk.register, Attendance) if a.name == "Pat Lane").organisation == "Probation"
    )
    # pressed once more, the mark goes
    panel().rows["Housing lead"][Present.PRESENT].click()
    desk.settle()
    assert desk.page.panels.came.text() == "3 present"
    panel().deputy.setText("D/Supt Penhale")
    desk.key(panel().deputy, Qt.Key.Key_Return)
    assert "Chair: D/Supt Penhale" in desk.page.head.second.text()


def test_marking_somebody_keeps_the_place_and_half_a_name(desk: PageDesk[MeetingPage]) -> None:
    def panel() -> AttendancePanel:
        return desk.page.centre.findChildren(AttendancePanel)[-1]

    panel().other.setFocus()
    desk.qtbot.keyClicks(panel().other, "Pat La")
    button = panel().rows["DCI Sal Orchard"][Present.APOLOGIES]
    button.setFocus()
    desk.key(button, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is panel().rows["DCI Sal Orchard"][Present.APOLOGIES]
    assert panel().other.text() == "Pat La"
    panel().other.setFocus()
    desk.qtbot.keyClicks(panel().other, "ne, Probation")
    for _ in range(2):
        desk.qtbot.keyClick(panel().other, Qt.Key.Key_Return)
    desk.settle()
    assert [a.name for a in every(desk.register, Attendance)].count("Pat Lane") == 1
    assert panel().other.text() == ""
    assert QApplication.focusWidget() is panel().other


def test_nobody_is_marked_twice_by_a_key_pressed_twice(desk: PageDesk[MeetingPage]) -> None:
    panel = desk.page.centre.findChildren(AttendancePanel)[-1]
    row = panel.rows["DCI Sal Orchard"]
    row[Present.PRESENT].click()
    row[Present.APOLOGIES].click()
    desk.settle()
    (came,) = every(desk.register, Attendance)
    assert (came.name, came.state) == ("DCI Sal Orchard", Present.APOLOGIES)
    desk.runner.undo()
    desk.settle()
    assert [each.state for each in every(desk.register, Attendance)] == [Present.PRESENT]


def test_nothing_private_stands_in_the_full_edition(desk: PageDesk[MeetingPage]) -> None:
    desk.register.do(meeting.note, "m", "p", f"{SECRET} note")
    page = desk.page
    model = page.agenda.lines
    rows = (model.index(n) for n in range(model.rowCount()))
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    assert SECRET not in "".join(str(index.data(role)) for index in rows for role in roles)
    for key in [line.key for line in model.lines]:
        at(desk, key)
        assert SECRET not in texts(page), key
    page.head.editions[1].trigger()
    desk.settle()
    assert [line.number for line in model.lines if line.private] == ["3.P1", "P1"]
    at(desk, "p")
    assert f"{SECRET} title" in texts(page)
    assert f"Note: {SECRET} note" in page.recorded.said
    # back in the full edition, the item in hand goes too
    page.head.editions[0].trigger()
    desk.settle()
    assert SECRET not in texts(page)
    assert page.centre.shown.title == "Attendance and apologies"


def test_the_second_screen_shows_the_item_and_nothing_private(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    desk.key(page.agenda, Qt.Key.Key_F11)
    window = page.screen_window
    assert window is not None
    assert window.isVisible()
    assert window.centre.shown.title == "Tidemoor line"
    assert window.banners[0].isVisible()
    assert window.banners[1].isVisible()
    at(desk, "i52")
    assert window.centre.shown.title == "Calder waste businesses"
    page.choose_edition(True)
    desk.settle()
    at(desk, "p")
    assert f"{SECRET} title" in texts(page)
    assert window.centre.shown.title == "Private item"
    assert SECRET not in texts(window)
    desk.key(page.agenda, Qt.Key.Key_F11)
    assert page.screen_window is None


def test_a_meeting_is_started_and_ended(register: Register, clock: FixedClock, qtbot: QtBot) -> None:
    furnish(register)
    clock.moment = TEN
    with page_desk.desk(register, qtbot, MeetingPage) as desk:
        desk.visit(Place("meeting", id="m"))
        page = desk.page
        assert not page.entry.isVisible()
        assert "Not begun. Planned 10:00 to 12:00." in page.foot.note.text()
        page.head.start_button.click()
        desk.settle()
        assert page.entry.isVisible()
        clock.moment = TEN + timedelta(minutes=125)
        page.head.end_button.click()
        desk.settle()
        held = register.ask(read_record, Meeting, "m")
        assert (held.state, held.began, held.ended) == (MeetingState.HELD, "10:00", "12:05")
        assert page.foot.note.text() == "Held, 10:00 to 12:05."
        # what was forgotten can still be recorded until the minutes are confirmed
        assert page.entry.isVisible()
        minutes = Minutes(
            id="min", meeting="m", state=MinutesState.CONFIRMED, made_on=HELD, confirmed_at="before",
            confirmed_on=HELD,
        )  # fmt: skip
        register.do(put, minutes)
        page.changed(frozenset())
        desk.settle()
        assert not page.entry.isVisible()
        assert not page.head.start_button.isVisible()
        assert "confirmed" in page.foot.note.text()


def test_a_register_without_a_meeting_says_so(register: Register, qtbot: QtBot) -> None:
    with page_desk.desk(register, qtbot, MeetingPage) as desk:
        desk.visit(Place("meeting"))
        assert desk.page.centre.shown.title == "No meeting is planned"
        desk.page.step(1)
        desk.key(desk.page, Qt.Key.Key_D, CONTROL)


def test_words_are_corrected_beside(desk: PageDesk[MeetingPage]) -> None:
    page = at(desk, "i51")
    desk.register.do(meeting.note, "m", "i51", "The file is with counsal")
    page.changed(frozenset())
    desk.settle()
    page.correct(every(desk.register, MeetingNote)[0])
    dialog = page._dialog
    assert dialog is not None
    field = dialog.form.field("text")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("The file is with counsel")
    dialog.save()
    desk.settle()
    assert page.recorded.said == ("Note: The file is with counsel",)
    desk.register.do(meeting.decide, decision())
    page.correct(every(desk.register, MeetingDecision)[0])
    assert page._dialog is not None
    page._dialog.leave()


def test_tab_goes_from_the_agenda_through_the_middle_to_the_record(desk: PageDesk[MeetingPage]) -> None:
    page = desk.page
    panel = page.centre.findChildren(AttendancePanel)[-1]
    order, widget = [], page.nextInFocusChain()
    while widget is not page:
        order.append(widget)
        widget = widget.nextInFocusChain()
    first = panel.rows["ACC Leslie Standish"][Present.PRESENT]
    parts = (page.head.choice, page.agenda, first, panel.deputy, page.entry.text, page.action.title)
    places = [order.index(part) for part in (*parts, page.foot.before)]
    assert places == sorted(places)


def test_the_dialogs_of_corrections_can_be_read_and_stand_on_a_small_screen(
    desk: PageDesk[MeetingPage], qapp: QApplication
) -> None:
    desk.register.do(meeting.note, "m", "i51", "Said")
    desk.register.do(meeting.decide, decision())
    palette.apply(qapp, palette.DARK, 2.0)
    for record in (*every(desk.register, MeetingNote), *every(desk.register, MeetingDecision)):
        desk.page.correct(record)
        dialog = desk.page._dialog
        assert dialog is not None
        assert nameless(dialog) == []
        assert not dialog.touched()
        assert dialog.width() <= 1280
        assert dialog.height() <= desk.page.screen().availableGeometry().height()
        dialog.leave()
    palette.apply(qapp, palette.LIGHT)


def test_a_window_that_only_reads_records_nothing(room: Register, clock: FixedClock, qtbot: QtBot) -> None:
    second = Register.open(room.path, passphrase=PASSPHRASE, clock=clock)
    assert second.read_only
    with page_desk.desk(second, qtbot, MeetingPage) as desk:
        desk.page.resize(1440, 800)
        desk.visit(Place("meeting", id="m"))
        page = desk.page
        for hidden in (page.entry, page.action, page.head.start_button, page.head.end_button):
            assert not hidden.isVisible()
        panel = page.centre.findChildren(AttendancePanel)[-1]
        assert not any(button.isEnabled() for row in panel.rows.values() for button in row.values())
        desk.key(page.agenda, Qt.Key.Key_D, CONTROL)
        desk.key(page.agenda, Qt.Key.Key_PageDown)
        assert page.centre.shown.title == "Minutes and action log"
        assert desk.refusals == []
    second.close()


def test_every_control_has_a_name_and_panels_become_tabs(desk: PageDesk[MeetingPage]) -> None:
    page = desk.page
    for key in ("i1", "i51", CONSENT + "i5", "i8"):
        at(desk, key)
        assert nameless(page) == [], key
    page.resize(900, 700)
    QApplication.processEvents()
    assert page.tabs.isVisible()
    assert page.centre.isVisible()
    assert not page.agenda.isVisible()
    at(desk, "i51")
    desk.key(page.centre, Qt.Key.Key_D, CONTROL)
    # the panel in which the decision is written comes into sight
    assert page.entry.isVisible()
    assert not page.centre.isVisible()


def test_menu_and_navigation_are_out_of_the_way(room: Register, qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(room, Store(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def settle() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not window.runner.working, timeout=20_000)
            QApplication.processEvents()

    window.go(Place("meeting", id="m"))
    settle()
    page = window.page()
    assert isinstance(page, MeetingPage)
    assert not window.navigation.isVisible()
    assert window.menus.height() == 0
    page.take("i51")
    settle()
    page.entry.outcome.buttons[Outcome.AGREED].click()
    page.entry.text.setPlainText("A second SIO")
    page.entry.why.setPlainText("Two new principals")
    page.entry.text.setFocus()
    qtbot.keyClick(page.entry.text, Qt.Key.Key_D, CONTROL)
    settle()
    assert len(every(room, MeetingDecision)) == 1
    # the keys of the menus still work, and what was recorded is taken back by the next one
    focused = QApplication.focusWidget()
    assert focused is page.entry.record_button
    qtbot.keyClick(focused, Qt.Key.Key_Z, CONTROL)
    settle()
    assert every(room, MeetingDecision) == []
    page.second_screen()
    screen = page.screen_window
    assert screen is not None
    window.go(Place("officers"))
    settle()
    assert isinstance(window.page(), OfficersPage)
    # the room goes on reading while something is looked up
    assert screen.isVisible()
    assert window.navigation.isVisible()
    assert window.menus.height() > 0
    # locked from any page, the room sees nothing more
    window._leaving = True
    window.close()
    assert page.screen_window is None
    window.runner.close()
