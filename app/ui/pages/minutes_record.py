"""What a meeting recorded, item by item: read, put right and added to until its minutes are confirmed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.agenda import numbered
from app.domain.codes import EditionKind
from app.domain.dates import shown
from app.domain.edition import Edition
from app.domain.held_meeting import HeldMeeting, SetAction
from app.domain.minutes import MeetingDecision, MeetingNote
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.flow import FlowLayout
from app.ui.parts import Button, label
from app.ui.runner import Runner

HEADINGS = (Heading("Item"), Heading("What"), Heading("Words", wide=True))
EMPTY = "Nothing was recorded of this meeting yet."
NEXT = "Add {} here, or go back to the meeting."


class Line(NamedTuple):
    """One thing recorded: the number of its item, what it is, its words; `of` is the record."""

    item: str
    what: str
    words: str
    of: MeetingNote | MeetingDecision | SetAction


def lines(held: HeldMeeting, edition: Edition) -> tuple[Line, ...]:
    """What was recorded in the order of the agenda: notes, then decisions, then actions of each item.

    What is of a private item is there in the chair's edition alone, so that nobody reads it in passing.
    """
    hidden = frozenset() if edition.kind is EditionKind.CHAIR else held.hidden
    order = {item.id: (place, number) for place, (number, item) in enumerate(numbered(held.items))}
    made: list[tuple[tuple[int, int, int], Line]] = []

    def add(
        kind: int,
        at: int,
        item: str | None,
        what: str,
        words: str,
        of: MeetingNote | MeetingDecision | SetAction,
    ) -> None:
        place, number = order.get(item or "", (len(order), ""))
        if item in hidden:
            return
        made.append(((place, kind, at), Line(number, what, words, of)))

    for at, note in enumerate(held.notes):
        add(0, at, note.item, "Note", note.text, note)
    for at, decision in enumerate(held.decisions):
        words = f"{decision.text.rstrip('.')}. Because: {decision.rationale}"
        add(1, at, decision.item, f"Decision {decision.reference}".strip(), words, decision)
    for at, action in enumerate(held.actions):
        due = f"by {shown(action.due)}" if action.due else "no date"
        words = f"{action.title.rstrip('.')}. {action.owner or 'No owner'}, {due}"
        add(2, at, action.item, f"Action {action.reference}".strip(), words, action)
    return tuple(line for _, line in sorted(made, key=lambda one: one[0]))


class RecordPart(QWidget):
    """The list with its buttons; the signals carry what is to be put right, or ask for something new."""

    correct_wanted = Signal(object)
    note_wanted = Signal()
    decision_wanted = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 0, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label("What was recorded", "panel"), 1)
        column.addLayout(head)
        self.empty = label(EMPTY, ink="text2", wrap=True)
        column.addWidget(self.empty)
        self.table = WordsTable(HEADINGS, "What was recorded")
        self.table.setSelectionMode(WordsTable.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _: self._correct())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._may())
        column.addWidget(self.table, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        bar = QWidget()
        row = FlowLayout(bar, across=8, down=4)
        self.correct = Button("Correct…", icon="pencil", hint="Enter", clicked=self._correct)
        self.note = Button("Add a note…", icon="plus", hint="Ctrl+N", clicked=self.note_wanted.emit)
        self.decision = Button("Add a decision…", hint="Ctrl+D", clicked=self.decision_wanted.emit)
        self._barred = {
            button: not runner.may(name)
            for button, name in (
                (self.correct, "meeting.correct"),
                (self.note, "meeting.note"),
                (self.decision, "meeting.decide"),
            )
        }
        for button, barred in self._barred.items():
            button.bar(barred)
            row.addWidget(button)
        column.addWidget(bar)
        for keys, button in (("Ctrl+N", self.note), ("Ctrl+D", self.decision)):
            QShortcut(QKeySequence(keys), self, button.click)

    def show_held(self, held: HeldMeeting, edition: Edition, *, open_: bool) -> None:
        """Shows what an edition has; `open_`: the minutes are not confirmed, so it can still be put right."""
        at = self.table.currentIndex().row()
        self.lines = lines(held, edition)
        self.table.words.set_rows([(line.item, line.what, line.words) for line in self.lines])
        may = [said for button, said in ((self.note, "a note"), (self.decision, "a decision"))
               if not self._barred[button]]  # fmt: skip
        self.empty.setText(f"{EMPTY} {NEXT.format(' or '.join(may))}" if open_ and may else EMPTY)
        self.empty.setVisible(not self.lines)
        self.table.setVisible(bool(self.lines))
        self._rest.setVisible(not self.lines)
        for button, barred in self._barred.items():
            button.bar(barred or not open_)
            button.setVisible(True)
        if self.lines:
            self.table.selectRow(min(max(at, 0), len(self.lines) - 1))
        self._may()

    def _in_hand(self) -> Line | None:
        at = self.table.currentIndex().row()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def _may(self) -> None:
        line = self._in_hand()
        self.correct.setEnabled(line is not None)
        action = line is not None and isinstance(line.of, SetAction)
        words = "Open the action log" if action else "Correct…"
        self.correct.setText(words)
        self.correct.setAccessibleName(words)

    def _correct(self) -> None:
        line = self._in_hand()
        if line is not None and self.correct.isVisible():
            self.correct_wanted.emit(line.of)
