"""The issue of a pack beside its preflight: the step itself, and the draft that leaves without one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import Refusal
from app.ui.pages.pack_work import WorkPanel
from app.ui.pages.shortcuts import press
from app.ui.parts import Button, label, link


class IssuePanel(WorkPanel):
    """Save in, issue, save the draft, progress and result."""

    wanted = Signal()
    draft_wanted = Signal()
    late_wanted = Signal()
    own_reason = True

    def more(self, column: QVBoxLayout) -> None:
        """The filled button, the draft beside it, and what the issue will ask."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.issue = Button("Issue", "primary", clicked=self.wanted.emit)
        press(self, "Ctrl+Return", self.issue)
        self.save_draft = Button("Save draft", clicked=self.draft_wanted.emit)
        self.save_draft.setToolTip("Writes both files with DRAFT across every page; nothing is issued")
        row.addWidget(self.issue, 1)
        row.addWidget(self.save_draft)
        column.addLayout(row)
        self.late = link("Accept a late paper…", self.late_wanted.emit)
        self.late.hide()
        column.addWidget(self.late, 0, Qt.AlignmentFlag.AlignLeft)
        self._late = False
        self._room = True
        self.note = label("", "small", ink="text2", wrap=True)
        column.addWidget(self.note)

    def name(self, verb: str, said: str, note: str) -> None:
        """What the filled button does ("Issue version 1.0"), how it is read out, and what it will ask."""
        self.issue.setText(verb)
        self.issue.setAccessibleName(said)
        self.issue.setToolTip(f"{said} (Ctrl+Enter)")
        self.issue.setAccessibleDescription(note)
        self.note.setText(note)
        self.idle()

    def offer_late(self, on: bool) -> None:
        """Offers a late paper once there is an issue that it can follow."""
        self._late = on
        self.idle()

    def show_note(self, room: bool) -> None:
        """Shows what the issue will ask where there is room; it is read out in any case."""
        self._room = room
        self.idle()

    def idle(self) -> None:
        """Nothing else leaves while files are on their way."""
        super().idle()
        busy = self.running
        self.note.setVisible(bool(self.note.text()) and not busy and self._room)
        self.late.setVisible(self._late and not busy and self._room)
        self.issue.setEnabled(not busy)
        self.save_draft.setEnabled(not busy)

    def failed(self, refusal: Refusal) -> None:
        """Why it was not issued, with the way to try again in hand."""
        super().failed(refusal)
        self.issue.setFocus()
