"""The ledger of disruptions, and their charts."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class DisruptionsPage(Page):
    """The ledger of disruptions, and their charts."""

    title: ClassVar[str] = "Disruptions"
    icon: ClassVar[str] = "zap"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head(self.title))
        column.addStretch(1)
