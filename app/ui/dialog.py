"""A dialog over a page: marking at its top, form, and a foot with the one filled button."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.faults import Faulty
from app.errors import Conflict, Refusal
from app.ui.form import Form
from app.ui.marking import MarkingBanner
from app.ui.palette import colour, px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

# the part of a window that a veil may cover: everything between its two markings
BETWEEN = "between-markings"


class Veil(QWidget):
    """A plain veil over the page behind a dialog; the marking stays clear."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(area.rect())
        area.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with what it covers."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's colour at 62 %."""
        shade = QColor(colour("window"))
        shade.setAlphaF(0.62)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), shade)


class Dialog(QDialog):
    """The base of every dialog; `save` is what its filled button does.

    What is typed is kept as a draft, with what the dialog was made with, so that it can be made again.
    """

    keeps: ClassVar[bool] = True
    """Whether what is typed may be kept as a draft: never where a secret is asked for."""

    made_with: tuple[tuple[Any, ...], dict[str, Any]]

    def __new__(cls, *args: Any, **keywords: Any) -> Self:
        """Remembers what it is made with."""
        made = super().__new__(cls, *args, **keywords)
        made.__dict__["made_with"] = (args, keywords)
        return made

    def __init__(self, runner: Runner, parent: QWidget, title: str, verb: str, heading: str = "") -> None:
        super().__init__(parent)
        self.runner = runner
        self._over = parent
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._touched = False
        self.sending = False
        self.draft_id = ""
        self._veil: Veil | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_marking_of(parent))
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(12)
        self.body.addWidget(label(heading or title, "heading", wrap=True))
        self.form = Form()
        self.form.edited.connect(self.touch)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._scroll, self._inner = scroll, inner
        column.addWidget(scroll, 1)
        column.addWidget(line())
        column.addWidget(self._make_foot(verb))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._press)
        # the menus of the window behind take no keys now
        QShortcut(QKeySequence("Ctrl+L"), self, runner.lock_wanted.emit)

    def _make_foot(self, verb: str) -> QWidget:
        usual, asking = QWidget(), QWidget()
        self.foot = QHBoxLayout(usual)
        self.foot.setContentsMargins(24, 12, 24, 12)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.cancel = Button("Cancel", hint="Esc", clicked=self.reject)
        self.cancel.setAutoDefault(False)
        self.filled = Button(verb, "primary", hint="Ctrl+Enter", clicked=self._press)
        self.filled.setAutoDefault(False)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.filled)
        row = QHBoxLayout(asking)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addWidget(label("What you typed here has not been saved.", weight=600), 1)
        self._keep = Button("Go on typing", hint="Esc", clicked=self._go_on)
        self.discard = Button("Discard it", clicked=self.leave)
        for button in (self._keep, self.discard):
            button.setAutoDefault(False)
            row.addWidget(button)
        # a stack without its widget would show its first part as a window of its own
        feet = QWidget()
        self._feet = QStackedLayout(feet)
        self._feet.addWidget(usual)
        self._feet.addWidget(asking)
        return feet

    def save(self) -> None:
        """What the filled button does; overridden, ends with `leave` or `refuse`."""
        self.leave()

    @property
    def readable(self) -> bool:
        """Whether it shows something where nothing can be changed."""
        return True

    def touch(self) -> None:
        """Notes that something was typed."""
        self._touched = True

    def touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._touched

    def waiting(self, on: bool = True) -> None:
        """Greys the filled button while the register works."""
        self.sending = on
        self.filled.setEnabled(not on)

    def refuse(self, refusal: Refusal) -> None:
        """Shows why it was not saved; what was typed stays."""
        self.waiting(False)
        if isinstance(refusal, Faulty):
            self.form.show_faults(refusal.faults)
            self.grow()
            return
        self.form.clear_faults()
        lines = [words.refusal(refusal)]
        if isinstance(refusal, Conflict):
            lines += [
                f"{d.field.replace('_', ' ').capitalize()}: yours {_shown(d.mine)}, theirs {_shown(d.theirs)}"
                for d in refusal.differences
            ]
        self.form.summary.show_lines([], heading="\n".join(lines))
        self.form.summary.setFocus()
        self.grow()

    def leave(self) -> None:
        """Closes without a question."""
        self._touched = False
        self.accept()

    def reject(self) -> None:
        """Esc and Cancel: asks first where something was typed."""
        if self._feet.currentIndex() == 1:
            self._go_on()
        elif self._touched:
            self._feet.setCurrentIndex(1)
            self._keep.setFocus()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Lifts the veil."""
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)

    def open(self) -> None:
        """Shows the dialog over a veiled page, no larger than the screen."""
        host = self._over.window()
        self._veil = Veil(host.findChild(QWidget, BETWEEN) or host)
        self.adjust()
        super().open()
        if self.runner.keeping is not None:
            self.runner.keeping.watch(self)

    def adjust(self) -> None:
        """Takes the size that its content wants, as far as the screen allows."""
        room = self.screen().availableGeometry()
        wide = min(px(720), room.width() - 40)
        rest = px(22) + self._feet.sizeHint().height() + 2
        self.resize(wide, min(self._wanted(wide) + rest, room.height() - 60))

    def grow(self) -> None:
        """Takes the room that faults need, as far as the screen has it; never shrinks under the hand."""
        port = self._scroll.viewport()
        lacking = self._wanted(port.width()) - port.height()
        if lacking > 0:
            room = self.screen().availableGeometry()
            self.resize(self.width(), min(self.height() + lacking, room.height() - 60))

    def _wanted(self, wide: int) -> int:
        # layouts learn of new rows only while they are in sight: tell them, the innermost first
        for part in reversed([self._inner, *self._inner.findChildren(QWidget)]):
            if (layout := part.layout()) is not None:
                layout.activate()
        return max(self._inner.heightForWidth(wide), self._inner.minimumSizeHint().height())

    def _press(self) -> None:
        if self.filled.isEnabled() and not self.filled.isHidden() and self._feet.currentIndex() == 0:
            self.save()

    def focus_on(self, first: QWidget) -> None:
        """Where the keyboard begins."""
        QTimer.singleShot(0, first, first.setFocus)

    def _go_on(self) -> None:
        self._feet.setCurrentIndex(0)
        self.form.focus_first()


def _shown(value: object) -> str:
    return "nothing" if value in (None, "", ()) else str(value)


def _marking_of(widget: QWidget) -> MarkingBanner:
    """A banner that says what the window behind says."""
    behind = widget.window().findChild(MarkingBanner)
    return MarkingBanner(*behind.marking()) if behind is not None else MarkingBanner("OFFICIAL-SENSITIVE")
