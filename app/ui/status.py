"""The strip at the bottom: when it was saved, what can be taken back, who works here."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app import VERSION
from app.domain.clock import local
from app.ui.icons import icon
from app.ui.palette import px
from app.ui.parts import Button, label, line


class Status(QFrame):
    """Saved, undo, progress at the left; user and version at the right."""

    undo = Signal()
    stopped = Signal()

    def __init__(self, user: str, role: str, opened: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Status")
        self.setMinimumHeight(px(26))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        self._tick = QLabel()
        self._tick.hide()
        self.saved = label(f"Opened {local(opened):%H:%M}", "small", ink="text2")
        self.back = Button("", "link", clicked=self.undo.emit)
        self.back.setProperty("type", "small")
        self.key = label("Ctrl+Z", "caption", ink="muted")
        self.key.setProperty("chip", "true")
        self.working = label("", "small", ink="muted")
        self.backing = label("", "small", ink="muted")
        self.stop = Button("Stop the backup", "link", clicked=self.stopped.emit)
        self.stop.setProperty("type", "small")
        self._between = line(vertical=True)
        self._between.setFixedHeight(px(14))
        for part in (
            self._tick,
            self.saved,
            self._between,
            self.back,
            self.key,
            self.working,
            self.backing,
            self.stop,
        ):
            row.addWidget(part)
        row.addStretch(1)
        divide = line(vertical=True)
        divide.setFixedHeight(px(14))
        who = f"{user}, {role}" if role else user
        for part in (
            label(who, "small", ink="text2"),
            divide,
            label(f"Fourfold {VERSION}", "small", ink="text2"),
        ):
            row.addWidget(part)
        self.can_undo(None)
        self.show_backup("", under_way=False)

    def was_saved(self, at: datetime) -> None:
        """Shows the time of the last change, which was on the disk when this is called."""
        self.saved.setText(f"Saved {local(at):%H:%M}")
        self._tick.show()
        self._tick.setPixmap(icon("check").pixmap(px(14), px(14)))

    def can_undo(self, name: str | None) -> None:
        """Names what undo would take back, or hides it."""
        self.back.setText(f"Undo: {name}" if name else "")
        self.back.setAccessibleName(f"Undo: {name}" if name else "Undo")
        for part in (self.back, self.key, self._between):
            part.setVisible(name is not None)

    def show_busy(self, busy: bool) -> None:
        """Says quietly that the register works."""
        self.working.setText("Working…" if busy else "")

    def show_backup(self, told: str, *, under_way: bool) -> None:
        """Says how far a backup is, with a way to stop it, or how it ended."""
        self.backing.setText(told)
        self.backing.setVisible(bool(told))
        self.stop.setVisible(under_way)
