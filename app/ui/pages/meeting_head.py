"""The head of meeting mode: which meeting, which edition, the second screen, start and end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QToolButton, QWidget

from app.domain.codes import MeetingState, Series
from app.domain.dates import MONTH_NAMES
from app.domain.meeting import Meeting
from app.reads.meeting_mode import MeetingMode
from app.ui.fields import long_date
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, dress, label

LOW = 450
"""Below this height, at 100 % text, the item needs the room of the meeting's title."""

EDITIONS = ("Full edition, private items hidden", "Chair's edition, private items shown")
NAMES = {
    Series.TASKING: "regional tasking meeting",
    Series.CAPABILITIES: "capabilities meeting",
    Series.PERFORMANCE: "performance meeting",
}


def title(meeting: Meeting) -> str:
    """What a meeting is called: "December regional tasking meeting"."""
    return f"{MONTH_NAMES[meeting.on.month - 1]} {NAMES[meeting.series]}"


class Head(QFrame):
    """`edition` carries whether the chair's is wanted."""

    edition = Signal(bool)
    room = Signal()
    start = Signal()
    end = Signal()
    leave = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Meeting")
        self.setMinimumHeight(px(50))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, px(6), 20, px(6))
        self._row.setSpacing(px(12))
        self.title = label("", "page")
        self.second = label("", ink="text2", wrap=True)
        self._row.addWidget(self.title)
        self._row.addWidget(self.second, 1)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        self.choice = QToolButton()
        self.choice.setProperty("kind", "outlined")
        dress(self.choice, type="small")
        self.choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(self.choice), QActionGroup(self)
        self.editions: list[QAction] = []
        for chair, said in enumerate(EDITIONS):
            action = menu.addAction(said)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _, chair=bool(chair): self.edition.emit(chair))
            self.editions.append(action)
        self.choice.setMenu(menu)
        self.second_screen = Button("Second screen", icon="monitor", hint="F11", clicked=self.room.emit)
        self.start_button = Button("Start the meeting", "primary", clicked=self.start.emit)
        self.end_button = Button("End the meeting", clicked=self.end.emit)
        self.leave_button = Button("Meetings", "text", "chevron-left", clicked=self.leave.emit)
        self.leave_button.setAccessibleName("Back to Meetings")
        self.leave_button.setToolTip("Back to Meetings")
        self.held = (self.choice, self.second_screen, self.start_button, self.end_button, self.leave_button)
        for part in self.held:
            flow.addWidget(part)
        self._row.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        # until there is a meeting there is nothing to begin or to end
        for button in (self.start_button, self.end_button):
            button.hide()
        self.show_edition(chair=False)

    def show_edition(self, *, chair: bool) -> None:
        """Names the edition in force."""
        said = EDITIONS[chair]
        self.choice.setText(said)
        self.choice.setAccessibleName(f"Edition: {said}")
        self.editions[chair].setChecked(True)

    def show_mode(self, mode: MeetingMode, *, read_only: bool) -> None:
        """Names the meeting, and offers what is next for it."""
        meeting = mode.meeting
        self.title.setText(title(meeting))
        chair = f". Chair: {mode.chaired_by}" if mode.chaired_by else ""
        self.second.setText(f"{long_date(meeting.on)}{chair}")
        self.show_edition(chair=mode.chair)
        running = meeting.state is MeetingState.UNDER_WAY
        can_start = meeting.state in (MeetingState.PLANNED, MeetingState.HELD) and not mode.locked
        self.start_button.setVisible(can_start and not read_only)
        said = "Go on with the meeting" if meeting.state is MeetingState.HELD else "Start the meeting"
        self.start_button.setText(said)
        self.start_button.setAccessibleName(said)
        self.end_button.setVisible(running and not read_only)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons under the words where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [part for part in self.held if not part.isHidden()]
        wanted = sum(part.sizeHint().width() + 8 for part in shown)
        words = self.title.sizeHint().width() + px(160)
        narrow = wanted + words > self.width() - 40
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._buttons.setMinimumWidth(0 if narrow else wanted)
        # the day and the chair stand in the tooltip where each line is dear
        self.second.setVisible(not narrow)
        self.second_screen.show_hint(not narrow)
        self.title.setVisible(not narrow or self.window().height() >= px(LOW))
        self.title.setToolTip(self.second.text())
        if self._row.direction() is not way:
            self._row.setDirection(way)
