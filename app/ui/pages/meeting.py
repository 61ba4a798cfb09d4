"""Meeting mode: one item at a time, and everything that is decided on it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class MeetingPage(Page):
    """Meeting mode."""

    title = "Meeting"
    icon = "calendar-days"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.addWidget(head("Meeting"))
        column.addStretch(1)
