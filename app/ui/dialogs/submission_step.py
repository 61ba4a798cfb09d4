"""The next step of a submission: sent, returned, sent again, ratified, rejected; and a draft withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import submissions
from app.domain.codes import ChoiceList, MappingState
from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.submission import Submission
from app.domain.submission_fields import read_answers
from app.domain.submission_rules import NEXT
from app.errors import Refusal
from app.reads.submissions import Dossier
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.submission import completeness_words
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the desk offers it: its words, the filled button, and its key on the page."""

    to: MappingState
    words: str
    verb: str
    key: str


STEPS = (
    Step(MappingState.SUBMITTED, "Submit to ROCTA", "Submit", "Ctrl+M"),
    Step(MappingState.RESUBMITTED, "Submit again", "Submit again", "Ctrl+M"),
    Step(MappingState.RATIFIED, "Ratify", "Ratify", "Ctrl+R"),
    Step(MappingState.RETURNED, "Return", "Return", "Ctrl+B"),
    Step(MappingState.REJECTED, "Reject", "Reject", "Ctrl+J"),
)
"""The steps in the order in which the desk offers them."""


COMMANDS = {
    MappingState.SUBMITTED: "submission.submit",
    MappingState.RESUBMITTED: "submission.resubmit",
    MappingState.RATIFIED: "submission.ratify",
    MappingState.RETURNED: "submission.return",
    MappingState.REJECTED: "submission.reject",
}
"""The command of each step, which says whose it is."""


def next_steps(state: MappingState) -> tuple[Step, ...]:
    """What may follow a state."""
    return tuple(step for step in STEPS if step.to in NEXT.get(state, ()))


class StepDialog(RecordDialog[Submission]):
    """One step: its day, and what the step needs."""

    base: Submission

    def __init__(self, runner: Runner, parent: QWidget, dossier: Dossier, step: Step) -> None:
        base = dossier.submission
        assert base is not None
        threat = dossier.threat
        title = f"{step.words}: {base.reference}"
        super().__init__(runner, parent, title, step.verb, f"{threat.reference} {threat.display}", base)
        self.step, self.dossier, self.whose = step, dossier, (COMMANDS[step.to],)
        stands = f"{title}, {base.state.value} since {shown(base.state_on)}."
        found = dossier.complete(read_answers(base.answers))
        if step.to in (MappingState.SUBMITTED, MappingState.RESUBMITTED):
            stands += f" {completeness_words(found, len(found.missing))}."
        self.body.insertWidget(1, label(stands, ink="text2", wrap=True))
        if step.to is MappingState.RETURNED:
            offered = dossier.reference.offered(ChoiceList.RETURN_REASON)
            options = [(None, "Choose a reason"), *((choice.id, choice.name) for choice in offered)]
            self.row("return_reason", "Reason", ChoiceField(options), "The region’s list.")
            self.area("reason", "What ROCTA asks for")
        elif step.to is MappingState.REJECTED:
            self.area("reason", "Reason", hint="What ROCTA gave as the reason.")
        elif step.to is MappingState.RATIFIED:
            hint = f"Somebody other than {base.proposer}, who proposed it."
            self.line("ratified_by", "Ratified by", "", hint, "Such as the analyst at ROCTA")
        self.row("on", "Date", DateField(self.today, self.today))
        first = {MappingState.RETURNED: "return_reason", MappingState.REJECTED: "reason"}
        self.begin("ratified_by" if step.to is MappingState.RATIFIED else first.get(step.to, "on"))

    def _has(self, name: str) -> bool:
        return name in self._names

    def _text(self, name: str) -> str:
        if not self._has(name):
            return ""
        widget = self.form.field(name)
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""
        return (widget.text() if isinstance(widget, QLineEdit) else text).strip()

    def draft(self, dates: dict[str, date | None]) -> Submission:
        """The submission after the step."""
        return replace(
            self.base,
            state=self.step.to,
            state_on=dates.get("on") or self.today,
            ratified_by=self._text("ratified_by"),
        )

    def more_faults(self, record: Submission) -> list[Fault]:
        """What the step lacks: its day, its reason."""
        found = []
        field = self.form.field("on")
        assert isinstance(field, DateField)
        if not field.line.text().strip():
            found.append(Fault("on", "required"))
        elif record.state_on > self.today:
            found.append(Fault("on", "date.future"))
        elif record.state_on < self.base.state_on:
            said = {"state": self.base.state.value, "on": shown(self.base.state_on)}
            found.append(Fault("on", "submission.out_of_order", said))
        if self._has("return_reason") and self._code() is None:
            found.append(Fault("return_reason", "submission.no_code"))
        if self._has("reason") and not self._text("reason"):
            found.append(Fault("reason", "mapping.no_reason"))
        return found

    def _code(self) -> str | None:
        field = self.form.field("return_reason")
        assert isinstance(field, ChoiceField)
        code: str | None = field.value()
        return code

    def send(
        self, record: Submission, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Takes the step on the submission as it was read."""
        on, base, do = record.state_on, self.base, self.runner.do
        if self.step.to is MappingState.SUBMITTED:
            do(submissions.submit, base, on, then=done, failed=failed)
        elif self.step.to is MappingState.RESUBMITTED:
            do(submissions.resubmit, base, on, then=done, failed=failed)
        elif self.step.to is MappingState.RETURNED:
            do(submissions.return_, base, on, self._code(), self._text("reason"), then=done, failed=failed)
        elif self.step.to is MappingState.RATIFIED:
            do(submissions.ratify, base, on, record.ratified_by, then=done, failed=failed)
        else:
            do(submissions.reject, base, on, self._text("reason"), then=done, failed=failed)
