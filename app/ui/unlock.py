"""The unlock window: what one sees first, before anything slow is loaded."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette
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

    painted = Signal()
    opening_wanted = Signal(object, str, str)
    recovery_wanted = Signal(object, str, str, str, str)
    people_wanted = Signal(object)
    sheet_wanted = Signal(str, object)
    creation_wanted = Signal(object, str, str, str)
    demo_wanted = Signal(object)
    demo_stopped = Signal()
    key_kept = Signal()
    closed = Signal()

    def __init__(self, recent: tuple[str, ...]) -> None:
        super().__init__()
        self.setWindowTitle("Fourfold")
        self._recent, self._painted = recent, False
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
        self.choose(0 if recent else 2)
        room = self.screen().availableGeometry()
        self.resize(min(px(900), room.width()), min(px(620), room.height()))

    def _left(self) -> QWidget:
        made = _filled("rail")
        # at large text the fields need the room more than the choices, whose lines wrap
        made.setFixedWidth(min(px(336), int(self.screen().availableGeometry().width() * 0.34)))
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
            button.entered.connect(self.enter)
            self.choices.addButton(button, n)
            column.addWidget(button)
        self.choices.idToggled.connect(self._chosen)
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
        column.addWidget(self.panes, 1)
        column.addWidget(line())
        foot = QHBoxLayout()
        offline = "Works offline. Nothing is sent from this computer."
        foot.addWidget(label(offline, "small", ink="muted", wrap=True), 1)
        foot.addWidget(label(f"Version {VERSION}", "small", ink="text2"))
        foot.addSpacing(12)
        foot.addWidget(Button("Quit", clicked=self.close))
        column.addLayout(foot)
        return made

    # a pane is built when it is first needed: the first window is there sooner

    @cached_property
    def opening(self) -> OpenPane:
        """Open a register."""
        made = OpenPane()
        made.people_wanted.connect(self.people_wanted)
        made.where.offer(self._recent)
        made.wanted.connect(self.opening_wanted)
        made.recovery.connect(self.recovery_wanted)
        return made

    @cached_property
    def creating(self) -> CreatePane:
        """Create a new register."""
        made = CreatePane()
        made.wanted.connect(self.creation_wanted)
        return made

    @cached_property
    def demo(self) -> DemoPane:
        """Try the demonstration."""
        made = DemoPane()
        made.wanted.connect(self.demo_wanted)
        made.stopped.connect(self.demo_stopped)
        return made

    @cached_property
    def recovery(self) -> RecoveryPane:
        """Write down the recovery key."""
        made = RecoveryPane()
        made.sheet_wanted.connect(self.sheet_wanted)
        made.kept.connect(self.key_kept)
        return made

    def choose(self, number: int) -> None:
        """Shows one of the three choices."""
        self.choices.button(number).setChecked(True)
        self.enter()

    def _chosen(self, number: int, on: bool) -> None:
        if on:
            pane: Pane = (lambda: self.opening, lambda: self.creating, lambda: self.demo)[number]()
            self._show(pane)

    def enter(self) -> None:
        """Goes from the choices to the first field of the pane in sight."""
        self.pane().first_field().setFocus()

    def pane(self) -> Pane:
        """The pane in sight."""
        scroll = self.panes.currentWidget()
        assert isinstance(scroll, QScrollArea)
        found = scroll.widget()
        assert isinstance(found, Pane)
        return found

    def _show(self, pane: Pane) -> None:
        for number in range(self.panes.count()):
            scroll = self.panes.widget(number)
            if isinstance(scroll, QScrollArea) and scroll.widget() is pane:
                self.panes.setCurrentIndex(number)
                return
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        made.setWidget(pane)
        self.panes.addWidget(made)
        self.panes.setCurrentWidget(made)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that the window can be seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def show_key(self, key: str) -> None:
        """Shows a new register's recovery key; the other choices wait."""
        for button in self.choices.buttons():
            button.setEnabled(False)
        self._show(self.recovery)
        self.recovery.show_key(key)

    def show_recovery(self, pane: Pane) -> None:
        """Shows the recovery page of a register that does not open."""
        self._show(pane)
        pane.first_field().setFocus()

    def show_opening(self) -> None:
        """Goes back to the pane that opens a register."""
        self._show(self.opening)
        self.enter()

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
