"""The three panels of meeting mode side by side, or as tabs where the window is narrow for its text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from app.ui.pages.meeting_action import ActionEntry
from app.ui.pages.meeting_agenda import AgendaList
from app.ui.pages.meeting_centre import Centre
from app.ui.pages.meeting_entry import Entry
from app.ui.pages.meeting_recorded import RecordedList
from app.ui.palette import px
from app.ui.parts import label, line
from app.ui.runner import Runner

TABS_BELOW = 1100
"""The panels become tabs below this width, at 100 % text."""

ITEM, AGENDA, RECORD = range(3)
WIDTHS = {AGENDA: 264, RECORD: 412}


class Panels(QWidget):
    """Agenda, item, record."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the meeting")
        for name in ("Item", "Agenda", "Record"):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(lambda _: self.arrange())
        # made in reading order, which is the order of Tab
        left = self._agenda()
        self.centre = Centre()
        right = self._record(runner)
        self._panels: dict[int, QWidget] = {ITEM: self.centre, AGENDA: left, RECORD: right}
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._edges = (line(vertical=True), line(vertical=True))
        middle.addWidget(left)
        middle.addWidget(self._edges[0])
        middle.addWidget(self.centre, 1)
        middle.addWidget(self._edges[1])
        middle.addWidget(right)
        column.addWidget(self.tabs)
        column.addLayout(middle, 1)
        self.arrange()

    def _agenda(self) -> QWidget:
        self.agenda = AgendaList()
        self.count, self.came = label("", "small", 400, "text2"), label("", "small", 400, "text2")
        made = QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.agenda, 1)
        column.addWidget(line())
        counts = QHBoxLayout()
        counts.setContentsMargins(px(16), px(8), px(16), px(8))
        counts.addWidget(self.count)
        counts.addStretch(1)
        counts.addWidget(self.came)
        column.addLayout(counts)
        return made

    def _record(self, runner: Runner) -> QWidget:
        self.entry, self.action = Entry(runner.may), ActionEntry(runner.today)
        self.recorded = RecordedList()
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName("Record")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rules = (line(), line())
        for part in (self.entry, self._rules[0], self.action, self._rules[1], self.recorded):
            column.addWidget(part)
        column.addStretch(1)
        made.setWidget(inner)
        return made

    def minimumSizeHint(self) -> QSize:
        """As narrow as one panel: side by side they hold no window open."""
        return QSize(px(300), px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges them anew for another width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Side by side, or the one whose tab is chosen."""
        narrow = self.width() < px(TABS_BELOW)
        self.tabs.setVisible(narrow)
        for edge in self._edges:
            edge.setVisible(not narrow)
        for place, panel in self._panels.items():
            panel.setVisible(not narrow or place == self.tabs.currentIndex())
            if place in WIDTHS:
                panel.setMinimumWidth(0 if narrow else px(WIDTHS[place]))
                panel.setMaximumWidth(16_777_215 if narrow else px(WIDTHS[place]))

    def bring(self, panel: int) -> None:
        """Brings a panel into sight where they are tabs."""
        if self.tabs.isVisible():
            self.tabs.setCurrentIndex(panel)

    def show_record(self, *, decision: bool, action: bool, recorded: bool = True) -> None:
        """Shows or hides the fields of the decision and of the action, and what was recorded."""
        for part, shown in zip((self.entry, self.action), (decision, action), strict=True):
            part.setVisible(shown)
        for rule, shown in zip(self._rules, (decision, action), strict=True):
            rule.setVisible(shown)
        self.recorded.setVisible(recorded)

    def show_counts(self, done: str, came: str) -> None:
        """What stands under the agenda."""
        self.count.setText(done)
        self.came.setText(came)
