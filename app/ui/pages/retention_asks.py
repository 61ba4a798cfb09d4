"""What can be done to a record, a disposal or a deleted record, and the dialogs that do it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.commands import disposal
from app.domain.codes import DisposalState
from app.domain.dates import shown
from app.domain.region_settings import RegionSettings
from app.domain.retention import Disposal
from app.errors import Refusal
from app.jobs.disposal_left import Left, left
from app.reads.retention import Deleted, DisposalLine, Kept
from app.register import Register
from app.ui.dialog import Dialog
from app.ui.dialogs.disposal import ConfirmDialog, LeftDialog, ProposeDialog
from app.ui.dialogs.retention import EndHoldDialog, HoldDialog, ReviewDialog, titled
from app.ui.pages.orders_asks import Doing
from app.ui.runner import Runner

ON_RECORD = (
    Doing("review", "Review", "Ctrl+N"),
    Doing("hold", "Hold", "Ctrl+T"),
    Doing("end_hold", "End the hold", "Ctrl+Shift+M"),
    Doing("propose", "Propose disposal", "Del"),
    Doing("card", "Open card", "Ctrl+O"),
)
ON_DISPOSAL = (
    Doing("confirm", "Confirm", "Ctrl+T"),
    Doing("withdraw", "Withdraw", "Del"),
    Doing("left", "Where it still is", "Ctrl+Shift+M"),
)
ON_DELETED = (Doing("propose", "Propose disposal", "Del"),)

NEEDS = {
    "review": "retention.review",
    "hold": "retention.hold",
    "end_hold": "retention.end_hold",
    "propose": "disposal.propose",
    "confirm": "disposal.confirm",
    "withdraw": "disposal.withdraw",
}
"""The command behind each thing that can be done."""

Row = Kept | DisposalLine | Deleted
OWN = "You proposed it, so somebody else confirms it."


class RetentionAsks:
    """Opens the dialogs; `show` shows one over the page."""

    def __init__(self, runner: Runner, host: QWidget, show: Callable[[Dialog], object]) -> None:
        self._runner, self._host, self._show = runner, host, show

    def subject(self, row: Row) -> str:
        """A row as the strip names it."""
        if isinstance(row, DisposalLine):
            named = row.reference or f"Disposal of {shown(row.disposal.proposed_on)}"
            return f"{named}  {OWN}" if self._own(row) else named
        return row.reference

    def usual(self, row: Row | None) -> str:
        """What Enter does to a row."""
        if isinstance(row, DisposalLine):
            return "left" if row.disposal.state is DisposalState.DONE else "confirm"
        return "propose" if isinstance(row, Deleted) else "review"

    def offered(self, row: Row) -> frozenset[str]:
        """What can be done to a row by this person: nobody confirms what they proposed."""
        register = self._runner.register
        if isinstance(row, Kept):
            codes = {"review", "hold", "card"} | ({"end_hold"} if row.holds else set())
            codes |= {"propose"} if row.to_dispose and not row.holds else set()
        elif isinstance(row, Deleted):
            codes = {"propose"}
        elif row.disposal.state is DisposalState.PROPOSED:
            codes = {"withdraw"} if self._own(row) else {"confirm", "withdraw"}
        else:
            codes = {"left"} if row.disposal.state is DisposalState.DONE else set()
        writes = {code for code in codes if code in NEEDS}
        barred = {code for code in writes if register.read_only or not register.may(NEEDS[code])}
        return frozenset(codes - barred)

    def _own(self, row: DisposalLine) -> bool:
        """Whether whoever is at the desk proposed what still waits to be confirmed."""
        waits = row.disposal.state is DisposalState.PROPOSED
        return waits and row.proposer == self._runner.register.session.person

    def do(self, code: str, row: Row, settings: RegionSettings) -> None:
        """One thing done to a row."""
        runner, host = self._runner, self._host
        if isinstance(row, DisposalLine):
            self._take_further(code, row)
        elif isinstance(row, Deleted):
            self._show(ProposeDialog(runner, host, row.id, f"{row.reference}, {row.name}"))
        elif code == "review":
            self._show(ReviewDialog(runner, host, row, settings))
        elif code == "hold":
            self._show(HoldDialog(runner, host, row))
        elif code == "end_hold":
            self._show(EndHoldDialog(runner, host, row, row.holds[0]))
        elif code == "propose":
            self._show(ProposeDialog(runner, host, row.id, titled(row)))

    def _take_further(self, code: str, row: DisposalLine) -> None:
        made = row.disposal
        if code == "withdraw":
            self._runner.do(disposal.withdraw, made)
        elif code == "left":
            self._scrub(made)
        else:
            dialog = ConfirmDialog(self._runner, self._host, row)
            dialog.confirmed = lambda done: self._scrub(done.result)
            self._show(dialog)

    def _scrub(self, made: Disposal) -> None:
        """Writes the file anew where that is still owed, then says what still holds the record."""
        register = self._runner.register
        then = partial(self._look_for_left, made)
        self._runner.job(_scrubbed, register, then=then, failed=self._refused)

    def _look_for_left(self, made: Disposal, whole: bool) -> None:
        if made.decided_at is not None:
            self._runner.job(
                left, self._runner.register, made.subject, made.decided_at,
                then=partial(self._show_left, made, whole), failed=self._refused,
            )  # fmt: skip

    def _show_left(self, made: Disposal, whole: bool, found: Left) -> None:
        self._show(LeftDialog(self._runner, self._host, made, found, whole))

    def _refused(self, refusal: Refusal) -> None:
        self._runner.refused.emit(refusal)


def _scrubbed(register: Register, *, progress: Callable[..., object] | None = None) -> bool:
    """The register's file written anew, as the next opening does where this window cannot."""
    del progress
    with contextlib.suppress(Refusal):
        return register.scrub()
    return False
