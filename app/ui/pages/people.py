"""The page People and keys."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class PeoplePage(Page):
    """Who may open this register, and in which roles."""

    title = "People and keys"
    icon = "key-round"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head("People and keys", "Who may open this register, and in which roles."))
        column.addStretch(1)
