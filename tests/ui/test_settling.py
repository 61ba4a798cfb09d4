"""What approvers, lead officers, readers and auditors find on the pages where things are settled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import meeting, meetings, requests, submissions
from app.domain import permissions
from app.domain.action import Action
from app.domain.clock import FixedClock
from app.domain.codes import ActionState, Decision, MappingState, MinutesState, Outcome, Role, Series
from app.domain.meeting import Meeting
from app.domain.minutes import Minutes
from app.domain.region import Setting
from app.domain.request import Request
from app.domain.submission import Submission
from app.reads.record import record as read_record
from app.register import Register
from app.store.session import Session
from app.ui.dialogs.minutes_confirm import ConfirmDialog
from app.ui.page import Page, Place
from app.ui.pages.action_log import ActionLogPage
from app.ui.pages.card import CardPage
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.minutes import MinutesPage
from app.ui.pages.requests import RequestsPage
from app.ui.pages.submissions import SubmissionsPage
from tests.builders import add_action, add_officer, add_threat
from tests.held_meetings import hold
from tests.meeting_room import ask_support, begin, furnish, put
from tests.ui import page_desk
from tests.ui.page_desk import PageDesk

CTRL = Qt.KeyboardModifier.ControlModifier
TIDEMOOR = "t-AS/2024/0131"
LATE = date(2026, 11, 20)
NOT_THEIRS = (Role.READER, Role.LEAD)
P = TypeVar("P", bound=Page)


def at_work(register: Register, person: str, *roles: Role) -> None:
    """One of several people of the register sits down at it."""
    register.alone = False
    register.session = Session(f"id-{person}", person, frozenset(roles))
    register.roles = permissions.effective(frozenset(roles), alone=False)


@contextmanager
def sat(
    register: Register, qtbot: QtBot, kind: type[P], place: Place, role: Role, name: str = "Kit Rowan"
) -> Iterator[PageDesk[P]]:
    """A page as somebody of one role sees it; nothing is refused on the way."""
    at_work(register, name, role)
    with page_desk.desk(register, qtbot, kind) as made:
        made.page.resize(1440, 800)
        made.visit(place)
        yield made
        assert made.refusals == []


def words(page: QWidget) -> set[str]:
    """What the buttons in sight say."""
    return {button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()}


def type_into(page: Any, **values: str) -> None:
    for name, text in values.items():
        field = page.dialog.form.field(name)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)


@pytest.fixture
def room(register: Register, clock: FixedClock) -> Register:
    """A meeting under way; a request and a submission of its first group wait for it."""
    furnish(register)
    ask_support(register, TIDEMOOR)
    register.do(put, replace(register.ask(read_record, Setting, "submission_fields"), value="[]"))
    begun = date(2026, 11, 1)
    made = Submission(id="s", threat=TIDEMOOR, proposer="DI Hale", opened_on=begun, state_on=begun)
    register.do(submissions.submit, register.do(submissions.open_, made).result, date(2026, 11, 2))
    begin(register, clock)
    return register


def listed(register: Register) -> Request:
    """The request with its manager's view, ready to be decided."""
    return register.ask(read_record, Request, "r")


def test_an_approver_decides_a_request_and_takes_no_other_step(room: Register, qtbot: QtBot) -> None:
    room.do(
        meetings.plan, Meeting(id="c", series=Series.CAPABILITIES, month="2026-12", on=date(2026, 12, 10))
    )
    room.do(requests.list_for, (listed(room),), "c")
    with sat(room, qtbot, RequestsPage, Place("requests", id="r"), Role.APPROVER) as desk:
        page = desk.page
        shown = {step.value for step, button in page.strip.buttons.items() if not button.isHidden()}
        assert shown == {"decide"}
        assert page.new_button.isHidden()
        assert page.meetings.new.isHidden()
        desk.key(page.grid.view, Qt.Key.Key_D, CTRL)
        dialog: Any = page.dialog
        dialog.form.field("decision").choose(Decision.GRANTED)
        type_into(page, decided_by="ACC Rivers", decision_reason="Two new principals")
        desk.key(dialog, Qt.Key.Key_Return, CTRL)
        assert page.dialog is None
        assert listed(room).decision is Decision.GRANTED


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_who_may_not_decide_finds_no_step_of_a_request(room: Register, qtbot: QtBot, role: Role) -> None:
    with sat(room, qtbot, RequestsPage, Place("requests", id="r"), role) as desk:
        assert all(button.isHidden() for button in desk.page.strip.buttons.values())
        desk.key(desk.page.grid.view, Qt.Key.Key_D, CTRL)
        assert desk.page.dialog is None
        assert desk.page.new_button.isHidden()


