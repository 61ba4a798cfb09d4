"""Recalling an issue: nothing of it leaves any more, and every holder is to be told."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.commands import issues
from app.domain.faults import Fault
from app.reads.packs import IssuedRow
from app.ui.dialog import Dialog
from app.ui.form import text_area
from app.ui.pages.pack_issued_words import heading
from app.ui.parts import label
from app.ui.runner import Runner


class RecallDialog(Dialog):
    """The reason, and how many holders are to be told."""

    def __init__(self, runner: Runner, parent: QWidget, row: IssuedRow) -> None:
        version = f"Recall version {row.issue.number}"
        super().__init__(runner, parent, "Recall an issue", version, f"Recall {heading(row)}")
        self.row = row
        out = len(row.out)
        said = f"{out} cop{'y is' if out == 1 else 'ies are'} out; each holder is then listed as to be told."
        none = "No copy of it is recorded as sent."
        self.body.insertWidget(1, label(said if out else none, ink="text2", wrap=True))
        self.reason = text_area(3)
        self.form.add("reason", "Reason", self.reason, "Kept with the issue, and shown where it is listed.")
        self.reason.setFocus()

    def save(self) -> None:
        """Recalls it."""
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.form.show_faults([Fault("reason", "required")])
            return
        self.waiting()
        self.runner.do(issues.recall, self.row.id, reason, then=lambda _: self.leave(), failed=self.refuse)
