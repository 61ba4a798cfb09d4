"""Meetings: the series, each meeting with its agenda, who is expected, and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import Page, head
from app.ui.runner import Runner


class MeetingsPage(Page):
    """Meetings."""

    title = "Meetings"
    icon = "calendar-days"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        column = QVBoxLayout(self)
        column.addWidget(head("Meetings"))
        column.addStretch(1)
