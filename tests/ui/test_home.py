"""Home on a real register: every number leads to its list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.commands import meetings, threats
from app.domain.meeting import Meeting
from app.domain.threat import Threat
from app.reads import home as reads
from app.register import Register
from app.ui import palette
from app.ui.page import Place
from app.ui.pages.count_list import COUNT, CountList
from app.ui.pages.home import HomePage
from app.ui.pages.milestones import MilestoneLine, milestones
from app.ui.pages.next_meeting import month_to_plan
from app.ui.pages.plan_meeting import PlanMeeting, second_thursday
from app.ui.pages.recent_words import lines
from tests.builders import add_action, add_officer, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

TODAY = date(2026, 11, 26)
DECEMBER = Meeting(
    id="m-12",
    month="2026-12",
    on=date(2026, 12, 10),
    chair="ACC Leslie Standish",
    venue="Regional headquarters",
    papers_by=date(2026, 12, 1),
    issue_by=date(2026, 12, 3),
)


@pytest.fixture
def home(register: Register, qtbot: QtBot) -> Iterator[PageDesk[HomePage]]:
    with desk(register, qtbot, HomePage) as made:
        yield made


@pytest.fixture
def busy(register: Register) -> Register:
    threat = add_threat(register, priority=1)
    add_action(register, threat)
    add_action(register, threat, "Late one", due=date(2026, 11, 1))
    add_action(register, threat, "Nobody's", due=None, owner_organisation="")
    register.do(meetings.plan, DECEMBER)
    return register


def counts(card: CountList) -> dict[str, int]:
    found = [card.model().index(row, 0).data(COUNT) for row in range(card.model().rowCount())]
    return {count.code: count.number for count in found}


def test_an_empty_register_says_so_and_offers_the_first_steps(home: PageDesk[HomePage]) -> None:
    home.visit(Place("home"))
    page = home.page
    assert page.empty.isVisible()
    assert not page.left.isVisible()
    home.key(page.import_first, Qt.Key.Key_Space)
    home.key(page.add_first, Qt.Key.Key_Space)
    assert home.places == [Place("import"), Place("threats", filter={"new": True})]


def test_the_counts_are_those_of_the_register(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    shown: dict[str, int] = {}
    for card in home.page.cards.values():
        shown |= counts(card.list)
    assert shown == {
        code: number for code, number in busy.ask(reads.home, TODAY).counts.items() if code in shown
    }
    assert (shown["overdue"], shown["gaps"], shown["no_lro"]) == (1, 1, 1)


def test_enter_on_a_count_goes_to_the_list_that_makes_it(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    actions = home.page.cards["Actions"].list
    actions.setFocus()
    home.key(actions, Qt.Key.Key_Return)
    home.key(actions, Qt.Key.Key_Down)
    home.key(actions, Qt.Key.Key_Return)
    assert home.places == [Place("threats", filter={"check": code}) for code in ("overdue", "gaps")]


def test_a_count_of_nought_leads_nowhere(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    actions = home.page.cards["Actions"].list
    for _ in range(3):
        home.key(actions, Qt.Key.Key_Down)
    assert actions.currentIndex().data(COUNT).code == "to_result"
    home.key(actions, Qt.Key.Key_Return)
    assert home.places == []


def test_a_click_on_a_count_opens_it_too(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    leads = home.page.cards["Leads"].list
    at = leads.visualRect(leads.model().index(1, 0)).center()
    home.qtbot.mouseClick(leads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert home.places == [Place("threats", filter={"check": "no_sio"})]


def test_the_next_meeting_counts_its_days_and_tells_its_way(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    meeting = home.page.meeting
    assert meeting.title.text() == "December regional tasking meeting"
    assert meeting.when.text() == "Thursday 10 December 2026, 10:00 to 12:00"
    assert (meeting.days.text(), meeting.to_go.text()) == ("14", "days to go")
    assert meeting.way.accessibleDescription() == (
        "Today 26 Nov. Papers in 1 Dec, 5 days. Issue the pack 3 Dec, 7 days. Meeting 10 Dec, 14 days"
    )


def test_what_must_be_put_right_is_named_and_leads_to_its_list(
    home: PageDesk[HomePage], busy: Register
) -> None:
    home.visit(Place("home"))
    link = next(button for button in home.page.meeting.findChildren(QPushButton) if "no LRO" in button.text())
    assert link.text() == "One priority group has no LRO"
    home.key(link, Qt.Key.Key_Space)
    home.key(home.page.meeting.open_preflight, Qt.Key.Key_Space)
    assert home.places == [
        Place("threats", filter={"check": "priority_no_lro"}),
        Place("packs", filter={"part": "preflight"}),
    ]


def test_a_meeting_is_planned_from_home_without_the_mouse(
    home: PageDesk[HomePage], register: Register, qtbot: QtBot
) -> None:
    add_threat(register)
    home.visit(Place("home"))
    button = home.page.meeting.plan
    assert button.text() == "Plan the December meeting"
    home.key(button, Qt.Key.Key_Space)
    dialog = home.page.findChild(PlanMeeting)
    assert dialog is not None
    assert nameless(dialog) == []
    qtbot.keyClicks(dialog.chair, "ACC Leslie Standish")
    home.key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    planned = register.ask(reads.next_meeting, TODAY)
    assert planned is not None
    assert (planned.month, planned.on, planned.chair) == (
        "2026-12",
        date(2026, 12, 10),
        "ACC Leslie Standish",
    )
    assert home.page.meeting.days.text() == "14"


def test_a_meeting_without_its_date_is_refused_beside_the_field(
    home: PageDesk[HomePage], register: Register
) -> None:
    add_threat(register)
    home.visit(Place("home"))
    home.key(home.page.meeting.plan, Qt.Key.Key_Space)
    dialog = home.page.findChild(PlanMeeting)
    assert dialog is not None
    dialog.on.line.setText("31/11/2026")
    home.key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "31/11/2026 is not a date" in dialog.form.summary.accessibleName()
    assert register.ask(reads.next_meeting, TODAY) is None


def test_home_follows_every_change(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    second = Threat(id="t-2", reference="AS/2024/0200", name="Second")
    home.runner.do(threats.add, second)
    home.settle()
    assert counts(home.page.cards["Leads"].list)["no_lro"] == 2


def test_the_last_thing_done_stands_first_and_opens_its_threat(
    home: PageDesk[HomePage], busy: Register
) -> None:
    add_officer(busy)
    threat = add_threat(busy, "AS/2024/0200", name="Second")
    home.visit(Place("home"))
    recent = home.page.recent
    assert recent.model().index(0, 0).data() == "Today"
    assert recent.model().index(1, 0).data() == "14:02 Threat added. Second, AS/2024/0200"
    recent.setFocus()
    home.key(recent, Qt.Key.Key_Return)
    assert home.places == [Place("card", id=threat.id)]


def test_the_days_of_recent_changes_are_named(register: Register) -> None:
    add_threat(register)
    recent = register.ask(reads.home, TODAY).recent
    assert lines(recent, date(2026, 11, 27))[0].day == "Yesterday"
    assert lines(recent, date(2027, 1, 3))[0].day == "26 November 2026"


def test_the_models_of_home_hold_under_qts_tester(home: PageDesk[HomePage], busy: Register) -> None:
    models = [card.list.model() for card in home.page.cards.values()] + [home.page.recent.model()]
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in models
    ]
    home.visit(Place("home"))
    home.runner.undo()
    home.settle()
    assert len(testers) == len(home.page.cards) + 1


def test_every_control_of_home_has_a_name(home: PageDesk[HomePage], busy: Register) -> None:
    home.visit(Place("home"))
    assert nameless(home.page) == []
    assert home.page.cards["Actions"].list.model().index(0, 0).data() == (
        "1 overdue, listed in the pack as an exception"
    )


def test_the_right_column_goes_below_when_the_window_narrows(
    home: PageDesk[HomePage], busy: Register
) -> None:
    home.visit(Place("home"))
    page = home.page
    assert page.right.x() > page.left.x()
    page.resize(760, 800)
    QApplication.processEvents()
    assert page.right.x() == page.left.x()
    assert page.right.y() > page.left.y()


def test_milestones_of_one_day_are_told_as_one() -> None:
    meeting = Meeting(id="m", month="2026-12", on=date(2026, 12, 10), issue_by=TODAY)
    assert [mark.name for mark in milestones(meeting, TODAY)] == ["Today, issue the pack", "Meeting"]


def test_words_of_milestones_never_overlap(qtbot: QtBot) -> None:
    line = MilestoneLine()
    qtbot.addWidget(line)
    line.take(DECEMBER, TODAY)
    for width in range(160, 700, 20):
        line.resize(width, 60)
        widths = [70.0, 75.0, 95.0, 90.0]
        spans = [
            (left, left + wide)
            for left, wide in zip(line._lefts(widths), widths, strict=True)
            if left is not None
        ]
        assert all(before[1] < after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("today", "planned", "month"),
    [
        (date(2026, 11, 26), frozenset(), "2026-12"),
        (date(2026, 12, 2), frozenset(), "2026-12"),
        (date(2026, 12, 20), frozenset(), "2027-01"),
        (date(2026, 11, 26), frozenset({"2026-12"}), "2027-01"),
    ],
)
def test_the_month_to_plan_is_the_first_that_has_none(
    today: date, planned: frozenset[str], month: str
) -> None:
    assert month_to_plan(today, planned) == month


def test_the_usual_day_is_the_second_thursday() -> None:
    assert second_thursday("2026-12") == date(2026, 12, 10)
    assert second_thursday("2026-10") == date(2026, 10, 8)


@pytest.mark.parametrize(("tokens", "scale"), [(palette.DARK, 1.0), (palette.LIGHT, 2.0)])
def test_home_is_drawn_in_the_dark_and_at_twice_the_size(
    home: PageDesk[HomePage], busy: Register, tokens: palette.Tokens, scale: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette.apply(app, tokens, scale)
    home.visit(Place("home"))
    image = home.page.grab().toImage()
    assert not image.isNull()
    assert home.page.cards["Actions"].list.height() == 4 * palette.px(28)
