"""The review of a file: counts, rows, the question of the row in hand, and the step that takes them in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.intake.review import Decision, Review, ReviewRow, apply
from app.ui.icons import icon
from app.ui.pages.flow import FlowLayout
from app.ui.pages.import_grid import ReviewGrid
from app.ui.pages.import_model import Part, waits
from app.ui.pages.import_noticed import NoticedPanel, noticed_words
from app.ui.pages.import_panel import QuestionPanel
from app.ui.pages.import_question import Answer, question
from app.ui.pages.shortcuts import on_keys
from app.ui.palette import px
from app.ui.parts import Button, label, line, link

PICTURES = {
    Part.READY: "check",
    Part.DATES: "triangle-alert",
    Part.STRANDS: "split",
    Part.FAULTS: "triangle-alert",
}
INKS = {Part.READY: "g_text", Part.DATES: "a_text", Part.STRANDS: "a_text", Part.FAULTS: "a_text"}
FOOT_WIDE, NOTE_WIDE, TALL = 900, 1150, 420
ALWAYS = (Part.ALL, Part.READY, Part.DATES, Part.STRANDS)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def taking_words(review: Review) -> str:
    """What the filled button would do now: "Take in 143 actions"."""
    actions = sum(row.kind == "action" for row in review.rows if row.take)
    if actions:
        return f"Take in {_counted(actions, 'action')}"
    if review.counts.ready:
        return f"Take in {_counted(review.counts.ready, 'change')}"
    if review.counts.to_look_at:
        return f"Keep {_counted(review.counts.to_look_at, 'row')} in the inbox"
    new = sum(not threat.again and threat.match is None for threat in review.comparison.threats)
    return f"Take in {_counted(new, 'group')}" if new else "Finish"


class ImportReview(QWidget):
    """The third step of an import."""

    take_wanted = Signal()
    later_wanted = Signal()
    back_wanted = Signal()
    chosen = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._facts())
        column.addWidget(line())
        column.addWidget(self._counts())
        column.addWidget(line())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.grid = ReviewGrid()
        self.panel = QuestionPanel(today)
        self.panel.setMinimumWidth(px(260))
        self.noticed = NoticedPanel()
        self.noticed.hide()
        split.addWidget(self.grid)
        split.addWidget(self.panel)
        split.addWidget(self.noticed)
        split.setStretchFactor(0, 1)
        split.setSizes([px(800), px(400), px(400)])
        self.split = split
        column.addWidget(split, 1)
        column.addWidget(line())
        column.addWidget(self._foot())
        self.grid.row_changed.connect(self._stand)
        self.grid.decided.connect(self.panel.focus_first)
        self.grid.review.ticked.connect(self._tick)
        self.panel.answered.connect(self._answered)
        self.panel.next_wanted.connect(lambda: self.next_fault(1))
        self.noticed.closed.connect(lambda: self._show_noticed(False))
        on_keys(self, "F8", lambda: self.next_fault(1))
        on_keys(self, "Shift+F8", lambda: self.next_fault(-1))

    # parts

    def _facts(self) -> QWidget:
        part = QWidget()
        row = FlowLayout(part, across=22, down=6)
        row.setContentsMargins(20, 6, 20, 10)
        self._picture = QLabel()
        row.addWidget(self._picture)
        self._fact: dict[str, QLabel] = {}
        self._held: dict[str, QWidget] = {}
        for name in ("File", "Force", "Layout", "Found"):
            self._fact[name] = label("", weight=500)
            # as high as the link that stands in the same row
            self._fact[name].setContentsMargins(0, 2, 0, 3)
            self._held[name] = _titled(name, self._fact[name])
            row.addWidget(self._held[name])
        self.also = link("", lambda: self._show_noticed(True))
        row.addWidget(_titled("Also noticed", self.also, indent=5))
        return part

    def _counts(self) -> QWidget:
        part = QWidget()
        row = FlowLayout(part, across=8, down=6)
        row.setContentsMargins(20, 8, 20, 8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.toggles: dict[Part, QToolButton] = {}
        for place, shown in enumerate(Part):
            made = QToolButton()
            made.setProperty("kind", "choice")
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made, place)
            self.toggles[shown] = made
            row.addWidget(made)
        self.toggles[Part.ALL].setChecked(True)
        self._group.idClicked.connect(lambda place: self.show_part(list(Part)[place]))
        return part

    def _foot(self) -> QWidget:
        part = QFrame()
        row = QHBoxLayout(part)
        row.setContentsMargins(20, 11, 20, 11)
        row.setSpacing(12)
        self.stands = label("", weight=500)
        row.addWidget(self.stands)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(160), px(9))
        self.bar.setAccessibleName("Rows that are ready")
        row.addWidget(self.bar)
        self.note = label("", "small", ink="text2", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # keeps its room when the note gives way, so that no button grows
        space = QWidget()
        inner = QHBoxLayout(space)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.note)
        row.addWidget(space, 1)
        self.back = Button("Back", "text", clicked=self.back_wanted.emit)
        self.later = Button("Finish later", clicked=self.later_wanted.emit)
        self.take_in = Button("Take in", "primary", clicked=self.take_wanted.emit)
        for button in (self.back, self.later, self.take_in):
            row.addWidget(button)
        return part

    # the review

    def show_review(self, review: Review) -> None:
        """Begins the review of a file."""
        self.review = review
        self._picture.setPixmap(icon("file-spreadsheet").pixmap(px(28), px(28)))
        self._fact["File"].setText(review.file)
        self._fact["Force"].setText(review.force_name or "not said")
        self._fact["Layout"].setText(review.layout)
        actions = sum(row.kind == "action" for row in review.rows)
        groups = f"{review.groups} group{'' if review.groups == 1 else 's'}"
        self._fact["Found"].setText(f"{actions} action{'' if actions == 1 else 's'} in {groups}")
        said = noticed_words(review)
        self.also.setText(said or "nothing")
        self.also.setAccessibleName(f"Also noticed: {said or 'nothing'}")
        self.also.setEnabled(bool(review.findings))
        self.noticed.take(review)
        self._show_noticed(False)
        self.toggles[Part.ALL].setChecked(True)
        self.grid.review.part = Part.ALL
        self._refresh()
        first = (
            self.grid.review.faulty(self.grid.review.rowCount() - 1, 1) if self.grid.review.rowCount() else -1
        )
        self.grid.stand_on(max(first, 0))
        self.focus_first()

    def focus_first(self) -> None:
        """The rows, or the step that takes them in where none waits for a person."""
        waiting = self.review is not None and self.review.counts.to_look_at
        (self.grid if waiting else self.take_in).setFocus()

    def show_part(self, part: Part) -> None:
        """Shows only the rows that a count counts."""
        row = self.grid.current_row()
        self.toggles[part].setChecked(True)
        self.grid.review.show_part(part)
        self.grid.stand_on(max(self.grid.review.place(row.key) if row else 0, 0))
        if not self.grid.review.rowCount():
            self.panel.ask(None)

    def next_fault(self, step: int) -> None:
        """Goes to the next or previous row that waits for a person."""
        place = self.grid.review.faulty(self.grid.currentIndex().row(), step)
        if place < 0 and self.grid.review.part is not Part.ALL:
            self.show_part(Part.ALL)
            place = self.grid.review.faulty(self.grid.currentIndex().row(), step)
        if place >= 0:
            self.grid.stand_on(place)
            self.panel.focus_first()
        else:
            self.take_in.setFocus()

    def decide(self, *decisions: Decision) -> None:
        """Lays decisions over the review."""
        if self.review is not None:
            self.review = apply(self.review, decisions)
            self._refresh()

    def _answered(self, answer: Answer) -> None:
        self.decide(
            Decision(
                key=answer.key,
                take=answer.take,
                strand=answer.strand,
                due=answer.due,
                title=answer.title,
                reference=answer.reference,
                same=answer.same,
                fields=answer.fields,
                alike=answer.alike,
            )
        )
        self.next_fault(1)

    def _tick(self, key: str, on: bool) -> None:
        if self.review is None:
            return
        row = next(row for row in self.review.rows if row.key == key)
        if row.skipped and on:
            self.review = self.review.without(key)
            self._refresh()
        elif on and row.check.value in ("strand", "fault", "changes"):
            # such a row cannot be taken by a tick alone: its question comes first
            self.panel.focus_first()
        else:
            self.decide(Decision(key=key, take=on))

    def _refresh(self) -> None:
        review = self.review
        assert review is not None
        row = self.grid.current_row()
        self.grid.review.take(review)
        self.chosen.emit()
        if row is not None:
            place = self.grid.review.place(row.key)
            if place >= 0 and self.grid.currentIndex().row() != place:
                self.grid.stand_on(place)
        self._count(review)
        self._stand(self.grid.current_row())

    def _count(self, review: Review) -> None:
        counts = review.counts
        numbers = {
            Part.ALL: counts.all,
            Part.READY: counts.ready,
            Part.DATES: counts.dates,
            Part.STRANDS: counts.strands,
            Part.FAULTS: counts.faults,
            Part.CHANGES: counts.changes,
            Part.SAME: counts.same,
            Part.SKIPPED: counts.skipped,
        }
        for part, button in self.toggles.items():
            # the style leaves no room between picture and words
            gap = " " if part in PICTURES else ""
            button.setText(f"{gap}{numbers[part]}  {part.value}")
            button.setAccessibleName(f"{numbers[part]} {part.value}")
            if part in PICTURES:
                button.setIcon(icon(PICTURES[part], INKS[part]))
                button.setIconSize(QSize(px(15), px(15)))
            button.setVisible(bool(numbers[part]) or part in ALWAYS or button.isChecked())
        waiting = counts.to_look_at
        self.stands.setText(f"{counts.ready} accepted   {waiting} to look at   {counts.skipped} skipped")
        self.bar.setRange(0, max(1, counts.all))
        self.bar.setValue(counts.ready + counts.same + counts.skipped)
        words = taking_words(review)
        self.take_in.setText(words)
        self.take_in.setAccessibleName(words)
        rest = (
            f"{waiting} row{'' if waiting == 1 else 's'} will wait in the import inbox. " if waiting else ""
        )
        note = f"{rest}The file is not changed. Taking in can be undone in one step."
        self.note.setText(note)
        self.take_in.setToolTip(note)
        self.take_in.setAccessibleDescription(note)

    def _stand(self, row: ReviewRow | None) -> None:
        if row is None or self.review is None:
            self.panel.ask(None)
            return
        waiting = [other.key for other in self.review.rows if waits(other)]
        place = f"fault {waiting.index(row.key) + 1} of {len(waiting)}" if row.key in waiting else ""
        self.panel.ask(question(row), place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit gives way: the foot's note, which the button tells too, then the file's facts."""
        super().resizeEvent(event)
        roomy = event.size().width() >= px(FOOT_WIDE)
        self.bar.setVisible(roomy)
        self.note.setVisible(event.size().width() >= px(NOTE_WIDE))
        # with large text the rows need the height more than what one knows already
        for fact in self._held.values():
            fact.setVisible(event.size().height() >= px(TALL))
        if event.size().width() != event.oldSize().width():
            panel = max(px(260), min(px(416), round(event.size().width() * 0.36)))
            self.split.setSizes([event.size().width() - panel, panel, panel])

    def _show_noticed(self, on: bool) -> None:
        self.noticed.setVisible(on)
        self.panel.setVisible(not on)
        if on:
            self.noticed.setFocus()


def _titled(title: str, widget: QWidget, indent: int = 0) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    head = label(title, "small", ink="text2")
    # a link's own padding, so that its word stands under its title
    head.setContentsMargins(indent, 0, 0, 0)
    column.addWidget(head)
    holder = QHBoxLayout()
    holder.setContentsMargins(0, 0, 0, 0)
    holder.addWidget(widget)
    holder.addStretch(1)
    column.addLayout(holder)
    return part
