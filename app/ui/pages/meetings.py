"""Meetings: the series, each meeting with its agenda, who is expected, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import Series
from app.domain.dates import shown
from app.reads.meetings import MeetingLine, SeriesPage, series_page
from app.ui.dialog import Dialog
from app.ui.dialogs.agenda_meeting import MeetingDialog
from app.ui.page import Page, Place, head
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.meetings_agenda import AgendaPart
from app.ui.pages.meetings_head import MeetingHead, short_state
from app.ui.pages.meetings_people import PeoplePart
from app.ui.pages.next_meeting import month_to_plan
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

TABS = {
    Series.TASKING: "Regional tasking",
    Series.CAPABILITIES: "Capabilities",
    Series.PERFORMANCE: "Performance",
}
HEADINGS = (Heading("Date"), Heading("State", wide=True))
EMPTY = "No meeting of this series is planned."
NEXT = "Say once what its meetings begin with (at the right), then plan the first."
AGENDA, PEOPLE = 0, 1
NARROW = 900
LEAST = 330
"""The height, at 100 % text, at which a few rows of the agenda stand under its tools."""


class _Loose(QVBoxLayout):
    """A column in a scroll area, which would else be as high as all of it would like to be."""

    def hasHeightForWidth(self) -> bool:
        """No: it takes what there is."""
        return False


class MeetingsPage(Page):
    """A tab for each series; its meetings at the left, the one in hand with its agenda beside them."""

    title = "Meetings"
    icon = "calendar-days"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.answer: SeriesPage | None = None
        self.dialog: QDialog | None = None
        self._wanted: str | None = None
        self._asked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.plan_button = Button("Plan a meeting", icon="plus", hint="Ctrl+M", clicked=self.plan)
        self.plan_button.bar(runner.reads_only)
        self.pick = QComboBox()
        self.pick.setAccessibleName("Meeting")
        column.addWidget(head(self.title, "", self.pick, self.plan_button))
        self.pick.hide()
        self.tabs = self._tab_bar("Series of meetings", list(TABS.values()))
        column.addWidget(self.tabs)
        column.addWidget(line())
        self.head = MeetingHead(runner)
        self.agenda, self.people = AgendaPart(runner), PeoplePart(runner)
        column.addWidget(self._split(), 1)
        self._connect()
        self.setFocusProxy(self.list)

    def _tab_bar(self, name: str, titles: list[str]) -> QTabBar:
        made = QTabBar()
        made.setExpanding(False)
        made.setDrawBase(False)
        made.setUsesScrollButtons(True)
        made.setElideMode(Qt.TextElideMode.ElideNone)
        made.setAccessibleName(name)
        for title in titles:
            made.addTab(title)
        return made

    def _split(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 8, 0, 8)
        column.setSpacing(8)
        self._left = left
        self.list = WordsTable(HEADINGS, "Meetings")
        self.list.setSelectionMode(WordsTable.SelectionMode.SingleSelection)
        self.empty = label(f"{EMPTY} {NEXT}", ink="text2", wrap=True)
        self.empty.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        right = QWidget()
        column = _Loose(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.views = self._tab_bar("What of the meeting", ["Agenda", "Series and people"])
        column.addWidget(self.views)
        column.addWidget(line())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.agenda)
        # at large text it keeps its height and scrolls
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.people)
        self.stack.addWidget(scroll)
        column.addWidget(self.stack, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        self._right, self._around = right, QScrollArea()
        # at large text on a small screen the whole of it scrolls: an agenda of no rows is none
        around = self._around
        around.setWidgetResizable(True)
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setWidget(right)
        across.addWidget(left)
        across.addWidget(around)
        across.setStretchFactor(1, 1)
        across.setSizes([px(264), px(1000)])
        return across

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._ask())
        self.views.currentChanged.connect(self.stack.setCurrentIndex)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_meeting())
        self.pick.currentIndexChanged.connect(self.list.selectRow)
        self.list.activated.connect(lambda _: self._to_agenda())
        self.head.go.connect(self.go)
        self.head.change_wanted.connect(self.change)
        self.agenda.card_wanted.connect(lambda id: self.go.emit(Place("card", id)))
        for side in (self.agenda, self.people):
            side.dialog_wanted.connect(self._show)
        for part in (self.agenda.view, self.agenda.proposals, self.agenda.parked, self.people.table):
            part.installEventFilter(self)
        for keys, does in (("Ctrl+M", self.plan), ("Ctrl+N", self.new)):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What takes the focus comes in sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            top, port = watched.mapTo(self._right, QPoint(0, 0)).y(), self._around.viewport().height()
            bar = self._around.verticalScrollBar()
            # from its top: a table may be as high as all that is in sight
            if top + watched.height() > bar.value() + port or top < bar.value():
                bar.setValue(top)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of meetings folds into a choice where there is no room for it."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(NARROW)
        self._left.setVisible(not narrow)
        self._right.setMinimumHeight(px(LEAST) if narrow else 0)
        self.pick.setVisible(narrow and self.pick.count() > 0)
        self.head.fold(narrow)

    # the frame

    def shown(self, place: Place) -> None:
        """Asks on the first visit; `place.id` is the meeting to be shown."""
        if place.id is not None:
            self._wanted = place.id
        if not self._asked or place.id is not None:
            self._ask()
        (self.pick if self._left.isHidden() else self.list).setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; what is in hand stays."""
        self._ask()

    def parts(self) -> list[QWidget]:
        """Series, meetings, then what is in sight."""
        beside: list[QWidget] = [self.people.table]
        if self.stack.currentIndex() == AGENDA:
            beside = [self.agenda.view, self.agenda.proposals, self.agenda.parked]
        found = [self.pick, self.tabs, self.list, self.views, *beside]
        return [part for part in found if part.isVisible()] or [self.tabs]

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if isinstance(self.dialog, Dialog) and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    @property
    def series(self) -> Series:
        """The series in sight."""
        return list(TABS)[self.tabs.currentIndex()]

    @property
    def meeting(self) -> MeetingLine | None:
        """The meeting in hand."""
        row = self.list.currentIndex().row()
        found = self.answer.meetings if self.answer else ()
        return found[row] if 0 <= row < len(found) else None

    def _ask(self) -> None:
        self._asked = True
        self.runner.ask(series_page, self.series, then=self._load, key="meetings")

    def _load(self, answer: SeriesPage) -> None:
        same = self.answer is not None and self.answer.series is answer.series
        hand = self.meeting.meeting.id if same and self.meeting else None
        wanted = self._wanted or hand
        self.answer, self._wanted = answer, None
        rows = [(shown(each.meeting.on), short_state(each)) for each in answer.meetings]
        self.list.selectionModel().blockSignals(True)
        self.list.words.set_rows(rows)
        self.list.selectRow(self._row(answer, wanted))
        self.list.selectionModel().blockSignals(False)
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.addItems([f"{day}, {said}" for day, said in rows])
        self.pick.blockSignals(False)
        self.pick.setVisible(self._left.isHidden() and bool(rows))
        for part, on in ((self.empty, not rows), (self._rest, not rows), (self.list, bool(rows))):
            part.setVisible(on)
        self.people.show_answer(answer)
        self._show_meeting()

    def _row(self, answer: SeriesPage, wanted: str | None) -> int:
        """The meeting wanted, else the next one, else the last."""
        for row, each in enumerate(answer.meetings):
            if each.meeting.id == wanted:
                return row
        coming = [row for row, each in enumerate(answer.meetings) if each.meeting.on >= self.runner.today]
        return coming[-1] if coming else 0

    def _show_meeting(self) -> None:
        found = self.meeting
        self.head.setVisible(found is not None)
        first = found is not None and not self.views.isTabVisible(AGENDA)
        self.views.setTabVisible(AGENDA, found is not None)
        if first:
            # the agenda is the next step of the first meeting
            self.views.setCurrentIndex(AGENDA)
        if found is None:
            self.views.setCurrentIndex(PEOPLE)
            return
        self.pick.setCurrentIndex(self.list.currentIndex().row())
        self.head.show_line(found)
        self.agenda.ask(found.meeting.id)

    def _to_agenda(self) -> None:
        self.views.setCurrentIndex(AGENDA)
        self.agenda.view.setFocus()

    # what is done

    def plan(self) -> None:
        """The dialog that plans the next meeting of the series."""
        if self.answer is None or self.runner.reads_only:
            return
        planned = frozenset(each.meeting.month for each in self.answer.meetings)
        month = month_to_plan(self.runner.today, planned)
        self._show(PlanMeeting(self.runner, self, month, self.series))

    def new(self) -> None:
        """A new item of the agenda, or somebody more who is expected: whichever is in sight."""
        if self.stack.currentIndex() == AGENDA:
            self.agenda.new()
        else:
            self.people.add()

    def change(self) -> None:
        """The dialog of the meeting in hand."""
        if self.meeting is not None and not self.runner.reads_only:
            self._show(MeetingDialog(self.runner, self, self.meeting.meeting))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        beside = self.agenda.view if self.stack.currentIndex() == AGENDA else self.people.table
        (beside if beside.isVisible() else self.list if self.list.isVisible() else self.pick).setFocus()