def take(desk: PageDesk[MeetingPage], key: str) -> MeetingPage:
    desk.page.take(key)
    desk.settle()
    return desk.page


def fill(page: MeetingPage, text: str = "As asked", why: str = "Harm is evidenced") -> None:
    page.entry.text.setPlainText(text)
    page.entry.why.setPlainText(why)


def decided(register: Register) -> list[str]:
    found = register._ask(lambda c: c.exec_driver_sql("select text from meeting_decision order by at").all())
    return [row[0] for row in found]


def test_an_approver_records_the_decisions_of_a_meeting_and_nothing_else(
    room: Register, qtbot: QtBot
) -> None:
    with sat(room, qtbot, MeetingPage, Place("meeting", id="m"), Role.APPROVER) as desk:
        page = take(desk, "i51")
        assert not {"Add action", "Add a note", "End the meeting", "Correct"} & words(page)
        assert "Record decision" in words(page)
        page.entry.about.setCurrentIndex(0)
        page.entry.outcome.buttons[Decision.GRANTED].click()
        fill(page)
        desk.key(page.entry.text, Qt.Key.Key_D, CTRL)
        assert listed(room).decision is Decision.GRANTED
        page.entry.about.setCurrentIndex(
            next(n for n, each in enumerate(page.entry._subjects) if each.kind == "submission")
        )
        page.entry.outcome.buttons[MappingState.RATIFIED].click()
        fill(page, "Ratified")
        page.entry.by.setText("DI Ostrow")
        desk.key(page.entry.text, Qt.Key.Key_D, CTRL)
        assert room.ask(read_record, Submission, "s").state is MappingState.RATIFIED
        page = take(desk, "i52")
        page.entry.outcome.buttons[Outcome.AGREED].click()
        fill(page, "Adopt the group")
        desk.key(page.entry.text, Qt.Key.Key_D, CTRL)
        assert decided(room)[-1] == "Adopt the group"
        # the consent list is the coordinator's to take: no fields, no key
        consent = next(line.key for line in page.mode.lines if line.consent)  # type: ignore[union-attr]
        page = take(desk, consent)
        assert page.entry.isHidden()
        assert "Take by itself" not in words(page)
        count = len(decided(room))
        desk.key(page.agenda, Qt.Key.Key_D, CTRL)
        desk.key(page.agenda, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert len(decided(room)) == count


def test_a_coordinator_is_not_offered_to_minute_a_ratification(room: Register, qtbot: QtBot) -> None:
    with sat(room, qtbot, MeetingPage, Place("meeting", id="m"), Role.COORDINATOR) as desk:
        page = take(desk, "i51")
        kinds = [each.kind for each in page.entry._subjects]
        page.entry.about.setCurrentIndex(kinds.index("submission"))
        assert set(page.entry.outcome.buttons) == {MappingState.RETURNED, MappingState.REJECTED}
        assert {"Add action", "Add a note", "Record decision", "End the meeting"} <= words(page)


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_who_may_record_nothing_finds_no_field_in_a_meeting(room: Register, qtbot: QtBot, role: Role) -> None:
    with sat(room, qtbot, MeetingPage, Place("meeting", id="m"), role) as desk:
        page = take(desk, "i51")
        assert page.entry.isHidden()
        assert page.action.isHidden()
        desk.key(page.agenda, Qt.Key.Key_D, CTRL)
        assert decided(room) == []
    with sat(room, qtbot, MeetingsPage, Place("meetings", id="m"), role) as desk_:
        assert "Go on with the meeting" not in words(desk_.page)


def test_an_approver_comes_to_a_meeting_once_it_is_under_way(room: Register, qtbot: QtBot) -> None:
    with sat(room, qtbot, MeetingsPage, Place("meetings", id="m"), Role.APPROVER) as desk:
        assert "Go on with the meeting" in words(desk.page)
        assert "Change…" not in words(desk.page)
    at_work(room, "Robin Vale", Role.COORDINATOR)
    room.do(meeting.end, "m")
    with sat(room, qtbot, MeetingsPage, Place("meetings", id="m"), Role.APPROVER) as desk:
        assert not {"Go on with the meeting", "Start the meeting"} & words(desk.page)


def test_an_approver_settles_a_submission_on_its_page_and_finds_the_steps_on_the_card(
    room: Register, qtbot: QtBot
) -> None:
    with sat(room, qtbot, CardPage, Place("card", id=TIDEMOOR), Role.APPROVER) as card:
        card.page._fill_menu()
        offered = {action.text() for action in card.page.head.menu.actions()}
        assert {"Archive threat…", "Ratify…", "Return…", "Reject…"} <= offered
        assert not {"Edit threat…", "Ask for support…", "Release to partners…", "Delete threat…"} & offered
        ways = [said for said, _ in card.page.part(MappingPart).entries()]
        assert ways == ["Open S-0001…", "Ratify…", "Return…", "Reject…"]
    with sat(room, qtbot, SubmissionsPage, Place("submissions", id="s"), Role.APPROVER) as desk:
        assert {"Ratify", "Return", "Reject"} <= words(desk.page)
        assert not {"New submission", "Withdraw draft"} & words(desk.page)
        desk.key(desk.page.grid.view, Qt.Key.Key_R, CTRL)
        type_into(desk.page, ratified_by="Kit Rowan")
        desk.key(desk.page.dialog, Qt.Key.Key_Return, CTRL)  # type: ignore[arg-type]
        assert room.ask(read_record, Submission, "s").state is MappingState.RATIFIED
        # another person ratified it: no mark
        model = desk.page.grid.model
        at = [column.key for column in model.columns].index("alone")
        assert model.index(model.place_of("s"), at).data() == ""


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_who_may_not_settle_finds_nothing_to_settle_on_a_card(
    room: Register, qtbot: QtBot, role: Role
) -> None:
    with sat(room, qtbot, CardPage, Place("card", id=TIDEMOOR), role) as card:
        assert card.page.head.more_button.isHidden()
        assert [said for said, _ in card.page.part(MappingPart).entries()] == ["Open S-0001…"]


def test_what_one_person_ratified_alone_is_marked_on_page_form_and_card(room: Register, qtbot: QtBot) -> None:
    sent = room.ask(read_record, Submission, "s")
    room.do(submissions.ratify, sent, date(2026, 11, 16), "P Vosper")
    with sat(room, qtbot, SubmissionsPage, Place("submissions", id="s"), Role.READER) as desk:
        model = desk.page.grid.model
        at = [column.key for column in model.columns].index("alone")
        assert model.index(model.place_of("s"), at).data() == "Self-ratified"
        assert desk.page.strip.said.text().endswith(", self-ratified")
        desk.page.open("s")
        desk.settle()
        told = {part.text() for part in desk.page.dialog.findChildren(type(desk.page.strip.said))}  # type: ignore[union-attr]
        assert any("Self-ratified: one person alone held the register" in each for each in told)
    with sat(room, qtbot, CardPage, Place("card", id=TIDEMOOR), Role.READER) as card:
        part = card.page.part(MappingPart)
        assert "Self-ratified: one person alone held the register" in part.stands.text()
        assert part.table.words.index(0, 4).data() == "P Vosper, self-ratified"


def test_an_approver_adds_a_decision_and_confirms_minutes(
    register: Register, qtbot: QtBot, clock: FixedClock
) -> None:
    hold(register, clock)
    clock.moment = clock.moment.replace(year=2027, month=1, day=15)
    with sat(register, qtbot, MinutesPage, Place("minutes", id="m12"), Role.APPROVER) as desk:
        page = desk.page
        assert {"Add a decision…", "Confirm…"} <= words(page)
        assert not {"Add a note…", "Correct…", "Issue draft 1…", "Chase sheets"} & words(page)
        page.side.confirm.click()
        assert isinstance(page.dialog, ConfirmDialog)
        page.dialog.save()
        desk.settle()
        found = register._ask(lambda c: c.exec_driver_sql("select id from minutes").scalar())
        assert register.ask(read_record, Minutes, found).state is MinutesState.CONFIRMED
    for role in NOT_THEIRS:
        with sat(register, qtbot, MinutesPage, Place("minutes", id="m12"), role) as desk:
            assert not {"Add a decision…", "Add a note…", "Correct…", "Confirm…"} & words(desk.page)


@pytest.fixture
def led(register: Register) -> Register:
    """Two groups: of the first a lead officer owns one of two actions, of the second nothing."""
    threat = add_threat(register, priority=1)
    add_threat(register, "AS/2024/0200", name="Far line", priority=2)
    morgan = add_officer(register, "Morgan Hale")
    add_action(register, threat, "Visit premises", owner=morgan.id, owner_organisation="", due=LATE)
    add_action(register, threat, "Brief the council", due=LATE)
    return register


def offered(desk: PageDesk[ActionLogPage], id: str) -> set[str]:
    page = desk.page
    codes = [view.code for view in page.views]
    page.tabs.setCurrentIndex(codes.index("plans"))
    page.grid.view.choose(id)
    desk.settle()
    return {code for code, button in page.strip.buttons.items() if not button.isHidden()}


def test_a_lead_officer_takes_their_own_actions_further_and_no_others(led: Register, qtbot: QtBot) -> None:
    with sat(led, qtbot, ActionLogPage, Place("actions"), Role.LEAD, "morgan\u00a0HALE") as desk:
        assert offered(desk, "a-Visit premises") == {"redate", "complete", "card"}
        assert offered(desk, "a-Brief the council") == {"card"}
        desk.key(desk.page.grid.view, Qt.Key.Key_M, CTRL)
        assert desk.page.dialog is None
        offered(desk, "a-Visit premises")
        desk.key(desk.page.grid.view, Qt.Key.Key_M, CTRL)
        desk.page.dialog.save()  # type: ignore[union-attr]
        desk.settle()
        assert led.ask(read_record, Action, "a-Visit premises").state is ActionState.COMPLETED
        assert desk.page.new_button.isHidden()


def test_a_lead_officer_writes_updates_where_they_have_a_part(led: Register, qtbot: QtBot) -> None:
    with sat(led, qtbot, CardPage, Place("card", id=TIDEMOOR), Role.LEAD, "DI Morgan Hale") as desk:
        page = desk.page
        page.board.choose("a-Visit premises")
        assert {code for code, one in page.strip.buttons.items() if not one.isHidden()} == {
            "redate",
            "complete",
        }
        page.board.choose("a-Brief the council")
        assert all(button.isHidden() for button in page.strip.buttons.values())
        assert page.head.update_button.isVisible()
    with sat(led, qtbot, CardPage, Place("card", id="t-AS/2024/0200"), Role.LEAD, "Morgan Hale") as desk:
        assert desk.page.head.update_button.isHidden()
        desk.page.asks.update()
        assert desk.page.dialog is None


@pytest.mark.parametrize(
    ("another", "name", "said"), [(True, "Morgan Hale", "Several"), (False, "Hale", "No officer")]
)
def test_where_the_name_is_nobodys_alone_nothing_is_theirs_and_the_page_says_so(
    led: Register, qtbot: QtBot, another: bool, name: str, said: str
) -> None:
    if another:
        add_officer(led, "morgan  hale", id="o-2")
    with sat(led, qtbot, ActionLogPage, Place("actions"), Role.LEAD, name) as desk:
        assert offered(desk, "a-Visit premises") == {"card"}
        assert said in desk.page.strip.subject.text()
    with sat(led, qtbot, CardPage, Place("card", id=TIDEMOOR), Role.LEAD, name) as card:
        card.page.board.choose("a-Visit premises")
        assert said in card.page.strip.subject.text()
        assert card.page.head.update_button.isHidden()


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
def test_who_is_no_lead_officer_takes_no_action_further(led: Register, qtbot: QtBot, role: Role) -> None:
    with sat(led, qtbot, ActionLogPage, Place("actions"), role) as desk:
        assert offered(desk, "a-Visit premises") <= {"card"}


def test_what_stands_on_no_page_of_theirs_an_auditor_does_not_reach(led: Register) -> None:
    at_work(led, "Lee Moor", Role.AUDITOR)
    for name in ("reads.requests", "reads.submissions", "reads.minutes", "reads.meeting_mode", "reads.card"):
        assert not led.may(name)
    assert not any(led.may(name) for name in ("request.decide", "submission.ratify", "minutes.confirm"))
