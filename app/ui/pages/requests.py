"""Requests for regional support along their route."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class RequestsPage(Page):
    """Requests for regional support along their route."""

    title: ClassVar[str] = "Requests"
    icon: ClassVar[str] = "hand-helping"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head(self.title))
        column.addStretch(1)
