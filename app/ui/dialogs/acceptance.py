"""That a partner accepted the conditions of a C-coded text; taken back where it was a mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import releases
from app.domain.faults import Fault
from app.domain.issue import Acceptance
from app.errors import Refusal
from app.reads.releases import Coded, Released
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.remove import offer_remove
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner
from app.words.names import KIND_WORDS

SHORT = 90


def told(coded: Coded) -> str:
    """A text under a condition in one line, with what it is."""
    text = coded.text if len(coded.text) <= SHORT else f"{coded.text[:SHORT].rsplit(' ', 1)[0]} …"
    return f"{KIND_WORDS.get(coded.kind, coded.kind)}: {text}"


class AcceptanceDialog(RecordDialog[Acceptance]):
    """Records an acceptance; one that is there is read here and can be taken back."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        heading: str,
        answer: Released,
        chosen: Coded | None = None,
        known: Acceptance | None = None,
    ) -> None:
        super().__init__(runner, parent, "Conditions accepted", "Record acceptance", heading, known)
        self._answer = answer
        self.whose = ("conditions.accept",) if known is None else ("conditions.withdraw",)
        self._coded: Sequence[Coded] = answer.coded
        self.text = ChoiceField(
            [(place, told(coded)) for place, coded in enumerate(answer.coded)],
            answer.coded.index(chosen) if chosen else 0,
        )
        self.row("object", "Text", self.text)
        self.conditions = label("", wrap=True)
        self.form.add("asked", "Its conditions", self.conditions)
        offered = [
            (one.id, one.name)
            for one in answer.partners
            if not one.retired or (known is not None and one.id == known.organisation)
        ]
        self.organisation = ChoiceField(offered, known.organisation if known else None)
        self.row("organisation", "Organisation", self.organisation)
        self.by = self.line("accepted_by", "Accepted by", known.accepted_by if known else "",
                            "The person who answers for it at that organisation.")  # fmt: skip
        self.row("on", "Accepted on", DateField(self.today, known.on if known else self.today))
        self.text.currentIndexChanged.connect(self._show)
        self._show()
        offer_remove(self, releases.take_back)
        if known is not None:
            # what was accepted is not changed: it is taken back and recorded anew
            for field in (self.text, self.organisation):
                field.setEnabled(False)
            self.by.setReadOnly(True)
            self.form.field("on").setEnabled(False)
            self.filled.hide()
        self.begin("accepted_by")

    def _show(self, _: int = 0) -> None:
        self.conditions.setText(self._chosen.record.conditions if self._coded else "")

    @property
    def _chosen(self) -> Coded:
        return self._coded[self.text.value() or 0]

    def draft(self, dates: dict[str, date | None]) -> Acceptance:
        """The acceptance as typed."""
        chosen = self._chosen
        made = self.base or Acceptance(
            id="", kind=chosen.kind, object=chosen.record.id, organisation="", conditions="", accepted_by="",
            on=self.today,
        )  # fmt: skip
        return replace(
            made,
            kind=chosen.kind,
            object=chosen.record.id,
            organisation=self.organisation.value() or "",
            conditions=chosen.record.conditions,
            accepted_by=self.by.text().strip(),
            on=dates.get("on") or self.today,
        )

    def more_faults(self, record: Acceptance) -> list[Fault]:
        """An organisation, and a day."""
        found = [] if record.organisation else [Fault("organisation", "required")]
        on = self.form.field("on")
        if isinstance(on, DateField) and not on.line.text().strip():
            found.append(Fault("on", "required"))
        return found

    def send(
        self, record: Acceptance, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records it."""
        self.runner.do(releases.accept, replace(record, id=self.new_id()), then=done, failed=failed)
