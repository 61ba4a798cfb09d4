"""The page Review and disposal."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class RetentionPage(Page):
    """What is due to be reviewed, what is held, and what is to be disposed of."""

    title = "Review and disposal"
    icon = "archive"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            head(
                "Review and disposal",
                "What is due to be reviewed, what is held, and what is to be disposed of.",
            )
        )
        column.addStretch(1)
