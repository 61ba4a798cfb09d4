"""Submissions to ROCTA: what waits, for how long, and what is missing."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class SubmissionsPage(Page):
    """Submissions to ROCTA: what waits, for how long, and what is missing."""

    title: ClassVar[str] = "Submissions"
    icon: ClassVar[str] = "file-check"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head(self.title))
        column.addStretch(1)
