"""The action log on screen: what meetings set, taken further by keys between the meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.commands import actions, meeting_actions, meetings, priorities
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import ActionState
from app.domain.meeting import Meeting
from app.reads import action_log
from app.reads.frame import frame
from app.register import Register
from app.ui import palette
from app.ui.dialogs.action_steps import CompleteDialog, RedateDialog, ResultDialog
from app.ui.dialogs.log_action import LogActionDialog
from app.ui.page import Place
from app.ui.pages.action_log import ActionLogPage
from tests.builders import PASSPHRASE, add_action, add_officer, add_threat
from tests.held_meetings import put
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 26)


@pytest.fixture
def filled(register: Register, clock: FixedClock) -> Register:
    for month, on in (("2026-09", (2026, 9, 10)), ("2026-10", (2026, 10, 8)), ("2026-11", (2026, 11, 12))):
        register.do(meetings.plan, Meeting(id=f"m{month[-2:]}", month=month, on=date(*on)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    register.do(
        put,
        AgendaItem(id="i1", meeting="m09", place=1, title="Requests"),
        AgendaItem(id="i2", meeting="m09", under="i1", place=1, title="Surveillance"),
    )
    hale = add_officer(register)
    late = Action(
        id="late", threat=None, strand=None, title="One trigger form", meeting="m09", item="i2",
        owner=hale.id, due=date(2026, 10, 8),
    )  # fmt: skip
    made = register.do(meeting_actions.add, late).result
    now, clock.moment = clock.moment, datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
    register.do(actions.redate, made, date(2026, 11, 12), "two forces replied")
    clock.moment = now
    later = Action(
        id="later", threat=None, strand=None, title="Template to all", meeting="m11", due=date(2027, 1, 14)
    )
    register.do(meeting_actions.add, later)
    threat = add_threat(register)
    register.do(priorities.place, threat.id, 1)
    add_action(register, threat, "Late in the plan", due=date(2026, 11, 20))
    add_action(register, threat, "Far in the plan", due=date(2027, 6, 1))
    add_action(register, add_threat(register, "DOR-9"), "Of no priority", due=date(2026, 11, 20))
    add_action(register, threat, "Plan step", due=date(2026, 12, 1), meeting="m11")
    return register


@pytest.fixture
def opened(filled: Register, qtbot: QtBot) -> Iterator[PageDesk[ActionLogPage]]:
    with desk(filled, qtbot, ActionLogPage) as made:
        made.visit(Place("actions"))
        yield made


def cells(page: ActionLogPage) -> dict[str, dict[str, str]]:
    shown = (page.grid.model.row(n) for n in range(page.grid.model.rowCount()))
    return {row.id: {c.key: c.shown(row) for c in page.grid.model.columns} for row in shown}


def test_an_action_carries_where_it_was_set_and_every_move(opened: PageDesk[ActionLogPage]) -> None:
    found = cells(opened.page)
    assert list(found) == ["late", "a-Plan step", "later"]
    late = found["late"]
    assert (late["reference"], late["owner"]) == ("26/001", "DI Morgan Hale")
    assert (late["set"], late["at"]) == ("10 Sep 2026", "item 1.1")
    assert (late["first"], late["due"]) == ("8 Oct 2026", "12 Nov 2026")
    assert (late["carried"], late["redated"], late["reason"]) == ("2", "1", "two forces replied")
    assert late["rag"] == "Overdue 14 days"
    assert found["later"]["owner"] == "No owner"
    assert found["a-Plan step"]["threat"] == "AS/2024/0131"


def test_the_views_count_what_they_show(opened: PageDesk[ActionLogPage]) -> None:
    page = opened.page
    assert opened.register.ask(frame, TODAY).actions == 1
    titles = [page.tabs.tabText(n) for n in range(page.tabs.count())]
    assert titles[:4] == ["Open  3", "Overdue  1", "Due by 10 Dec  2", "Carried 3 or more  0"]
    page.tabs.setCurrentIndex(1)
    assert list(cells(page)) == ["late"]
    page.tabs.setCurrentIndex(5)
    assert [row["title"] for row in cells(page).values()] == ["Late in the plan"]
    page.tabs.setCurrentIndex(3)
    assert page.grid.extra.text() == "No action was carried that often."


def test_its_date_is_moved_by_keys_with_a_reason(opened: PageDesk[ActionLogPage]) -> None:
    page = opened.page
    page.grid.view.choose("late")
    opened.key(page.grid.view, Qt.Key.Key_D, CTRL)
    dialog = page.findChild(RedateDialog)
    assert dialog is not None
    dialog.due.line.setText("10/12/2026")
    reason = dialog.form.field("reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("legal advice awaited")
    dialog.save()
    opened.until(lambda: cells(page)["late"]["redated"] == "2")
    assert cells(page)["late"]["reason"] == "legal advice awaited"
    opened.runner.undo()
    opened.until(lambda: cells(page)["late"]["redated"] == "1")


def test_it_is_completed_and_its_result_accepted(opened: PageDesk[ActionLogPage]) -> None:
    page = opened.page
    page.grid.view.choose("late")
    opened.key(page.grid.view, Qt.Key.Key_M, CTRL)
    done = page.findChild(CompleteDialog)
    assert done is not None
    done.form.field("completed_on").set(TODAY)  # type: ignore[attr-defined]
    done.save()
    opened.until(lambda: "late" not in cells(page))
    page.tabs.setCurrentIndex(4)
    assert page.tabs.tabText(4) == "Completed, to accept  1"
    page.grid.view.choose("late")
    opened.key(page.grid.view, Qt.Key.Key_R, CTRL)
    result = page.findChild(ResultDialog)
    assert result is not None
    outcome = result.form.field("outcome")
    assert isinstance(outcome, QPlainTextEdit)
    outcome.setPlainText("All five forces use it")
    result.form.field("closed_on").set(TODAY)  # type: ignore[attr-defined]
    result.save()
    opened.until(lambda: page.tabs.tabText(6) == "Closed since 12 Nov  1")


def test_one_is_added_to_a_meeting_that_was_held(opened: PageDesk[ActionLogPage], filled: Register) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_N, CTRL)
    dialog = page.findChild(LogActionDialog)
    assert dialog is not None
    days = [dialog.meeting.itemText(n) for n in range(dialog.meeting.count())]
    assert days == ["12 Nov 2026", "8 Oct 2026", "10 Sep 2026"]
    dialog.meeting.setCurrentIndex(2)
    items = [dialog.item.itemText(n) for n in range(dialog.item.count())]
    assert items == ["no item named", "1 Requests", "1.1 Surveillance"]
    dialog.item.setCurrentIndex(1)
    assert isinstance(dialog.title, QLineEdit)
    dialog.title.setText("Second scorer for disputed scores")
    assert page.unsaved() == "what you typed under “Add an action of a meeting”"
    dialog.save()
    opened.until(lambda: page.grid.model.total == 4)
    added = next(row for row in cells(page).values() if row["title"].startswith("Second"))
    assert (added["reference"], added["at"], added["set"]) == ("26/003", "item 1", "10 Sep 2026")
    assert filled.undo_label == "meeting action added"


def test_enter_changes_an_action_of_a_meeting_and_asks_why_its_date_moves(
    opened: PageDesk[ActionLogPage],
) -> None:
    page = opened.page
    page.grid.view.choose("late")
    opened.key(page.grid.view, Qt.Key.Key_Return)
    dialog = page.findChild(LogActionDialog)
    assert dialog is not None
    assert not dialog.meeting.isEnabled()
    assert dialog.item.value() == "i2"
    dialog.form.field("due").set(date(2026, 12, 10))  # type: ignore[attr-defined]
    dialog.look()
    dialog.save()
    assert dialog.form.summary.isVisible()
    dialog.reason.setText("held for the chair")
    dialog.save()
    opened.until(lambda: cells(page)["late"]["reason"] == "held for the chair")


def test_enter_on_a_plan_action_opens_its_card(opened: PageDesk[ActionLogPage]) -> None:
    opened.page.grid.view.choose("a-Plan step")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    opened.until(lambda: bool(opened.places))
    assert (opened.places[-1].page, opened.places[-1].id) == ("card", "t-AS/2024/0131")


def test_a_link_finds_the_action_in_the_view_that_holds_it(opened: PageDesk[ActionLogPage]) -> None:
    opened.page.tabs.setCurrentIndex(1)
    opened.visit(Place("actions", id="later"))
    assert opened.page.grid.view.current_id() == "later"
    opened.visit(Place("actions", filter={"view": "due"}))
    assert opened.page.view.code == "due"


def test_without_a_meeting_held_there_is_nothing_to_add_to(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, ActionLogPage) as made:
        made.visit(Place("actions"))
        assert not made.page.new_button.isEnabled()
        made.key(made.page.grid.view, Qt.Key.Key_N, CTRL)
        assert made.page.findChild(LogActionDialog) is None


def test_its_dialog_is_named_in_order_and_stands_on_a_small_screen(
    opened: PageDesk[ActionLogPage], qapp: QApplication
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    opened.page.new()
    dialog = opened.page.findChild(LogActionDialog)
    assert dialog is not None
    room = opened.page.screen().availableGeometry()
    assert dialog.height() <= room.height()
    assert dialog.width() <= 1280
    order, widget = [], dialog.nextInFocusChain()
    while widget is not dialog:
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.focusProxy()
        if tabbed and widget.isVisibleTo(dialog) and dialog.form.isAncestorOf(widget):
            assert widget.accessibleName() or widget.parentWidget().accessibleName()
            order.append(widget.mapTo(dialog, widget.rect().topLeft()).y())
        widget = widget.nextInFocusChain()
    assert order == sorted(order)
    dialog.leave()
    palette.apply(qapp, palette.LIGHT)


def test_a_window_that_only_reads_shows_the_fields_and_changes_nothing(
    filled: Register, qtbot: QtBot
) -> None:
    # the first window holds the register, so the second one reads
    reader = Register.open(filled.path, passphrase=PASSPHRASE, clock=filled.clock)
    with reader, desk(reader, qtbot, ActionLogPage) as made:
        made.visit(Place("actions"))
        page = made.page
        assert not page.new_button.isVisible()
        assert not page.strip.isVisible()
        page.grid.view.choose("late")
        made.key(page.grid.view, Qt.Key.Key_D, CTRL)
        assert page.findChild(RedateDialog) is None
        made.key(page.grid.view, Qt.Key.Key_Return)
        dialog = page.findChild(LogActionDialog)
        assert dialog is not None
        assert dialog.title.isReadOnly()
        dialog.leave()


def test_every_control_of_the_page_has_a_name(opened: PageDesk[ActionLogPage]) -> None:
    assert nameless(opened.page) == []


def test_the_log_is_read_in_a_few_questions_however_long_it_is(filled: Register) -> None:
    def asked(register: Register) -> int:
        counted = 0

        def read(connection: object) -> int:
            nonlocal counted
            execute = connection.execute  # type: ignore[attr-defined]

            def counting(*args: object, **kw: object) -> object:
                nonlocal counted
                counted += 1
                return execute(*args, **kw)

            connection.execute = counting  # type: ignore[attr-defined]
            try:
                action_log.desk(connection, TODAY)  # type: ignore[arg-type]
            finally:
                del connection.execute  # type: ignore[attr-defined]
            return counted

        return register.ask(read)

    few = asked(filled)
    for number in range(20):
        made = Action(id=f"x{number}", threat=None, strand=None, title="Step", meeting="m11")
        filled.do(meeting_actions.add, made)
    assert asked(filled) == few
    assert sum(row.state is ActionState.OPEN for row in filled.ask(action_log.desk, TODAY).rows) == 25
