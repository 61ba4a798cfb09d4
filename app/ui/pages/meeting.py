"""Meeting mode: one item at a time, and everything that is decided on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands import meeting as commands
from app.domain.codes import ChoiceList, MeetingState
from app.domain.minutes import MeetingDecision, MeetingNote
from app.reads import meeting_item, meeting_mode, officers
from app.reads.meeting_mode import AgendaLine, MeetingMode
from app.reads.officers import Person
from app.ui.dialogs.meeting_correct import CorrectDecisionDialog, CorrectNoteDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.marking import MarkingBanner
from app.ui.page import Page, Place
from app.ui.pages import meeting_middle, meeting_taking, meeting_timing
from app.ui.pages.meeting_agenda import called
from app.ui.pages.meeting_foot import Foot
from app.ui.pages.meeting_head import Head
from app.ui.pages.meeting_panels import ITEM, Panels
from app.ui.pages.meeting_screen import SecondScreen
from app.ui.pages.meeting_session import Session, session
from app.ui.pages.meeting_words import View, view
from app.ui.palette import px
from app.ui.parts import line
from app.ui.runner import Runner

RECORDS = ("meeting.decide", "meeting.note", "meeting.set_action")
"""Who may do any of these has something to record in a meeting."""
NONE = "No meeting is planned. Plan one under Meetings, lay its agenda, then start it from there."


class MeetingPage(Page):
    """Agenda at the left, the item in the middle, what is recorded at the right, times at the foot."""

    title = "Meeting"
    icon = "calendar-days"
    alone = True

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.session = Session("")
        self.mode: MeetingMode | None = None
        self.item: meeting_item.Centre | None = None
        self.people: tuple[Person, ...] = ()
        self.screen_window: SecondScreen | None = None
        self._dialog: RecordDialog[Any] | None = None
        self._build()
        self._connect()
        self.clock = QTimer(self)
        self.clock.setInterval(1000)
        self.clock.timeout.connect(self.tick)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # it is the page that says how narrow it may be
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.head = Head()
        self.panels = Panels(self.runner)
        self.tabs, self.agenda, self.centre = self.panels.tabs, self.panels.agenda, self.panels.centre
        self.entry, self.action = self.panels.entry, self.panels.action
        self.recorded = self.panels.recorded
        self.foot = Foot(lambda: self.step(-1), lambda: self.step(1), self.pause)
        column.addWidget(self.head)
        column.addWidget(line())
        column.addWidget(self.panels, 1)
        column.addWidget(line())
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.agenda.wanted.connect(self.take)
        self.head.edition.connect(self.choose_edition)
        self.head.room.connect(self.second_screen)
        self.head.start.connect(lambda: self._command(commands.start))
        self.head.end.connect(self.end)
        self.head.leave.connect(lambda: self.go.emit(Place("meetings", self.session.meeting or None)))
        self.entry.record.connect(lambda: meeting_taking.decide(self))
        self.entry.note.connect(lambda: meeting_taking.note(self))
        self.entry.edited.connect(self._kept)
        self.action.add.connect(lambda: meeting_taking.act(self))
        self.action.edited.connect(self._kept)
        self.recorded.correct.connect(self.correct)
        for keys, does in (
            ("PgUp", lambda: self.step(-1)),
            ("PgDown", lambda: self.step(1)),
            ("Ctrl+D", lambda: meeting_taking.decide(self)),
            ("Ctrl+Shift+A", lambda: meeting_taking.act(self)),
            ("F11", self.second_screen),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its tabs: the panels side by side hold no window open."""
        return QSize(px(400), px(300))

    # coming and going

    def shown(self, place: Place) -> None:
        """Shows the meeting named, or the one under way, or the next."""
        self.runner.ask(officers.people, then=self._know, key="meeting.people")
        if place.id is not None:
            self._turn_to(place.id)
        elif self.session.meeting:
            self._turn_to(self.session.meeting)
        else:
            self.runner.ask(meeting_mode.wanted, self.runner.today, then=self._turn_to, key="meeting.wanted")
        self.clock.start()
        self.agenda.setFocus()

    def _know(self, people: tuple[Person, ...]) -> None:
        self.people = people
        self.action.offer(people)

    def _turn_to(self, meeting: str | None) -> None:
        if meeting is None:
            self.head.title.setText("Meeting")
            self.centre.show_view(View(title="No meeting is planned", under=NONE))
            self.panels.show_record(decision=False, action=False, recorded=False)
            self.foot.show_times(False)
            return
        self.session = session(self.runner, meeting)
        self._ask()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again; what was typed stays."""
        if self.session.meeting:
            self._ask()

    def unsaved(self) -> str | None:
        """What was typed on any item and is not recorded."""
        if self.session.drafts:
            return "what you typed in the meeting and did not record"
        if self._dialog is not None and self._dialog.touched():
            return f"what you typed under “{self._dialog.windowTitle()}”"
        return None

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """What stands in the fields of every item and is not recorded."""
        return (self.session.meeting, dict(self.session.drafts)) if self.session.drafts else None

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Puts it back, and goes to the first item of it."""
        self.session = session(self.runner, object)
        self.session.drafts.update(values)
        self.session.at = next(iter(values), self.session.at)
        self.item = None
        self._turn_to(object)

    def parts(self) -> list[QWidget]:
        """Agenda, item, record, times."""
        return [self.agenda, self.centre, self.entry, self.foot]

    def hideEvent(self, event: QHideEvent) -> None:
        """Times are shown again when the page is; they run by the clock meanwhile."""
        super().hideEvent(event)
        self.clock.stop()

    def _ask(self) -> None:
        self.runner.ask(
            meeting_mode.mode,
            self.session.meeting,
            chair=self.session.chair,
            then=self._load,
            key="meeting.mode",
        )

    def _load(self, mode: MeetingMode) -> None:
        if mode.chair is not self.session.chair:
            return
        self.mode = mode
        running = mode.meeting.state is MeetingState.UNDER_WAY
        keys = [line.key for line in mode.lines]
        if self.session.at not in keys and keys:
            self.session.at = keys[0]
        now = self.runner.register.clock.now()
        clock = self.session.clock
        if running and clock.since is None and not clock.paused:
            clock.turn_to(self.session.at, now)
        elif not running:
            clock.stop(now)
        self.head.show_mode(mode, read_only=self.runner.reads_only)
        self._show_lines()
        self._ask_item()
        self.tick()

    # from item to item

    @property
    def line(self) -> AgendaLine | None:
        """The line in hand."""
        lines = self.mode.lines if self.mode else ()
        return next((each for each in lines if each.key == self.session.at), None)

    @property
    def open(self) -> bool:
        """Whether something can be recorded now."""
        if self.mode is None or self.mode.locked or not self.runner.may(*RECORDS):
            return False
        return self.mode.laid and self.mode.meeting.state in (MeetingState.UNDER_WAY, MeetingState.HELD)

    def step(self, by: int) -> None:
        """To the item before or after."""
        lines = self.mode.lines if self.mode else ()
        at = next((n for n, each in enumerate(lines) if each.key == self.session.at), -1)
        if 0 <= at + by < len(lines):
            self.take(lines[at + by].key)

    def take(self, key: str) -> None:
        """Takes a line in hand; what was typed on the one before waits there."""
        if self.mode is None or key == self.session.at:
            return
        if self.mode.meeting.state is MeetingState.UNDER_WAY:
            self.session.seen.add(self.session.at)
            self.session.clock.turn_to(key, self.runner.register.clock.now())
        self.session.at = key
        self.panels.bring(ITEM)
        self._show_lines()
        self._ask_item()
        self.tick()

    def _show_lines(self) -> None:
        assert self.mode is not None
        lines, done = self.mode.lines, self.session.done(self.mode)
        self.agenda.show_lines(lines, done, self.session.at)
        count = sum(each.key in done for each in lines)
        self.panels.show_counts(f"{count} of {len(lines)} items done", f"{self.mode.present} present")
        at = next((n for n, each in enumerate(lines) if each.key == self.session.at), -1)
        before, after = lines[at - 1] if at > 0 else None, lines[at + 1] if 0 <= at < len(lines) - 1 else None
        for step, neighbour in ((self.foot.before, before), (self.foot.after, after)):
            step.show_title(_named(neighbour) if neighbour else "")

    def _ask_item(self) -> None:
        mode, line = self.mode, self.line
        if mode is None or line is None:
            return
        values = (mode, line, self.runner.today)
        self.runner.ask(meeting_item.centre, *values, then=self._show_item, key="meeting.item")

    def _show_item(self, item: meeting_item.Centre) -> None:
        mode, now = self.mode, self.line
        if mode is None or now is None or item.line.key != now.key:
            return
        new = self.item is None or self.item.line.key != item.line.key
        self.item = item
        said = view(item, mode, self.runner.today)
        panel = meeting_middle.panel(self, item)
        # what the panel says stands once
        self.centre.show_view(replace(said, blocks=()) if now.consent else said, panel)
        if panel is not None:
            meeting_middle.in_order(self.centre, panel)
        if self.screen_window is not None:
            self.screen_window.show_item(said, private=now.private)
        may = self.runner.may
        decides = may("meeting.take_consent" if now.consent else "meeting.decide")
        self.panels.show_record(
            decision=self.open and decides, action=self.open and may("meeting.set_action")
        )
        reasons = mode.reference.offered(ChoiceList.RETURN_REASON)
        draft = self.session.drafts.get(now.key, {})
        self.entry.blockSignals(True)
        self.action.blockSignals(True)
        self.entry.offer(item, reasons)
        self.action.strand.setVisible(item.card is not None)
        if new:
            self.entry.put(draft.get("entry", {}))
            self.action.put(draft.get("action", {}))
        self.entry.blockSignals(False)
        self.action.blockSignals(False)
        self.recorded.show_lines(now.number, mode.of(now), changeable=self.open and may("meeting.correct"))

    def _kept(self) -> None:
        """Keeps what stands in the fields for the line in hand."""
        if self.item is not None and self.item.line.key == self.session.at:
            self.session.keep(self.session.at, {"entry": self.entry.draft(), "action": self.action.draft()})
            self.runner.typing.emit()

    # what the head and the foot do

    def choose_edition(self, chair: bool) -> None:
        """The chair's edition with its private items, or without them."""
        self.session.chair = chair
        self._ask()

    def _command(self, command: Any) -> None:
        self.runner.do(command, self.session.meeting, once="meeting.state")

    def end(self) -> None:
        """Ends the meeting; what was typed and not recorded stays in its fields."""
        self._command(commands.end)

    def pause(self) -> None:
        """Lets the time of the item stand still, or go on."""
        clock, now = self.session.clock, self.runner.register.clock.now()
        if clock.paused:
            clock.resume(now)
        else:
            clock.pause(now)
        self.tick()

    def tick(self) -> None:
        """Shows the times as they are now."""
        if self.mode is not None:
            meeting_timing.show(self.foot, self.mode, self.session, self.runner.register.clock.now())

    def second_screen(self) -> None:
        """Opens the window for the room, or closes it."""
        if self.screen_window is not None:
            self.screen_window.close()
            return
        banner = self.window().findChild(MarkingBanner)
        marking = banner.marking() if banner is not None else ("OFFICIAL-SENSITIVE", False)
        made = SecondScreen(marking)
        made.closed.connect(self._screen_closed)
        self.destroyed.connect(made.deleteLater)
        self.screen_window = made
        line = self.line
        made.show_item(self.centre.shown, private=line is not None and line.private)
        made.open(self.window())

    def _screen_closed(self) -> None:
        if self.screen_window is not None:
            self.screen_window.deleteLater()
            self.screen_window = None

    def correct(self, record: object) -> None:
        """Other words for something recorded."""
        if isinstance(record, MeetingNote):
            self._open(CorrectNoteDialog(self.runner, self, record))
        elif isinstance(record, MeetingDecision):
            self._open(CorrectDecisionDialog(self.runner, self, record))

    def _open(self, dialog: RecordDialog[Any]) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None


def _named(line: AgendaLine) -> str:
    return called(line) if line.consent else f"{line.number} {called(line)}"
