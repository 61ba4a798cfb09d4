"""Home: the next meeting, what needs attention, what was done last; every number leads to its list."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.domain.preflight import EXCEPTIONS
from app.reads.preflight import Desk, desk
from app.ui.icons import icon
from app.ui.page import Page, Place
from app.ui.pages.count_list import Count, CountList
from app.ui.pages.next_meeting import NextMeeting, long_day
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.recent import RecentList
from app.ui.pages.recent_words import lines
from app.ui.palette import px
from app.ui.parts import Button, card, label, link
from app.ui.runner import Runner

CARDS = (
    ("Actions", "list-checks", ("overdue", "gaps", "redated", "to_result")),
    ("Leads", "user-round", ("no_lro", "no_sio", "lead_left", "lro_load")),
    ("Scores", "gauge", ("not_scored", "reassess_due", "score_stale")),
    (
        "Mapping with ROCTA",
        "file-check",
        (
            "not_ratified",
            "live_unratified",
            "submission_waiting",
            "mapping_returned",
            "returned_waiting",
            "fields_missing",
        ),
    ),
    ("4P plans", "columns-3", ("no_plan", "plan_not_approved", "only_pursue", "plan_review_overdue")),
    (
        "Disruptions",
        "zap",
        (
            "disruption_not_apmis",
            "disruption_incomplete",
            "negative_unassessed",
            "no_disruption",
            "ranked_undisrupted",
        ),
    ),
    (
        "Beside the threats",
        "split",
        (
            "gap_unowned",
            "at_risk_no_prevent",
            "victims_no_protect",
            "no_neighbourhood",
            "no_local_profile",
            "no_master",
            "transfer_waiting",
        ),
    ),
    ("Regional support", "hand-helping", ("support_open", "request_undecided")),
    ("Orders and releases", "scale", ("release_unplanned", "order_not_considered", "order_wanting")),
    ("Reviews", "calendar", ("review_overdue",)),
)
NARROW = 940


class CountCard(QFrame):
    """One card of counts with its heading."""

    def __init__(self, title: str, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 9, 8, 9)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 2)
        head.setSpacing(8)
        self._icon, self._picture = QLabel(), picture
        head.addWidget(self._icon)
        head.addWidget(label(title, weight=600), 1)
        column.addLayout(head)
        self.list = CountList(title)
        column.addWidget(self.list)
        column.addStretch(1)

    def take(self, counts: tuple[Count, ...]) -> None:
        """Shows these counts."""
        self._icon.setPixmap(icon(self._picture).pixmap(px(16), px(16)))
        self.list.take(counts)


class HomePage(Page):
    """The front page."""

    title = "Home"
    icon = "house"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._narrow: bool | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        inside = QWidget()
        inside.setObjectName("home")
        scroll.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._head())
        self.grid = QGridLayout()
        self.grid.setSpacing(12)
        self.grid.setHorizontalSpacing(16)
        column.addLayout(self.grid, 1)
        self.left, self.right = self._left(), self._right()
        self.empty = self._empty()
        column.addWidget(self.empty)
        column.addStretch(0)
        self._arrange(False)
        for part in (self.left, self.right, self.empty):
            part.hide()

    # parts

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label("Home", "page"))
        self.day = label("", ink="text2")
        # its line of writing stands on that of the title
        self.day.setContentsMargins(0, 0, 0, px(3))
        head.addWidget(self.day, 1, Qt.AlignmentFlag.AlignBottom)
        return head

    def _left(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.meeting = NextMeeting()
        self.meeting.listed.connect(self._list)
        self.meeting.preflight_wanted.connect(
            lambda: self.go.emit(Place("packs", filter={"part": "preflight"}))
        )
        self.meeting.plan_wanted.connect(self._plan)
        self.meeting.plan.bar(self.runner.reads_only)
        column.addWidget(self.meeting)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label("Needs attention", "heading"), 1)
        self._flag = QLabel()
        head.addWidget(self._flag)
        head.addWidget(label("listed in the pack as an exception", "small", ink="text2"))
        column.addLayout(head)
        cards = QGridLayout()
        cards.setSpacing(12)
        self.cards: dict[str, CountCard] = {}
        for place, (title, picture, _) in enumerate(CARDS):
            made = CountCard(title, picture)
            made.list.opened.connect(self._list)
            self.cards[title] = made
            cards.addWidget(made, place // 2, place % 2)
            cards.setColumnStretch(place % 2, 1)
        column.addLayout(cards)
        column.addStretch(1)
        return part

    def _right(self) -> QWidget:
        part = QWidget()
        part.setMinimumWidth(px(250))
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        inbox = card()
        rows = QVBoxLayout(inbox)
        rows.setContentsMargins(9, 11, 14, 11)
        rows.setSpacing(4)
        title = label("Import inbox", weight=600)
        rows.addWidget(title)
        self.held = link("", lambda: self.go.emit(Place("import", filter={"part": "inbox"})))
        self.nothing_held = label("Nothing waits for a decision.", ink="text2", wrap=True)
        for words_ in (title, self.nothing_held):
            # a link's own padding, so that its word stands under the heading
            words_.setContentsMargins(5, 0, 0, 0)
        across = QHBoxLayout()
        across.addWidget(self.held)
        across.addStretch(1)
        rows.addLayout(across)
        rows.addWidget(self.nothing_held)
        column.addWidget(inbox)
        changes = card()
        rows = QVBoxLayout(changes)
        rows.setContentsMargins(14, 11, 10, 8)
        rows.addWidget(label("Recent changes", weight=600))
        self.recent = RecentList()
        self.recent.setMinimumHeight(px(200))
        self.recent.opened.connect(lambda id: self.go.emit(Place("card", id=id)))
        rows.addWidget(self.recent, 1)
        column.addWidget(changes, 1)
        return part

    def _empty(self) -> QFrame:
        part = card()
        column = QVBoxLayout(part)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(label("This register is empty.", "heading"))
        column.addWidget(label("Import a tracker, or add the first threat.", ink="text2"))
        row = QHBoxLayout()
        self.import_first = Button(
            "Import a tracker", "primary", clicked=lambda: self.go.emit(Place("import"))
        )
        self.add_first = Button(
            "Add the first threat", clicked=lambda: self.go.emit(Place("threats", filter={"new": True}))
        )
        self.import_first.bar(not self.runner.may("import.take_in"))
        self.add_first.bar(self.runner.reads_only)
        row.addWidget(self.import_first)
        row.addWidget(self.add_first)
        row.addStretch(1)
        column.addLayout(row)
        return part

    # what happens

    def shown(self, place: Place) -> None:
        """Asks for the front page."""
        self._ask()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Any change may move a count."""
        self._ask()

    def _ask(self) -> None:
        self.runner.ask(desk, self.runner.today, then=self._take, key="home")

    def _take(self, answer: Desk) -> None:
        today: date = self.runner.today
        front, in_force = answer.home, answer.home.reference.settings
        self.day.setText(long_day(today))
        nothing = not (front.active or front.archived or front.held)
        self.empty.setVisible(nothing)
        self.left.setVisible(not nothing)
        self.right.setVisible(not nothing)
        self._flag.setPixmap(icon("flag", "r_text").pixmap(px(16), px(16)))
        self.meeting.take(front.meeting, today, answer.preflight)
        say = partial(words.say, params={"limit": in_force.lro_limit, "months": in_force.score_stale_months})
        for title, _, codes in CARDS:
            self.cards[title].take(
                tuple(Count(c, front.counts[c], say(f"check.{c}"), c in EXCEPTIONS) for c in codes)
            )
        self.held.setText(f"{front.held} row{'' if front.held == 1 else 's'} to decide")
        self.held.setAccessibleName(f"{self.held.text()} in the import inbox")
        self.held.setVisible(bool(front.held))
        self.nothing_held.setVisible(not front.held)
        self.recent.take(lines(front.recent, today))

    def _list(self, code: str) -> None:
        if code:
            self.go.emit(Place("threats", filter={"check": code}))

    def _plan(self, month: str) -> None:
        PlanMeeting(self.runner, self, month).open()

    # layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The right column goes below when the window narrows."""
        super().resizeEvent(event)
        self._arrange(event.size().width() < px(NARROW))

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.grid.removeWidget(self.left)
        self.grid.removeWidget(self.right)
        self.grid.addWidget(self.left, 0, 0)
        self.grid.addWidget(self.right, *((1, 0) if narrow else (0, 1)))
        self.grid.setColumnStretch(0, 5)
        self.grid.setColumnStretch(1, 0 if narrow else 2)
