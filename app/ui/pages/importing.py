"""Import: a tracker in four steps, and the inbox of what still waits for a decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.commands import intake as commands
from app.errors import Cancelled, Refusal
from app.intake.layouts import Mapping
from app.jobs.chase_return import ChaseReview
from app.jobs.take_in import FileReview, Outcome
from app.reads.intake import inbox
from app.register import Done
from app.ui.dialogs.chase_return import ChaseReturnDialog
from app.ui.page import Page, Place
from app.ui.pages.import_done import ImportDone
from app.ui.pages.import_inbox import ImportInbox
from app.ui.pages.import_jobs import Read, read_again, read_back, read_file, remember, take_in
from app.ui.pages.import_kept import Choices
from app.ui.pages.import_layout import ImportLayout
from app.ui.pages.import_question import Answer
from app.ui.pages.import_review import ImportReview
from app.ui.pages.import_start import ImportStart
from app.ui.pages.import_steps import ImportSteps
from app.ui.parts import label
from app.ui.runner import Job, Runner

START, LAYOUT, REVIEW, DONE = range(4)


class ImportPage(Page):
    """The wizard and the inbox."""

    title = "Import"
    icon = "file-input"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._path: Path | None = None
        self._job: Job | None = None
        self._planned: FileReview | None = None
        self._kept: dict[str, Choices] = {}
        self._read_from: Path | None = None
        self._taken_in = False
        self.chase: ChaseReturnDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 13, 20, 9)
        head.addWidget(label("Import", "page"), 1)
        self.steps = ImportSteps()
        head.addWidget(self.steps)
        column.addLayout(head)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.start, self.inbox = ImportStart(), ImportInbox(runner.today)
        self.layout_step, self.review = ImportLayout(), ImportReview(runner.today)
        self.done = ImportDone()
        for step in (self._first(), self.layout_step, self.review, self.done):
            self.stack.addWidget(step)
        self._connect()

    def _first(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.start)
        column.addWidget(self.inbox, 1)
        self._fill = QWidget()
        column.addWidget(self._fill, 1)
        return part

    def _connect(self) -> None:
        self.start.chosen.connect(self.read)
        self.start.stopped.connect(self._stop)
        self.start.resumed.connect(lambda: self._show(REVIEW))
        self.start.forgotten.connect(self._forget)
        self.inbox.decided.connect(self._decide)
        self.layout_step.agreed.connect(self._agreed)
        self.layout_step.named.connect(lambda name, force: self.read(self._path, name, force))
        self.layout_step.remember.connect(self._remember)
        self.layout_step.back_wanted.connect(lambda: self._show(START))
        self.review.back_wanted.connect(lambda: self._show(LAYOUT))
        self.review.later_wanted.connect(self._later)
        self.review.chosen.connect(self.runner.typing)
        self.review.take_wanted.connect(self._take_in)
        self.done.another.connect(self._another)
        self.done.list_wanted.connect(lambda: self.go.emit(Place("threats")))
        self.done.inbox_wanted.connect(self._another)
        self.done.undo_wanted.connect(self._undo)
        self.done.back_wanted.connect(self._back_to_review)

    # the page

    def shown(self, place: Place) -> None:
        """Asks for the inbox; a place may name it as the part to stand in."""
        self._ask()
        if (place.filter or {}).get("part") == "inbox":
            self._show(START)
            QTimer.singleShot(0, self.inbox.setFocus)

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Only held rows matter here."""
        if any(kind == "held" for kind, _ in changes):
            self._ask()

    def _ask(self) -> None:
        self.runner.ask(inbox, then=self._take_inbox, key="import.inbox")

    def _take_inbox(self, held: Any) -> None:
        self.inbox.take(held)
        self.inbox.setVisible(bool(held))
        self._fill.setVisible(not held)

    def unsaved(self) -> str | None:
        """A review under way would be lost."""
        return next((f"the review of {each.file}" for each in self._standing().values()), None)

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """What was decided about each file and is not taken in; never what the file holds."""
        files = tuple(each.values() for each in self._standing().values())
        return ("", {"files": files}) if files else None

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Reads the last of the files again and lays the choices over it; the others wait for their file."""
        kept = [Choices.again(each) for each in values["files"]]
        self._kept |= {each.sha256: each for each in kept}
        self._tell_kept()
        if self._job is not None or not kept:
            return
        self._begin_reading(Path(kept[-1].path), kept[-1].file)
        self._job = self.runner.job(
            read_back,
            self.runner.register,
            kept[-1],
            progress=self.start.show_progress,
            then=self._read,
            failed=self._unread,
        )

    def _standing(self) -> dict[str, Choices]:
        """The choices not taken in, by the SHA-256 of their file; those of the review in hand last."""
        review, found = self.review.review, dict(self._kept)
        if isinstance(review, FileReview) and review.decisions and not self._taken_in:
            found.pop(review.sha256, None)
            found[review.sha256] = Choices.of(review, self._read_from)
        return found

    def _tell_kept(self) -> None:
        files = ", ".join(each.file for each in self._kept.values())
        self.start.tell_kept(words.say("draft.import_kept", {"files": files}) if files else "")

    def _forget(self) -> None:
        self._kept.clear()
        self._tell_kept()
        self.start.setFocus()
        self.runner.typing.emit()

    def parts(self) -> list[QWidget]:
        """The parts of the step in hand."""
        if self.steps.at == REVIEW:
            return [self.review.toggles[next(iter(self.review.toggles))], self.review.grid, self.review.panel]
        if self.steps.at == LAYOUT:
            return [self.layout_step.force, self.layout_step.go_on]
        return [self.start, self.inbox] if self.steps.at == START else [self.done]

    def _show(self, step: int) -> None:
        self.steps.show_step(step)
        self.stack.setCurrentIndex(step)
        if step == REVIEW:
            self.review.focus_first()
        elif step == LAYOUT:
            self.layout_step.setFocus()

    # file and layout

    def read(self, path: Path | None, layout: str | None = None, force: str | None = None) -> None:
        """Reads a file in a process of its own; nothing is changed by it."""
        if path is None or self._job is not None:
            return
        self._begin_reading(path, path.name)
        self._job = self.runner.job(
            read_file,
            self.runner.register,
            path,
            layout,
            force,
            self._standing(),
            progress=self.start.show_progress,
            then=self._read,
            failed=self._unread,
        )

    def _begin_reading(self, path: Path, name: str) -> None:
        self._path = path
        self._show(START)
        self.start.show_reading(name)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.start.doing.setText("Stopping")

    def _read(self, answer: ChaseReview | Read) -> None:
        self._job = None
        if isinstance(answer, ChaseReview):
            self.start.show_idle()
            self.chase = ChaseReturnDialog(self.runner, self, answer)
            self.chase.told.connect(lambda said: self.start.say(said, fault=False))
            self.chase.open()
            return
        self._planned, layouts = answer
        # what was decided about the file before waits until that is chosen again
        self._kept = self._standing()
        self.review.review = None
        self._tell_kept()
        self.start.offer_again("")
        self.start.show_idle()
        self.layout_step.show_review(self._planned, layouts)
        if self._planned.decisions:
            self._begin(self._planned)
        else:
            self._show(LAYOUT)

    def _unread(self, refusal: Refusal) -> None:
        self._job = None
        self._show(START)
        self.start.show_idle(words.refusal(refusal), fault=not isinstance(refusal, Cancelled))
        self.start.setFocus()

    def _agreed(self, force: str | None, mapping: Mapping | None) -> None:
        if self._planned is None or self._job is not None:
            return
        if mapping is None and force == self._planned.force:
            self._begin(self._planned)
            return
        self._job = self.runner.job(
            read_again,
            self.runner.register,
            self._planned,
            force,
            mapping,
            then=self._begin,
            failed=self._unread,
        )

    def _begin(self, review: FileReview) -> None:
        self._job = None
        known = self.review.review
        if known is not None and isinstance(known, FileReview) and _same(known, review):
            # back from the layout with nothing changed there: what was decided stays
            self._show(REVIEW)
            return
        self._planned = review
        if not review.understood:
            self.layout_step.say_kept("Nothing was recognised yet. Say what the columns mean.")
            return
        self._taken_in, self._read_from = False, self._path
        # read otherwise, its rows are others: what was chosen about them fits no more
        self._kept.pop(review.sha256, None)
        self._tell_kept()
        self.review.show_review(review)
        self._show(REVIEW)

    def _remember(self, name: str, force: str | None, mapping: Mapping | None) -> None:
        if self._planned is None or self._job is not None:
            return

        def kept(answer: tuple[FileReview, Done]) -> None:
            self._job = None
            self._planned, done = answer
            self.runner.told(done)
            self.layout_step.say_kept(f"Remembered as “{name}”.")

        self._job = self.runner.job(
            remember,
            self.runner.register,
            name,
            self._planned,
            force,
            mapping,
            then=kept,
            failed=self._unread,
        )

    # review and taking in

    def _back_to_review(self) -> None:
        self._taken_in = False
        self._show(REVIEW)

    def _later(self) -> None:
        review = self.review.review
        self._show(START)
        self.start.offer_again(review.file if review is not None else "")
        self.start.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.say(
            "Nothing was taken in yet. Your decisions are kept, encrypted, over a lock as well.", fault=False
        )

    def _take_in(self) -> None:
        review = self.review.review
        if not isinstance(review, FileReview) or self._job is not None:
            return
        self.done.show_taking(review.file)
        self._show(DONE)
        self._job = self.runner.job(
            take_in,
            self.runner.register,
            review,
            then=lambda outcome: self._taken(review, outcome),
            failed=self._not_taken,
        )

    def _taken(self, review: FileReview, outcome: Outcome) -> None:
        self._job = None
        self._taken_in = True
        self.runner.typing.emit()
        if outcome.done is not None:
            self.runner.told(outcome.done)
        self.start.offer_again("")
        self.start.say("")
        self.done.show_outcome(review.file, outcome)
        self._ask()

    def _not_taken(self, refusal: Refusal) -> None:
        self._job = None
        self.done.show_refusal(words.refusal(refusal))

    def _undo(self) -> None:
        self.runner.undo()
        self.done.show_undone()

    def _another(self) -> None:
        self.review.review = None
        self.start.offer_again("")
        self.start.say("")
        self._show(START)
        self._ask()
        (self.inbox if self.inbox.model.rowCount() else self.start).setFocus()

    # the inbox

    def _decide(self, answer: Answer) -> None:
        for row, decided in self.inbox.decisions(answer):
            self.runner.do(
                commands.decide, row, **decided,
                failed=lambda refusal: self.inbox.refuse(words.refusal(refusal)),
            )  # fmt: skip


def _same(one: FileReview, other: FileReview) -> bool:
    """Whether two reviews are of the same file read in the same way."""
    return (one.sha256, one.force, one.mapping) == (other.sha256, other.force, other.mapping)
