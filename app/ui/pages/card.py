"""The threat card: head, 4P board, and what else is known, with every change a dialog away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import ThreatStatus
from app.errors import Refusal
from app.reads import card as card_reads
from app.reads import journal, officers
from app.reads.card import Card, CardAction
from app.reads.journal import Entry
from app.reads.officers import Person
from app.ui.dialog import Dialog
from app.ui.page import Page, Place
from app.ui.pages import card_tables as tables
from app.ui.pages.card_asks import CardAsks
from app.ui.pages.card_beside import BesidePart
from app.ui.pages.card_board import Board
from app.ui.pages.card_disruptions import DisruptionsPart
from app.ui.pages.card_head import CardHead
from app.ui.pages.card_history import moments
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.card_nominals import NominalsPart
from app.ui.pages.card_part import CardPart
from app.ui.pages.card_release import ReleasePart
from app.ui.pages.card_requests import RequestsPart
from app.ui.pages.card_scores import ScoresPart
from app.ui.pages.card_side import SidePanel, update_moments
from app.ui.pages.card_strip import ActionStrip, Step, steps
from app.ui.pages.card_tables import WordsTable
from app.ui.pages.card_tabs import ListTab
from app.ui.pages.card_why import WhyLine
from app.ui.pages.own_actions import Own
from app.ui.pages.timeline import TimelineView
from app.ui.palette import px
from app.ui.parts import line
from app.ui.runner import Runner

PARTS = (ScoresPart, MappingPart, DisruptionsPart, RequestsPart, NominalsPart, BesidePart, ReleasePart)
TABS = ("4P plan", "Leads", *(part.title for part in PARTS), "Updates", "Notes", "History")
BOARD, LEADS = 0, 1
UPDATES, NOTES, HISTORY = range(len(TABS) - 3, len(TABS))
SETTLED_IN = (ScoresPart, MappingPart, RequestsPart, ReleasePart)
"""The parts in which somebody who is not coordinator may settle something; each offers what they may."""
SETTLED_BY = (
    "threat.archive", "score.moderate", "submission.ratify", "submission.return", "submission.reject",
    "request.decide", "conditions.accept",
)  # fmt: skip
"""What can be settled there."""
ROOM_FOR_SIDE = 980
"""The width from which the side panel stands beside the board; below it its parts are in their tabs."""


C = TypeVar("C", bound=CardPart)


class CardPage(Page):
    """One threat; `Place.filter` may hold `ids` (the list it came from) and `action` (gets the focus)."""

    title: ClassVar[str] = "Threat card"
    icon: ClassVar[str] = "network"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.card: Card | None = None
        self.people: tuple[Person, ...] = ()
        self._expected = False
        self._id = ""
        self._ids: tuple[str, ...] = ()
        self._focus_action = ""
        self._stale_history = True
        self._parted = False
        self.dialog: Dialog | None = None
        self.asks = CardAsks(self)
        self.head = CardHead()
        self.why = WhyLine(runner)
        self.board = Board()
        self.strip, self.own = ActionStrip(self._steps), Own(runner, self._show_own)
        self.side = SidePanel()
        self._make_tabs()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.why)
        column.addLayout(self._tab_row())
        column.addWidget(line())
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.stack)
        self.beside = QScrollArea()
        self.beside.setWidgetResizable(True)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # its longest line, and room for a scroll bar: across, the panel never scrolls
        self.beside.setMinimumWidth(px(316))
        self.beside.setWidget(self.side)
        self.split.addWidget(self.beside)
        self.split.setStretchFactor(0, 1)
        self.split.setCollapsible(0, False)
        self.split.setMinimumHeight(px(300))
        column.addWidget(self.split, 1)
        # large text on a small screen: then the card as a whole scrolls, and nothing on it is cut
        whole = QScrollArea()
        whole.setWidgetResizable(True)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(whole)
        self.setFocusProxy(self.board)
        self._connect()
        self._keys()
        self._only_show(not self.may)

    @property
    def may(self) -> bool:
        """Whether anything can be changed: not in a window that only reads."""
        return not self.runner.reads_only

    @property
    def may_update(self) -> bool:
        """Whether an update can be written: a lead officer's on groups that they have a part in."""
        if not self.runner.may("update.add"):
            return False
        return not self.own.limited or (self.card is not None and self.own.leads(self.card))

    def _show_own(self) -> None:
        """What is theirs is known: the strip and the update are offered by it."""
        self.strip.show_action(self.board.current, self.own.words)
        button = self.head.update_button
        button.bar(not self.may_update)
        button.setVisible(True)

    def _only_show(self, on: bool) -> None:
        head, side = self.head, self.side
        for button in (head.action_button, side.leads.link, side.score.link):
            button.bar(on)
        head.update_button.bar(not self.may_update)
        for tab in self.findChildren(ListTab):
            if tab.parent() is self.stack:
                tab.bar(on)
        for column in self.board.columns:
            column.add.setVisible(not on)
        head.more_button.setVisible(not on or self.runner.may(*SETTLED_BY))
        self.strip.setVisible(self.runner.may("action.change", "action.complete"))

    def _make_tabs(self) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        padded = QVBoxLayout()
        padded.setContentsMargins(20, 12, 4, 0)
        padded.addWidget(self.board)
        column.addLayout(padded, 1)
        column.addWidget(line())
        column.addWidget(self.strip)
        self.leads = WordsTable(tables.LEADS, "Leads, past and present")
        self.card_parts = tuple(part(self) for part in PARTS)
        self.updates, self.notes = TimelineView("Updates, newest first"), TimelineView("Notes")
        self.history = TimelineView("History, newest first")
        asks = self.asks
        self.stack = QStackedWidget()
        for page in (
            board,
            ListTab(self.leads, "Nobody leads this threat yet.", ("Change a lead", asks.lead)),
            *self.card_parts,
            ListTab(self.updates, "No updates yet.", ("Add update", asks.update)),
            ListTab(self.notes, "No notes. What a tracker says and no field holds is kept here."),
            ListTab(self.history, "Reading the journal.", told="From the journal, newest first."),
        ):
            self.stack.addWidget(page)

    def _tab_row(self) -> QBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Parts of the card")
        for name in TABS:
            self.tabs.addTab(name)
        self.finished = QCheckBox("Show resulted")
        self.finished.setToolTip("Show what is resulted and cancelled on the board")
        self._tabbed = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tabbed.setContentsMargins(12, 0, 20, 0)
        self._tabbed.setSpacing(4)
        self._tabbed.addWidget(self.tabs, 1)
        self._tabbed.addWidget(self.finished)
        return self._tabbed

    def _connect(self) -> None:
        head, board, asks = self.head, self.board, self.asks
        head.back.connect(lambda: self.go.emit(Place("threats")))
        head.previous.connect(lambda: self.step(-1))
        head.next.connect(lambda: self.step(1))
        head.add_update.connect(asks.update)
        head.add_action.connect(asks.add_action)
        head.menu.aboutToShow.connect(self._fill_menu)
        board.opened.connect(asks.edit)
        board.add_asked.connect(asks.add_action)
        board.remove_asked.connect(asks.remove)
        board.not_needed_asked.connect(asks.plan)
        board.menu_asked.connect(self._action_menu)
        board.current_changed.connect(lambda: self.strip.show_action(self.board.current, self.own.words))
        self.strip.asked.connect(self.step_asked)
        self.finished.toggled.connect(board.show_finished)
        self.tabs.currentChanged.connect(self._tab)
        self.side.change_leads.connect(asks.lead)
        self.side.enter_score.connect(self.part(ScoresPart).enter)
        self.side.all_updates.connect(lambda: self.tabs.setCurrentIndex(UPDATES))

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Shift+A", self.asks.add_action),
            ("Ctrl+U", self.asks.update),
            ("Alt+Up", lambda: self.step(-1)),
            ("Alt+Down", lambda: self.step(1)),
            ("Ctrl+D", lambda: self.step_asked("redate")),
            ("Ctrl+M", lambda: self.step_asked("complete")),
            ("Ctrl+R", lambda: self.step_asked("result")),
        )
        for sequence, act in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # coming and asking

    def shown(self, place: Place) -> None:
        """Opens the card of `place.id`."""
        if place.id is None:
            return
        wanted = place.filter or {}
        ids = tuple(wanted.get("ids", ()))
        if ids or place.id not in self._ids:
            self._ids = ids
        self._focus_action = str(wanted.get("action", ""))
        if self.tabs.currentIndex() == BOARD:
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(place.id)

    def _open(self, id: str) -> None:
        if id != self._id:
            self._id, self.card, self._stale_history = id, None, True
        self._place()
        self._ask()

    def _place(self) -> None:
        place = self._ids.index(self._id) + 1 if self._id in self._ids else 0
        self.head.set_place(place, len(self._ids) if place else 0)

    def step(self, by: int) -> None:
        """The previous or next threat of the list it came from."""
        if self._id in self._ids:
            place = self._ids.index(self._id) + by
            if 0 <= place < len(self._ids):
                self._open(self._ids[place])

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again: nearly everything that changes can stand on a card."""
        if self._id:
            self._stale_history = True
            self._ask()

    def _ask(self) -> None:
        today = self.runner.today
        self.own.ask()
        self.runner.ask(officers.people, then=self._show_people, key="card people")
        self.runner.ask(card_reads.card, self._id, today, then=self._show, failed=self._gone, key="card")

    def expect_gone(self, expected: bool) -> None:
        """Whether the threat is being deleted from here, which is then nothing to warn of."""
        self._expected = expected

    def _gone(self, refusal: Refusal) -> None:
        self._id = ""
        if not self._expected:
            self.runner.refused.emit(refusal)
        self._expected = False
        self.go.emit(Place("threats"))

    def _show_people(self, people: tuple[Person, ...]) -> None:
        self.people = people

    def _show(self, card: Card) -> None:
        fresh = self.card is None or self.card.threat.id != card.threat.id
        self.card = card
        self.head.set_card(card, self.runner.today)
        self.why.show_card(card)
        self.board.set_card(card.actions, card.plan, fresh=fresh)
        self.side.set_card(card)
        self.leads.words.set_rows(tables.lead_rows(card))
        for part in self.card_parts:
            part.set_card(card)
        self.updates.moments.set_moments(update_moments(card.updates))
        self.notes.moments.set_moments(tables.note_moments(card))
        self.count_again()
        self._show_own()
        if self._focus_action and self.board.choose(self._focus_action):
            self.tabs.setCurrentIndex(BOARD)
        self._focus_action = ""
        self._tab(self.tabs.currentIndex())

    def count_again(self) -> None:
        """What stands beside the names of the tabs."""
        card = self.card
        if card is None:
            return
        live = sum(1 for a in card.actions if a.action.live)
        leading = sum(1 for lead in card.leads if lead.assignment.until is None)
        within = (part.count() for part in self.card_parts)
        counts = (live, leading, *within, len(card.updates), len(card.notes), 0)
        for place, count in enumerate(counts):
            self.tabs.setTabText(place, f"{TABS[place]}  {count}" if count else TABS[place])

    def _tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.finished.setVisible(place == BOARD)
        if place == HISTORY and self._stale_history and self.card is not None:
            self._stale_history = False
            self.runner.ask(journal.threat_history, self._id, then=self._show_history, key="card history")

    def _show_history(self, entries: tuple[Entry, ...]) -> None:
        if self.card is not None:
            self.history.moments.set_moments(moments(entries, self.card, self.people))

    # doing

    def open_dialog(self, dialog: Dialog) -> None:
        """Shows a dialog over the page and remembers it until it is closed."""
        whose = getattr(dialog, "whose", ())
        if not (self.runner.may(*whose) if whose else self.may) and not dialog.readable:
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def focus_next(self, action: str) -> None:
        """Puts the focus on an action once the board shows it."""
        if not self.board.choose(action):
            self._focus_action = action

    def _closed(self) -> None:
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()

    def part(self, kind: type[C]) -> C:
        """One of the tabs that are more than a list."""
        return next(part for part in self.card_parts if isinstance(part, kind))

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """Why somebody looks, while it is being written."""
        standing = self.why.standing()
        return None if standing is None else (standing[0], {"why": standing[1]})

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Writes it into the line again."""
        if not isinstance(values["why"], str):
            raise TypeError("why")
        self.why.put_back(object, values["why"])

    def seek(self) -> None:
        """Ctrl+F goes to the board: there is nothing to filter on a card."""
        self.tabs.setCurrentIndex(BOARD)
        self.board.columns[0].view.setFocus()

    def parts(self) -> list[QWidget]:
        """Head, tabs, the tab in sight, the side panel."""
        inside = self.board.last_view if self.stack.currentIndex() == BOARD else self.stack.currentWidget()
        found: list[QWidget] = [self.head.back_button, self.tabs, inside or self.tabs]
        if self.side.isVisible():
            found.append(self.side.leads.link)
        return found

    def step_asked(self, code: str) -> None:
        current = self.board.current
        if current is not None and code in {step.code for step in self._steps(current)}:
            self.asks.step(code, current)

    def _steps(self, item: CardAction) -> tuple[Step, ...]:
        """What this person can do to an action as it stands."""
        mine = steps(item) if self.own.owns(item.action.owner) else ()
        return tuple(step for step in mine if self.runner.may(step.command))

    def _action_menu(self, item: CardAction, at: QPoint) -> None:
        allowed = self._steps(item)
        if not allowed:
            return
        menu = QMenu(self)
        for step in allowed:
            action = QAction(f"{step.words}…" if step.code != "remove" else step.words, menu)
            if step.key:
                action.setText(f"{action.text()}\t{step.key}")
            action.triggered.connect(lambda _=False, code=step.code: self.asks.step(code, item))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _fill_menu(self) -> None:
        menu, asks = self.head.menu, self.asks
        menu.clear()
        if self.card is None:
            return
        archived = self.card.threat.status is ThreatStatus.ARCHIVED
        if not archived and self.runner.may("threat.archive"):
            menu.addAction("Archive threat…", asks.archive)
        if not self.may:
            for kind in SETTLED_IN:
                for words, act in self.part(kind).entries():
                    menu.addAction(words, act)
            return
        for words, act in (
            ("Edit threat…", asks.threat),
            ("4P plan: owner, approval, review…", asks.plan),
            ("Change a lead…", asks.lead),
            *(entry for part in self.card_parts for entry in part.entries()),
            *([] if archived else [("Place in the ranked list…", asks.priority)]),
            *([("Re-open threat…", asks.reopen)] if archived else []),
            ("Delete threat…", asks.delete),
        ):
            menu.addAction(words, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the side panel and the facts where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < px(760)
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._tabbed.direction() != way:
            self._tabbed.setDirection(way)
            self._tabbed.setContentsMargins(20 if narrow else 12, 0, 20, 0)
        self.head.fold(on=self.height() < px(480))
        self.beside.setVisible(self.width() >= px(ROOM_FOR_SIDE))
        if not self._parted:
            self._parted = True
            self.split.setSizes([self.width() - px(328), px(328)])
