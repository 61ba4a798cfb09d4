"""A chase sheet that came back: what it changes, what it cannot, and what changed here too."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import words
from app.commands import chase as commands
from app.domain.chase import ChaseChange, ChaseRow, Verdict
from app.domain.dates import shown
from app.jobs.chase_return import ChaseReview, order
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import TicksField
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

HEADINGS = (Heading("Action"), Heading("Title", wide=True), Heading("What changes", wide=True))
FIELDS = {"text": "Update", "state": "State", "due": "Due", "outcome": "Outcome"}


def said(change: ChaseChange) -> str:
    """One change in words: "Due: 18 Dec 2026 → 8 Jan 2027"."""
    now, wanted = change.now, change.wanted
    if change.field == "due":
        wanted = shown(date.fromisoformat(wanted))
        now = shown(date.fromisoformat(now)) if now else "no date"
    if change.field == "text" or not now:
        return f"{FIELDS[change.field]}: {wanted}"
    return f"{FIELDS[change.field]}: {now} → {wanted}"


def row_words(row: ChaseRow) -> str:
    """What becomes of a row, in words."""
    if row.verdict is Verdict.FAULT:
        return f"Not taken: {words.say(row.fault, row.params)}"
    if row.verdict is Verdict.SAME:
        return "Nothing new"
    told = "\n".join(said(change) for change in row.changes)
    reason = f"\nReason: {row.answer.reason}" if row.wants("due") else ""
    moved = "Changed here too since the sheet left.\n" if row.verdict is Verdict.MOVED else ""
    return f"{moved}{told}{reason}"


class ChaseReturnDialog(Dialog):
    """Every row of the sheet with what it changes; `told` says what came of it."""

    told = Signal(str)

    def __init__(self, runner: Runner, parent: QWidget, review: ChaseReview) -> None:
        heading = f"Chase sheet of {review.sheet.name}"
        super().__init__(runner, parent, "Chase sheet", "Take in", heading)
        self.review = review
        self.body.insertWidget(1, label(self._sum(), ink="text2", wrap=True))
        self.table = WordsTable(HEADINGS, "What the sheet says")
        self.table.setMinimumHeight(px(260))
        order_ = (Verdict.FAULT, Verdict.MOVED, Verdict.TAKE, Verdict.SAME)
        rows = sorted(review.rows, key=lambda row: order_.index(row.verdict))
        self.table.words.set_rows([(row.line.reference, row.line.title, row_words(row)) for row in rows])
        self.body.insertWidget(2, self.table, 1)
        moved = [(row.line.reference, self._named(row)) for row in review.of(Verdict.MOVED)]
        self.moved = TicksField(moved, lines=min(6, max(2, len(moved))))
        if moved:
            hint = "Ticked: the sheet holds. Not ticked: what stands here stays."
            self.form.add("moved", "Take in all the same", self.moved, hint)
            self.moved.edited.connect(self._count)
        self._count()
        if not self.filled.isEnabled():
            self.cancel.setText("Close")
            self.cancel.setAccessibleName("Close")
            self.cancel.setFocus()

    @staticmethod
    def _named(row: ChaseRow) -> str:
        return f"{row.line.reference} {row.line.title}"

    def _sum(self) -> str:
        counts = {verdict: len(self.review.of(verdict)) for verdict in Verdict}
        parts = [
            f"{counts[Verdict.TAKE]} to take in",
            f"{counts[Verdict.MOVED]} changed here too" if counts[Verdict.MOVED] else "",
            f"{counts[Verdict.FAULT]} that cannot be taken" if counts[Verdict.FAULT] else "",
            f"{counts[Verdict.SAME]} with nothing new" if counts[Verdict.SAME] else "",
        ]
        return f"{self.review.file}: {', '.join(part for part in parts if part)}."

    def _count(self) -> None:
        steps, _ = order(self.review, self.moved.value())
        number = len(steps)
        verb = f"Take in {number} action{'' if number == 1 else 's'}" if number else "Nothing to take in"
        self.filled.setText(verb)
        self.filled.setAccessibleName(verb)
        self.filled.setEnabled(bool(number) and not self.runner.reads_only)

    def save(self) -> None:
        """Takes it in."""
        steps, facts = order(self.review, self.moved.value())
        self.waiting()
        name = self.review.sheet.name
        self.runner.do(commands.take_in, steps, name, facts, then=self._taken, failed=self.refuse)

    def _taken(self, done: Done) -> None:
        number = int(done.result)
        self.told.emit(
            f"{number} action{'' if number == 1 else 's'} of {self.review.sheet.name} changed. "
            "Undo takes all of it back."
        )
        self.leave()
