"""One step of a request as a dialog: the request and what was decided before stand above the fields."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.dates import shown
from app.domain.faults import Fault
from app.domain.request import Request
from app.reads.requests import RequestLine, Requests
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.request_before import BeforePanel, before_lines
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

Dates = dict[str, date | None]


def told(line: RequestLine) -> str:
    """What is asked and where the request stands, in a few sentences."""
    request = line.request
    said = f"{line.capability or 'Capability not set'}: {request.asked.rstrip('.')}."
    place = ", ".join(part for part in (line.threat_reference, line.force) if part)
    said += f" {line.threat} ({place}). Bid {shown(request.bid_on)}"
    said += f" by {request.bid_by}" if request.bid_by else ""
    said += f", waited {line.waited} day{'' if line.waited == 1 else 's'}. Now {request.state.value}."
    if request.justification:
        said += f" Why: {request.justification.rstrip('.')}."
    if request.manager_view:
        by = f" ({request.manager})" if request.manager else ""
        said += f" Manager's view{by}: {request.manager_view}"
    return said


class RequestStep(RecordDialog[Request]):
    """One step; `needs` are the fields without which it cannot be taken."""

    base: Request
    title: ClassVar[str]
    verb: ClassVar[str]
    first: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, runner: Runner, parent: QWidget, answer: Requests, line: RequestLine) -> None:
        heading = f"{line.request.reference}  {self.title}"
        super().__init__(runner, parent, self.title, self.verb, heading, line.request)
        self.answer, self.shown_line = answer, line
        self.before = BeforePanel()
        self.before.show_lines(before_lines(answer, line))
        self.body.insertWidget(1, label(told(line), ink="text2", wrap=True))
        self.body.insertWidget(2, self.before)
        self.fields(line.request)
        self.begin(self.first)

    def fields(self, request: Request) -> None:
        """Makes the form."""
        raise NotImplementedError

    def text(self, name: str) -> str:
        """What stands in a field of words."""
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def day(self, name: str, title: str, value: date | None = None, hint: str = "") -> None:
        """A row with a day."""
        self.row(name, title, DateField(self.today, value), hint)

    def choice(self, name: str) -> Any:
        """What is chosen."""
        field = self.form.field(name)
        assert isinstance(field, ChoiceField)
        return field.value()

    def more_faults(self, record: Request) -> list[Fault]:
        """What the step needs."""
        return [Fault(name, "required") for name in self.needs if getattr(record, name) in (None, "")]
