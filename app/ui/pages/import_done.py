"""The last step of an import: what came in, what waits, and how to take it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.jobs.take_in import Outcome
from app.ui.icons import icon
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, card, label

ONES = {
    "threats": "threat",
    "officers": "officer",
    "actions": "action",
    "scores": "score",
    "ledger": "row of ledgers",
}

MANY = {"ledger": "rows of ledgers"}


def outcome_words(outcome: Outcome) -> str:
    """What came in: "31 threats, 12 officers and 143 actions"; "" where nothing was new."""
    parts = [
        f"{number} {ONES[name] if number == 1 else MANY.get(name, name)}"
        for name, number in outcome.counts.items()
        if name in ONES and number
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


class ImportDone(QWidget):
    """The fourth step."""

    another = Signal()
    list_wanted = Signal()
    inbox_wanted = Signal()
    undo_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 20)
        whole = card()
        column.addWidget(whole)
        column.addStretch(1)
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(20, 18, 20, 18)
        inner.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._mark = QLabel()
        head.addWidget(self._mark)
        self.heading = label("", "heading", wrap=True)
        head.addWidget(self.heading, 1)
        inner.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Taking in")
        inner.addWidget(self.bar)
        self.sentences = label("", ink="text2", wrap=True)
        inner.addWidget(self.sentences)
        row = FlowLayout(across=8, down=8)
        self.to_list = Button("See the threats", "primary", clicked=self.list_wanted.emit)
        self.to_inbox = Button("Open the import inbox", clicked=self.inbox_wanted.emit)
        self.undo = Button("Undo: file taken in", hint="Ctrl+Z", clicked=self.undo_wanted.emit)
        self.next = Button("Take in another file", clicked=self.another.emit)
        self.back = Button("Back to the review", clicked=self.back_wanted.emit)
        self._buttons = (self.to_list, self.to_inbox, self.undo, self.next, self.back)
        for button in self._buttons:
            row.addWidget(button)
        inner.addSpacing(4)
        inner.addLayout(row)

    def show_taking(self, file: str) -> None:
        """The command is on its way; it is one step, so it cannot be left half done."""
        self._show("", f"Taking in {file}", "Nothing is kept until all of it is.", ())
        self.bar.show()

    def show_outcome(self, file: str, outcome: Outcome) -> None:
        """What came of it."""
        came = outcome_words(outcome)
        said = []
        if outcome.held:
            number = outcome.held
            rows = "1 row waits" if number == 1 else f"{number} rows wait"
            said.append(f"{rows} in the import inbox for a decision.")
        if outcome.unchanged:
            rows = "1 row was" if outcome.unchanged == 1 else f"{outcome.unchanged} rows were"
            said.append(f"{rows} in the register already and stayed as they are.")
        if outcome.done is not None:
            said.append("All of it can be undone in one step.")
        buttons = [self.to_list, self.next]
        if outcome.held:
            buttons.append(self.to_inbox)
        if outcome.done is not None:
            buttons.append(self.undo)
        heading = f"{came} taken in from {file}" if came else f"{file} held nothing new. Nothing was changed."
        self._show("check", heading, "\n".join(said), tuple(buttons))
        self.to_list.setFocus()

    def show_refusal(self, sentence: str) -> None:
        """Why nothing was taken in."""
        self._show("circle-alert", "Nothing was taken in", sentence, (self.back, self.next))
        self.back.setFocus()

    def show_undone(self) -> None:
        """It was taken back."""
        self._show("check", "Taken back. The register is as it was before.", "", (self.back, self.next))
        self.next.setFocus()

    def _show(self, mark: str, heading: str, sentence: str, buttons: tuple[Button, ...]) -> None:
        ink = "r_text" if mark == "circle-alert" else "g_text"
        self._mark.setVisible(bool(mark))
        if mark:
            self._mark.setPixmap(icon(mark, ink).pixmap(px(20), px(20)))
        self.heading.setText(heading)
        self.sentences.setText(sentence)
        self.sentences.setVisible(bool(sentence))
        self.bar.hide()
        for button in self._buttons:
            button.setVisible(button in buttons)
