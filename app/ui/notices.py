"""What the desk has to say beside the pages: a bar for a refusal, a question, and the dialog of a bug."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.mishap import report
from app.ui import clipboard
from app.ui.icons import icon
from app.ui.marking import MarkingBanner
from app.ui.palette import px
from app.ui.parts import Button, label, line


class NoticeBar(QFrame):
    """One sentence across the window, with an icon; closes by its button."""

    def __init__(self, tint: str = "a", closable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tint", tint)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._picture = {"r": "octagon-x", "a": "triangle-alert", "b": "info", "g": "check"}[tint]
        self._ink = f"{tint}_text"
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(8)
        self._icon = QLabel()
        self.words = label("", wrap=True)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        self._row = row
        if closable:
            close = QToolButton()
            close.setIcon(icon("x"))
            close.setToolTip("Close this message")
            close.setAccessibleName("Close this message")
            close.clicked.connect(self.hide)
            row.addWidget(close)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows a sentence; a screen reader speaks it."""
        self._icon.setPixmap(icon(self._picture, self._ink).pixmap(px(16), px(16)))
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def offer(self, text: str, does: Callable[[], object]) -> Button:
        """A button after the sentence: the next step."""
        made = Button(text, clicked=does)
        self._row.insertWidget(2, made)
        return made


class Notice(QDialog):
    """A small window with sentences and buttons; its marking on top."""

    def __init__(self, parent: QWidget | None, title: str, heading: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        behind = parent.window().findChild(MarkingBanner) if parent is not None else None
        column.addWidget(MarkingBanner(*behind.marking() if behind is not None else ("OFFICIAL-SENSITIVE",)))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 18, 24, 18)
        self.body.setSpacing(10)
        self.body.addWidget(label(heading, "heading", wrap=True))
        self.body.addWidget(label(text, ink="text2", wrap=True))
        column.addLayout(self.body, 1)
        column.addWidget(line())
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(24, 12, 24, 12)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        column.addLayout(self.foot)
        self.setMinimumWidth(px(460))

    def button(self, text: str, clicked: Callable[[], object] | None = None, filled: bool = False) -> Button:
        """Adds a button that closes the window and then does `clicked`."""

        def press() -> None:
            self.accept()
            if clicked is not None:
                clicked()

        made = Button(text, "primary" if filled else "outlined", clicked=press)
        self.foot.addWidget(made)
        return made


def crash(parent: QWidget | None, error: BaseException) -> Notice:
    """The window that says that Fourfold made a mistake; shown, not waited for."""
    made = Notice(
        parent,
        "Fourfold made a mistake",
        "Fourfold made a mistake",
        "The last step was not done. The register is sound: each change is kept whole or not at all. "
        "You can go on working. The report below says where it happened and holds nothing of the record.",
    )
    text = report(error)
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName("Report")
    shown.setMinimumHeight(px(140))
    made.body.addWidget(shown)
    copy = Button("Copy the report", clicked=lambda: clipboard.copy(text, "report"))
    made.foot.addWidget(copy)
    made.button("Go on working", filled=True).setFocus()
    made.open()
    return made
