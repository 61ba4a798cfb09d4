"""The second screen: the item in hand for the room, with the marking above and below, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.marking import MarkingBanner
from app.ui.pages.meeting_centre import Centre
from app.ui.pages.meeting_words import View

PRIVATE = View(title="Private item")
"""What the room sees while the chair takes an item of their own."""


class SecondScreen(QWidget):
    """A window of its own; the whole of another screen where there is one. Esc or F11 closes it."""

    closed = Signal()

    def __init__(self, marking: tuple[str, bool]) -> None:
        super().__init__()
        self.setWindowTitle("Meeting - Fourfold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banners = (MarkingBanner(*marking), MarkingBanner(*marking))
        self.centre = Centre(margin=48)
        column.addWidget(self.banners[0])
        column.addWidget(self.centre, 1)
        column.addWidget(self.banners[1])
        for keys in ("Esc", "F11"):
            QShortcut(QKeySequence(keys), self, self.close)

    def open(self, beside: QWidget) -> None:
        """Shows it on the screen where the desk is not, or as a window where there is one screen.

        It goes with the desk's window: once the register is locked or left, the room sees nothing more.
        """
        beside.installEventFilter(self)
        own = beside.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
        if other is None:
            self.resize(1280, 720)
            self.show()
            return
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closes with the window of the desk; one that is only made small leaves it open."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)

    def show_item(self, view: View, *, private: bool) -> None:
        """Shows an item; of a private one not even its title."""
        self.centre.show_view(PRIVATE if private else view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells the desk."""
        event.accept()
        self.closed.emit()
