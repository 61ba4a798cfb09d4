"""What is written down at the right of meeting mode: the decision or a note, with what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.codes import Decision, MappingState, Outcome
from app.domain.faults import Fault, Faulty
from app.domain.region import Choice
from app.errors import Refusal
from app.reads.meeting_item import Centre
from app.ui.form import text_area
from app.ui.pages.flow import FlowLayout
from app.ui.pages.meeting_choices import Choices
from app.ui.pages.meeting_words import OUTCOMES
from app.ui.palette import px
from app.ui.parts import Button, label

REQUEST = {each: each.value[0].upper() + each.value[1:] for each in Decision}
SUBMISSION = {
    MappingState.RATIFIED: "Ratified",
    MappingState.RETURNED: "Returned",
    MappingState.REJECTED: "Rejected",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What may be decided on an item: a request, a submission, or the item itself (`kind` "")."""

    kind: str
    id: str
    said: str


def subjects(centre: Centre) -> tuple[Subject, ...]:
    """What can be decided on a line: its requests and submissions first, then the item itself."""
    asked = [
        Subject("request", each.id, f"{each.request.reference} {each.capability or each.request.asked}")
        for each in centre.requests
    ]
    sent = [
        Subject("submission", each.submission.id, f"{each.submission.reference} {each.threat}")
        for each in centre.submissions
    ]
    return (*asked, *sent, Subject("", "", "The item itself"))


