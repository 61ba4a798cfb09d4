"""The page Backups."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class BackupsPage(Page):
    """Checked copies of this register, and how to bring one back."""

    title = "Backups"
    icon = "folder-lock"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head("Backups", "Checked copies of this register, and how to bring one back."))
        column.addStretch(1)
