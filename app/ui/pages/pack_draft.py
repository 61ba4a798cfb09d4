"""The draft of one month and edition: its parts, its pages, its preflight, and its issue."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.commands import pack_sections as commands
from app.domain.clock import local
from app.domain.edition import FULL, Edition
from app.domain.issue import Issue
from app.domain.meeting import Meeting
from app.domain.preflight import gaps, stops
from app.errors import Cancelled, Refusal
from app.packs.findings import in_words
from app.reads.packs import SectionRow, Shelf
from app.ui.dialogs.issue import IssueDialog, Order
from app.ui.dialogs.issue_withheld import WithheldDialog
from app.ui.page import Place
from app.ui.pages.next_meeting import month_to_plan, month_words
from app.ui.pages.pack_edition import edition_words
from app.ui.pages.pack_issue import IssuePanel
from app.ui.pages.pack_loading import Drafted, issue, names, open_draft, save_draft
from app.ui.pages.pack_outline import PackOutline
from app.ui.pages.pack_sections import lines
from app.ui.pages.pack_words import earlier, naming, recipients, told
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
        self._runner = runner
        self.month = ""
        self.edition = FULL
        self.stale = True
        self.narrow: bool | None = None
        self._making: Job | None = None
        self._to_preflight = False
        self._to_issue: bool | None = None
        self._shelf: Shelf | None = None
        self._drafted: Drafted | None = None
        self.settle = QTimer(self, singleShot=True, interval=SETTLE)
        self.settle.timeout.connect(self._make)
        self.outline = PackOutline()
        self.preview = Preview()
        self.preflight = Preflight()
        self.issuing = IssuePanel(runner)
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
        outline.plan_wanted.connect(lambda month: PlanMeeting(self._runner, self, month).open())
        outline.sections.sections.switched.connect(self._switch)
        outline.sections.moved.connect(self._move)
        self.preview.view.page_changed.connect(outline.show_page)
        self.preview.fold.toggled.connect(outline.setVisible)
        self.preflight.go.connect(self._follow)
        self.preflight.again.connect(self.wanted)
        self.preflight.withheld_wanted.connect(self._show_withheld)
        self.issuing.wanted.connect(self.issue)
        self.issuing.draft_wanted.connect(self.save_draft)

    # what is in hand

    def enter(self, month: str, preflight: bool) -> None:
        """Comes to the page; a visit alone makes no new draft: the one in sight is still true."""
        self.stale |= bool(month) and month != self.month
        self.month = month or self.month
        self._to_preflight = preflight

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose pack it is."""
        return self._shelf.meeting(self.month) if self._shelf else None

    @property
    def before(self) -> str:
        """The month of the meeting before, "" where there is none."""
        months = [meeting.month for meeting in self._shelf.meetings] if self._shelf else []
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
        chapters = self._drafted.pages.chapters if self._drafted else ()
        return next((each.page for each in chapters if "Changes since" in each.title), None)

    def take(self, found: Shelf) -> None:
        """Shows what there is to choose from, and makes the draft anew where it is out of date."""
        self._shelf = found
        months = [meeting.month for meeting in found.meetings]
        if self.month not in months:
            ahead = [meeting.month for meeting in found.meetings if meeting.on >= self._runner.today]
            self.month = ahead[-1] if ahead else (months[0] if months else "")
            self.stale = True
        self.outline.offer(found, self.month, month_to_plan(self._runner.today, frozenset(months)))
        self.outline.sections.sections.locked = self._runner.register.read_only
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
        return () if self._shelf is None else earlier(self._shelf, self.month, self.edition)

    def _name_issue(self) -> None:
        must = len(gaps(self._drafted.found)) if self._drafted else 0
        self.issuing.name(*naming(self.month, self.earlier(), must, bool(self.narrow)))

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
        self._drafted = None
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
            before = self._shelf.meeting(self.before) if self._shelf else None
            place = Place("minutes", id=before.id if before else None)
        self.go.emit(place)

    def _switch(self, row: SectionRow, on: bool) -> None:
        if self.meeting is not None:
            self._runner.do(commands.switch, self.meeting.id, row.id, row.key, on, failed=self._refused)

    def _move(self, row: SectionRow, step: int) -> None:
        if self.meeting is not None:
            self._runner.do(commands.move, self.meeting.id, row.id, row.key, step, failed=self._refused)

    def _refused(self, refusal: Refusal) -> None:
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
        self._making = self._runner.job(
            open_draft,
            self._runner.register,
            *wanted,
            then=lambda made: self._show(wanted, made),
            failed=lambda refusal: self._failed(wanted, refusal),
        )

    def _show(self, wanted: tuple[str, Edition], made: Drafted) -> None:
        if wanted != (self.month, self.edition):
            made.pages.close()
            return
        self._making = None
        self._drafted = made
        moment = local(self._runner.register.clock.now())
        self.preview.show_pages(made.pages, f"Draft, made {moment:%H:%M}")
        self.preflight.take(made.found, len(made.withheld))
        self._sections()
        self._name_issue()
        if self._to_preflight:
            self._enter_preflight()
        if self._to_issue is not None and not self.stale:
            minor, self._to_issue = self._to_issue, None
            self.issue(minor)

    def _enter_preflight(self) -> None:
        self._to_preflight = False
        self.preflight.next(1)

    def _sections(self) -> None:
        if self._shelf is None or self.meeting is None:
            return
        chapters = self._drafted.pages.chapters if self._drafted else ()
        self.outline.show_sections(lines(self._shelf.sections(self.meeting.id), chapters, self.edition))
        self.outline.show_page(self.preview.view.page)

    def _failed(self, wanted: tuple[str, Edition], refusal: Refusal) -> None:
        if wanted != (self.month, self.edition) or isinstance(refusal, Cancelled):
            return
        self._making = None
        self.preview.show_pages(None, "")
        self._refused(refusal)

    def _show_withheld(self) -> None:
        if self._drafted is not None:
            said = f"{month_words(self.month)} {edition_words(self.edition)}"
            drafted = self._drafted
            WithheldDialog(self._runner, self, said, drafted.withheld, drafted.ways).open()

    # issuing

    def _ready(self) -> bool:
        """Whether files may leave now; else it is said why not."""
        register = self._runner.register
        if self.issuing.running:
            return False
        if not self.month:
            self.issuing.refuse("No meeting is planned. Plan one first, then issue its pack.")
            return False
        if register.read_only:
            by = register.held_by
            self._refused(Refusal("read_only", by=by) if by else Refusal("medium_read_only"))
            return False
        return True

    def reissue(self, month: str, edition: Edition, minor: bool) -> None:
        """Takes an issue's month and edition in hand, and asks for its reissue once the draft is made."""
        self._to_issue = minor
        self.choose(month, edition)

    def issue(self, minor: bool = False) -> None:
        """Asks what this issue needs, then issues; asks for a folder first where there is none."""
        if not self._ready():
            return
        if self._drafted is None or self._shelf is None or self.stale:
            self.issuing.refuse("The draft is still being made. Issue it once it is in sight.")
            return
        hit = stops(self._drafted.found)
        if hit:
            self.issuing.refuse(f"{'. '.join(in_words(hit))}. Nothing was issued.")
            return
        if not self.issuing.folder:
            self.issuing.choose_folder(lambda: self.issue(minor))
            return
        dialog = IssueDialog(
            self._runner,
            self,
            name=f"{month_words(self.month)} {self.month[:4]} pack",
            edition=self.edition,
            earlier=self.earlier(),
            gaps=in_words(gaps(self._drafted.found)),
            members=recipients(self._shelf, self.edition),
            people=[member.name for member in self._shelf.members],
            minor=minor,
        )
        dialog.accepted.connect(lambda: self._send(dialog.order))
        dialog.open()

    def _send(self, order: Order | None) -> None:
        if order is None:
            return
        month = self.month
        register, folder = self._runner.register, Path(self.issuing.folder)
        self.issuing.run(
            issue, register, month, folder, self.edition, order, said=partial(told, month, order)
        )

    def save_draft(self) -> None:
        """Writes the draft into the folder."""
        if not self._ready():
            return
        if not self.issuing.folder:
            self.issuing.choose_folder(self.save_draft)
            return
        self.issuing.run(
            save_draft,
            self._runner.register,
            self.month,
            Path(self.issuing.folder),
            self.edition,
            said=lambda saved: f"Draft saved: {names(saved)}",
        )

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
