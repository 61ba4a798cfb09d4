"""The question that one row puts: words, choices, the register beside the file, and its answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.codes import Strand
from app.errors import Refusal
from app.ui.fields import DateField
from app.ui.pages.choice import Choice
from app.ui.pages.flow import FlowLayout
from app.ui.pages.import_compare import Compare
from app.ui.pages.import_question import Answer, Question
from app.ui.pages.shortcuts import press
from app.ui.palette import px
from app.ui.parts import Button, dress, label, line

LATER = "later"


class QuestionPanel(QFrame):
    """One question at a time; `answered` carries what was said."""

    answered = Signal(object)
    next_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setAccessibleName("The row in hand")
        self._today = today
        self._question: Question | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QFrame()
        self._inside.setProperty("panel", "true")
        scroll.setWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(18, 14, 16, 14)
        self._column.setSpacing(8)
        outer.addWidget(scroll, 1)
        self._build()
        outer.addWidget(line())
        outer.addWidget(self._foot())
        self.ask(None)

    def _build(self) -> None:
        head = QHBoxLayout()
        self.heading = label("", "heading", wrap=True)
        self.place = label("", "small", ink="text2")
        head.addWidget(self.heading, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self.sentence = label("", ink="text2", wrap=True)
        self._column.addWidget(self.sentence)
        self.strands = Choice("Strand")
        self._column.addWidget(self.strands)
        self.date = DateField(self._today)
        self.date.line.setAccessibleName("Due date")
        self.date.line.setFixedWidth(px(190))
        self._date_label = label("Due date", weight=600)
        self.title = QLineEdit()
        self.title.setAccessibleName("Action")
        self._title_label = label("What will be done", weight=600)
        self.reference = QLineEdit()
        self.reference.setAccessibleName("Reference")
        self._reference_label = label("Reference", weight=600)
        for caption, field in (
            (self._date_label, self.date),
            (self._title_label, self.title),
            (self._reference_label, self.reference),
        ):
            self._column.addWidget(caption)
            self._column.addWidget(field)
        self.alike = QCheckBox()
        # long words of a file must not widen the panel
        self.alike.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self.alike)
        self.fault = label("", ink="r_text", wrap=True)
        self._column.addWidget(self.fault)
        self._rule = line()
        self._column.addWidget(self._rule)
        self._known = label("Already in the register?", weight=600)
        self._known_as = label("", "small", ink="text2", wrap=True)
        self.same = Choice("Already in the register?")
        self.same.offer((("same", "The same, update it"), ("other", "A different action")))
        self.same.changed.connect(self._same_chosen)
        self.compare = Compare()
        for part in (self._known, self._known_as, self.same, self.compare):
            self._column.addWidget(part)
        self._written_rule = line()
        self._column.addWidget(self._written_rule)
        self._written_head = label("As written in the file", "small", 600)
        self.written = label("", "small", ink="text2", wrap=True)
        self.written.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._column.addWidget(self._written_head)
        self._column.addWidget(self.written)
        self._column.addStretch(1)

    def _foot(self) -> QWidget:
        part = QWidget()
        row = FlowLayout(part, across=6, down=4)
        row.setContentsMargins(14, 10, 6, 10)
        self.accept = Button("Accept row", hint="Ctrl+Enter", clicked=self.accept_row)
        press(self, "Ctrl+Return", self.accept)
        self.skip = Button("Skip row", clicked=lambda: self._answer(take=False))
        self.next = Button("Next fault", "text", hint="F8", clicked=self.next_wanted.emit)
        row.addWidget(self.accept)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        return part

    # the question

    def ask(self, question: Question | None, place: str = "") -> None:
        """Puts a question; None clears the panel."""
        again = self._question is not None and question is not None and question.key == self._question.key
        self._question = question
        self.place.setText(place)
        self._inside.setVisible(question is not None)
        for button in (self.accept, self.skip):
            button.setEnabled(question is not None)
        if question is None:
            return
        self.heading.setText(question.heading)
        self.sentence.setText("\n".join(question.sentences))
        self.sentence.setVisible(bool(question.sentences))
        self.setAccessibleDescription(". ".join((question.heading, *question.sentences)))
        self._show_fields(question, again)
        self._show_register(question)
        self.written.setText(question.as_written)
        for part in (self._written_rule, self._written_head, self.written):
            part.setVisible(bool(question.as_written))
        self.accept.setEnabled(question.may_take)
        self.skip.setEnabled(question.may_skip)
        self._say("")

    def _show_fields(self, question: Question, again: bool) -> None:
        self.strands.setVisible(bool(question.strands))
        if not again:
            choices = [(strand.value, strand.value) for strand in question.strands]
            self.strands.offer((*choices, (LATER, "Leave for later")))
            self.strands.choose(question.strand.value if question.strand else "")
            self.date.set(question.due)
            self.title.setText("")
            self.title.setPlaceholderText(question.title)
            self.reference.setText("")
            self.alike.setChecked(False)
        rows: tuple[tuple[QWidget, QWidget, bool], ...] = (
            (self._date_label, self.date, question.wants_date),
            (self._title_label, self.title, question.wants_title),
            (self._reference_label, self.reference, question.wants_reference),
        )
        for caption, field, wanted in rows:
            caption.setVisible(wanted)
            field.setVisible(wanted)
        asked = bool(question.strands) or question.wants_date
        self.alike.setVisible(asked and question.alike > 1)
        said = f"say “{question.said}”" if question.said else "are blank"
        self.alike.setText(f"Use this for all {question.alike} rows that {said}")

    def _show_register(self, question: Question) -> None:
        known = bool(question.register)
        for part in (self._rule, self._known, self._known_as):
            part.setVisible(known)
        self._known_as.setText(question.register)
        self.same.setVisible(known and question.same is not None)
        self.same.choose("" if question.same is None else "same" if question.same else "other")
        self.compare.take(question.changes, question.chosen)
        self.compare.setVisible(known and bool(question.changes) and question.same is not False)

    def _same_chosen(self, key: str) -> None:
        question = self._question
        self.compare.setVisible(bool(question and question.changes) and key == "same")

    def focus_first(self) -> None:
        """Puts the focus where the answer begins."""
        for part in (self.strands, self.date, self.title, self.reference, self.same, self.compare):
            if part.isVisibleTo(self._inside):
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.accept.setFocus()

    # the answer

    def accept_row(self) -> None:
        """Takes the row with what was chosen; says what is missing first."""
        question = self._question
        if question is None or not question.may_take:
            return
        chosen = self.strands.chosen() if question.strands else ""
        if chosen == LATER:
            self.next_wanted.emit()
            return
        if question.strands and not chosen:
            self._say("Choose a strand, or leave the row for later.")
            self.strands.setFocus()
            return
        if question.wants_reference and not self.reference.text().strip():
            self._say("Enter the reference, or skip the row.")
            self.reference.setFocus()
            return
        if question.wants_title and not self.title.text().strip():
            self._say("Say in words what will be done, or skip the row.")
            self.title.setFocus()
            return
        try:
            due = self.date.value() if question.wants_date else None
        except Refusal as refusal:
            self._say(words.refusal(refusal))
            self.date.setFocus()
            return
        self._answer(take=True, strand=Strand(chosen) if chosen else None, due=due)

    def _answer(self, take: bool, strand: Strand | None = None, due: date | None = None) -> None:
        question = self._question
        if question is None:
            return
        same = {"same": True, "other": False}.get(self.same.chosen()) if question.same is not None else None
        fields = self.compare.chosen() if take and question.changes and same is not False else None
        self.answered.emit(
            Answer(
                key=question.key,
                take=take,
                strand=strand,
                due=due,
                title=self.title.text().strip() or None if question.wants_title else None,
                reference=self.reference.text().strip() or None if question.wants_reference else None,
                same=same,
                fields=fields,
                alike=self.alike.isVisibleTo(self._inside) and self.alike.isChecked(),
            )
        )

    def refuse(self, sentence: str) -> None:
        """Shows why an answer was not taken."""
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        dress(self.fault, ink="r_text")
