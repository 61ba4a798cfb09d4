"""Adding and editing an action of the 4P plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.commands import actions
from app.domain.action import Action
from app.domain.codes import ActionState, Strand
from app.domain.faults import Fault
from app.domain.rag import rag
from app.errors import Refusal
from app.reads.card import Card, CardAction
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.fields import StrandField
from app.ui.dialogs.handling import HandlingRows
from app.ui.dialogs.new_officer import offer_new
from app.ui.dialogs.owned_dialog import OwnedDialog
from app.ui.dialogs.record_dialog import person_field
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.rag_paint import RagChip
from app.ui.runner import Runner

DUE_HINT = "Type a date such as 10/12/2026, or +14 for days, +2w, +1m. Ctrl+; for today."


class ActionDialog(OwnedDialog[Action]):
    """The fields of an action, and the colour it will have."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        card: Card,
        people: Sequence[Person],
        *,
        shown: CardAction | None = None,
        strand: Strand = Strand.PURSUE,
    ) -> None:
        base = shown.action if shown else None
        verb = "Save action" if base else "Add action"
        title = f"Edit action {base.reference}" if base else "Add an action"
        super().__init__(runner, parent, title, verb, _heading(card), base)
        self._card = card
        self._moves = len(shown.moves) if shown else 0
        self.people = tuple(people)
        was = base or Action(id="", threat=card.threat.id, strand=strand, title="")
        self.strand = StrandField(was.strand or strand)
        self.row("strand", "Strand", self.strand)
        self.title = self.line("title", "Action", was.title, sample="A step that can be finished")
        self.area("detail", "Detail", was.detail, 2)
        self.owner = person_field(people, was.owner)
        if not was.owner and was.owner_organisation:
            self.owner.setEditText(was.owner_organisation)
        self.row("owner", "Owner", self.owner)
        self.due = DateField(self.today, was.due)
        hint = DUE_HINT if not was.due_text else f"{DUE_HINT} The tracker said “{was.due_text}”."
        self.row("due", "Due", self.due, hint)
        self.reason = self.line(
            "reason", "Reason", sample="Why the due date moves; the date before it is kept"
        )
        self.form.show_row("reason", visible=False)
        self.row("set_on", "Set", DateField(self.today, was.set_on or self.today))
        self._show_as()
        if was.as_written and was.as_written != was.title:
            self.form.add("as_written", "As written", label(was.as_written, ink="text2", wrap=True))
        if base is not None and not base.live:
            self.area("outcome", "Outcome", base.outcome, 2)
        self.handling = HandlingRows(self, was.handling, was.conditions)
        self.ask_custom("action", card.reference, was.id)
        self.new_officer = offer_new(self, self.owner, card.reference)
        self.another = QCheckBox("Add another after this")
        self.another.setVisible(base is None)
        self.foot.insertWidget(0, self.another)
        self.begin("title")

    def _show_as(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(10)
        self.chip, self.then, self.after_chip = RagChip(), label(ink="text2"), RagChip()
        for widget in (self.chip, self.then, self.after_chip):
            row.addWidget(widget)
        row.addStretch()
        self.form.add("will_show", "Will show as", line)

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action as typed."""
        person = self.owner.value()
        was = self.base or Action(id="", threat=self._card.threat.id, strand=Strand.PURSUE, title="")
        outcome = self.form.field("outcome") if self.holds("outcome") else None
        return replace(
            was,
            strand=self.strand.value(),
            title=self.title.text().strip(),
            detail=self._plain("detail"),
            owner=person.id if person else None,
            owner_organisation="" if person else self.owner.text(),
            due=dates.get("due"),
            set_on=dates.get("set_on"),
            outcome=self._plain("outcome") if outcome else was.outcome,
            **self.handling.values(),
        )

    def more_faults(self, record: Action) -> list[Fault]:
        """A due date that moves needs its reason."""
        moves = self.moves(record.due)
        if moves and not self.reason.text().strip():
            return [Fault("reason", "required")]
        return []

    def moves(self, due: date | None) -> bool:
        """Whether the due date would be another than the one recorded."""
        return self.base is not None and self.base.due is not None and due != self.base.due

    def looked(self, record: Action | None) -> None:
        """Shows the colour that the action will have."""
        unread = record is None
        self.form.show_row("reason", visible=not unread and self.moves(record.due if record else None))
        if record is None:
            self.chip.hide()
            self.after_chip.hide()
            self.then.setText("the due date is not a date yet")
            return
        self.chip.show()
        owned = bool(record.owner or record.owner_organisation)
        moves = self._moves + (1 if self.moves(record.due) else 0)
        limits = self._card.reference.settings.rag_limits
        now = rag(record.state, owned, record.due, moves, self.today, limits)
        self.chip.show_rag(now)
        whole = record.state is not ActionState.OPEN or owned or record.due is None
        self.after_chip.setVisible(not whole and now.code == "rag.no_owner")
        if not whole and now.code == "rag.no_owner":
            self.after_chip.show_rag(rag(record.state, True, record.due, moves, self.today, limits))
            self.then.setText("until it has an owner, then")
        else:
            self.then.setText("")

    def send(
        self, record: Action, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the action."""
        if self.base is None:
            made = replace(record, id=self.new_id())
            self.runner.do(self.along(actions.add), made, then=done, failed=failed)
        else:
            reason = self.reason.text().strip()
            self.runner.do(self.along(actions.change), record, reason, then=done, failed=failed)

    def after(self, done: Done) -> None:
        """Closes, or empties the form for the next action."""
        if not (self.another.isVisible() and self.another.isChecked()):
            super().after(done)
            return
        self._tried = False
        self.title.clear()
        self.put("detail", "")
        self.due.set(None)
        if self.custom is not None:
            self.custom.clear()
        self.begin("title")

    def _plain(self, name: str) -> str:
        field = self.form.field(name)
        text: str = field.toPlainText()  # type: ignore[attr-defined]
        return text.strip()


def _heading(card: Card) -> str:
    operation = f"  Op {card.threat.operation}" if card.threat.operation and card.threat.name else ""
    return f"{card.threat.display}{operation}"
