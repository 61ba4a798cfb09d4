"""An action that a meeting set: entered after the meeting, or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import actions, meeting_actions
from app.domain.action import Action
from app.domain.dates import shown
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads.action_log import Held
from app.reads.card import CardAction
from app.reads.officers import Person
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.new_officer import offer_new
from app.ui.dialogs.owned_dialog import OwnedDialog
from app.ui.dialogs.record_dialog import person_field
from app.ui.fields import DateField
from app.ui.runner import Runner

DUE_HINT = "Type a date such as 10/12/2026, or +14 for days, +2w, +1m. Ctrl+; for today."
NO_ITEM = "no item named"


class LogActionDialog(OwnedDialog[Action]):
    """What is to be done, at which meeting it was set, whose it is and by when."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        reference: Reference,
        people: Sequence[Person],
        held: Sequence[Held],
        item: CardAction | None = None,
    ) -> None:
        base = item.action if item else None
        verb = "Save action" if base else "Add action"
        title = f"Edit action {base.reference}" if base else "Add an action of a meeting"
        said = "It is numbered by the year of its meeting and stands first in the action log."
        super().__init__(runner, parent, title, verb, base.title if base else said, base)
        self.people, self._held = tuple(people), tuple(held)
        was = base or Action(id="", threat=None, strand=None, title="", meeting=held[0].id if held else None)
        self.title = self.line("title", "Action", was.title, sample="A step that can be finished")
        self.area("detail", "Detail", was.detail, 2)
        self.meeting = ChoiceField([(each.id, shown(each.on)) for each in held], was.meeting)
        self.meeting.setEnabled(base is None)
        self.row("meeting", "Set at the meeting of", self.meeting)
        self.item = ChoiceField(self._items(), was.item)
        self.row("item", "Item", self.item)
        self.owner = person_field(people, was.owner)
        if not was.owner and was.owner_organisation:
            self.owner.setEditText(was.owner_organisation)
        self.row("owner", "Owner", self.owner)
        self.row("due", "Due", DateField(self.today, was.due), DUE_HINT)
        self.reason = self.line(
            "reason", "Reason", sample="Why the due date moves; the date before it is kept"
        )
        self.form.show_row("reason", visible=False)
        if base is not None and not base.live:
            self.area("outcome", "Outcome", base.outcome, 2)
        self.new_officer = offer_new(self, self.owner, reference)
        self.meeting.currentIndexChanged.connect(self._offer_items)
        for field in (self.meeting, self.item):
            field.currentIndexChanged.connect(lambda _: self.form.edited.emit())
        self.begin("title")

    def _items(self) -> list[tuple[str | None, str]]:
        held = next((each for each in self._held if each.id == self.meeting.value()), None)
        items = held.items if held else ()
        return [(None, NO_ITEM), *((id, f"{number} {title}") for id, number, title in items)]

    def _offer_items(self) -> None:
        self.item.offer(self._items())

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action as typed."""
        person = self.owner.value()
        was = self.base or Action(id="", threat=None, strand=None, title="")
        return replace(
            was,
            title=self.title.text().strip(),
            detail=self._plain("detail"),
            meeting=self.meeting.value(),
            item=self.item.value(),
            owner=person.id if person else None,
            owner_organisation="" if person else self.owner.text(),
            due=dates.get("due"),
            outcome=self._plain("outcome") if self.holds("outcome") else was.outcome,
        )

    def more_faults(self, record: Action) -> list[Fault]:
        """A due date that moves needs its reason."""
        if self._moves(record.due) and not self.reason.text().strip():
            return [Fault("reason", "required")]
        return []

    def _moves(self, due: date | None) -> bool:
        return self.base is not None and self.base.due is not None and due != self.base.due

    def looked(self, record: Action | None) -> None:
        """Asks why once the date moves."""
        self.form.show_row("reason", visible=record is not None and self._moves(record.due))

    def send(
        self, record: Action, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the action."""
        if self.base is None:
            made = replace(record, id=self.new_id())
            self.runner.do(meeting_actions.add, made, then=done, failed=failed)
        else:
            self.runner.do(actions.change, record, self.reason.text().strip(), then=done, failed=failed)

    def wording(self, field: str, value: object) -> str:
        """A meeting by its day, an item by its number."""
        for held in self._held:
            if held.id == value:
                return shown(held.on)
            for id, number, title in held.items:
                if id == value:
                    return f"{number} {title}"
        return super().wording(field, value)

    def _plain(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()
