"""Packs: the month's pack in preview, its preflight, and its issue to a folder."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.clock import local
from app.domain.meeting import Meeting
from app.errors import Cancelled, Refusal
from app.reads.meetings import meetings
from app.reads.preflight import Desk, desk
from app.register import Register
from app.ui.page import Page, Place
from app.ui.pages.next_meeting import month_to_plan, month_words
from app.ui.pages.pack_issue import IssuePanel
from app.ui.pages.pack_outline import PackOutline
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.preflight import Preflight
from app.ui.pages.preview import Preview
from app.ui.pages.preview_pages import PreviewPages
from app.ui.palette import px
from app.ui.parts import label, line
from app.ui.runner import Job, Runner

SETTLE = 400
"""Milliseconds of quiet after a change before the preview is made again."""
NARROW = 1060


def open_preview(register: Register, month: str, progress: Any) -> PreviewPages:
    """The draft of a month as open pages, made and opened off the GUI thread."""
    # reportlab is loaded here, by the job, not when the page is first seen
    from app.jobs import issue_month

    return PreviewPages(issue_month.preview(register, month, progress=progress))


class PacksPage(Page):
    """The packs of the months."""

    title = "Packs"
    icon = "file-text"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._month = ""
        self._stale = True
        self._making: Job | None = None
        self._narrow: bool | None = None
        self._to_preflight = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._make)
        self.outline = PackOutline()
        self.preview = Preview()
        self.preflight = Preflight()
        self.issuing = IssuePanel(runner)
        self._lay_out()
        self.outline.month_chosen.connect(self._choose)
        self.outline.page_chosen.connect(self.preview.view.go)
        self.outline.plan_wanted.connect(self._plan)
        self.preview.view.page_changed.connect(self.outline.show_page)
        self.preview.fold.toggled.connect(self.outline.setVisible)
        self.preflight.listed.connect(lambda code: self.go.emit(Place("threats", filter={"check": code})))
        self.preflight.inbox_wanted.connect(lambda: self.go.emit(Place("import", filter={"part": "inbox"})))
        self.preflight.again.connect(self._ask_anew)
        self.issuing.issued.connect(
            lambda: self.runner.ask(meetings, then=self._take_meetings, key="packs.months")
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        # what does not fit folds; it must not hold the window wide
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 12)
        head.setSpacing(12)
        head.addWidget(label("Packs", "page"))
        self.what = label("", ink="text2")
        # its line of writing stands on that of the title
        self.what.setContentsMargins(0, 0, 0, px(3))
        self.preview.made.setContentsMargins(0, 0, 0, px(3))
        head.addWidget(self.what, 0, Qt.AlignmentFlag.AlignBottom)
        self.draft = label("DRAFT", "small", 600)
        self.draft.setProperty("chip", "true")
        self.draft.hide()
        head.addWidget(self.draft, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.preview.made, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(line())
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.outline)
        body.addWidget(self.preview, 1)
        self.side = QFrame()
        self.side.setProperty("panel", "true")
        right = QVBoxLayout(self.side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.preflight, 1)
        right.addWidget(line())
        right.addWidget(self.issuing)
        body.addWidget(line(vertical=True))
        body.addWidget(self.side)
        column.addLayout(body, 1)

    # what is asked

    def shown(self, place: Place) -> None:
        """Asks for the meetings; a place may name a month, or the preflight as the part to stand in."""
        wanted = place.filter or {}
        month = str(wanted.get("month") or self._month)
        # a visit alone makes no new draft; the one in sight is still true
        self._stale |= month != self._month
        self._month = month
        self._ask()
        self._to_preflight = wanted.get("part") == "preflight"

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """A change of the record makes the draft out of date."""
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._stale = True
        self._ask()

    def _ask(self) -> None:
        self.runner.ask(meetings, then=self._take_meetings, key="packs.months")
        self.runner.ask(desk, self.runner.today, then=self._take_desk, key="packs.desk")

    def _take_desk(self, answer: Desk) -> None:
        in_force = answer.home.reference.settings
        self.preflight.take(answer.preflight)
        self.issuing.take_must(self.preflight.must)
        self.outline.show_marking(in_force.marking, in_force.handling)
        if self._to_preflight:
            self._to_preflight = False
            self.preflight.next(1)

    def _take_meetings(self, found: tuple[Meeting, ...]) -> None:
        months = [meeting.month for meeting in found]
        if self._month not in months:
            ahead = [meeting.month for meeting in found if meeting.on >= self.runner.today]
            self._month = ahead[-1] if ahead else (months[0] if months else "")
        plan = month_to_plan(self.runner.today, frozenset(months))
        self.outline.offer(found, self._month, plan)
        self.issuing.take_month(self._month)
        self._title()
        if not self._month:
            self.preview.view.empty_words = "No meeting is planned."
            self.preview.show_pages(None)
        elif self._stale:
            self._settle.start()

    def _title(self) -> None:
        if self._month:
            self.what.setText(f"{month_words(self._month)} {self._month[:4]}, full edition")
        else:
            self.what.setText("")
        self.draft.setVisible(bool(self._month))

    def _choose(self, month: str) -> None:
        if month != self._month:
            self._month = month
            self._stale = True
            self.issuing.take_month(month)
            self._title()
            self._make()

    def _plan(self, month: str) -> None:
        PlanMeeting(self.runner, self, month).open()

    # the preview

    def _make(self) -> None:
        if not self._month or not self._stale:
            return
        self._stale = False
        if self._making is not None:
            self._making.cancel()
        self.preview.made.setText("Making the draft…")
        self.preview.view.empty_words = ""
        month = self._month
        self._making = self.runner.job(
            open_preview,
            self.runner.register,
            month,
            then=lambda pages: self._show(month, pages),
            failed=lambda refusal: self._failed(month, refusal),
        )

    def _show(self, month: str, pages: PreviewPages) -> None:
        if month != self._month:
            pages.close()
            return
        self._making = None
        moment = local(self.runner.register.clock.now())
        self.preview.show_pages(pages, f"Draft, made {moment:%H:%M}")
        self.outline.show_chapters(pages.chapters)
        self.outline.show_page(self.preview.view.page)

    def _failed(self, month: str, refusal: Refusal) -> None:
        if month != self._month or isinstance(refusal, Cancelled):
            return
        self._making = None
        self.preview.show_pages(None, "")
        self.issuing.refuse(words.refusal(refusal))

    def unsaved(self) -> str | None:
        """A pack on its way is not to be lost."""
        return "the pack being issued" if self.issuing.running else None

    def parts(self) -> list[QWidget]:
        """Meeting and sections, pages, preflight, issue."""
        return [self.outline.month, self.preview.view, self.preflight, self.issuing.issue]

    # layout

    def minimumSizeHint(self) -> QSize:
        """Small: the sections fold first."""
        return QSize(px(560), px(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sections fold first; the panels never take more than a share of the window."""
        super().resizeEvent(event)
        size: QSize = event.size()
        self.side.setFixedWidth(min(px(320), max(280, round(size.width() * 0.34))))
        self.outline.setFixedWidth(min(px(274), max(220, round(size.width() * 0.28))))
        narrow = size.width() < px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.preview.fold.setChecked(not narrow)
            self.outline.setVisible(not narrow)
