"""How a pack leaves the draft: what must be known first, the issue, a late paper, the draft on disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.preflight import gaps, stops
from app.errors import Refusal
from app.packs.findings import in_words
from app.reads.packs import LateDesk, late_desk
from app.ui.dialogs.issue import IssueDialog, Order
from app.ui.dialogs.late_paper import LatePaperDialog
from app.ui.pages.next_meeting import month_words
from app.ui.pages.pack_loading import issue, names, save_draft
from app.ui.pages.pack_words import recipients, told

if TYPE_CHECKING:
    from app.ui.pages.pack_draft import DraftView


class Leaving(QObject):
    """The steps by which the pack in hand becomes files."""

    def __init__(self, desk: DraftView) -> None:
        super().__init__(desk)
        self._desk = desk

    def _ready(self) -> bool:
        """Whether files may leave now; else it is said why not."""
        register = self._desk.runner.register
        if self._desk.issuing.running:
            return False
        if not self._desk.month:
            self._desk.issuing.refuse("No meeting is planned. Plan one first, then issue its pack.")
            return False
        if register.read_only:
            by = register.held_by
            self._desk.refused(Refusal("read_only", by=by) if by else Refusal("medium_read_only"))
            return False
        return True

    def late(self) -> None:
        """Accepts a late paper; its minor reissue is asked for once the draft is made anew."""
        if self._desk.meeting is not None:
            self._desk.runner.ask(late_desk, self._desk.meeting.id, then=self._accept)

    def _accept(self, desk: LateDesk) -> None:
        dialog = LatePaperDialog(self._desk.runner, self._desk, desk)
        dialog.saved = lambda _: setattr(self._desk, "to_issue", True)
        dialog.open()

    def issue(self, minor: bool = False) -> None:
        """Asks what this issue needs, then issues; asks for a folder first where there is none."""
        if not self._ready():
            return
        if self._desk.drafted is None or self._desk.shelf is None or self._desk.stale:
            self._desk.issuing.refuse("The draft is still being made. Issue it once it is in sight.")
            return
        hit = stops(self._desk.drafted.found)
        if hit:
            self._desk.issuing.refuse(f"{'. '.join(in_words(hit))}. Nothing was issued.")
            return
        if not self._desk.issuing.folder:
            self._desk.issuing.choose_folder(lambda: self.issue(minor))
            return
        dialog = IssueDialog(
            self._desk.runner,
            self._desk,
            name=f"{month_words(self._desk.month)} {self._desk.month[:4]} pack",
            edition=self._desk.edition,
            earlier=self._desk.earlier(),
            gaps=in_words(gaps(self._desk.drafted.found)),
            members=recipients(self._desk.shelf, self._desk.edition),
            people=[member.name for member in self._desk.shelf.members],
            minor=minor,
        )
        dialog.accepted.connect(lambda: self._send(dialog.order))
        dialog.open()

    def _send(self, order: Order | None) -> None:
        if order is None:
            return
        month = self._desk.month
        register, folder = self._desk.runner.register, Path(self._desk.issuing.folder)
        self._desk.issuing.run(
            issue, register, month, folder, self._desk.edition, order, said=partial(told, month, order)
        )

    def save_draft(self) -> None:
        """Writes the draft into the folder."""
        if not self._ready():
            return
        if not self._desk.issuing.folder:
            self._desk.issuing.choose_folder(self.save_draft)
            return
        self._desk.issuing.run(
            save_draft,
            self._desk.runner.register,
            self._desk.month,
            Path(self._desk.issuing.folder),
            self._desk.edition,
            said=lambda saved: f"Draft saved: {names(saved)}",
        )
