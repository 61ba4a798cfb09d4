"""Asking for regional support, and changing what is asked while it is not decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from app.commands import requests
from app.domain.codes import ChoiceList
from app.domain.faults import Fault
from app.domain.request import Request
from app.errors import Refusal
from app.reads.reference import Reference
from app.reads.requests import RequestLine, Requests
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.request_before import BeforePanel, before_words
from app.ui.fields import DateField
from app.ui.runner import Runner


class BidDialog(RecordDialog[Request]):
    """A bid; `threat` is whose it is, None where the form asks for it, `line` the request to be changed."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        answer: Requests,
        threat: tuple[str, str] | None = None,
        line: RequestLine | None = None,
    ) -> None:
        title = "Change a request" if line else "Ask for support"
        verb = "Save request" if line else "Add request"
        of = f"{line.request.reference}  {line.threat}" if line else (threat[1] if threat else title)
        super().__init__(runner, parent, title, verb, of, line.request if line else None)
        self._answer = answer
        self._threat = line.request.threat if line else (threat[0] if threat else "")
        was = line.request if line else Request(id="", threat="", asked="", bid_on=self.today)
        self.before = BeforePanel()
        self.body.insertWidget(self.body.count() - 1, self.before)
        if not self._threat:
            self._ids = {said.casefold().split("  ")[0]: id for id, said in answer.threats.items()}
            self._ids |= {said.casefold(): id for id, said in answer.threats.items()}
            self.of = self.line("threat", "Threat", sample="Reference or name")
            completer = QCompleter(list(answer.threats.values()), self.of)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            rows = completer.popup()
            if isinstance(rows, QListView):
                # of one height: ten thousand threats are offered before a key is felt
                rows.setUniformItemSizes(True)
            completer.activated.connect(lambda _: self.form.edited.emit())
            self.of.setCompleter(completer)
        offered = answer.reference.offered(ChoiceList.CAPABILITY, was.capability)
        options = [(None, "Not set"), *((choice.id, choice.name) for choice in offered)]
        self.capability = ChoiceField(options, was.capability)
        self.row("capability", "Capability", self.capability)
        self.area("asked", "What is asked", was.asked, 2, "What, how much, for how long and from when.")
        self.area("justification", "Why", was.justification, 3)
        self.by = self.line("bid_by", "Bid by", was.bid_by, sample="Name, or SIO")
        self.row("bid_on", "Bid on", DateField(self.today, was.bid_on))
        self.ask_custom("request", answer.reference, was.id)
        self.begin("capability" if self._threat else "threat")

    def _words(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def _of(self) -> str:
        """The threat's id, "" where what was typed names none."""
        if self._threat:
            return self._threat
        return self._ids.get(self.of.text().strip().casefold(), "")

    def draft(self, dates: dict[str, date | None]) -> Request:
        """The request as typed."""
        base = self.base or Request(id="", threat="", asked="", bid_on=self.today)
        return replace(
            base,
            threat=self._of(),
            capability=self.capability.value(),
            asked=self._words("asked"),
            justification=self._words("justification"),
            bid_by=self.by.text().strip(),
            bid_on=dates.get("bid_on") or self.today,
        )

    def more_faults(self, record: Request) -> list[Fault]:
        """A threat of the register, and a day."""
        found = [] if record.threat else [Fault("threat", "request.no_threat")]
        on = self.form.field("bid_on")
        if isinstance(on, DateField) and not on.line.text().strip():
            found.append(Fault("bid_on", "required"))
        return found

    def looked(self, record: Request | None) -> None:
        """What was decided before, for the threat and capability chosen."""
        threat, answer = self._of(), self._answer
        found = answer.earlier.like(threat, self.capability.value()) if threat else ()
        own = self.base.id if self.base else ""
        self.before.show_lines(before_words(answer, other, threat) for other in found if other.id != own)

    def send(
        self, record: Request, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the request."""
        if self.base is None:
            made = replace(record, id=self.new_id())
            self.runner.do(self.along(requests.bid), made, then=done, failed=failed)
        else:
            self.runner.do(self.along(requests.change), record, then=done, failed=failed)

    def wording(self, field: str, value: object) -> str:
        """A capability by its name."""
        return choice_name(self._answer.reference, value) or super().wording(field, value)


def choice_name(reference: Reference, id: object) -> str:
    """The name of a choice, "" for none."""
    choice = reference.choice(str(id)) if id else None
    return choice.name if choice else ""


def suggesting(names: list[str], value: str = "") -> QLineEdit:
    """A line of text that suggests names while typing."""
    made = QLineEdit(value)
    completer = QCompleter(names, made)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setCompleter(completer)
    return made
