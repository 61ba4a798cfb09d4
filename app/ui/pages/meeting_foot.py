"""The foot of meeting mode: the items on both sides, the time of this item and of the meeting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.icons import icon
from app.ui.palette import colour, figures, font, px
from app.ui.parts import dress, label


class Step(QPushButton):
    """To the item before or after: an arrow, what it is, and the key."""

    def __init__(self, forward: bool, key: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self._forward, self._key, self.title = forward, key, ""
        self.clicked.connect(lambda _: clicked())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(px(300))
        self.show_title("")

    def show_title(self, title: str) -> None:
        """Names the item; "" where there is none."""
        self.title = title
        way = "Next" if self._forward else "Previous"
        self.setAccessibleName(f"{way} item: {title}" if title else f"No {way.casefold()} item")
        self.setToolTip(f"{title} ({self._key})" if title else "")
        self.setEnabled(bool(title))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(px(280), px(46))

    def minimumSizeHint(self) -> QSize:
        """The arrow."""
        return QSize(px(52), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, the arrow at the outer side, two lines."""
        painter = QStylePainter(self)
        with painter:
            option = QStyleOptionButton()
            self.initStyleOption(option)
            option.text = ""
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            ink = colour("text" if self.isEnabled() else "disabled")
            side, rect = px(20), self.rect().adjusted(px(16), 0, -px(16), 0)
            at = rect.right() - side if self._forward else rect.left()
            name = "arrow-right" if self._forward else "arrow-left"
            if self.width() < px(100):
                at = (self.width() - side) // 2
            icons.paint(painter, name, QRect(at, 0, side, rect.height()).toRectF(), ink)
            if self.width() < px(100):
                return
            words = (
                rect.adjusted(0, 0, -side - px(10), 0)
                if self._forward
                else rect.adjusted(side + px(10), 0, 0, 0)
            )
            align = Qt.AlignmentFlag.AlignRight if self._forward else Qt.AlignmentFlag.AlignLeft
            half = words.height() // 2
            painter.setFont(font("body", 600))
            painter.setPen(ink)
            text = self.title or ("This is the last item" if self._forward else "This is the first item")
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            middle = Qt.AlignmentFlag.AlignVCenter
            upper = QRect(words.left(), words.top() + px(3), words.width(), half - px(3))
            lower = QRect(words.left(), words.top() + half, words.width(), half - px(3))
            painter.drawText(upper, align | middle, text)
            painter.setFont(font("small", 400))
            painter.setPen(colour("text2" if self.isEnabled() else "disabled"))
            painter.drawText(lower, align | middle, self._key)


class Times(QWidget):
    """The time of the item, and of the meeting with its bar; both in words too."""

    def __init__(self, paused: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(28))
        left = QVBoxLayout()
        left.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(px(10))
        self.face = label("", "timer")
        self.face.setFont(figures("timer"))
        self.allotted = label("", ink="text2")
        top.addWidget(self.face)
        top.addWidget(self.allotted, 1, Qt.AlignmentFlag.AlignBottom)
        left.addLayout(top)
        self.over = label("", "small", 500, "a_text")
        left.addWidget(self.over)
        right = QVBoxLayout()
        right.setSpacing(px(5))
        self.whole = label("", ink="text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(px(8))
        self.bar.setAccessibleName("Time of the meeting")
        right.addStretch(1)
        right.addWidget(self.whole)
        right.addWidget(self.bar)
        right.addStretch(1)
        self.pause = QToolButton()
        self.pause.setProperty("kind", "outlined")
        self.pause.clicked.connect(lambda _: paused())
        for part in (left, right):
            row.addLayout(part)
        row.addWidget(self.pause)
        self.show_pause(paused=False)

    def show_pause(self, *, paused: bool) -> None:
        """Whether the button lets the time stand still or go on."""
        said = "Let the time of the item go on" if paused else "Pause the time of the item"
        self.pause.setIcon(icon("play" if paused else "pause", "text"))
        self.pause.setAccessibleName(said)
        self.pause.setToolTip(said)

    def say_over(self, text: str, *, late: bool) -> None:
        """The line under the time: amber where the item is over."""
        self.over.setText(text)
        dress(self.over, ink="a_text" if late else "text2")


class Foot(QFrame):
    """Previous, times, next; where the window is narrow the two steps are arrows alone."""

    def __init__(
        self, back: Callable[[], object], on: Callable[[], object], paused: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setAccessibleName("Time and neighbours")
        self.setMinimumHeight(px(66))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, px(8), 20, px(8))
        row.setSpacing(px(16))
        self.before = Step(False, "Page Up", back)
        self.after = Step(True, "Page Down", on)
        self.times = Times(paused)
        self.note = label("", ink="text2", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.narrow = False
        row.addWidget(self.before, 3)
        row.addStretch(1)
        row.addWidget(self.times)
        row.addWidget(self.note, 3)
        row.addStretch(1)
        row.addWidget(self.after, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrows alone where their titles would cut the times."""
        super().resizeEvent(event)
        self.narrow = self.width() < px(1000)
        for step in (self.before, self.after):
            step.setMaximumWidth(px(52) if self.narrow else px(300))

    def show_times(self, running: bool, words: str = "") -> None:
        """The times of a meeting under way, or words about one that is not."""
        self.times.setVisible(running)
        self.note.setVisible(not running)
        self.note.setText(words)
