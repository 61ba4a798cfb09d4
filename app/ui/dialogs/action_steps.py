"""What happens to an action: re-dated, completed, resulted, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import actions
from app.domain.action import Action, Redating
from app.domain.codes import ActionState
from app.domain.dates import shown
from app.domain.faults import Fault, required
from app.errors import Refusal
from app.reads.card import CardAction
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

Then = Callable[[Done], object]
Failed = Callable[[Refusal], object]


class ActionStep(RecordDialog[Action]):
    """One step of an action, which stands above the fields."""

    base: Action

    def __init__(self, runner: Runner, parent: QWidget, item: CardAction, title: str, verb: str) -> None:
        super().__init__(runner, parent, title, verb, item.action.title, item.action)
        due = shown(item.action.due) if item.action.due else "no due date"
        strand = f"{item.action.strand.value}, " if item.action.strand else ""
        told = f"{item.action.reference}  {strand}{item.owner or 'no owner'}, due {due}"
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))

    def words_of(self, name: str) -> str:
        """What stands in a field of several lines."""
        field = self.form.field(name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText().strip()


class RedateDialog(ActionStep):
    """Another due date and why; the one before it is kept."""

    def __init__(self, runner: Runner, parent: QWidget, item: CardAction) -> None:
        super().__init__(runner, parent, item, "Re-date an action", "Re-date action")
        for move in reversed(item.moves):
            was = shown(move.was) if move.was else "no date"
            now = shown(move.now) if move.now else "no date"
            moved = f"Re-dated {shown(move.on)} from {was} to {now}: {move.reason}"
            self.body.insertWidget(2, label(moved, "small", ink="muted", wrap=True))
        self.due = DateField(self.today)
        self.row("due", "New due date", self.due, "A date such as 10/12/2026, or +14 for days, +2w, +1m.")
        self.area("reason", "Reason", "", 2)
        self.begin("due")

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action with its new date."""
        return replace(self.base, due=dates.get("due"))

    def more_faults(self, record: Action) -> list[Fault]:
        """A new date, another one, and a reason."""
        if record.due is None:
            return required(due=None, reason=self.words_of("reason"))
        move = Redating(
            id="",
            action=record.id,
            was=self.base.due,
            now=record.due,
            reason=self.words_of("reason"),
            on=self.today,
        )
        return [replace(f, field="due") if f.field == "now" else f for f in move.faults(self.today)]

    def send(self, record: Action, done: Then, failed: Failed) -> None:
        """Moves the date."""
        self.runner.do(
            actions.redate, self.base, record.due, self.words_of("reason"), then=done, failed=failed
        )


class CompleteDialog(ActionStep):
    """Done, on a day; the outcome is recorded later."""

    def __init__(self, runner: Runner, parent: QWidget, item: CardAction) -> None:
        super().__init__(runner, parent, item, "Complete an action", "Complete action")
        hint = "Completed is done. Resulted is done with its outcome recorded: record it when it is known."
        self.row("completed_on", "Done on", DateField(self.today, self.today), hint)
        self.begin("completed_on")

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action as done."""
        return replace(self.base, state=ActionState.COMPLETED, completed_on=dates.get("completed_on"))

    def more_faults(self, record: Action) -> list[Fault]:
        """A day that has come."""
        return _day("completed_on", record.completed_on, self.today)

    def send(self, record: Action, done: Then, failed: Failed) -> None:
        """Completes the action."""
        self.runner.do(actions.complete, self.base, record.completed_on, then=done, failed=failed)


class ResultDialog(ActionStep):
    """The outcome, which closes the action."""

    def __init__(self, runner: Runner, parent: QWidget, item: CardAction) -> None:
        super().__init__(runner, parent, item, "Record the result of an action", "Record result")
        self.area("outcome", "Outcome", item.action.outcome, 4, "What came of it, as accepted.")
        self.row("closed_on", "Accepted on", DateField(self.today, self.today))
        self.begin("outcome")

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action with its outcome."""
        return replace(
            self.base,
            state=ActionState.RESULTED,
            outcome=self.words_of("outcome"),
            closed_on=dates.get("closed_on"),
        )

    def more_faults(self, record: Action) -> list[Fault]:
        """A day that has come."""
        return _day("closed_on", record.closed_on, self.today)

    def send(self, record: Action, done: Then, failed: Failed) -> None:
        """Results the action."""
        self.runner.do(actions.result, self.base, record.outcome, record.closed_on, then=done, failed=failed)


class CancelDialog(ActionStep):
    """It will not be done, and why."""

    def __init__(self, runner: Runner, parent: QWidget, item: CardAction) -> None:
        super().__init__(runner, parent, item, "Cancel an action", "Cancel action")
        self.cancel.setText("Go back")
        self.cancel.setAccessibleName("Go back")
        self.area("outcome", "Reason", "", 3, "Stands as the outcome. The action stays in the record.")
        self.begin("outcome")

    def draft(self, dates: dict[str, date | None]) -> Action:
        """The action as cancelled."""
        return replace(
            self.base, state=ActionState.CANCELLED, outcome=self.words_of("outcome"), closed_on=self.today
        )

    def more_faults(self, record: Action) -> list[Fault]:
        """A reason."""
        return required(outcome=record.outcome)

    def send(self, record: Action, done: Then, failed: Failed) -> None:
        """Cancels the action."""
        self.runner.do(actions.cancel, self.base, record.outcome, self.today, then=done, failed=failed)


def _day(name: str, day: date | None, today: date) -> list[Fault]:
    if day is None:
        return [Fault(name, "required")]
    return [Fault(name, "date.future")] if day > today else []
