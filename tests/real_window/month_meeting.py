"""The meeting itself: who came, what was said and decided item by item, the times, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.codes import (
    Decision,
    MappingState,
    MeetingState,
    Present,
    RequestState,
)
from app.domain.minutes import MeetingDecision, MeetingNote
from app.domain.request import Request
from app.domain.submission import Submission
from app.reads.meeting_mode import AgendaLine
from app.reads.record import record
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meeting_attendance import AttendancePanel
from tests.real_window import filling
from tests.real_window.month_before import PRIVATE
from tests.real_window.month_desk import PLAIN, MonthDesk

BEGINS = datetime(2026, 12, 8, 10, 2, tzinfo=UTC)
NOTE = "The chair asked for the log to be read by owner, not by date."
CONDITIONS = "One team; ends with the arrests."
ACTION = "Brief the councils on the vacancies"
OWNER = "Avonmere Council"


def begins(desk: MonthDesk) -> None:
    """Started from its own page; one sends apologies, one a deputy, the others are there."""
    desk.at(BEGINS)
    page = desk.meetings_page()
    desk.click(page, "Start the meeting")
    mode = desk.meeting_page()
    desk.until(lambda: mode.item is not None, "the first item")
    desk.picture("meeting-not-begun")
    desk.click(mode.head, "Start the meeting")
    held = desk.meeting("2026-12").meeting
    desk.holds((held.state, held.began) == (MeetingState.UNDER_WAY, "10:02"), f"begun at {held.began}")
    names = list(_attendance(mode).rows)
    _mark(desk, mode, names[7], Present.APOLOGIES)
    _mark(desk, mode, names[5], Present.DEPUTY)
    panel = _attendance(mode)
    QTest.keyClicks(panel.deputies[names[5]], "C/Insp Bryn Tamsin")
    filling.press(panel.deputies[names[5]], Qt.Key.Key_Return)
    desk.settle()
    desk.click(_attendance(mode), "The others are present")
    came = {each.name: each for each in mode.mode.attendance} if mode.mode else {}
    desk.holds(came[names[7]].state is Present.APOLOGIES, "apologies")
    desk.holds(came[names[5]].deputy == "C/Insp Bryn Tamsin", "a deputy by name")
    desk.holds(len(came) == len(names), "nobody is left unmarked")
    desk.picture("attendance")


def _attendance(mode: MeetingPage) -> AttendancePanel:
    return next(p for p in mode.centre.findChildren(AttendancePanel) if p.isVisible())


def _mark(desk: MonthDesk, mode: MeetingPage, name: str, way: Present) -> None:
    QTest.mouseClick(_attendance(mode).rows[name][way], Qt.MouseButton.LeftButton)
    desk.settle()


def _take(desk: MonthDesk, holds: Callable[[AgendaLine], object]) -> AgendaLine:
    """Takes a line in hand by the list of the agenda."""
    mode = desk.meeting_page()
    assert mode.mode is not None
    row, line = next((row, line) for row, line in enumerate(mode.mode.lines) if holds(line))
    mode.agenda.setCurrentIndex(mode.agenda.lines.index(row))
    desk.press(mode.agenda, Qt.Key.Key_Return, PLAIN)
    desk.holds(mode.session.at == line.key, f"{line.title} in hand")
    return line


def takes_its_items(desk: MonthDesk) -> None:
    """On by Page Down: a note and a decision on the log; the clock says when an item takes too long."""
    mode = desk.meeting_page()
    desk.later(6)
    desk.press(mode.agenda, Qt.Key.Key_PageDown, PLAIN)
    desk.holds(mode.line is not None and mode.line.section == "log", "the second item")
    filling.put(mode.entry.text, NOTE)
    desk.click(mode.entry, "Add a note")
    filling.put(mode.entry.text, "The log is read by owner from now on")
    filling.put(mode.entry.why, "An owner answers once, for all of their actions.")
    QTest.mouseClick(next(iter(mode.entry.outcome.buttons.values())), Qt.MouseButton.LeftButton)
    desk.press(mode.entry.text, Qt.Key.Key_D)
    said = [each.record for each in mode.mode.of(mode.line)] if mode.mode and mode.line else []
    desk.holds(any(isinstance(one, MeetingNote) and one.text == NOTE for one in said), "a note")
    desk.holds(any(isinstance(one, MeetingDecision) and one.reference for one in said), "a numbered decision")
    desk.picture("note-and-decision")
    desk.later(18)
    times = mode.foot.times
    desk.until(lambda: times.face.text() == "18:00", "the time on the item")
    desk.holds(times.over.text() == "3 minutes over", times.over.text())
    desk.holds("24 of 120 minutes, 4 behind plan" in times.whole.text(), times.whole.text())
    desk.picture("over-time")
    QTest.mouseClick(times.pause, Qt.MouseButton.LeftButton)
    desk.later(5)
    desk.until(lambda: "paused" in times.over.text(), "paused")
    desk.holds(times.face.text() == "18:00", "a paused item takes no time")
    QTest.mouseClick(times.pause, Qt.MouseButton.LeftButton)


def ratifies(desk: MonthDesk) -> None:
    """A submission that was accepted onto the agenda, decided for ROCTA."""
    line = _take(desk, lambda line: line.item is not None and line.item.submission)
    assert line.item is not None
    mode = desk.meeting_page()
    _outcome(desk, mode, "Ratified")
    filling.put(mode.entry.text, "Ratified as an organised crime group")
    filling.put(mode.entry.why, "Structure and harm are evidenced by three reports.")
    filling.put(mode.entry.by, "Sam Orrin, ROCTA")
    desk.picture("ratifying")
    desk.press(mode.entry.text, Qt.Key.Key_D)
    made = desk.register.ask(record, Submission, line.item.submission or "")
    desk.holds(made is not None and made.state is MappingState.RATIFIED, "ratified on the submission itself")


def decides_a_request(desk: MonthDesk) -> None:
    """Support is granted with conditions, on the request and in the log of decisions at once."""
    line = _take(desk, lambda line: line.item is not None and line.item.request)
    assert line.item is not None
    desk.request = line.item.request or ""
    mode = desk.meeting_page()
    _outcome(desk, mode, "Granted with")
    filling.put(mode.entry.text, "Granted for six weeks")
    filling.put(mode.entry.why, "The risk is high and the team is free.")
    filling.put(mode.entry.conditions, CONDITIONS)
    desk.picture("request")
    desk.press(mode.entry.text, Qt.Key.Key_D)
    made = desk.register.ask(record, Request, desk.request)
    assert made is not None
    desk.holds((made.state, made.conditions) == (RequestState.DECIDED, CONDITIONS), "decided on the request")
    desk.holds(made.decision is not Decision.REFUSED, f"{made.decision}")
    desk.holds(mode.mode is not None and mode.mode.of(line), "and in the log of decisions")


def _outcome(desk: MonthDesk, mode: MeetingPage, words: str) -> None:
    """The button that begins so, else the first."""
    buttons = list(mode.entry.outcome.buttons.values())
    found = next((button for button in buttons if button.text().startswith(words)), buttons[0])
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    desk.settle()


def takes_the_consent_list(desk: MonthDesk) -> None:
    """The groups that are level, in one decision."""
    line = _take(desk, lambda line: line.consent)
    mode = desk.meeting_page()
    filling.put(mode.entry.why, "Level, no red, and every action in time.")
    desk.picture("consent")
    desk.press(mode.entry.why, Qt.Key.Key_D)
    taken = [each.record for each in mode.mode.of(line)] if mode.mode else []
    desk.holds(len(taken) == 1 and isinstance(taken[0], MeetingDecision), "one decision for all of them")
    named = all(number in str(taken[0]) for number, _ in line.consent)
    desk.holds(named, f"which names them: {taken[0]}")


def sets_an_action(desk: MonthDesk) -> None:
    """An action of the meeting, set on an item with owner and date."""
    line = _take(desk, lambda line: line.section == "resources" and line.depth == 0)
    mode = desk.meeting_page()
    filling.put(mode.action.title, ACTION)
    filling.put(mode.action.owner, OWNER)
    filling.put(mode.action.due, "4/1/2027")
    desk.picture("action")
    desk.press(
        mode.action.title,
        Qt.Key.Key_A,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    made = [each for each in desk.minutes().held.actions if each.title == ACTION]
    desk.holds(made and line.item and made[0].item == line.item.id, "an action of this item")
    desk.action = made[0].id


def keeps_what_is_private(desk: MonthDesk) -> None:
    """The room never sees a private item; the chair does."""
    mode = desk.meeting_page()
    desk.holds(mode.mode and not any(line.private for line in mode.mode.lines), "hidden in the full edition")
    mode.head.editions[1].trigger()
    desk.settle()
    _take(desk, lambda line: line.title == PRIVATE)
    desk.press(mode.agenda, Qt.Key.Key_F11, PLAIN)
    room = mode.screen_window
    assert room is not None
    desk.sees("Private item", within=room)
    desk.sees_no(PRIVATE, within=room)
    desk.picture("second-screen")
    desk.press(mode.agenda, Qt.Key.Key_F11, PLAIN)
    desk.holds(mode.screen_window is None, "the second screen is closed")
    desk.picture("private-item-of-the-chair")
    mode.head.editions[0].trigger()
    desk.settle()


def ends(desk: MonthDesk) -> None:
    """It ends by the clock."""
    mode = desk.meeting_page()
    _take(desk, lambda line: line.section == "close")
    desk.at(datetime(2026, 12, 8, 11, 55, tzinfo=UTC))
    desk.click(mode.head, "End the meeting")
    held = desk.meeting("2026-12").meeting
    desk.holds((held.state, held.ended) == (MeetingState.HELD, "11:55"), f"held until {held.ended}")
    desk.picture("ended")
    desk.click(mode.head, "Meetings")
