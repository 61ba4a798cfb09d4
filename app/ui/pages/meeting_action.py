"""An action set on the item in hand: what, who, by when; under its P where the item is about a threat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.codes import Strand
from app.domain.dates import shown
from app.errors import Refusal
from app.reads.officers import Person
from app.ui.dialogs.fields import StrandField
from app.ui.fields import WEEKDAYS, DateField, PersonField
from app.ui.pages.meeting_choices import TIGHT
from app.ui.pages.meeting_entry import said
from app.ui.palette import px
from app.ui.parts import Button, label


def short_date(day: date) -> str:
    """A date with the first letters of its weekday: "Tue 15 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {shown(day)}"


class ShortDate(DateField):
    """A date field with little room: "+7" is read as "Tue 15 Dec 2026" beside it."""

    def __init__(self, today: date) -> None:
        super().__init__(today)
        self.line.setFixedWidth(px(126))
        self.line.setPlaceholderText("+7")

    def _read(self, text: str) -> None:
        super()._read(text)
        try:
            value = self.value()
        except Refusal:
            return
        self.reading.setText("" if value is None else short_date(value))


class ActionEntry(QWidget):
    """The fields of an action; `add` is sent where they are to be taken."""

    add = Signal()
    edited = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(18), px(14))
        column.setSpacing(px(8))
        column.addWidget(label("Action from this item", "panel"))
        self.strand = StrandField(Strand.PURSUE)
        self.strand.setAccessibleName("P")
        for button in self.strand.buttons.values():
            button.setStyleSheet(TIGHT.format(px(5), px(4), px(4), px(3)))
        self.title = QLineEdit()
        self.title.setPlaceholderText("What is to be done")
        self.title.setAccessibleName("What is to be done")
        self.owner = PersonField("Who: a name, or an organisation")
        self.owner.setAccessibleName("Owner")
        # as wide as the panel, whatever the names
        self.owner.setMinimumContentsLength(8)
        self.due = ShortDate(today)
        self.due.line.setAccessibleName("Due date")
        self.fault = label("", "small", 500, "r_text", wrap=True)
        self.fault.hide()
        self.button = Button("Add action", hint="Ctrl+Shift+A", clicked=self.add.emit)
        column.addWidget(self.strand)
        column.addWidget(self.title)
        column.addWidget(self.owner)
        column.addWidget(self.due)
        column.addWidget(self.fault)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.title.textEdited.connect(lambda _: self._touched())
        self.owner.edited.connect(self._touched)
        self.due.edited.connect(self._touched)
        self.strand.edited.connect(self._touched)

    def offer(self, people: Sequence[Person]) -> None:
        """Whom it may be given to."""
        self.owner.offer(people)

    def _touched(self) -> None:
        self.fault.hide()
        self.edited.emit()

    @property
    def pressed_by(self) -> Button:
        """The button that takes the fields."""
        return self.button

    def draft(self) -> dict[str, Any]:
        """What stands in the fields, empty for nothing typed."""
        values = {
            "strand": self.strand.value(),
            "title": self.title.text(),
            "owner": self.owner.text(),
            "due": self.due.line.text(),
        }
        return values if any(values[name] for name in ("title", "owner", "due")) else {}

    def put(self, draft: dict[str, Any]) -> None:
        """Puts a draft back, or empties the fields."""
        self.strand.choose(draft.get("strand", Strand.PURSUE))
        self.title.setText(draft.get("title", ""))
        self.owner.setEditText(draft.get("owner", ""))
        self.due.line.setText(draft.get("due", ""))
        self.fault.hide()

    def missing(self) -> bool:
        """Says what an action still lacks, and goes there."""
        for field, text, sentence in (
            (self.title, self.title.text(), "Say what is to be done."),
            (self.owner, self.owner.text(), "Say who does it. Without an owner it shows as Red."),
            (self.due, self.due.line.text(), "Say by when. Without a date it shows as Red."),
        ):
            if not text.strip():
                self.say(sentence)
                field.setFocus()
                return True
        try:
            self.due.value()
        except Refusal as refusal:
            self.refuse(refusal)
            self.due.setFocus()
            return True
        return False

    def say(self, sentence: str) -> None:
        """Says what must be put right."""
        self.fault.setText(sentence)
        self.fault.show()

    def refuse(self, refusal: Refusal) -> None:
        """Says why it was not added; what was typed stays."""
        self.say(said(refusal))
