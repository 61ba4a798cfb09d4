"""The unlock window: what one sees first, before anything slow is loaded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import VERSION
from app.ui.marking import MarkingBanner
from app.ui.palette import colour, px
from app.ui.parts import Button, label, line
from app.ui.unlock_fields import Choice, Logo
from app.ui.unlock_panes import CreatePane, DemoPane, OpenPane, Pane, RecoveryPane

CHOICES = (
    ("folder-open", "Open a register", "One that you or a colleague made, or a backup"),
    (
        "folder-plus",
        "Create a new register",
        "Name the region, set a passphrase, write down the recovery key",
    ),
    (
        "flask-conical",
        "Try the demonstration",
        "A made-up region with a year and a half of work. Nothing to set up",
    ),
)


class UnlockWindow(QWidget):
    """Open, create, or try the demonstration."""

    closed = Signal()

    def __init__(self, recent: tuple[str, ...]) -> None:
        super().__init__()
        self.setWindowTitle("Fourfold")
        self.opening, self.creating = OpenPane(), CreatePane()
        self.demo, self.recovery = DemoPane(), RecoveryPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(MarkingBanner("OFFICIAL-SENSITIVE"))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left())
        middle.addWidget(line(vertical=True))
        middle.addWidget(self._right(), 1)
        column.addLayout(middle, 1)
        column.addWidget(MarkingBanner("OFFICIAL-SENSITIVE"))
        self.opening.where.offer(recent)
        self.choose(0 if recent else 2)
        room = self.screen().availableGeometry()
        self.resize(min(px(900), room.width()), min(px(620), room.height()))

    def _left(self) -> QWidget:
        made = _filled("rail")
        made.setFixedWidth(px(336))
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 36, 16, 20)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 0, 26)
        head.setSpacing(14)
        head.addWidget(Logo())
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label("Fourfold", "page"))
        names.addWidget(label("Tasking meeting preparation", "small", ink="text2"))
        head.addLayout(names, 1)
        column.addLayout(head)
        self.choices = QButtonGroup(self)
        for n, choice in enumerate(CHOICES):
            button = Choice(*choice)
            self.choices.addButton(button, n)
            column.addWidget(button)
        self.choices.idClicked.connect(self.choose)
        column.addStretch(1)
        words = (
            "For OFFICIAL and OFFICIAL-SENSITIVE only. "
            "Do not record SECRET material or the identity of a source."
        )
        note = label(words, "small", ink="text2", wrap=True)
        note.setContentsMargins(12, 0, 12, 0)
        column.addWidget(note)
        return made

    def _right(self) -> QWidget:
        made = _filled("base")
        column = QVBoxLayout(made)
        column.setContentsMargins(44, 36, 44, 18)
        column.setSpacing(14)
        self.panes = QStackedWidget()
        for pane in (self.opening, self.creating, self.demo, self.recovery):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
            scroll.setWidget(pane)
            self.panes.addWidget(scroll)
        column.addWidget(self.panes, 1)
        column.addWidget(line())
        foot = QHBoxLayout()
        foot.addWidget(label("Works offline. Nothing is sent from this computer.", "small", ink="muted"), 1)
        foot.addWidget(label(f"Version {VERSION}", "small", ink="text2"))
        foot.addSpacing(12)
        foot.addWidget(Button("Quit", clicked=self.close))
        column.addLayout(foot)
        return made

    def choose(self, number: int) -> None:
        """Shows one of the three choices."""
        self.choices.button(number).setChecked(True)
        self.panes.setCurrentIndex(number)
        (self.opening.passphrase, self.creating.region, self.demo.filled)[number].setFocus()

    def pane(self) -> Pane:
        """The pane in sight."""
        return (self.opening, self.creating, self.demo, self.recovery)[self.panes.currentIndex()]

    def show_key(self, key: str) -> None:
        """Shows a new register's recovery key; the other choices wait."""
        for button in self.choices.buttons():
            button.setEnabled(False)
        self.panes.setCurrentIndex(3)
        self.recovery.show_key(key)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that nobody wants to go on."""
        event.accept()
        self.closed.emit()


def _filled(token: str) -> QWidget:
    made = QWidget()
    made.setAutoFillBackground(True)
    palette = QPalette(made.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(colour(token)))
    made.setPalette(palette)
    return made
