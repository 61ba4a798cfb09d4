"""What else a file holds that one should know: hidden rows, comments, columns that were not recognised."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.intake.findings import Level
from app.intake.review import Review
from app.ui.palette import px
from app.ui.parts import Button, label

KINDS = {
    "import.hidden.row": "hidden row",
    "import.hidden.column": "hidden column",
    "import.hidden.sheet": "hidden sheet",
    "import.comment": "comment",
    "import.column.unknown": "column not recognised",
    "import.sheet.not_data": "sheet that is no data",
    "import.formula.column": "formula column",
    "import.name.missing": "group without a name",
    "import.similar": "group like one in the register",
}
PLURALS = {
    "column not recognised": "columns not recognised",
    "sheet that is no data": "sheets that are no data",
    "group without a name": "groups without a name",
    "group like one in the register": "groups like ones in the register",
}


def _several(number: int, kind: str) -> str:
    if number == 1:
        return f"1 {kind}"
    return f"{number} {PLURALS.get(kind, f'{kind}s')}"


def noticed_words(review: Review) -> str:
    """What was noticed, counted by kind: "2 hidden rows, 1 comment"."""
    counts = Counter(KINDS.get(found.code, "") for found in review.findings)
    known = [_several(counts[kind], kind) for kind in KINDS.values() if counts[kind]]
    other = sum(found.level is Level.INFO and found.code not in KINDS for found in review.findings)
    if other:
        known.append(_several(other, "other remark" if known else "remark"))
    rest = len(known) - 2
    return ", ".join(known[:2]) + (f" and {rest} more kind{'' if rest == 1 else 's'}" if rest > 0 else "")


class NoticedPanel(QFrame):
    """Every remark on the file as its own sentence."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setMinimumWidth(px(300))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 10)
        head = QHBoxLayout()
        head.addWidget(label("Also noticed", "heading"), 1)
        self.close_button = Button("Back to the row", "text", clicked=self.closed.emit)
        head.addWidget(self.close_button)
        column.addLayout(head)
        self.sentences = QListView()
        self.sentences.setAccessibleName("What was noticed in the file")
        self.sentences.setWordWrap(True)
        self.sentences.setSpacing(3)
        self.sentences.setResizeMode(QListView.ResizeMode.Adjust)
        self.sentences.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.sentences.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStringListModel(self)
        self.sentences.setModel(self._model)
        column.addWidget(self.sentences, 1)
        self.setFocusProxy(self.sentences)

    def take(self, review: Review) -> None:
        """Shows the remarks of a file: those to know, then the warnings."""
        levels = (Level.INFO, Level.WARN)
        found = [f.words for level in levels for f in review.findings if f.level is level]
        self._model.setStringList(list(dict.fromkeys(found)))
