"""What the unlock window is made of: choices at the left, a passphrase field that knows Caps Lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.notices import NoticeBar
from app.ui.palette import colour, font, px
from app.ui.parts import Button, label


class Logo(QWidget):
    """Four squares, one for each P."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(32), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the squares."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            side = self.width() / 2 - 1
            for n, strand in enumerate(("pursue", "prevent", "protect", "prepare")):
                painter.setBrush(colour(strand))
                at = QRectF((n % 2) * (side + 2), (n // 2) * (side + 2), side, side)
                painter.drawRoundedRect(at, 2, 2)


class Choice(QToolButton):
    """One of the first choices: an icon, a bold line, and what it means."""

    entered = Signal()

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._icon, self._title, self._text = icon, title, text
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose; Enter and Space go on to the fields."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.setChecked(True)
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """One bold line and two quiet ones; three where large text leaves the line no room."""
        narrow = self.screen().availableGeometry().width() * 0.34 < px(336)
        return QSize(px(300), px(92 if narrow else 76))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws icon and lines; chosen on white, in focus with a line around."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self.isChecked() or self.underMouse():
                painter.setBrush(colour("base" if self.isChecked() else "sel_weak"))
                focus = self.hasFocus()
                edge = colour("accent" if self.isChecked() or focus else "sel_weak")
                painter.setPen(QPen(edge, 2 if focus else 1))
                painter.drawRoundedRect(box, 6, 6)
            elif self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRoundedRect(box, 6, 6)
            icons.paint(
                painter,
                self._icon,
                QRectF(px(12), px(12), px(20), px(20)),
                "accent" if self.isChecked() else "text2",
            )
            left, wide = px(44), self.width() - px(54)
            painter.setFont(font("body", 600))
            painter.setPen(colour("text"))
            painter.drawText(QRectF(left, px(12), wide, px(18)), Qt.AlignmentFlag.AlignVCenter, self._title)
            painter.setFont(font("small"))
            painter.setPen(colour("text2"))
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(left, px(31), wide, self.height() - px(33)), flags, self._text)


class Passphrase(QLineEdit):
    """A hidden line that notices Caps Lock from what the keys give."""

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._caps = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, means Caps Lock."""
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self._note(not self._caps)
        elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
            self._note(text.isupper() != shift)
        super().keyPressEvent(event)

    def _note(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps.emit(on)


class PassphraseField(QWidget):
    """A passphrase with Show, and a hint below while Caps Lock is on."""

    def __init__(self, title: str, *, titled: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if titled:
            column.addWidget(label(title, weight=600))
        self.line = Passphrase()
        self.line.setAccessibleName(title)
        self.line.setMinimumHeight(px(34))
        self.show_ = Button("Show", icon="eye")
        self.show_.setCheckable(True)
        self.show_.setAccessibleName(f"Show the {title.lower()}")
        self.show_.setMinimumHeight(px(34))
        self.show_.toggled.connect(self._reveal)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_)
        column.addLayout(row)
        self.hint = NoticeBar("a", closable=False)
        column.addWidget(self.hint)
        self.line.caps.connect(self._caps)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """The passphrase as typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forgets it."""
        self.line.clear()

    def _reveal(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.show_.setText("Hide" if on else "Show")

    def _caps(self, on: bool) -> None:
        if on:
            self.hint.say("Caps Lock is on. Capital letters count in a passphrase.")
        else:
            self.hint.hide()


def in_two_lines(key: str) -> str:
    """A recovery key as it is shown, broken between two groups."""
    groups = key.split("-")
    half = (len(groups) + 1) // 2
    return "-".join(groups[:half]) + "-\n" + "-".join(groups[half:])


class FolderField(QWidget):
    """A folder: typed, one of those used last, or chosen with Browse."""

    def __init__(self, title: str, browse: str) -> None:
        super().__init__()
        self._ask = browse
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(title, weight=600))
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(title)
        self.box.setMinimumHeight(px(34))
        self.box.setMinimumContentsLength(16)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.browse = Button("Browse…", clicked=self._browse)
        self.browse.setAccessibleName(browse)
        self.browse.setMinimumHeight(px(34))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.browse)
        column.addLayout(row)
        self.setFocusProxy(self.box)

    def offer(self, paths: tuple[str, ...]) -> None:
        """Lists these paths and takes the first."""
        self.box.clear()
        self.box.addItems(list(paths))

    def path(self) -> Path | None:
        """The folder, None when nothing was typed."""
        text = self.box.currentText().strip()
        return Path(text) if text else None

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._ask, self.box.currentText())
        if chosen:
            self.box.setEditText(chosen)
