"""What the page of disruptions and the card's tab open: one dialog for each thing that can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.commands import disruptions as commands
from app.domain.codes import Rating
from app.reads import disruptions
from app.reads.disruptions import Detail
from app.reads.officers import Person
from app.reads.reference import Reference
from app.ui.dialog import Dialog
from app.ui.dialogs.disruption import DisruptionDialog
from app.ui.dialogs.disruption_steps import ApmisDialog, ModerateDialog, RerateDialog
from app.ui.pages.orders_asks import Doing
from app.ui.runner import Runner

DOINGS = (
    Doing("change", "Edit", "F2"),
    Doing("rerate", "Change the rating", "Ctrl+T"),
    Doing("moderate", "Moderate", "Ctrl+Shift+M"),
    Doing("apmis", "APMIS", "Ctrl+Shift+P"),
    Doing("remove", "Remove", "Del"),
)
STEPS = {"rerate": RerateDialog, "moderate": ModerateDialog, "apmis": ApmisDialog}


COMMANDS = {
    "change": "disruption.change",
    "rerate": "disruption.rerate",
    "moderate": "disruption.moderate",
    "apmis": "disruption.apmis",
    "remove": "disruption.remove",
}
"""The command of each, which says whose it is."""


def possible(rating: Rating | None) -> frozenset[str]:
    """What can be done: a rating that is not there is given in the form, and cannot be moderated."""
    codes = {doing.code for doing in DOINGS}
    return frozenset(codes if rating is not None else codes - {"rerate", "moderate"})


class DisruptionsAsks:
    """Opens dialogs on disruptions as the register has them now; `show` shows a dialog."""

    def __init__(self, runner: Runner, host: QWidget, show: Callable[[Dialog], object]) -> None:
        self._runner, self._host, self._show = runner, host, show

    def do(self, code: str, id: str) -> None:
        """One thing done to the disruption of an id."""
        if self._runner.may(COMMANDS[code]):
            failed = self._runner.refused.emit
            self._runner.ask(disruptions.detail, id, then=partial(self._do, code), failed=failed)

    def _do(self, code: str, detail: Detail) -> None:
        runner, host, made = self._runner, self._host, detail.disruption
        if code == "remove":
            runner.do(commands.remove, made)
        elif code == "change":
            threat = (made.threat, detail.threat.display)
            self._show(DisruptionDialog(runner, host, detail.reference, threat=threat, base=made))
        elif code in possible(made.rating):
            dialog = STEPS[code](runner, host, detail)
            dialog.whose = (COMMANDS[code],)
            self._show(dialog)

    def allowed(self, rating: Rating | None) -> frozenset[str]:
        """What this person can do with a disruption of a rating."""
        return frozenset(code for code in possible(rating) if self._runner.may(COMMANDS[code]))

    def record(self, reference: Reference, threat: tuple[str, str]) -> None:
        """A new one on a threat, given as id and name."""
        if not self._runner.reads_only:
            self._show(DisruptionDialog(self._runner, self._host, reference, threat=threat))

    def record_any(self, reference: Reference, saved: Callable[[str], object]) -> None:
        """A new one on a threat that the form asks for; `saved` is told its id."""
        if not self._runner.reads_only:
            self._runner.ask(disruptions.choices, then=partial(self._record_any, reference, saved))

    def _record_any(
        self, reference: Reference, saved: Callable[[str], object], offered: tuple[Person, ...]
    ) -> None:
        dialog = DisruptionDialog(self._runner, self._host, reference, offered=offered)
        dialog.saved = lambda done: saved(done.result.id)
        self._show(dialog)
