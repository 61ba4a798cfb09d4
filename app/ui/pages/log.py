"""The page Log."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class LogPage(Page):
    """What was collected, changed, looked at and sent, by whom and when."""

    title = "Log"
    icon = "history"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head("Log", "What was collected, changed, looked at and sent, by whom and when."))
        column.addStretch(1)
