"""Releasing a threat to partners: to whom, what they need to know, who to speak to, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import releases
from app.domain.faults import Fault
from app.domain.issue import Release
from app.domain.region_settings import RegionSettings
from app.errors import Refusal
from app.reads.card import Card
from app.reads.releases import Released
from app.register import Done
from app.ui.dialogs.fields import ChoiceField, TicksField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.remove import offer_remove
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner
from app.words.names import FIELD_WORDS

ONE_A_LINE = "One to a line, with what it is for before a colon."
NO_PARTNER = "No partner organisation is listed yet. Add them under Settings, Partner organisations."


def fields_told(settings: RegionSettings) -> str:
    """Which fields of a released threat a partner reads, as the region's setting has them."""
    said = []
    for field in settings.partner_fields:
        kind, _, name = field.partition(".")
        words = FIELD_WORDS.get(name, name)
        said.append({"lead": name, "action": f"partners’ actions: {words}"}.get(kind, words))
    own = [words for words in said if not words.startswith("partners’")]
    actions = [words.removeprefix("partners’ actions: ") for words in said if words.startswith("partners’")]
    told = f"Besides what you write here a partner reads its {', '.join(own)}" if own else ""
    held = f"of partners’ own actions {', '.join(actions)}" if actions else ""
    return f"{'; '.join(part for part in (told, held) if part)}. Settings says which."


class ReleaseDialog(RecordDialog[Release]):
    """Releases a threat, or changes or withdraws a release."""

    def __init__(
        self, runner: Runner, parent: QWidget, card: Card, answer: Released, known: Release | None = None
    ) -> None:
        title, verb = ("Release to partners", "Save release") if known else ("Release to partners", "Release")
        super().__init__(runner, parent, title, verb, card.threat.display, known)
        was = known or Release(
            id="", threat=card.threat.id, need_to_know="", released_by=runner.register.user,
            released_on=self.today,
        )  # fmt: skip
        self._was, self._answer = was, answer
        self.to = ChoiceField(
            [(False, "The organisations ticked"), (True, "All partner organisations")],
            known is not None and not known.organisations,
        )
        self.row("to", "To", self.to)
        offered = [
            (one.id, one.name) for one in answer.partners if not one.retired or one.id in was.organisations
        ]
        self.organisations = TicksField(offered, was.organisations)
        self.row("organisations", "Organisations", self.organisations, "" if offered else NO_PARTNER)
        hint = "Written for them: no name of an operation, a source or a person of interest."
        self.area("need_to_know", "What partners need to know", was.need_to_know, 4, hint)
        self.area("contacts", "Who to speak to", "\n".join(was.contacts), 3,
                  f"{ONE_A_LINE} Such as Out of hours: the duty inspector.")  # fmt: skip
        self.area("asks", "Asked of partners", "\n".join(was.asks), 3,
                  f"{ONE_A_LINE} Such as Housing: agree a joint visit by 18 Dec.")  # fmt: skip
        self.by = self.line("released_by", "Released by", was.released_by)
        self.row("released_on", "Released on", DateField(self.today, was.released_on))
        told = fields_told(card.reference.settings)
        self.form.add("told", "They also read", label(told, ink="text2", wrap=True))
        self.to.currentIndexChanged.connect(self._show)
        self._show()
        offer_remove(self, releases.withdraw)
        self.begin("need_to_know")

    def _show(self, _: int = 0) -> None:
        self.form.show_row("organisations", visible=not self.to.value())

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def _lines(self, name: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self._text(name).splitlines() if line.strip())

    def draft(self, dates: dict[str, date | None]) -> Release:
        """The release as typed."""
        return replace(
            self.base or self._was,
            organisations=() if self.to.value() else self.organisations.value(),
            need_to_know=self._text("need_to_know"),
            contacts=self._lines("contacts"),
            asks=self._lines("asks"),
            released_by=self.by.text().strip(),
            released_on=dates.get("released_on") or self._was.released_on,
        )

    def more_faults(self, record: Release) -> list[Fault]:
        """Somebody to whom it is released, and a day."""
        found = []
        if not self.to.value() and not record.organisations:
            found.append(Fault("organisations", "release.nobody"))
        on = self.form.field("released_on")
        if isinstance(on, DateField) and not on.line.text().strip():
            found.append(Fault("released_on", "required"))
        return found

    def send(
        self, record: Release, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Releases it, or changes the release."""
        if self.base is None:
            self.runner.do(releases.give, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(releases.change, record, then=done, failed=failed)

    def put(self, field: str, value: object) -> None:
        """Lines stand under each other; no organisation means all."""
        if field in ("contacts", "asks") and isinstance(value, tuple):
            value = "\n".join(value)
        if field == "organisations":
            self.to.choose(not value)
        super().put(field, value)

    def wording(self, field: str, value: Any) -> str:
        """Organisations by their names."""
        if field == "organisations":
            return ", ".join(self._answer.partner(id) for id in value) or "all partners"
        return super().wording(field, value)
