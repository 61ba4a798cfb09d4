"""What may be done in the middle of meeting mode itself: who came, and what leaves the consent list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.commands import agenda
from app.commands import meeting as commands
from app.domain.codes import MeetingState
from app.reads.meeting_item import Centre
from app.ui.pages.meeting_attendance import AttendancePanel
from app.ui.pages.meeting_consent import ConsentPanel

if TYPE_CHECKING:
    from app.ui.pages.meeting import MeetingPage

Panel = AttendancePanel | ConsentPanel


def panel(page: MeetingPage, item: Centre) -> Panel | None:
    """The panel of an item that has one."""
    if item.line.consent:
        return _consent(page, item)
    return _attendance(page) if item.line.section == "attendance" else None


def _attendance(page: MeetingPage) -> AttendancePanel:
    mode, runner = page.mode, page.runner
    assert mode is not None
    may = not (runner.reads_only or mode.locked)
    made = AttendancePanel(mode, changeable=may and mode.meeting.state is not MeetingState.CANCELLED)
    meeting = mode.meeting.id
    made.marked.connect(lambda came: runner.do(commands.attend, meeting, came))
    made.removed.connect(lambda one: runner.do(commands.not_attend, one))
    made.chaired.connect(lambda name: runner.do(commands.chaired_by, meeting, name))
    return made


def _consent(page: MeetingPage, item: Centre) -> ConsentPanel:
    mode = page.mode
    running = mode is not None and mode.meeting.state is MeetingState.UNDER_WAY
    taken = mode is not None and bool(mode.of(item.line))
    may = page.open and page.runner.may("agenda.change")
    made = ConsentPanel(item, changeable=may and running and not taken)
    made.alone.connect(lambda each: page.runner.do(agenda.change, replace(each, consent=False)))
    return made


def in_order(before: QWidget, made: Panel) -> None:
    """What was put into the middle comes after what stands before it by Tab, not after the foot."""
    for part in made.stops():
        QWidget.setTabOrder(before, part)
        before = part
