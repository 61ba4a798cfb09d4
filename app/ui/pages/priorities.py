"""The ranked list for the coming meeting."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class PrioritiesPage(Page):
    """The ranked list for the coming meeting."""

    title: ClassVar[str] = "Priorities"
    icon: ClassVar[str] = "list-ordered"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head(self.title))
        column.addStretch(1)
