"""One item of a meeting's agenda: what it is, who leads it, how long it takes, what is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import agenda
from app.domain.agenda import AgendaItem
from app.domain.codes import ItemState
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.runner import Runner

TOP = "a section of its own"


class AgendaItemDialog(RecordDialog[AgendaItem]):
    """A new item under a section or at the top; or one that is there, changed."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        meeting: str,
        sections: Sequence[tuple[str, str]],
        item: AgendaItem | None = None,
        under: str | None = None,
    ) -> None:
        title, verb = ("Agenda item", "Save item") if item else ("New agenda item", "Add item")
        super().__init__(runner, parent, title, verb, item.title if item else title, item)
        self._was = was = item or AgendaItem(id="", meeting=meeting, title="", under=under)
        self.title = self.line("title", "Title", was.title)
        if item is None:
            offered = [(None, TOP), *sections]
            self.row("under", "Under", ChoiceField(offered, under))
            states = [(ItemState.LISTED, "on the agenda"), (ItemState.PARKED, "on the parking list")]
            self.row("state", "Goes", ChoiceField(states, ItemState.LISTED))
        self.led_by = self.line("led_by", "Led by", was.led_by)
        self.minutes = self.line("minutes", "Minutes", str(was.minutes or ""))
        self.area(
            "ask", "Decision wanted", was.ask, 2, "Printed among the decisions wanted; empty: none is wanted."
        )
        self.recommended = self.line("recommended", "Recommended", was.recommended)
        seen = [(False, "all who have the pack"), (True, "the chair alone: private")]
        self.row("private", "Seen by", ChoiceField(seen, was.private))
        taken = [(False, "on its own"), (True, "with the others of the consent list")]
        self.row("consent", "Taken", ChoiceField(taken, was.consent))
        self.area("remark", "Remark", was.remark, 2, "For the coordinator; never printed.")
        self.begin("title")

    def _area(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()

    def _choice(self, name: str) -> object:
        field = self.form.field(name)
        assert isinstance(field, ChoiceField)
        return field.value()

    def draft(self, dates: dict[str, date | None]) -> AgendaItem:
        """The item as typed; minutes that are no number are a fault of theirs."""
        typed = self.minutes.text().strip()
        minutes = int(typed) if typed.isascii() and typed.isdigit() else (-1 if typed else 0)
        made = replace(
            self.base or self._was,
            title=self.title.text().strip(),
            led_by=self.led_by.text().strip(),
            minutes=minutes,
            ask=self._area("ask"),
            recommended=self.recommended.text().strip(),
            private=bool(self._choice("private")),
            consent=bool(self._choice("consent")),
            remark=self._area("remark"),
        )
        if self.base is not None:
            return made
        under, state = self._choice("under"), self._choice("state")
        return replace(
            made,
            under=str(under) if under else None,
            state=state if isinstance(state, ItemState) else ItemState.LISTED,
        )

    def send(
        self, record: AgendaItem, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the item."""
        if self.base is None:
            self.runner.do(agenda.add, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(agenda.change, record, then=done, failed=failed)
