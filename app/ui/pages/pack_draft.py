"""The draft of one month and edition: its parts, its pages, its preflight, and its issue."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.commands import pack_sections as commands
from app.domain.clock import local
from app.domain.codes import IssueState
from app.domain.edition import FULL, Edition
from app.domain.issue import Issue
from app.domain.meeting import Meeting
from app.domain.preflight import gaps
from app.errors import Cancelled, Refusal
from app.reads.packs import SectionRow, Shelf
from app.ui.dialogs.issue_withheld import WithheldDialog
from app.ui.page import Place
from app.ui.pages.next_meeting import month_to_plan, month_words
from app.ui.pages.pack_edition import edition_words
from app.ui.pages.pack_issue import IssuePanel
from app.ui.pages.pack_leaving import Leaving
from app.ui.pages.pack_loading import Drafted, open_draft
from app.ui.pages.pack_outline import PackOutline
from app.ui.pages.pack_sections import lines
from app.ui.pages.pack_words import earlier, naming
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.preflight import Preflight
from app.ui.pages.preview import Preview
from app.ui.palette import px
from app.ui.parts import line
from app.ui.runner import Job, Runner

SETTLE = 400
"""Milliseconds of quiet after a change before the preview is made again."""
NARROW = 1060
LOW = 420


class DraftView(QWidget):
    """Outline, preview and preflight side by side; `retitled` tells the page that another pack is in hand."""

    go = Signal(object)
    retitled = Signal()
    wanted = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.month = ""
        self.edition = FULL
        self.stale = True
        self.narrow: bool | None = None
        self._making: Job | None = None
        self._to_preflight = False
        self.to_issue: bool | None = None
        self.shelf: Shelf | None = None
        self.drafted: Drafted | None = None
        self.settle = QTimer(self, singleShot=True, interval=SETTLE)
        self.settle.timeout.connect(self._make)
        self.outline = PackOutline()
        self.preview = Preview()
        self.preflight = Preflight()
        self.issuing = IssuePanel(runner)
        self.leaving = Leaving(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = QHBoxLayout(self)
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

    def _connect(self) -> None:
        outline = self.outline
        outline.month_chosen.connect(self._choose_month)
        outline.edition.chosen.connect(self._choose_edition)
        outline.edition.partners_wanted.connect(lambda: self.go.emit(Place("settings")))
        outline.agenda_wanted.connect(lambda: self.go.emit(self._agenda()))
        outline.page_chosen.connect(self.preview.view.go)
        outline.plan.bar(self.runner.reads_only)
        outline.plan_wanted.connect(lambda month: PlanMeeting(self.runner, self, month).open())
        outline.sections.sections.switched.connect(self._switch)
        outline.sections.moved.connect(self._move)
        self.preview.view.page_changed.connect(outline.show_page)
        self.preview.fold.toggled.connect(outline.setVisible)
        self.preflight.go.connect(self._follow)
        self.preflight.again.connect(self.wanted)
        self.preflight.withheld_wanted.connect(self._show_withheld)
        self.issuing.wanted.connect(self.leaving.issue)
        self.issuing.draft_wanted.connect(self.leaving.save_draft)
        self.issuing.late_wanted.connect(self.leaving.late)

    # what is in hand

    def enter(self, month: str, preflight: bool) -> None:
        """Comes to the page; a visit alone makes no new draft: the one in sight is still true."""
        self.stale |= bool(month) and month != self.month
        self.month = month or self.month
        self._to_preflight = preflight

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose pack it is."""
        return self.shelf.meeting(self.month) if self.shelf else None

    @property
    def before(self) -> str:
        """The month of the meeting before, "" where there is none."""
        months = [meeting.month for meeting in self.shelf.meetings] if self.shelf else []
        return max((month for month in months if month < self.month), default="")

    @property
    def said(self) -> str:
        """The pack in hand in words, "" where no meeting is planned."""
        if not self.month:
            return ""
        return f"{month_words(self.month)} {self.month[:4]}, {edition_words(self.edition)}"

    @property
    def changes_page(self) -> int | None:
        """The page of the draft that tells what changed, counted from nought; None where it has none."""
        chapters = self.drafted.pages.chapters if self.drafted else ()
        return next((each.page for each in chapters if "Changes since" in each.title), None)

    def take(self, found: Shelf) -> None:
        """Shows what there is to choose from, and makes the draft anew where it is out of date."""
        self.shelf = found
        months = [meeting.month for meeting in found.meetings]
        if self.month not in months:
            ahead = [meeting.month for meeting in found.meetings if meeting.on >= self.runner.today]
            self.month = ahead[-1] if ahead else (months[0] if months else "")
            self.stale = True
        self.outline.offer(found, self.month, month_to_plan(self.runner.today, frozenset(months)))
        self.outline.sections.sections.locked = self.runner.reads_only
        self.edition = self.outline.edition.edition
        self._sections()
        self._name_issue()
        self.retitled.emit()
        if not self.month:
            self.preview.view.empty_words = "No meeting is planned."
            self.preview.show_pages(None)
            self.preflight.take(())
        elif self.stale:
            self.settle.start()
        elif self._to_preflight:
            self._enter_preflight()

    def earlier(self) -> tuple[Issue, ...]:
        """What was issued of this edition for this meeting, newest first."""
        return () if self.shelf is None else earlier(self.shelf, self.month, self.edition)

    def _name_issue(self) -> None:
        must = len(gaps(self.drafted.found)) if self.drafted else 0
        before = self.earlier()
        self.issuing.name(*naming(self.month, before, must, bool(self.narrow)))
        holds = bool(before) and before[0].state is IssueState.ISSUED
        self.issuing.offer_late(holds and not self.runner.reads_only)

    # choosing

    def choose(self, month: str, edition: Edition) -> None:
        """Takes another month and edition in hand."""
        self.month = month
        self.outline.month.setCurrentIndex(self.outline.month.findData(month))
        self.outline.edition.choose(edition.kind, edition.holder)
        self.edition = self.outline.edition.edition
        self._anew()

    def _choose_month(self, month: str) -> None:
        if month != self.month:
            self.month = month
            self._anew()

    def _choose_edition(self, edition: Edition) -> None:
        if edition != self.edition:
            self.edition = edition
            self._anew()

    def _anew(self) -> None:
        """Another pack altogether: what was found in the last one says nothing of it."""
        self.stale = True
        self.drafted = None
        self.issuing.say("")
        self._sections()
        self._name_issue()
        self.retitled.emit()
        self._make()

    def _agenda(self) -> Place:
        return Place("meetings", id=self.meeting.id if self.meeting else None, filter={"part": "agenda"})

    def _follow(self, place: Place) -> None:
        if place.page == "meetings":
            place = self._agenda()
        elif place.page == "minutes":
            before = self.shelf.meeting(self.before) if self.shelf else None
            place = Place("minutes", id=before.id if before else None)
        self.go.emit(place)

    def _switch(self, row: SectionRow, on: bool) -> None:
        if self.meeting is not None:
            self.runner.do(commands.switch, self.meeting.id, row.id, row.key, on, failed=self.refused)

    def _move(self, row: SectionRow, step: int) -> None:
        if self.meeting is not None:
            self.runner.do(commands.move, self.meeting.id, row.id, row.key, step, failed=self.refused)

    def refused(self, refusal: Refusal) -> None:
        """Says why something cannot be done."""
        self.issuing.refuse(words.refusal(refusal))

    # the preview

    def _make(self) -> None:
        if not self.month or not self.stale:
            return
        self.stale = False
        if self._making is not None:
            self._making.cancel()
        self.preview.made.setText("Making the draft…")
        self.preview.view.empty_words = ""
        wanted = (self.month, self.edition)
        self._making = self.runner.job(
            open_draft,
            self.runner.register,
            *wanted,
            then=lambda made: self._show(wanted, made),
            failed=lambda refusal: self._failed(wanted, refusal),
        )

    def _show(self, wanted: tuple[str, Edition], made: Drafted) -> None:
        if wanted != (self.month, self.edition):
            made.pages.close()
            return
        self._making = None
        self.drafted = made
        moment = local(self.runner.register.clock.now())
        self.preview.show_pages(made.pages, f"Draft, made {moment:%H:%M}")
        self.preflight.take(made.found, len(made.withheld))
        self._sections()
        self._name_issue()
        if self._to_preflight:
            self._enter_preflight()
        if self.to_issue is not None and not self.stale:
            minor, self.to_issue = self.to_issue, None
            self.leaving.issue(minor)

    def _enter_preflight(self) -> None:
        self._to_preflight = False
        self.preflight.next(1)

    def _sections(self) -> None:
        if self.shelf is None or self.meeting is None:
            return
        chapters = self.drafted.pages.chapters if self.drafted else ()
        self.outline.show_sections(lines(self.shelf.sections(self.meeting.id), chapters, self.edition))
        self.outline.show_page(self.preview.view.page)

    def _failed(self, wanted: tuple[str, Edition], refusal: Refusal) -> None:
        if wanted != (self.month, self.edition) or isinstance(refusal, Cancelled):
            return
        self._making = None
        self.preview.show_pages(None, "")
        self.refused(refusal)

    def _show_withheld(self) -> None:
        if self.drafted is not None:
            said = f"{month_words(self.month)} {edition_words(self.edition)}"
            drafted = self.drafted
            WithheldDialog(self.runner, self, said, drafted.withheld, drafted.ways).open()

    # issuing

    def reissue(self, month: str, edition: Edition, minor: bool) -> None:
        """Takes an issue's month and edition in hand, and asks for its reissue once the draft is made."""
        self.to_issue = minor
        self.choose(month, edition)

    # layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sections fold first; the panels never take more than a share of the window."""
        super().resizeEvent(event)
        size: QSize = event.size()
        self.side.setFixedWidth(min(px(320), max(280, round(size.width() * 0.34))))
        self.outline.setFixedWidth(min(px(274), max(220, round(size.width() * 0.28))))
        # large text in a low window: findings come before what the button will ask anyway
        self.issuing.show_note(size.height() > px(LOW))
        narrow = size.width() < px(NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            self.preview.fold.setChecked(not narrow)
            self.outline.setVisible(not narrow)
            self._name_issue()
            self.retitled.emit()
