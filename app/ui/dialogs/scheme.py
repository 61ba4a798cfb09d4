"""One edition of a scoring scheme: to change while it is a draft, else to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import words
from app.commands import schemes
from app.domain import scheme_body
from app.domain.codes import SchemeState
from app.domain.scheme import Scheme
from app.domain.scheme_body import Answers, SchemeBody
from app.domain.scheme_text import figure, read_bands, write_bands
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.scheme_criteria import CriteriaTable
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

LABEL = "Printed and shown with every score made by it; say that it is local."
FORMULA = (
    "Over the codes of criteria; the code of a part stands for the sum of its criteria. "
    "+ - * /, brackets, min, max, sum, comparisons, and “a if b else c”."
)


class SchemeDialog(RecordDialog[Scheme]):
    """Name, edition, label, criteria, formula with its trial, bands."""

    def __init__(self, runner: Runner, parent: QWidget, scheme: Scheme | None = None) -> None:
        was = scheme or Scheme(id="", name="", body=scheme_body.write(SchemeBody()))
        self.locked = was.state is not SchemeState.DRAFT or runner.reads_only
        title = "New scheme" if scheme is None else "Scheme" if self.locked else "Edit scheme"
        verb = "Make its next edition" if self.locked else "Save draft"
        super().__init__(runner, parent, title, verb, was.called or title, scheme)
        self._was = was
        body = was.read()
        self.line("name", "Name", was.name)
        self.line("edition", "Edition", was.edition)
        self.line("label", "Label", was.label, LABEL, "Local example, not the national model")
        self.criteria = CriteriaTable(body.parts)
        self.row("parts", "Criteria", self.criteria, "Allowed values as in “1 Low; 2 Medium; 3 High”.")
        self.area("formula", "Formula", body.formula, 2, FORMULA)
        self.trial = label("", weight=600, wrap=True)
        self.trial.setAccessibleName("What the formula comes to")
        self.row("trial", "Comes to", self.trial)
        self.area("bands", "Bands", write_bands(body.bands), 4, "One to a line, from its lowest total.")
        if self.locked:
            self._lock()
        self.begin("name")

    def _lock(self) -> None:
        told = "It is not a draft, so it is shown as it stands and cannot be changed."
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        for name in ("name", "edition", "label", "formula", "bands"):
            field = self.form.field(name)
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            field.setReadOnly(True)
        self.criteria.lock()
        self.filled.setVisible(not self.runner.reads_only)

    def adjust(self) -> None:
        """Wider than other dialogs: its table has six columns."""
        super().adjust()
        room = self.screen().availableGeometry()
        self.resize(min(px(1040), room.width() - 40), self.height())

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def _body(self) -> SchemeBody:
        """The body as typed; Refusal("scheme.pair") where values or bands cannot be read."""
        parts = self.criteria.parts()
        try:
            bands = read_bands(self._text("bands"))
        except Refusal as refusal:
            raise Refusal(refusal.code, field="bands", **refusal.fields) from None
        return SchemeBody(parts, " ".join(self._text("formula").split()), bands)

    def draft(self, dates: dict[str, date | None]) -> Scheme:
        """The scheme as typed."""
        return replace(
            self.base or self._was,
            name=self._text("name"),
            edition=self._text("edition"),
            label=self._text("label"),
            body=scheme_body.write(self._body()),
        )

    def looked(self, record: Scheme | None) -> None:
        """Shows what the formula comes to with the answers under Try, with the lowest and the highest."""
        told = "Put right what is wrong above first." if record is None else self._tried_out(record)
        self.trial.setText(told)
        self.trial.setAccessibleName(f"Comes to: {told}")

    def _tried_out(self, record: Scheme) -> str:
        body = record.read()
        lowest = {one.code: min((v.number for v in one.values), default=0) for one in body.criteria}
        highest = {one.code: max((v.number for v in one.values), default=0) for one in body.criteria}
        told = (("Tried", self.criteria.answers()), ("Lowest answers", lowest), ("Highest answers", highest))
        try:
            return "   ".join(f"{said}: {came_to(body, answers)}" for said, answers in told)
        except Refusal as refusal:
            return words.refusal(refusal)

    def send(
        self, record: Scheme, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Saves the draft; of an edition that is none, makes the next one."""
        if self.locked:
            self.runner.do(schemes.next_edition, self._was, then=done, failed=failed)
        elif self.base is None:
            self.runner.do(schemes.draft, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(schemes.change, record, then=done, failed=failed)


def came_to(body: SchemeBody, answers: Answers) -> str:
    """A total with its band: "84, Moderate"; Refusal("formula.*") where there is none."""
    total = body.total(answers)
    return ", ".join(part for part in (figure(total), body.band(total)) if part)
