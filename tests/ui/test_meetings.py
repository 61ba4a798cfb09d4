"""Meetings: series, planning, the agenda builder by keys and by drag, proposals, parking, people expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.commands import agenda, meetings, series
from app.domain.codes import MeetingState, Series
from app.domain.meeting import Meeting, MeetingSeries, Member
from app.errors import Refusal
from app.reads.agenda import agenda_page
from app.reads.card import card as read_card
from app.reads.journal import threat_history
from app.reads.meetings import meetings as read_meetings
from app.register import Register
from app.ui import palette
from app.ui.dialog import Dialog
from app.ui.dialogs.agenda_item import AgendaItemDialog
from app.ui.dialogs.agenda_meeting import MeetingDialog
from app.ui.dialogs.agenda_member import MemberDialog
from app.ui.dialogs.agenda_series import SeriesDialog
from app.ui.dialogs.fields import ChoiceField
from app.ui.page import Place
from app.ui.pages.card_history import moments
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings_agenda_model import Target, dropped
from app.ui.pages.plan_meeting import PlanMeeting
from tests.builders import PASSPHRASE, add_threat
from tests.ui.page_desk import PageDesk, desk, in_reading_order, nameless

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def fill(register: Register) -> None:
    """The November meeting, held; the December one with its agenda; two priority groups, one review due."""
    register.do(
        meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 12), state=MeetingState.HELD)
    )
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10), chair="ACC Marwood"))
    for place in (1, 2):
        add_threat(register, f"DC{place}", name=f"Group {place}", priority=place)
    add_threat(register, "DC9", name="Late review", next_review=date(2026, 12, 1))
    register.do(agenda.begin, "m12")


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[MeetingsPage]]:
    fill(register)
    with desk(register, qtbot, MeetingsPage) as made:
        made.visit(Place("meetings"))
        yield made


@pytest.fixture
def bare(register: Register, qtbot: QtBot) -> Iterator[PageDesk[MeetingsPage]]:
    with desk(register, qtbot, MeetingsPage) as made:
        made.visit(Place("meetings"))
        yield made


def rows(page: MeetingsPage) -> list[str]:
    """The agenda as number and title."""
    model = page.agenda.items
    return [
        f"{model.index(row, 0).data()} {model.index(row, 1).data().strip()}"
        for row in range(model.rowCount())
    ]


def choose(page: MeetingsPage, title: str) -> None:
    page.agenda.view.choose(next(n for n, each in enumerate(rows(page)) if each.endswith(title)))


def test_the_next_meeting_is_in_hand_with_its_agenda_its_minutes_and_what_is_proposed(
    opened: PageDesk[MeetingsPage],
) -> None:
    page = opened.page
    assert page.meeting is not None
    assert page.meeting.meeting.id == "m12"
    assert page.head.title.text() == "Regional tasking meeting, December 2026"
    assert rows(page)[:2] == ["1 Marking, attendance, apologies", "2 Minutes and action log"]
    assert page.agenda.sum.text() == "120 of 120 minutes allotted."
    model = page.agenda.proposed.rows
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "Group 1", "Group 2", "Late review",
    ]  # fmt: skip
    assert model.index(2, 1).data() == "Review due, 1 Dec 2026"
    assert nameless(page) == []


def test_a_proposal_is_accepted_by_a_and_parked_by_p(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    opened.key(page.agenda.proposals, Key.Key_A)
    opened.until(lambda: "5.1 Group 1" in rows(page))
    opened.key(page.agenda.proposals, Key.Key_A, CTRL)
    opened.key(page.agenda.proposals, Key.Key_P)
    opened.until(lambda: page.agenda.parking.rows.rowCount() == 2)
    assert page.agenda.proposed.empty.isVisible()
    choose(page, "Group 1")
    page.agenda.view.setFocus()
    opened.key(page.agenda.view, Key.Key_O, CTRL)
    page.agenda.parked.setFocus()
    opened.key(page.agenda.parked, Key.Key_O, CTRL)
    assert [place.id for place in opened.places] == ["t-DC1", "t-DC2"]
    assert page.agenda.parking.head.text() == "Parking list (2)"
    opened.key(page.agenda.parked, Key.Key_A)
    opened.until(lambda: page.agenda.parking.rows.rowCount() == 1)
    assert "5.2 Group 2" in rows(page)


def test_a_proposal_accepted_by_a_key_pressed_twice_stands_there_once(opened: PageDesk[MeetingsPage]) -> None:
    part = opened.page.agenda
    before = len(part.page.every) if part.page else 0
    part.proposals.setFocus()
    for _ in range(2):
        opened.qtbot.keyClick(part.proposals, Qt.Key.Key_A)
    opened.settle()
    assert part.page is not None
    assert len(part.page.every) == before + 1
    assert opened.refusals == []


def test_c_puts_a_group_on_the_consent_list_and_takes_it_off(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    opened.key(page.agenda.proposals, Key.Key_A)
    opened.until(lambda: "5.1 Group 1" in rows(page))
    choose(page, "Group 1")
    at = rows(page).index("5.1 Group 1")
    for marked in ("consent", ""):
        opened.key(page.agenda.view, Key.Key_C)
        opened.until(lambda marked=marked: page.agenda.items.index(at, 4).data() == marked)


def test_an_item_is_moved_switched_parked_and_removed_by_keys(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    choose(page, "Learning")
    opened.key(page.agenda.view, Key.Key_Up, ALT_SHIFT)
    opened.until(lambda: "12 Learning" in rows(page))
    # it stays in hand, so that the key can be pressed again
    opened.key(page.agenda.view, Key.Key_Up, ALT_SHIFT)
    opened.until(lambda: "11 Learning" in rows(page))
    opened.key(page.agenda.view, Key.Key_Space)
    opened.until(lambda: "– Learning" in rows(page))
    assert page.agenda.sum.text() == "115 of 120 minutes allotted."
    opened.key(page.agenda.view, Key.Key_P)
    opened.until(lambda: page.agenda.parking.rows.rowCount() == 1)
    choose(page, "Resources and vacancies")
    opened.key(page.agenda.view, Key.Key_Delete)
    opened.until(lambda: not any("Resources" in each for each in rows(page)))
    opened.register.undo()
    opened.page.changed(frozenset())
    opened.until(lambda: any("Resources" in each for each in rows(page)))


def test_the_warning_says_in_words_by_how_much_the_time_is_passed(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    choose(page, "Learning")
    opened.key(page.agenda.view, Key.Key_Return)
    dialog = page.dialog
    assert isinstance(dialog, AgendaItemDialog)
    dialog.minutes.setText("lots")
    opened.key(dialog, Key.Key_Return, CTRL)
    assert "Minutes are a whole number" in dialog.form.summary.accessibleName()
    dialog.minutes.setText("25")
    opened.key(dialog, Key.Key_Return, CTRL)
    opened.until(lambda: "140 minutes are allotted" in page.agenda.sum.text())
    assert page.agenda.sum.text() == "140 minutes are allotted, 20 more than the 120 of the meeting."


def test_a_new_item_goes_under_the_section_in_hand(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    choose(page, "Learning")
    opened.key(page.agenda.view, Key.Key_N, CTRL)
    dialog = page.dialog
    assert isinstance(dialog, AgendaItemDialog)
    dialog.title.setText("Drones over prisons")
    private = dialog.form.field("private")
    assert isinstance(private, ChoiceField)
    private.choose(True)
    assert page.unsaved() == "what you typed under “New agenda item”"
    opened.key(dialog, Key.Key_Return, CTRL)
    opened.until(lambda: "13.P1 Drones over prisons" in rows(page))
    at = rows(page).index("13.P1 Drones over prisons")
    assert page.agenda.items.index(at, 4).data() == "private"


def test_a_drag_puts_sections_beside_sections_and_items_under_the_section_they_are_let_go_at(
    opened: PageDesk[MeetingsPage],
) -> None:
    page = opened.page
    opened.key(page.agenda.proposals, Key.Key_A)
    opened.until(lambda: "5.1 Group 1" in rows(page))
    held = page.agenda.items.rows
    by_title = {line.item.title: line for line in held}
    group, learning = by_title["Group 1"].item, by_title["Learning"].item
    at = held.index(by_title["Learning"])
    assert dropped(held, group, at + 1) == Target(learning.id, 0)
    assert dropped(held, learning, 0) == Target(None, 0)
    assert dropped(held, learning, 6) == Target(None, 5)
    assert dropped(held, group, 0) is None
    view = page.agenda.view
    view.choose(held.index(by_title["Group 1"]))
    mime = page.agenda.items.mimeData([page.agenda.items.index(held.index(by_title["Group 1"]), 0)])
    below = QPointF(80, view.rowViewportPosition(at) + view.rowHeight(at) - 2)
    view.dropEvent(
        QDropEvent(below, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )
    opened.until(lambda: "13.1 Group 1" in rows(page))


def test_a_meeting_without_an_agenda_says_the_next_step(
    opened: PageDesk[MeetingsPage], register: Register
) -> None:
    page = opened.page
    register.do(meetings.plan, Meeting(id="m01", month="2027-01", on=date(2027, 1, 14)))
    opened.visit(Place("meetings", "m01"))
    opened.until(page.agenda.begin_button.isVisible)
    assert not page.head.start_button.isVisible()
    page.agenda.begin_button.click()
    opened.until(lambda: len(rows(page)) == 14)
    opened.until(page.head.start_button.isVisible)
    page.head.start_button.click()
    assert opened.places == [Place("meeting", "m01")]


def test_the_first_meeting_planned_shows_where_its_agenda_begins(
    bare: PageDesk[MeetingsPage], register: Register
) -> None:
    assert not bare.page.agenda.isVisible()
    bare.runner.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 10)))
    bare.settle()
    assert bare.page.agenda.begin_button.isVisible()


def test_a_meeting_that_was_held_shows_its_agenda_and_changes_nothing(
    opened: PageDesk[MeetingsPage], register: Register
) -> None:
    page = opened.page
    held = register.ask(read_meetings)[0]
    register.do(
        meetings.change,
        Meeting(**{f: getattr(held, f) for f in held.__slots__} | {"state": MeetingState.HELD}),
    )
    page.changed(frozenset())
    opened.settle()
    assert not page.agenda.buttons["new"].isVisible()
    assert not page.head.start_button.isVisible()
    assert page.head.minutes_button.isVisible()
    choose(page, "Learning")
    opened.key(page.agenda.view, Key.Key_Space)
    assert "13 Learning" in rows(page)
    assert opened.refusals == []


def test_planning_fills_itself_in_from_the_series(bare: PageDesk[MeetingsPage], register: Register) -> None:
    page = bare.page
    assert page.empty.isVisible()
    register.do(
        series.save,
        MeetingSeries(
            id="s", series=Series.TASKING, name="Regional tasking", chair="ACC Marwood",
            venue="Longcross House", starts="09:30", ends="12:30", week=2, weekday=3, papers_days=10,
            issue_days=6,
        ),
    )  # fmt: skip
    page.changed(frozenset())
    bare.settle()
    bare.key(page.list if page.list.isVisible() else page.tabs, Key.Key_M, CTRL)
    dialog = page.dialog
    assert isinstance(dialog, PlanMeeting)
    bare.until(lambda: dialog.chair.text() == "ACC Marwood")
    assert not dialog.touched()
    bare.key(dialog, Key.Key_Return, CTRL)
    bare.until(lambda: page.meeting is not None)
    assert page.meeting is not None
    made = page.meeting.meeting
    assert (made.on, made.starts, made.ends) == (date(2026, 12, 10), "09:30", "12:30")
    assert (made.papers_by, made.issue_by) == (date(2026, 11, 30), date(2026, 12, 4))
    assert made.venue == "Longcross House"


def test_the_series_and_those_expected_are_kept_here(bare: PageDesk[MeetingsPage]) -> None:
    page = bare.page
    page.people.change_button.click()
    dialog = page.dialog
    assert isinstance(dialog, SeriesDialog)
    chair = dialog.form.field("chair")
    assert isinstance(chair, QLineEdit)
    chair.setText("ACC Marwood")
    week = dialog.form.field("week")
    assert isinstance(week, ChoiceField)
    week.choose(2)
    dialog.save()
    bare.until(lambda: "Chair: ACC Marwood" in page.people.told.text())
    assert "second Monday of the month" in page.people.told.text()
    for name in ("Probation", "HMRC"):
        page.people.add()
        person = page.dialog
        assert isinstance(person, MemberDialog)
        person.who.setEditText(name)
        person.items.setText("3 and 5")
        person.save()
        bare.until(lambda name=name: any(row[0] == name for row in names(page)))
    page.people.table.selectRow(1)
    page.people.step(-1)
    bare.until(lambda: [row[0] for row in names(page)] == ["HMRC", "Probation"])
    page.people.retire()
    bare.until(lambda: names(page)[-1] == ("HMRC", "off the list"))
    assert bare.register.undo_label == "person taken off or put on the list"
    assert nameless(page) == []


def names(page: MeetingsPage) -> list[tuple[str, str]]:
    model = page.people.table.words
    return [(model.index(row, 0).data(), model.index(row, 4).data()) for row in range(model.rowCount())]


def test_the_other_series_have_their_own_meetings(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(1)
    opened.settle()
    assert page.empty.isVisible()
    page.plan()
    dialog = page.dialog
    assert isinstance(dialog, PlanMeeting)
    assert dialog.windowTitle() == "Plan the December 2026 capabilities meeting"
    dialog.save()
    opened.until(lambda: page.meeting is not None)
    page.agenda.begin_button.click()
    opened.until(lambda: len(rows(page)) == 6)
    assert rows(page)[2] == "3 Requests for support: decisions wanted"


def test_a_meeting_is_changed_and_cancelled(opened: PageDesk[MeetingsPage]) -> None:
    page = opened.page
    page.head.change_button.click()
    dialog = page.dialog
    assert isinstance(dialog, MeetingDialog)
    state = dialog.form.field("state")
    assert isinstance(state, ChoiceField)
    state.choose(MeetingState.CANCELLED)
    dialog.save()
    opened.until(lambda: "cancelled" in page.head.when.text())
    assert not page.head.start_button.isVisible()


def test_a_member_is_expected_once(register: Register) -> None:
    one = Member(id="a", series=Series.TASKING, name="HMRC")
    register.do(series.add_member, one)
    with pytest.raises(Refusal, match=r"member\.there"):
        register.do(series.add_member, Member(id="b", series=Series.TASKING, name="HMRC"))
    register.do(series.save, MeetingSeries(id="x", series=Series.TASKING, name="One"))
    with pytest.raises(Refusal, match=r"series\.there"):
        register.do(series.save, MeetingSeries(id="y", series=Series.TASKING, name="Two"))


def test_the_history_of_a_group_says_its_items_in_words_and_no_move(register: Register) -> None:
    fill(register)
    found = register.ask(agenda_page, "m12", date(2026, 11, 26))
    register.do(agenda.accept, "m12", found.proposals[:2])
    last = next(
        i for _, i in register.ask(agenda_page, "m12", date(2026, 11, 26)).items if i.threat == "t-DC2"
    )
    register.do(agenda.move, last.id, last.under, 0)
    register.do(agenda.change, replace(last, version=last.version + 1, place=1, ask="Name an SIO"))
    card = register.ask(read_card, "t-DC2", date(2026, 11, 26))
    told = [moment.text for moment in moments(register.ask(threat_history, "t-DC2"), card, ())]
    assert told[:2] == [
        "Agenda item “Group 2”: decision wanted set to “Name an SIO”.",
        "Agenda item “Group 2” added: meeting that of 10 Dec 2026, proposed by rule priority, state listed.",
    ]


def each_dialog(page: MeetingsPage) -> Iterator[Dialog]:
    """Every dialog of the page, one after another."""
    for opens in (
        page.plan, page.change, page.agenda.new, lambda: page.agenda.open(page.agenda.view.id or ""),
        page.people.change_series, page.people.add, page.people.change,
    ):  # fmt: skip
        opens()
        dialog = page.dialog
        assert isinstance(dialog, Dialog)
        yield dialog
        dialog.leave()


@pytest.fixture
def peopled(register: Register, qtbot: QtBot) -> Iterator[PageDesk[MeetingsPage]]:
    fill(register)
    register.do(series.add_member, Member(id="a", series=Series.TASKING, name="HMRC"))
    with desk(register, qtbot, MeetingsPage) as made:
        made.visit(Place("meetings"))
        yield made


def test_every_control_of_every_dialog_has_a_name_and_tab_goes_in_reading_order(
    peopled: PageDesk[MeetingsPage],
) -> None:
    for dialog in each_dialog(peopled.page):
        peopled.settle()
        assert not dialog.touched()
        assert nameless(dialog) == [], dialog.windowTitle()
        assert in_reading_order(dialog), dialog.windowTitle()


def test_every_dialog_stands_on_a_small_screen_at_double_size(
    peopled: PageDesk[MeetingsPage], qapp: QApplication
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    room = peopled.page.screen().availableGeometry()
    for dialog in each_dialog(peopled.page):
        assert dialog.height() <= room.height()
        assert dialog.width() <= 1280
        assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
    palette.apply(qapp, palette.LIGHT)


def test_a_narrow_page_folds_the_list_and_what_stands_beside_the_agenda(
    peopled: PageDesk[MeetingsPage],
) -> None:
    page = peopled.page
    page.resize(700, 600)
    peopled.until(page.pick.isVisible)
    assert not page.list.isVisible()
    assert page.agenda.view.isVisible()
    assert not page.agenda.proposals.isVisible()
    page.agenda.tabs.setCurrentIndex(1)
    assert page.agenda.proposals.isVisible()
    page.pick.setCurrentIndex(1)
    peopled.until(lambda: page.meeting is not None and page.meeting.meeting.id == "m11")
    page.resize(1244, 800)
    peopled.until(page.list.isVisible)
    assert not page.pick.isVisible()


def test_rows_of_the_agenda_come_in_sight_at_double_size(
    opened: PageDesk[MeetingsPage], qapp: QApplication
) -> None:
    palette.apply(qapp, palette.LIGHT, 2.0)
    page = MeetingsPage(opened.runner)
    opened.qtbot.addWidget(page)
    page.resize(1160, 506)
    page.show()
    page.activateWindow()
    page.shown(Place("meetings"))
    opened.settle()
    view = page.agenda.view
    view.setFocus()
    opened.settle()
    seen = view.viewport().visibleRegion().boundingRect()
    assert seen.height() >= 3 * view.rowHeight(0)
    palette.apply(qapp, palette.LIGHT)


def test_titles_of_the_agenda_have_room_on_the_smallest_window(opened: PageDesk[MeetingsPage]) -> None:
    opened.page.resize(1064, 526)
    opened.settle()
    assert opened.page.agenda.view.columnWidth(1) >= 200


def test_a_window_that_only_reads_shows_the_agenda_and_changes_nothing(
    register: Register, qtbot: QtBot
) -> None:
    fill(register)
    with (
        Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as second,
        desk(second, qtbot, MeetingsPage) as made,
    ):
        assert second.read_only
        made.visit(Place("meetings"))
        page = made.page
        assert len(rows(page)) == 14
        buttons = (
            page.plan_button, page.head.start_button, page.head.change_button, page.people.change_button,
            page.agenda.accept_button, page.agenda.carry_button, *page.agenda.buttons.values(),
            *page.people.buttons.values(),
        )  # fmt: skip
        assert not any(button.isVisible() for button in buttons)
        for key in (Key.Key_Space, Key.Key_P, Key.Key_C, Key.Key_Delete):
            made.key(page.agenda.view, key)
        made.key(page.agenda.proposals, Key.Key_A)
        made.key(page.agenda.view, Key.Key_M, CTRL)
        assert made.refusals == []
        assert page.dialog is None
        assert len(rows(page)) == 14
        page.agenda.open(page.agenda.view.id or "")
        assert isinstance(page.dialog, AgendaItemDialog)
        assert not page.dialog.filled.isVisible()
