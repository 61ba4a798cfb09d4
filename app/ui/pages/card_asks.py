"""What the card opens when something is to be changed: one dialog for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import actions
from app.domain.closing import Item
from app.domain.codes import LeadRole, Strand
from app.reads.card import CardAction
from app.register import Done
from app.ui.dialogs.action import ActionDialog
from app.ui.dialogs.action_steps import CancelDialog, CompleteDialog, RedateDialog, ResultDialog
from app.ui.dialogs.archive import ArchiveDialog, ReopenDialog
from app.ui.dialogs.delete_threat import DeleteDialog
from app.ui.dialogs.lead import LeadDialog
from app.ui.dialogs.plan import PlanDialog
from app.ui.dialogs.priority import PriorityDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.dialogs.update import UpdateDialog
from app.ui.pages.card_beside import BesidePart
from app.ui.pages.card_disruptions import DisruptionsPart
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.card_nominals import NominalsPart
from app.ui.pages.card_part import CardPart
from app.ui.pages.card_requests import RequestsPart

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

STEPS = {
    "redate": RedateDialog,
    "complete": CompleteDialog,
    "result": ResultDialog,
    "cancel": CancelDialog,
}

MENDED_IN: dict[Item, type[CardPart]] = {
    Item.ORDERS: NominalsPart,
    Item.UNMODERATED: DisruptionsPart,
    Item.NOT_ON_APMIS: DisruptionsPart,
    Item.REQUESTS: RequestsPart,
    Item.SUBMISSION: MappingPart,
    Item.GAPS: BesidePart,
    Item.TRANSFER: BesidePart,
}
"""The tab in which each item of the closing checklist is put right; the rest on the board."""


class CardAsks:
    """Opens dialogs on the card in sight; does nothing while none is shown."""

    def __init__(self, page: CardPage) -> None:
        self._page = page

    def add_action(self, strand: Strand | None = None) -> None:
        """A new action under a P, by default that of the column that had the focus."""
        page = self._page
        if page.card is None or not page.may:
            return
        under = strand if strand is not None else page.board.strand
        dialog = ActionDialog(page.runner, page, page.card, page.people, strand=under)
        dialog.saved = self._choose
        page.open_dialog(dialog)

    def _choose(self, done: Done) -> None:
        """The new action gets the focus once the board shows it."""
        self._page.focus_next(done.result.id)

    def edit(self, item: CardAction) -> None:
        """The fields of an action."""
        page = self._page
        if page.card is not None:
            page.open_dialog(ActionDialog(page.runner, page, page.card, page.people, shown=item))

    def step(self, code: str, item: CardAction) -> None:
        """One of the steps of an action."""
        if code == "edit":
            self.edit(item)
        elif code == "remove":
            self.remove(item)
        else:
            dialog = STEPS[code](self._page.runner, self._page, item)
            dialog.whose = (f"action.{code}",)
            self._page.open_dialog(dialog)

    def remove(self, item: CardAction) -> None:
        """Takes an action out of the record; it asks nothing, because undo brings it back."""
        if self._page.may:
            self._page.runner.do(actions.remove, item.action)

    def update(self) -> None:
        """A progress update."""
        page = self._page
        if page.card is not None and page.may_update:
            dialog = UpdateDialog(page.runner, page, page.card.threat)
            dialog.whose = ("update.add",)
            page.open_dialog(dialog)

    def lead(self) -> None:
        """Who leads; begins with the role that nobody has."""
        page = self._page
        if page.card is None or not page.may:
            return
        held = {x.assignment.role for x in page.card.leads if x.assignment.until is None}
        role = next((r for r in (LeadRole.LRO, LeadRole.SIO) if r not in held), LeadRole.LRO)
        page.open_dialog(LeadDialog(page.runner, page, page.card, page.people, role))

    def plan(self, strand: Strand | None = None) -> None:
        """The plan itself, or why a P needs nothing."""
        page = self._page
        if page.card is not None and page.may:
            page.open_dialog(PlanDialog(page.runner, page, page.card, page.people, strand))

    def priority(self) -> None:
        """Its place in the ranked list of the month."""
        page = self._page
        if page.card is not None and page.may:
            page.open_dialog(PriorityDialog(page.runner, page, page.card.threat))

    def threat(self) -> None:
        """The fields of the threat."""
        page = self._page
        if page.card is not None and page.may:
            page.open_dialog(ThreatDialog(page.runner, page, page.card.reference, page.card.threat))

    def archive(self) -> None:
        """Ends active management."""
        page = self._page
        if page.card is None or not page.runner.may("threat.archive"):
            return
        dialog = ArchiveDialog(page.runner, page, page.card)
        dialog.whose = ("threat.archive",)
        dialog.mend.connect(lambda item: self._mend(dialog, item))
        page.open_dialog(dialog)

    def _mend(self, dialog: ArchiveDialog, item: Item) -> None:
        """Goes to what the closing checklist names; what was typed is asked after first."""
        page, part = self._page, MENDED_IN.get(item)
        page.tabs.setCurrentIndex(0 if part is None else page.stack.indexOf(page.part(part)))
        dialog.reject()

    def reopen(self) -> None:
        """Brings it back."""
        if self._page.card is not None and self._page.may:
            self._page.open_dialog(ReopenDialog(self._page.runner, self._page, self._page.card))

    def delete(self) -> None:
        """Takes out what should never have been recorded; there is nothing to go back to but the list."""
        page = self._page
        if page.card is not None and page.may:
            dialog = DeleteDialog(page.runner, page, page.card)
            dialog.going.connect(page.expect_gone)
            page.open_dialog(dialog)
