"""The action log: what meetings set, chased between them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.commands import actions
from app.domain.codes import ActionState
from app.reads import action_log, officers
from app.reads.action_log import LogDesk, LogRow
from app.reads.card import CardAction
from app.reads.officers import Person
from app.ui.dialogs.action_steps import CancelDialog, CompleteDialog, RedateDialog, ResultDialog
from app.ui.dialogs.log_action import LogActionDialog
from app.ui.grid import Grid
from app.ui.page import Place
from app.ui.pages.action_log_views import COLUMNS, NUMBER, views
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.orders_asks import Doing, DoingStrip
from app.ui.pages.own_actions import Own
from app.ui.parts import Button
from app.ui.runner import Runner

DOINGS = (
    Doing("change", "Change", "F2"),
    Doing("redate", "Re-date", "Ctrl+D"),
    Doing("complete", "Complete", "Ctrl+M"),
    Doing("result", "Record result", "Ctrl+R"),
    Doing("cancel", "Cancel action", "Ctrl+Shift+X"),
    Doing("remove", "Remove", "Del"),
    Doing("card", "Open card", "Ctrl+O"),
)
STEPS = {
    "redate": RedateDialog,
    "complete": CompleteDialog,
    "result": ResultDialog,
    "cancel": CancelDialog,
}


class ActionLogPage(GridPage):
    """Named views over one grid; what is done to the row in hand stands below it."""

    title: ClassVar[str] = "Action log"
    icon: ClassVar[str] = "list-checks"
    home = "actions"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: LogDesk | None = None
        self.people: tuple[Person, ...] = ()
        self.views = views(None, None)
        self.new_button = Button("New meeting action", "primary", "plus", "Ctrl+N", self.new)
        self.new_button.bar(runner.reads_only)
        grid = Grid("Action log", COLUMNS, lambda: runner.today, "action")
        grid.model.sort_by((NUMBER["due"], False))
        self.grids = (grid,)
        self.strips = (DoingStrip(DOINGS, grid, "Choose an action to take it further"),)
        self.own = Own(runner, self.offer)
        self.lay_head(self.new_button)
        self.lay_tabs()
        self.lay_grids()
        self.strip.setVisible(self._takes_further())
        grid.when_empty(self._empty())
        grid.opened.connect(self._open)
        self.on_key("Ctrl+N", self.new)

    def _empty(self) -> QWidget:
        there = Button("Go to the meetings", clicked=lambda: self.go.emit(Place("meetings")))
        words = "Actions are set while a meeting runs, under its items, or entered here after it."
        return nothing_there("No meeting has set an action, and no plan presses.", words, there)

    def _takes_further(self) -> bool:
        return self.runner.may("action.change", "action.complete")

    # asking

    def ask(self) -> None:
        """Who is theirs, the people to choose from, and the actions."""
        super().ask()
        self.own.ask()
        self.runner.ask(officers.people, then=self._keep_people, key="actions.people")
        self.runner.ask(action_log.desk, self.runner.today, then=self._load, key="actions.desk")

    def _keep_people(self, answer: tuple[Person, ...]) -> None:
        self.people = answer

    def _load(self, answer: LogDesk) -> None:
        self.answer = answer
        self.views = views(answer.before, answer.coming)
        self.new_button.setEnabled(bool(answer.held) and not self.runner.reads_only)
        self.new_button.setToolTip("" if answer.held else "No meeting was held yet that could set one")
        self.load(answer.rows, strips=self._takes_further())

    def to_view(self, code: str, id: str | None = None) -> None:
        """Where the action that was asked for is in another view, that view."""
        super().to_view(code)
        row = next((row for row in self.grid.model.all_rows if row.id == id), None)
        if row is not None and not self.view.shows(row):
            super().to_view("all" if row.of_meeting else "plans")

    def offer(self) -> None:
        """What this person may do to the action in hand."""
        row = self.in_hand
        if row is None:
            self.strip.offer(self.own.words, frozenset())
            return
        codes = {"change", "remove"} if row.threat is None else {"card"}
        if row.open:
            codes |= {"redate", "complete", "result", "cancel"}
        elif row.state is ActionState.COMPLETED:
            codes |= {"result"}
        # why nothing can be done needs the room more than the title, which stands in the row
        subject = f"{row.reference}  {self.own.words or row.title}"
        self.strip.offer(subject, frozenset(code for code in codes if self._allowed(code, row)))

    def _allowed(self, code: str, row: LogRow) -> bool:
        return code == "card" or (self.runner.may(f"action.{code}") and self.own.owns(row.owner_id))

    # doing

    def new(self) -> None:
        """An action of a meeting that was held."""
        if self.answer is not None and self.new_button.isEnabled():
            answer = self.answer
            self.show_dialog(LogActionDialog(self.runner, self, answer.reference, self.people, answer.held))

    def _open(self, _id: str) -> None:
        """Enter: the fields of an action of a meeting; the card of one of a plan."""
        row = self.in_hand
        if row is not None and row.threat is not None:
            self.do("card")
        else:
            self.do("change")

    def do(self, code: str) -> None:
        """One thing done to the action in hand."""
        row = self.in_hand
        if row is None or self.answer is None:
            return
        if code != "change" and not self._allowed(code, row):
            return
        if code == "card" and row.threat is not None:
            self.go.emit(Place("card", id=row.threat))
        elif code != "card":
            self.runner.ask(action_log.opened, row.id, self.runner.today, then=partial(self._opened, code))

    def _opened(self, code: str, item: CardAction) -> None:
        if self.answer is None:
            return
        if code in STEPS:
            dialog = STEPS[code](self.runner, self, item)
            dialog.whose = (f"action.{code}",)
            self.show_dialog(dialog)
        elif code == "remove":
            self.runner.do(actions.remove, item.action)
        elif code == "change":
            answer = self.answer
            self.show_dialog(
                LogActionDialog(self.runner, self, answer.reference, self.people, answer.held, item)
            )
