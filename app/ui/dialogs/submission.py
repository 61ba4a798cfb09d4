"""The form of a submission: what the threat says already, what the region asks for, how complete it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from app.commands import submissions
from app.domain.codes import MappingState
from app.domain.faults import Fault
from app.domain.self_ratified import WHY
from app.domain.submission import Submission, SubmissionField
from app.domain.submission_fields import TEXTS, Completeness, asked, read_answers, write_answers
from app.domain.submission_rules import DECIDED
from app.errors import Refusal
from app.reads.submissions import Dossier
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.form import text_area
from app.ui.palette import px
from app.ui.parts import Button, dress, label
from app.ui.runner import Runner

TAKEN = "What the threat says already is shown as it stands there."
LONG = frozenset({"summary"})
WHERE = {
    "nominals": "None on the card yet. Add them under Nominals.",
    "other_forces": "None named on the threat.",
}
"""Where to say what the form does not ask, by source."""


def completeness_words(found: Completeness, most: int = 3) -> str:
    """ "13 of 19; missing: harm evidence, nominals and 4 more"."""
    if found.complete:
        return f"{found.short}; nothing is missing"
    named = [title if title[1:2].isupper() else title[:1].lower() + title[1:] for title in found.missing]
    rest = len(named) - most
    shown = ", ".join(named if rest < 2 else named[:most])
    return f"{found.short}; missing: {shown}{f' and {rest} more' if rest > 1 else ''}"


class SubmissionDialog(RecordDialog[Submission]):
    """One form with the region's fields; what is saved is a draft until it is sent."""

    prefix: ClassVar[str] = "field."

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        dossier: Dossier,
        print_form: Callable[[], object] | None = None,
    ) -> None:
        base = dossier.submission
        threat = dossier.threat
        decided = base is not None and base.state in DECIDED
        title = f"Submission {base.reference}" if base else "New submission"
        verb = "Open draft" if base is None else "Save draft" if base.state is MappingState.DRAFT else "Save"
        super().__init__(runner, parent, title, verb, f"{threat.reference} {threat.display}", base)
        self.dossier = dossier
        self._asked: dict[str, SubmissionField] = {}
        self._new = Submission(
            id="", threat=threat.id, opened_on=self.today, state_on=self.today, proposer=""
        )
        was = base or self._new
        self.body.insertWidget(1, label(self._standing(), ink="text2", wrap=True))
        self.line("proposer", "Proposed by", was.proposer, "May not ratify it.", "Such as DI M Hale")
        if base is None:
            self.row("opened_on", "Opened on", DateField(self.today, self.today))
        answers = read_answers(was.answers)
        for field in dossier.fields:
            self._field(field, answers.get(field.code, ""))
        self._completeness()
        if decided:
            self._close_form()
        self.begin("proposer")

    def _standing(self) -> str:
        base = self.base
        if base is None:
            return f"A draft stays with the force until it is sent. {TAKEN}"
        said = f"{base.state.value.capitalize()} since {self.wording('state_on', base.state_on)}."
        if self.dossier.self_ratified:
            said += f" {WHY}"
        back = [step for step in self.dossier.steps if step.state is MappingState.RETURNED]
        if base.state is MappingState.RETURNED and back:
            choice = self.dossier.reference.choice(back[-1].return_reason)
            why = (choice.name if choice else "", back[-1].reason)
            asked_for = ": ".join(part for part in why if part).rstrip(".")
            said += f" Returned: {asked_for}."
        return f"{said} {TAKEN}"

    # fields

    def _field(self, field: SubmissionField, answer: str) -> None:
        name = f"{self.prefix}{field.code}"
        hints = [field.help, "" if field.required else "Not required."]
        said = self.dossier.words.get(field.source, "")
        if asked(field):
            self._asked[name] = field
            made = text_area(2)
            made.setPlainText(answer)
            self.row(name, field.title, made, " ".join(hint for hint in hints if hint))
        elif said.strip():
            shown = label(said, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setMinimumHeight(px(30))
            self.form.add(name, field.title, shown)
            shown.setAccessibleDescription(f"{said}. From the threat.")
        elif field.source in TEXTS:
            self._asked[name] = field
            widget: QWidget = text_area(3) if field.source in LONG else QLineEdit()
            hints.insert(0, "Not on the threat yet; saved there.")
            self.row(name, field.title, widget, " ".join(hint for hint in hints if hint))
        else:
            words = WHERE.get(field.source, "Not set on the threat. Edit the threat to set it.")
            self.form.add(
                name, field.title, label(words, ink="a_text" if field.required else "muted", wrap=True)
            )

    def _completeness(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(84), px(10))
        self.bar.setAccessibleName("Completeness")
        self.complete = label("", "small", 600, wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.complete, 1)
        # above the buttons and outside what scrolls, so that it stays in sight while typing
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(2, row)

    def offer_print(self, print_form: Callable[[], object]) -> None:
        """Puts the way to the printed form into the foot: what is saved is what is printed."""
        made = Button("Print form…", icon="file-text", clicked=print_form)
        made.setAutoDefault(False)
        self.harmless = (made,)
        self.foot.insertWidget(1, made)

    def _close_form(self) -> None:
        """A decided submission is read, not changed."""
        for name in ("proposer", *self._asked):
            widget = self.form.field(name)
            assert isinstance(widget, QLineEdit | QPlainTextEdit)
            widget.setReadOnly(True)
        self.filled.hide()
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")

    # the record

    def _text(self, name: str) -> str:
        widget = self.form.field(name)
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        assert isinstance(widget, QLineEdit)
        return widget.text().strip()

    def answers(self) -> dict[str, str]:
        """The answers as they would be kept: what was typed over what the register has."""
        kept = read_answers((self.base or self._new).answers)
        typed = self.typed()
        for name, field in self._asked.items():
            if asked(field) and name in typed:
                kept[field.code] = self._text(name)
        return kept

    def told(self) -> dict[str, str]:
        """What the form tells the threat, by the threat's field."""
        return {
            field.source: self._text(name)
            for name, field in self._asked.items()
            if not asked(field) and self._text(name)
        }

    def draft(self, dates: dict[str, date | None]) -> Submission:
        """The submission as typed."""
        record = replace(
            self.base or self._new, proposer=self._text("proposer"), answers=write_answers(self.answers())
        )
        if self.base is None:
            return replace(record, opened_on=dates.get("opened_on") or self.today)
        return record

    def more_faults(self, record: Submission) -> list[Fault]:
        """A day to open it on."""
        if self.base is not None:
            return []
        field = self.form.field("opened_on")
        assert isinstance(field, DateField)
        return [] if field.line.text().strip() else [Fault("opened_on", "required")]

    def looked(self, record: Submission | None) -> None:
        """Shows how complete it is with what was typed."""
        found = self.dossier.complete(self.answers(), self.told())
        self.bar.setRange(0, max(found.required, 1))
        self.bar.setValue(found.done if found.required else 1)
        self.complete.setText(completeness_words(found))
        self.complete.setToolTip("\n".join(found.missing))
        dress(self.complete, ink="g_text" if found.complete else "text")
        self.bar.setAccessibleDescription(completeness_words(found, len(found.missing)))

    def send(
        self, record: Submission, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Opens or saves the draft."""
        if self.base is None:
            new = replace(record, id=self.new_id())
            self.runner.do(submissions.open_, new, self.told(), then=done, failed=failed)
        else:
            self.runner.do(submissions.save, record, self.told(), then=done, failed=failed)
