"""The agenda builder: the items in order, what the record proposes beside them, and the parking list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app import words
from app.commands import agenda
from app.domain.agenda import AgendaItem
from app.domain.agenda_rules import Proposal
from app.domain.codes import ItemState
from app.errors import Refusal
from app.reads.agenda import AgendaPage, agenda_page
from app.ui.dialog import Dialog
from app.ui.dialogs.agenda_item import AgendaItemDialog
from app.ui.pages.flow import FlowLayout
from app.ui.pages.meetings_agenda_model import (
    AGENDA,
    Line,
    RowsModel,
    Source,
    dropped,
    lines,
    step,
)
from app.ui.pages.meetings_agenda_view import AgendaView
from app.ui.pages.meetings_sources import SourcePanel
from app.ui.palette import px
from app.ui.parts import Button, dress, label
from app.ui.runner import Runner

NARROW = 820
NONE = "This meeting has no agenda yet."
BEGIN = "Begin it from the template of the series: Settings holds the template, and changes nothing here."
KEYS = (
    "Alt+Shift+Up and Down move, Space switches on or off, C is the consent list, Enter opens, "
    "Ctrl+O opens the card, P parks, Del removes; A puts what waits at the right on the agenda."
)
NOTHING = "Nothing waits: every proposal of the record is on the agenda or parked."
PARKED = "Nothing is parked. What is parked here waits for a later meeting."


class AgendaPart(QWidget):
    """One meeting's agenda; `dialog_wanted` carries a dialog that the page shows."""

    dialog_wanted = Signal(object)
    card_wanted = Signal(str)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner
        self.page: AgendaPage | None = None
        self._meeting: str | None = None
        self._may = not runner.reads_only
        self._choose: str | None = None
        self._sent: list[Proposal] = []
        self._narrow = False
        self.items: RowsModel[Line] = RowsModel(AGENDA, self, drags=self._may)
        self.view = AgendaView(self.items, moves=self._may)
        self.accept_button = Button("Accept", hint="A", clicked=self.accept)
        self.park_button = Button("Park", hint="P", clicked=self.park_proposals)
        self.list_button = Button("Put on the agenda", hint="A", clicked=self.unpark)
        self.carry_button = Button("", clicked=self.carry)
        buttons = (self.accept_button, self.park_button), (self.list_button, self.carry_button)
        self.proposed = SourcePanel("Proposed by rule", NOTHING, buttons[0], changes=self._may)
        self.parking = SourcePanel("Parking list", PARKED, buttons[1], changes=self._may)
        self.proposals, self.parked = self.proposed.view, self.parking.view
        self.stack = QStackedWidget()
        self.stack.addWidget(self._unbegun())
        self.stack.addWidget(self._builder())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _unbegun(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label(NONE, "panel", wrap=True))
        self.begin_words = label(BEGIN, ink="text2", wrap=True)
        column.addWidget(self.begin_words)
        self.begin_button = Button("Begin the agenda", "primary", clicked=self.begin)
        self.begin_button.bar(not self._may)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _builder(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Agenda, proposals, parking list")
        for title in ("Items", "Proposed by rule", "Parking list"):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(lambda _: self._arrange())
        self.tabs.hide()
        column.addWidget(self.tabs)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        self._beside = QSplitter(Qt.Orientation.Vertical)
        self._beside.setChildrenCollapsible(False)
        self._parts = (self._left(), self.proposed, self.parking)
        across.addWidget(self._parts[0])
        across.addWidget(self._beside)
        for part in self._parts[1:]:
            self._beside.addWidget(part)
        self._beside.setSizes([px(320), px(180)])
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 0)
        across.setSizes([px(620), px(370)])
        column.addWidget(across, 1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the agenda becomes tabs where there is no room for it."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        at = self.tabs.currentIndex()
        self.tabs.setVisible(self._narrow)
        for place, part in enumerate(self._parts):
            part.setVisible(not self._narrow or place == at)
        self._beside.setVisible(not self._narrow or at > 0)
        for button in self.buttons.values():
            button.show_hint(not self._narrow)
        self.hint.setVisible(self._hinting)

    @property
    def _hinting(self) -> bool:
        return self._open and not self._narrow

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        row = FlowLayout(bar, across=8, down=4)
        self.buttons: dict[str, Button] = {}
        for name, title, keys, does in (
            ("new", "New item", "Ctrl+N", self.new),
            ("up", "Up", "Alt+Shift+Up", lambda: self._in_hand(lambda id: self.step(id, -1))),
            ("down", "Down", "Alt+Shift+Down", lambda: self._in_hand(lambda id: self.step(id, 1))),
            ("switch", "On or off", "Space", lambda: self._in_hand(self.switch)),
            ("consent", "Consent list", "C", lambda: self._in_hand(self.calm)),
            ("park", "Park", "P", lambda: self._in_hand(self.park)),
            ("remove", "Remove", "Del", lambda: self._in_hand(self.remove)),
        ):
            button = Button(title, "outlined", hint=keys, clicked=does)
            button.bar(not self._may)
            self.buttons[name] = button
            row.addWidget(button)
        around = QHBoxLayout()
        around.setContentsMargins(20, 8, 12, 8)
        around.addWidget(bar, 1)
        column.addLayout(around)
        column.addWidget(self.view, 1)
        self.sum = label("", weight=600, wrap=True)
        self.sum.setContentsMargins(20, 6, 20, 0)
        column.addWidget(self.sum)
        self.hint = label(KEYS, "small", ink="muted", wrap=True)
        self.hint.setContentsMargins(20, 2, 20, 6)
        column.addWidget(self.hint)
        return left

    def _connect(self) -> None:
        view = self.view
        view.opened.connect(self.open)
        view.stepped.connect(self.step)
        view.let_go.connect(self.drop)
        view.switched.connect(self.switch)
        view.calmed.connect(self.calm)
        view.parked.connect(self.park)
        view.removed.connect(self.remove)
        self.proposals.accepted.connect(self.accept)
        self.proposals.parked.connect(self.park_proposals)
        self.parked.accepted.connect(self.unpark)
        self.parked.removed.connect(self.remove)
        self.parked.opened.connect(self.open)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self, self.open_card)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # what is shown

    def ask(self, meeting: str | None) -> None:
        """Asks for a meeting's agenda."""
        if meeting != self._meeting:
            self._meeting, self._choose = meeting, None
        if meeting is not None:
            self.runner.ask(agenda_page, meeting, self.runner.today, then=self._load, key="agenda")

    def _load(self, page: AgendaPage) -> None:
        if page.meeting.id != self._meeting:
            return
        fresh = self.page is None or self.page.meeting.id != page.meeting.id
        hand, row = self._choose or (None if fresh else self.view.id), self.view.currentIndex().row()
        self.page, self._choose = page, None
        self._sent.clear()
        self.begin_button.setVisible(page.open)
        self.begin_words.setVisible(page.open)
        self.stack.setCurrentIndex(1 if page.every else 0)
        self.items.load(lines(page))
        at = self.items.place_of(hand)
        self.view.choose(at if at >= 0 else max(row, 0))
        self.proposed.load([Source(each, None) for each in page.proposals], fresh=fresh)
        self.parking.load([Source(None, item) for item in page.parked], fresh=fresh)
        self._say(page)

    def _say(self, page: AgendaPage) -> None:
        proposed, parked = len(page.proposals), len(page.parked)
        self.tabs.setTabText(1, self.proposed.title)
        self.tabs.setTabText(2, self.parking.title)
        for part, on in (
            (self.accept_button, bool(proposed)),
            (self.park_button, bool(proposed)),
            (self.list_button, bool(parked) and page.open),
            (self.carry_button, page.waiting > 0),
            (self.hint, self._hinting),
            *((button, page.open) for button in self.buttons.values()),
        ):
            part.setVisible(on)
        self.carry_button.setText(f"Take over {page.waiting} from the meeting before")
        self.carry_button.setAccessibleName(self.carry_button.text())
        code = "agenda.over" if page.over else "agenda.fits"
        numbers = {"minutes": page.minutes, "length": page.length, "over": page.over}
        self.sum.setText(words.say(code, numbers))
        dress(self.sum, ink="a_text" if page.over else "text2")

    # what is done

    def _in_hand(self, does: Callable[[str], object]) -> None:
        if self.view.id is not None:
            does(self.view.id)
        self.view.setFocus()

    def _item(self, id: str) -> AgendaItem | None:
        every = self.page.every if self.page else ()
        return next((item for item in every if item.id == id), None)

    @property
    def _open(self) -> bool:
        return self._may and self.page is not None and self.page.open

    def begin(self) -> None:
        """Lays the template."""
        if self._may and self._meeting is not None:
            self.runner.do(agenda.begin, self._meeting, once="agenda.begin")

    def step(self, id: str, by: int) -> None:
        """One place up or down at its level."""
        item = self._item(id)
        target = step(self.items.rows, item, by) if item and self._open else None
        if target is not None:
            self._choose = id
            self.runner.do(agenda.move, id, target.under, target.at)

    def drop(self, id: str, row: int) -> None:
        """To where it was let go."""
        item = self._item(id)
        target = dropped(self.items.rows, item, row) if item and self._open else None
        if target is not None:
            self._choose = id
            self.runner.do(agenda.move, id, target.under, target.at)

    def switch(self, id: str) -> None:
        """On or off."""
        item = self._item(id)
        if item is not None and self._open:
            self.runner.do(agenda.switch, id, item.state is not ItemState.LISTED)

    def calm(self, id: str) -> None:
        """On the consent list, or off it; a section is taken on its own."""
        item = self._item(id)
        if item is not None and item.under is not None and self._open:
            self.runner.do(agenda.change, replace(item, consent=not item.consent))

    def park(self, id: str) -> None:
        """An item of the agenda to the parking list."""
        if self._open and self._meeting is not None:
            self.runner.do(agenda.park, self._meeting, (), (id,))

    def remove(self, id: str) -> None:
        """An item off for good; undo brings it back."""
        if self._open:
            self.runner.do(agenda.remove, id)

    def accept(self) -> None:
        """What is chosen of the proposals, onto the agenda."""
        chosen = self._new(source.proposal for source in self.proposals.chosen())
        if chosen and self._meeting is not None:
            self.runner.do(agenda.accept, self._meeting, chosen, failed=self._not_sent)

    def park_proposals(self) -> None:
        """What is chosen of the proposals, onto the parking list."""
        chosen = self._new(source.proposal for source in self.proposals.chosen())
        if chosen and self._meeting is not None:
            self.runner.do(agenda.park, self._meeting, chosen, failed=self._not_sent)

    def _new(self, chosen: Iterable[Proposal | None]) -> list[Proposal]:
        """Those not sent since the list was last read: a key pressed twice puts nothing there twice."""
        found = [each for each in chosen if each is not None and each not in self._sent] if self._open else []
        self._sent += found
        return found

    def _not_sent(self, refusal: Refusal) -> None:
        self._sent.clear()
        self.runner.refused.emit(refusal)

    def unpark(self) -> None:
        """What is chosen of the parking list, onto the agenda."""
        chosen = [source.item.id for source in self.parked.chosen() if source.item]
        if self._open and chosen and self._meeting is not None:
            self.runner.do(agenda.accept, self._meeting, (), chosen)

    def carry(self) -> None:
        """What was parked at the meeting before, to this one."""
        if self._open and self._meeting is not None:
            self.runner.do(agenda.carry_parked, self._meeting)

    def new(self) -> None:
        """A new item under the section in hand."""
        if self._open and self.page is not None and self.page.every:
            hand = self._item(self.view.id or "")
            self._show(None, (hand.under or hand.id) if hand else None)

    def open(self, id: str) -> None:
        """The dialog of an item."""
        item = self._item(id)
        if item is not None:
            self._show(item, item.under)

    def open_card(self) -> None:
        """The card of the group in hand, of whichever table has the focus."""
        for view in (self.proposals, self.parked):
            if view.hasFocus() and (chosen := view.chosen()):
                about = chosen[0].item or chosen[0].proposal
                break
        else:
            about = self._item(self.view.id or "")
        if about is not None and about.threat:
            self.card_wanted.emit(about.threat)

    def _show(self, item: AgendaItem | None, under: str | None) -> None:
        assert self.page is not None
        sections = [(line.id, line.item.title) for line in self.items.rows if line.item.under is None]
        dialog: Dialog = AgendaItemDialog(self.runner, self, self.page.meeting.id, sections, item, under)
        self.dialog_wanted.emit(dialog)
