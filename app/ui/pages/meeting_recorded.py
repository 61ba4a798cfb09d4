"""What was recorded on the item in hand, which is what the minutes will say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.action import Action
from app.domain.clock import local
from app.domain.dates import shown
from app.domain.minutes import MeetingDecision
from app.reads.meeting_mode import Recorded
from app.ui.pages.meeting_words import OUTCOMES
from app.ui.palette import figures, px
from app.ui.parts import Button, label


def told(each: Recorded) -> str:
    """One thing recorded, in a sentence that names its kind first."""
    record = each.record
    if isinstance(record, Action):
        strand = f", {record.strand.value}" if record.strand else ""
        due = f" by {shown(each.due)}" if each.due else ""
        who = f". {each.who}" if each.who else ""
        return f"Action {record.reference}{strand}: {record.title.rstrip('.')}{who}{due}"
    if isinstance(record, MeetingDecision):
        outcome = OUTCOMES[record.outcome].casefold()
        return (
            f"Decision {record.reference}, {outcome}: {record.text.rstrip('.')}. Because: {record.rationale}"
        )
    return f"Note: {record.text}"


class RecordedList(QWidget):
    """Time and words of each; `correct` carries the one whose words are to be changed."""

    correct = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(18), px(14))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        self.heading = label("Recorded", "panel")
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(label("into the minutes", "small", 400, "muted"))
        column.addLayout(head)
        self.empty = label("Nothing yet.", ink="text2")
        column.addWidget(self.empty)
        self._lines = QWidget()
        column.addWidget(self._lines)
        self._column = column
        self.said: tuple[str, ...] = ()

    def show_lines(self, number: str, found: Sequence[Recorded], *, changeable: bool) -> None:
        """Shows what was recorded, oldest first."""
        self.heading.setText(f"Recorded on {number}" if number else "Recorded")
        self.said = tuple(told(each) for each in found)
        self.empty.setVisible(not found)
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, each in enumerate(found):
            time = label(f"{local(each.at):%H:%M}" if each.at else "", "body", 400, "muted")
            time.setFont(figures("body", 400))
            grid.addWidget(time, row, 0, top)
            grid.addWidget(label(self.said[row], wrap=True), row, 1)
            if changeable and not isinstance(each.record, Action):
                made = Button("Correct", "link", clicked=partial(self.correct.emit, each.record))
                made.setAccessibleName(f"Correct: {self.said[row]}")
                grid.addWidget(made, row, 2, top)
        self._column.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines
        lines.setVisible(bool(found))