class Entry(QWidget):
    """The decision; `record` and `note` are sent where the fields are to be taken."""

    record = Signal()
    note = Signal()
    edited = Signal()

    def __init__(self, may: Callable[[str], bool]) -> None:
        super().__init__()
        self._notes = may("meeting.note")
        # to minute a ratification is to ratify: who may not do the one is not offered the other
        ratifies = may("submission.ratify")
        self._submission = {
            state: said
            for state, said in SUBMISSION.items()
            if ratifies or state is not MappingState.RATIFIED
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(18), px(14))
        column.setSpacing(px(6))
        self.heading = label("Decision", "panel")
        self.about = QComboBox()
        self.about.setAccessibleName("Decide on")
        self.outcome = Choices("Decision")
        self.text_title, self.text = label("What was decided", weight=600), text_area(3)
        self.why_title, self.why = label("Why", weight=600), text_area(2)
        self.conditions_title, self.conditions = label("Conditions", weight=600), QLineEdit()
        self.by_title, self.by = label("Decided for ROCTA by", weight=600), QLineEdit()
        self.code = QComboBox()
        for field, name in (
            (self.text, "What was decided"),
            (self.why, "Why"),
            (self.conditions, "Conditions"),
            (self.by, "Decided for ROCTA by"),
            (self.code, "Reason of the return"),
        ):
            field.setAccessibleName(name)
        self.fault = label("", "small", 500, "r_text", wrap=True)
        self.fault.hide()
        self.record_button = Button("Record decision", "primary", "", "Ctrl+D", self.record.emit)
        self.note_button = Button("Add a note", "text", clicked=self.note.emit)
        for part in (
            self.heading, self.about, self.outcome, self.text_title, self.text, self.why_title, self.why,
            self.conditions_title, self.conditions, self.by_title, self.by, self.code, self.fault,
        ):  # fmt: skip
            column.addWidget(part)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.record_button)
        flow.addWidget(self.note_button)
        column.addWidget(buttons)
        self._subjects: tuple[Subject, ...] = ()
        self._reasons: tuple[Choice, ...] = ()
        self._consent = False
        self.about.currentIndexChanged.connect(lambda _: self._turn())
        self.outcome.changed.connect(self._touched)
        for area in (self.text, self.why):
            area.textChanged.connect(self._touched)
        self.code.activated.connect(lambda _: self._touched())
        for field in (self.conditions, self.by):
            field.textEdited.connect(lambda _: self._touched())

    def offer(self, centre: Centre, reasons: Sequence[Choice]) -> None:
        """What can be decided on a line."""
        self._consent = bool(centre.line.consent)
        found = subjects(centre)
        if found != self._subjects:
            chosen = self.subject.id
            self._subjects = found
            keep = chosen if any(each.id == chosen for each in found) else found[0].id
            self.about.blockSignals(True)
            self.about.clear()
            self.about.addItems([each.said for each in found])
            self.about.setCurrentIndex([each.id for each in found].index(keep))
            self.about.blockSignals(False)
        if tuple(reasons) != self._reasons:
            self._reasons = tuple(reasons)
            self.code.clear()
            self.code.addItems([reason.name for reason in reasons])
        self._turn()

    @property
    def subject(self) -> Subject:
        """What is decided on."""
        at = self.about.currentIndex()
        return self._subjects[at] if 0 <= at < len(self._subjects) else Subject("", "", "")

    def _turn(self) -> None:
        kind = "consent" if self._consent else self.subject.kind
        options = {
            "request": tuple(REQUEST.items()),
            "submission": tuple(self._submission.items()),
            "consent": (),
        }.get(kind, tuple(OUTCOMES.items()))
        self.outcome.offer(options, self.outcome.value())
        self.about.setVisible(len(self._subjects) > 1)
        self.outcome.setVisible(kind != "consent")
        self.text_title.setVisible(kind != "consent")
        self.text.setVisible(kind != "consent")
        for own, parts in (
            ("request", (self.conditions_title, self.conditions)),
            ("submission", (self.by_title, self.by)),
        ):
            for part in parts:
                part.setVisible(kind == own)
        self.heading.setText("Consent list" if kind == "consent" else "Decision")
        said = "Take the consent list" if kind == "consent" else "Record decision"
        self.record_button.setText(said)
        self.record_button.setAccessibleName(said)
        self.note_button.setVisible(self._notes and kind != "consent")
        self._touched()

    def _touched(self) -> None:
        returned = self.subject.kind == "submission" and self.outcome.value() is MappingState.RETURNED
        self.code.setVisible(returned and self.code.count() > 0)
        self.fault.hide()
        self.edited.emit()

    @property
    def reason(self) -> str | None:
        """Why a submission is returned: a choice of the region's list."""
        at = self.code.currentIndex()
        return self._reasons[at].id if 0 <= at < len(self._reasons) else None

    # drafts

    @property
    def pressed_by(self) -> Button:
        """The button that takes the fields."""
        return self.record_button

    def draft(self) -> dict[str, Any]:
        """What stands in the fields, empty for nothing typed or chosen."""
        values = {
            "about": self.subject.id,
            "outcome": self.outcome.value(),
            "text": self.text.toPlainText(),
            "why": self.why.toPlainText(),
            "conditions": self.conditions.text(),
            "by": self.by.text(),
            "code": self.reason,
        }
        typed = any(values[name] for name in ("outcome", "text", "why", "conditions", "by"))
        return values if typed else {}

    def put(self, draft: dict[str, Any]) -> None:
        """Puts a draft back, or empties the fields."""
        ids = [each.id for each in self._subjects]
        if ids:
            self.about.setCurrentIndex(ids.index(draft["about"]) if draft.get("about") in ids else 0)
        self._turn()
        self.outcome.choose(draft.get("outcome"))
        self.text.setPlainText(draft.get("text", ""))
        self.why.setPlainText(draft.get("why", ""))
        self.conditions.setText(draft.get("conditions", ""))
        self.by.setText(draft.get("by", ""))
        codes = [reason.id for reason in self._reasons]
        self.code.setCurrentIndex(codes.index(draft["code"]) if draft.get("code") in codes else 0)
        self._touched()

    # what is missing

    def missing(self) -> bool:
        """Says what a decision still lacks, and goes there."""
        if self._consent:
            return self._lacks(self.why, self.why.toPlainText(), "Say why the list is taken as it stands.")
        if self.outcome.value() is None:
            self.say("Choose what was decided.")
            next(iter(self.outcome.buttons.values())).setFocus()
            return True
        return self._lacks(self.text, self.text.toPlainText(), "Say what was decided.") or self._lacks(
            self.why, self.why.toPlainText(), "Say why: a decision is kept with its reason."
        )

    def _lacks(self, field: QPlainTextEdit, text: str, sentence: str) -> bool:
        if text.strip():
            return False
        self.say(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def say(self, sentence: str) -> None:
        """Says what must be put right."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def refuse(self, refusal: Refusal) -> None:
        """Says why it was not recorded; what was typed stays."""
        self.say(said(refusal))


def said(refusal: Refusal) -> str:
    """A refusal in words: of a faulty record, each fault with its field."""
    if isinstance(refusal, Faulty):
        return " ".join(_fault(fault) for fault in refusal.faults)
    return words.refusal(refusal)


def _fault(fault: Fault) -> str:
    name = words.FIELD_WORDS.get(fault.field, fault.field)
    return f"{name[:1].upper()}{name[1:]}: {words.fault(fault)}"


def outcome_of(chosen: Any) -> Outcome:
    """The meeting's own outcome, for a decision on the item itself."""
    return chosen if isinstance(chosen, Outcome) else Outcome.AGREED
