"""Minutes: what a meeting recorded, the minutes as they would leave, and what follows from the meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.codes import MeetingState, MinutesState
from app.domain.dates import shown
from app.domain.edition import CHAIR, FULL, Edition
from app.domain.held_meeting import SetAction
from app.domain.minutes import MeetingDecision, MeetingNote
from app.errors import Cancelled, Refusal
from app.reads.minutes import MinutesPage as Answer
from app.reads.minutes import last_begun
from app.reads.minutes import page as read_page
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.meeting_correct import CorrectDecisionDialog, CorrectNoteDialog
from app.ui.dialogs.minutes_confirm import ConfirmDialog
from app.ui.dialogs.minutes_entry import AddDecisionDialog, AddNoteDialog
from app.ui.dialogs.minutes_issue import MinutesIssueDialog
from app.ui.page import Page, Place, head
from app.ui.pages import minutes_loading as jobs
from app.ui.pages.minutes_record import RecordPart
from app.ui.pages.minutes_side import SidePart
from app.ui.pages.preview import Preview
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Job, Runner

SETTLE = 400
"""Milliseconds of quiet after a change before the preview is made again."""
NARROW = 1060
KINDS = frozenset(
    {"meeting", "attendance", "agenda_item", "meeting_note", "meeting_decision", "minutes", "action", "issue"}
)
"""What the minutes are made of."""
BEGUN = (MeetingState.UNDER_WAY, MeetingState.HELD)
EDITIONS = ((FULL, "Full edition"), (CHAIR, "Chair’s edition, private items too"))


class MinutesPage(Page):
    """The record at the left, the pages in the middle, state and what leaves at the right."""

    title: ClassVar[str] = "Minutes"
    icon: ClassVar[str] = "file-text"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: Answer | None = None
        self.dialog: Dialog | None = None
        self.edition: Edition = FULL
        self.narrow: bool | None = None
        self._meeting: str | None = None
        self._making: Job | None = None
        self.settle = QTimer(self, singleShot=True, interval=SETTLE)
        self.settle.timeout.connect(self._make)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.what = label("", "body", ink="muted", wrap=True)
        self.choice = ChoiceField(EDITIONS, FULL)
        self.choice.setAccessibleName("Edition")
        self.choice.currentIndexChanged.connect(lambda _: self._choose_edition())
        self.back = Button("The meeting", "text", "arrow-left", clicked=self._to_meeting)
        column.addWidget(head(self.title, "", self.choice, self.back))
        self.what.setContentsMargins(20, 0, 20, 8)
        column.addWidget(self.what)
        column.addWidget(line())
        self.record = RecordPart(runner)
        self.preview, self.side = Preview(), SidePart(runner)
        self.preview.fold.setToolTip("What was recorded")
        self.preview.fold.setAccessibleName("What was recorded")
        self.preview.view.setAccessibleName("Pages of the minutes")
        column.addLayout(self._body(), 1)
        self._connect()
        self.setFocusProxy(self.record.table)

    def _body(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.record)
        row.addWidget(self.preview, 1)
        row.addWidget(line(vertical=True))
        self.panel = QFrame()
        self.panel.setProperty("panel", "true")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.side)
        row.addWidget(self.panel)
        return row

    def _connect(self) -> None:
        self.record.correct_wanted.connect(self._correct)
        self.record.note_wanted.connect(lambda: self._add(AddNoteDialog))
        self.record.decision_wanted.connect(lambda: self._add(AddDecisionDialog))
        self.preview.fold.toggled.connect(self.record.setVisible)
        self.side.confirm_wanted.connect(self._confirm)
        leaving = self.side.leaving
        leaving.issue_wanted.connect(self.issue)
        leaving.again_wanted.connect(self.print_again)
        leaving.chase_wanted.connect(self.chase)
        leaving.calendar_wanted.connect(self.calendar)
        leaving.ended.connect(self._ask)

    # the frame

    def shown(self, place: Place) -> None:
        """Asks for the meeting that a place names; else for the one in hand, or the newest that has begun."""
        if place.id is not None and place.id != self._meeting:
            self._meeting = place.id
            self.answer = None
            self.preview.show_pages(None)
            self.side.leaving.say("")
        self._ask()
        self.record.table.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again where something of the minutes changed."""
        if any(kind in KINDS for kind, _ in changes):
            self._ask()

    def unsaved(self) -> str | None:
        """What stands in an open dialog, and files on their way."""
        if self.side.leaving.running:
            return "the files being written"
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    def parts(self) -> list[QWidget]:
        """The record, the pages, state, what leaves."""
        found = [self.record.table, self.preview.view, self.side.confirm, self.side.leaving.issue]
        return [part for part in found if part.isVisible()] or [self]

    def minimumSizeHint(self) -> QSize:
        """Small: the record folds first."""
        return QSize(px(560), px(360))

    # what is asked

    def _ask(self) -> None:
        if self._meeting is not None:
            self.runner.ask(read_page, self._meeting, then=self._take, failed=self._gone, key="minutes.page")
        else:
            self.runner.ask(last_begun, then=self._choose, key="minutes.last")

    def _choose(self, id: str | None) -> None:
        if id is None:
            self.what.setText("No meeting has been held yet. Minutes begin with the first: see Meetings.")
        elif self._meeting is None:
            self._meeting = id
            self._ask()

    def _gone(self, refusal: Refusal) -> None:
        self._meeting = None
        self.what.setText(words.refusal(refusal))

    def _take(self, answer: Answer) -> None:
        if answer.held.meeting.id != self._meeting:
            return
        self.answer = answer
        held = answer.held
        meeting = held.meeting
        named = f"{meeting.series.value} meeting".capitalize()
        self.what.setText(
            f"{named}, {shown(meeting.on)}, {meeting.venue or 'no venue'}, {meeting.state.value}"
        )
        self._show_record()
        self.side.show_page(answer)
        self.settle.start()

    def _show_record(self) -> None:
        if self.answer is None:
            return
        held = self.answer.held
        begun = held.meeting.state in BEGUN
        confirmed = held.minutes is not None and held.minutes.state is MinutesState.CONFIRMED
        self.record.show_held(held, self.edition, open_=begun and not confirmed)

    # the preview

    def _make(self) -> None:
        if self.answer is None:
            return
        if self.answer.held.meeting.state not in BEGUN:
            self.preview.view.empty_words = "The meeting has not begun."
            self.preview.show_pages(None)
            return
        if self._making is not None:
            self._making.cancel()
        self.preview.view.empty_words = ""
        wanted = (self.answer.held.meeting.id, self.edition)
        self._making = self.runner.job(
            jobs.open_minutes,
            self.runner.register,
            *wanted,
            then=lambda pages: self._show(wanted, pages),
            failed=lambda refusal: self._unmade(wanted, refusal),
        )

    def _show(self, wanted: tuple[str, Edition], pages: Any) -> None:
        if wanted != (self._meeting, self.edition):
            pages.close()
            return
        self._making = None
        self.preview.show_pages(pages)

    def _unmade(self, wanted: tuple[str, Edition], refusal: Refusal) -> None:
        if wanted == (self._meeting, self.edition) and not isinstance(refusal, Cancelled):
            self._making = None
            self.preview.show_pages(None)
            self.side.leaving.refuse(words.refusal(refusal))

    def _choose_edition(self) -> None:
        self.edition = self.choice.value()
        self._show_record()
        self._make()

    # what is done

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _add(self, cls: type[AddNoteDialog] | type[AddDecisionDialog]) -> None:
        if self.answer is not None:
            self._open(cls(self.runner, self, self.answer.held))

    def _correct(self, of: MeetingNote | MeetingDecision | SetAction) -> None:
        if isinstance(of, SetAction):
            self.go.emit(Place("actions", of.id))
        elif isinstance(of, MeetingNote):
            self._open(CorrectNoteDialog(self.runner, self, of))
        else:
            self._open(CorrectDecisionDialog(self.runner, self, of))

    def _confirm(self) -> None:
        if self.answer is not None:
            self._open(ConfirmDialog(self.runner, self, self.answer))

    def _to_meeting(self) -> None:
        self.go.emit(Place("meetings", self._meeting))

    def _folder(self, then: Any) -> Path | None:
        """Where files go; where that is not known it is asked, and `then` follows."""
        leaving = self.side.leaving
        if leaving.running or self.answer is None:
            return None
        if not leaving.folder:
            leaving.choose_folder(then)
            return None
        return Path(leaving.folder)

    def issue(self) -> None:
        """Asks who receives the minutes in hand, then issues them."""
        if self._folder(self.issue) is None or self.answer is None:
            return
        verb = self.side.leaving.issue.text().rstrip("…")
        dialog = MinutesIssueDialog(self.runner, self, verb, self.answer.held.members)
        dialog.accepted.connect(lambda: self._send(dialog))
        self._open(dialog)

    def _send(self, dialog: MinutesIssueDialog) -> None:
        folder = self._folder(self.issue)
        if dialog.copies is None or folder is None:
            return
        self.side.leaving.run(
            jobs.issue,
            self.runner.register,
            self._meeting,
            folder,
            self.edition,
            dialog.copies,
            said=lambda made: f"Minutes issued: {_names(made.paths)}",
        )

    def print_again(self) -> None:
        """Writes the issue in hand again."""
        chosen, folder = self.side.chosen, self._folder(self.print_again)
        if chosen is not None and folder is not None:
            self.side.leaving.run(
                jobs.print_again,
                self.runner.register,
                chosen.id,
                folder,
                said=lambda made: f"Printed again: {_names(made.paths)}",
            )

    def chase(self) -> None:
        """Writes the chase sheets for the meeting to come: what was set now is asked for by its papers."""
        folder = self._folder(self.chase)
        if folder is not None and self.answer is not None:
            held, today = self.answer.held.meeting, self.runner.today
            coming = [each for each in self.answer.confirming if each.on >= today]
            month = min(coming, key=lambda each: each.on, default=held).month
            self.side.leaving.run(jobs.chase, self.runner.register, month, folder, said=_chased)

    def calendar(self) -> None:
        """Writes the calendar."""
        folder = self._folder(self.calendar)
        if folder is not None:
            self.side.leaving.run(
                jobs.calendar,
                self.runner.register,
                folder,
                said=lambda made: f"Calendar written: {made.path.name}",
            )

    # layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The record folds first; the panel never takes more than a share of the window."""
        super().resizeEvent(event)
        size = event.size()
        self.panel.setFixedWidth(min(px(300), max(260, round(size.width() * 0.34))))
        self.record.setFixedWidth(min(px(440), max(260, round(size.width() * 0.36))))
        narrow = size.width() < px(NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            self.preview.fold.setChecked(not narrow)
            self.record.setVisible(not narrow)


def _names(paths: tuple[Path, ...]) -> str:
    """One file by its name, more by their number, for the folder is beside them."""
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


def _chased(made: Any) -> str:
    """What came of the chase: how many sheets, and what is on none."""
    count = len(made.paths)
    said = [f"{count} chase sheet{'' if count == 1 else 's'} written"]
    nobody = made.chase.nobody
    if nobody:
        shown_ = ", ".join(nobody[:3]) + (f" and {len(nobody) - 3} more" if len(nobody) > 3 else "")
        said.append(f"with nobody to ask: {shown_}")
    if made.chase.private:
        said.append(f"{made.chase.private} of private items left out")
    return "; ".join(said)
