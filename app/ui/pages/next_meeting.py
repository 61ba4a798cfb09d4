"""The card of the next meeting: when and where it is, the way to it, and how its pack stands."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.dates import MONTH_NAMES
from app.domain.meeting import Meeting
from app.domain.preflight import Found, Stand
from app.ui.icons import icon
from app.ui.pages.milestones import MilestoneLine
from app.ui.palette import px
from app.ui.parts import Button, label, line, link

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(day: date) -> str:
    """A day in full: "Tuesday 8 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def month_words(month: str) -> str:
    """A month's name: "December" of "2026-12"."""
    return MONTH_NAMES[int(month[5:7]) - 1]


def month_to_plan(today: date, planned: frozenset[str] = frozenset()) -> str:
    """The month whose meeting comes next, of those not planned: this one in its first week, else a later."""
    year, month = today.year, today.month
    if today.day > 7:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while f"{year}-{month:02d}" in planned:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return f"{year}-{month:02d}"


NARROW = 620
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def check_words(found: Found, named: bool = True) -> str:
    """A finding of the preflight as one sentence, with the names of the groups where it has them."""
    one = f"preflight.{found.code}.one"
    code = one if found.number == 1 and one in words.SENTENCES else f"preflight.{found.code}"
    sentence = words.say(code, {"count": found.number})
    if found.names and 1 < found.number < len(NUMBERS):
        sentence = sentence.replace(str(found.number), NUMBERS[found.number], 1)
    if not found.names or not named:
        return sentence
    groups = ", ".join(found.names[:3]) + (
        f" and {len(found.names) - 3} more" if len(found.names) > 3 else ""
    )
    return f"{sentence}: {groups}"


def _icon_label(name: str, ink: str) -> QLabel:
    made = QLabel()
    made.setPixmap(icon(name, ink).pixmap(px(16), px(16)))
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


class NextMeeting(QFrame):
    """The next meeting at the left, its pack at the right; or the step that plans one."""

    listed = Signal(str)
    preflight_wanted = Signal()
    plan_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._month = ""
        self._pages = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._pages.addWidget(self._planned())
        self._pages.addWidget(self._unplanned())

    def _planned(self) -> QWidget:
        whole = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(self._meeting(), 3)
        self._between = line(vertical=True)
        self._halves.addWidget(self._between)
        self._halves.addWidget(self._pack(), 2)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pack goes below the meeting where they would crowd each other."""
        super().resizeEvent(event)
        wide = event.size().width() >= px(NARROW)
        sides = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != sides:
            self._halves.setDirection(sides)
            self._between.setVisible(wide)

    def _meeting(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(20, 16, 18, 14)
        column.setSpacing(2)
        head = QHBoxLayout()
        facts = QVBoxLayout()
        facts.setSpacing(2)
        self.title = label("", "heading", wrap=True)
        self.when = label("", wrap=True)
        self.chair = label("", ink="text2", wrap=True)
        self.venue = label("", ink="text2", wrap=True)
        for fact in (self.title, self.when, self.chair, self.venue):
            facts.addWidget(fact)
        facts.addStretch(1)
        count = QVBoxLayout()
        count.setSpacing(0)
        self.days = label("", "display")
        self.to_go = label("", "small", ink="text2")
        for part_ in (self.days, self.to_go):
            part_.setAlignment(Qt.AlignmentFlag.AlignRight)
            count.addWidget(part_)
        count.addStretch(1)
        head.addLayout(facts, 1)
        head.addLayout(count)
        column.addLayout(head)
        column.addStretch(1)
        column.addSpacing(12)
        self.way = MilestoneLine()
        column.addWidget(self.way)
        return part

    def _pack(self) -> QWidget:
        part = QWidget()
        self._findings = QVBoxLayout(part)
        self._findings.setContentsMargins(18, 16, 16, 14)
        self._findings.setSpacing(4)
        self._findings.addWidget(label("Pack: full edition, draft", weight=600))
        self._found = QVBoxLayout()
        self._found.setSpacing(2)
        self._findings.addLayout(self._found)
        self._findings.addStretch(1)
        self._findings.addSpacing(8)
        buttons = QHBoxLayout()
        self.open_preflight = Button("Open preflight", "primary", clicked=self.preflight_wanted.emit)
        buttons.addWidget(self.open_preflight)
        buttons.addStretch(1)
        self._findings.addLayout(buttons)
        return part

    def _unplanned(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(20, 20, 20, 20)
        row.addWidget(label("No meeting is planned.", "heading"))
        row.addStretch(1)
        self.plan = Button("", "primary", clicked=lambda: self.plan_wanted.emit(self._month))
        row.addWidget(self.plan)
        return part

    def take(self, meeting: Meeting | None, today: date, found: tuple[Found, ...]) -> None:
        """Shows a meeting with what its preflight found; None shows the step that plans one."""
        if meeting is None:
            self._month = month_to_plan(today)
            self.plan.setText(f"Plan the {month_words(self._month)} meeting")
            self.plan.setAccessibleName(self.plan.text())
            self._show(1)
            return
        self._show(0)
        self.title.setText(f"{month_words(meeting.month)} regional tasking meeting")
        self.when.setText(f"{long_day(meeting.on)}, {meeting.starts} to {meeting.ends}")
        self.chair.setText(f"Chair: {meeting.chair}")
        self.chair.setVisible(bool(meeting.chair))
        self.venue.setText(meeting.venue)
        self.venue.setVisible(bool(meeting.venue))
        days = (meeting.on - today).days
        self.days.setText(str(days) if days else "Today")
        self.to_go.setText("" if not days else "day to go" if days == 1 else "days to go")
        self.days.setAccessibleName(f"{self.days.text()} {self.to_go.text()}".strip())
        self.way.take(meeting, today)
        self._show_found(found)

    def _show(self, page: int) -> None:
        """Shows one page; the other takes no room."""
        for place in range(self._pages.count()):
            policy = QSizePolicy.Policy.Preferred if place == page else QSizePolicy.Policy.Ignored
            page_ = self._pages.widget(place)
            assert page_ is not None
            page_.setSizePolicy(policy, policy)
        self._pages.setCurrentIndex(page)

    def _show_found(self, found: tuple[Found, ...]) -> None:
        while (item := self._found.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        must = [check for check in found if check.stand is Stand.MUST]
        look = [check for check in found if check.stand is Stand.LOOK]
        if must:
            self._line("octagon-x", "r_text", f"{len(must)} must be put right before issue")
            for check in must[:3]:
                button = link(check_words(check, named=False), partial(self.listed.emit, check.filter))
                self._found.addWidget(_indented(button))
            if len(must) > 3:
                self._found.addWidget(_indented(label(f"and {len(must) - 3} more", ink="text2")))
        else:
            self._line("check", "g_text", "Nothing must be put right before issue")
        if look:
            self._line("triangle-alert", "a_text", f"{len(look)} to check, none stops the issue")

    def _line(self, name: str, ink: str, sentence: str) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 0)
        across.setSpacing(8)
        across.addWidget(_icon_label(name, ink))
        across.addWidget(label(sentence, wrap=True), 1)
        self._found.addWidget(row)


def _indented(widget: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(px(20), 0, 0, 0)
    across.addWidget(widget)
    across.addStretch(1)
    return row
