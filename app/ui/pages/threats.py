"""OCGs and threats: named views, the grid, and a preview of the row in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app import words
from app.domain.codes import MappingState, ThreatStatus
from app.domain.submission_rules import live_unratified
from app.reads import card as card_read
from app.reads import officers, threats
from app.reads.home import matching
from app.reads.officers import Person
from app.reads.reference import Reference, reference
from app.reads.threats import ThreatRow
from app.ui.delegates import LeadCell, RagOrder
from app.ui.grid import Grid
from app.ui.page import Place, head
from app.ui.pages import custom_columns
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.threat_preview import ThreatPreview
from app.ui.palette import px
from app.ui.parts import Button
from app.ui.rag_paint import rag_words
from app.ui.runner import Runner
from app.ui.table_model import Column
from app.ui.views import View


def _active(row: ThreatRow) -> bool:
    return row.status is ThreatStatus.ACTIVE


VIEWS = (
    View("active", "Active", _active),
    View("priority", "Priority groups", lambda r: _active(r) and r.priority is not None),
    View("no_lro", "No LRO", lambda r: _active(r) and not r.lro),
    View("no_sio", "No SIO", lambda r: _active(r) and not r.sio),
    View("score_stale", "Score too old", lambda r: _active(r) and r.score_stale),
    View("not_scored", "Not scored", lambda r: _active(r) and not r.scores),
    View("no_plan", "No plan", lambda r: _active(r) and not r.planned),
    View("not_ratified", "Not ratified", lambda r: _active(r) and r.mapping is not MappingState.RATIFIED),
    View("archived", "Archived", lambda r: r.status is ThreatStatus.ARCHIVED),
)
AT = {view.code: n for n, view in enumerate(VIEWS)}


def _operation(row: ThreatRow) -> str:
    return f"Op {row.operation}" if row.operation else ""


def _score(row: ThreatRow) -> str:
    return "" if row.score is None else f"{row.score:g}"


COLUMNS = (
    Column("reference", "Reference", lambda r: r.reference, 126, "reference"),
    Column("name", "Name", lambda r: r.name, 180),
    Column("operation", "Operation", _operation, 106, "optional"),
    Column("force", "Force", lambda r: r.force_short or r.force, 72, filter="values", any_of="any force"),
    Column(
        "theme", "Primary theme", lambda r: r.theme_short or r.theme, 122, filter="values", any_of="any theme"
    ),
    Column("score", "Score", lambda r: r.score, 92, "score", "range", _score),
    Column(
        "plan", "4P plan", lambda r: RagOrder(r.plan), 158, "rag", "values",
        lambda r: rag_words(r.plan), any_of="any state",
    ),
    Column("lro", "LRO", lambda r: r.lro, 164, "lead", text=lambda r: r.lro or "No LRO"),
    Column("sio", "SIO", lambda r: r.sio, 150, "lead", text=lambda r: r.sio or "No SIO"),
    Column("priority", "Priority", lambda r: r.priority, 84, "number", "range"),
    Column("tier", "Tier", lambda r: r.tier, 96, filter="values", any_of="any tier"),
    Column("kind", "Kind", lambda r: str(r.kind.value), 120, filter="values", any_of="any kind"),
    Column("mapping", "Mapping", lambda r: str(r.mapping.value), 116, filter="values", any_of="any state"),
    Column("open", "Open", lambda r: r.open, 72, "number", "range", tip="Open actions"),
    Column("overdue", "Overdue", lambda r: r.overdue, 84, "number", "range", tip="Overdue actions"),
    Column("review", "Next review", lambda r: r.next_review, 116, "date", "range"),
    Column("nominals", "Nominals", lambda r: r.nominals, 92, "number", "range", tip="In the group now"),
    Column(
        "disruptions", "Disrupted", lambda r: r.disruptions, 96, "number", "range",
        tip="Disruptions in the months that the settings count, 12 by default",
    ),
    Column(
        "requests", "Requests", lambda r: r.requests, 92, "number", "range",
        tip="Requests for regional support that are not yet answered or are under way",
    ),
    Column(
        "live", "Live", lambda r: "LIVE" if live_unratified(r) else "Live" if r.live_operation else "", 72,
        filter="values", tip="Live operation; LIVE where the group is not ratified",
    ),
    Column("tags", "Tags", lambda r: ", ".join(r.tags), 140),
    Column("updated", "Updated", lambda r: r.updated_on, 116, "date", "range", tip="Latest progress update"),
)  # fmt: skip
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


class ThreatsPage(GridPage):
    """The list that leads to every card."""

    title = "OCGs and threats"
    icon = "network"
    home = "threats"
    views = VIEWS

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.reference: Reference | None = None
        self.people: tuple[Person, ...] = ()
        self._wanted: Mapping[str, Any] = {}
        self._choose: str | None = None
        self._folded_by_hand: bool | None = None
        self._lay_head()
        self.lay_tabs()
        self.tabs.currentChanged.connect(lambda _: self.show_view())
        self.grids = (Grid("OCGs and threats", COLUMNS, lambda: runner.today, "threat"),)
        self.grid.view.draw_with(NUMBER["lro"], LeadCell("No LRO"))
        self.grid.view.draw_with(NUMBER["sio"], LeadCell("No SIO"))
        self.grid.model.sort_by((NUMBER["score"], True), (0, False))
        self.preview = ThreatPreview()
        self.preview.action_button.bar(runner.reads_only)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([900, px(292)])
        self.column.addWidget(self.split, 1)
        self.grid.when_empty(self._empty())
        self._connect()
        self.setFocusProxy(self.grid)

    def _lay_head(self) -> None:
        self.preview_button = Button("Preview", "text", "panel-right", "Space", self._fold_by_hand)
        self.copy_button = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self.copy_rows)
        self.new_button = Button("New threat", "primary", "plus", "Ctrl+N", self.new)
        self.in_head = (self.preview_button, self.copy_button, self.new_button)
        self.column.addWidget(head(self.title, "", *self.in_head))
        self.new_button.bar(self.runner.reads_only)

    def _empty(self) -> QWidget:
        take_in = Button("Import a tracker", clicked=lambda: self.go.emit(Place("import")))
        add = Button("Add the first threat", clicked=self.new)
        words = "Take in a tracker that a force sent, or add the first threat."
        return nothing_there("This register has no threats yet.", words, take_in, add)

    def _connect(self) -> None:
        self.grid.opened.connect(self._open)
        self.grid.chosen.connect(self._preview)
        self.grid.space.connect(self._fold_by_hand)
        self.grid.cleared.connect(self.show_view)
        self.preview.open_wanted.connect(self._open)
        self.preview.action_wanted.connect(self._add_action)
        self.preview.fold_wanted.connect(self._fold_by_hand)
        for keys, does in (("Ctrl+N", self.new), ("Ctrl+Shift+A", self._add_action)):
            self.on_key(keys, does)

    # the frame

    def shown(self, place: Place) -> None:
        """Shows the view or check that a link asked for."""
        self._wanted = place.filter or {}
        if not self._asked:
            self.ask()
        elif self.grid.model.all_rows or self._wanted:
            self._go_to_wanted()
        if place.id is not None:
            self._choose = place.id
            self.grid.view.choose(place.id)
        self.grid.view.setFocus()

    def parts(self) -> list[QWidget]:
        """Views, grid, preview."""
        return [self.tabs, self.grid.view, self.preview]

    # asking

    def ask(self) -> None:
        """What there is to choose from, and the threats."""
        super().ask()
        self.runner.ask(reference, then=self._keep_reference, key="threats.reference")
        self.runner.ask(officers.people, then=self._keep_people, key="threats.people")
        self.runner.ask(threats.grid, self.runner.today, then=self._load, key="threats.grid")

    def _keep_reference(self, answer: Reference) -> None:
        self.reference = answer
        self.grid.add_columns(custom_columns.columns(answer.custom("threat")))

    def _keep_people(self, answer: tuple[Person, ...]) -> None:
        self.people = answer

    def _load(self, rows: tuple[ThreatRow, ...]) -> None:
        for n, view in enumerate(VIEWS):
            self.tabs.setTabText(n, f"{view.title}  {sum(1 for row in rows if view.shows(row))}")
        self.grid.load(rows)
        self.preview.setVisible(bool(rows) and self._has_room())
        self._go_to_wanted()
        if self._choose is not None:
            self.grid.view.choose(self._choose)
            self._choose = None
        self._preview(self.in_hand)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted.get("new"):
            self.new()
        code = wanted.get("view") or wanted.get("check")
        if code is None:
            if not self.grid.model.all_rows or wanted:
                return
            if self._within is None:
                self.show_view()
            return
        self.grid.view.clear_filters()
        if code in AT:
            self.tabs.setCurrentIndex(AT[code])
            self.show_view()
            return
        then = partial(self._show_check, str(code))
        self.runner.ask(matching, str(code), self.runner.today, then=then, key="threats.check")

    _within: Callable[[ThreatRow], bool] | None = None

    def show_view(self) -> None:
        """Shows the rows of the view in sight."""
        self._within = VIEWS[self.tabs.currentIndex()].shows
        self.grid.narrow(self._within)

    def _show_check(self, code: str, ids: frozenset[str]) -> None:
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(0)
        self.tabs.blockSignals(False)
        self._within = lambda row: row.id in ids
        self.grid.narrow(self._within, words.say(f"list.{code}"))

    # the row in hand

    def _preview(self, row: ThreatRow | None) -> None:
        if row is None or not self.preview.isVisibleTo(self):
            self.preview.show_card(None, self.runner.today)
            return
        then = partial(self.preview.show_card, today=self.runner.today)
        today = self.runner.today
        self.runner.ask(
            card_read.card, row.id, today, then=then, failed=lambda _: None, key="threats.preview"
        )

    def _fold_by_hand(self) -> None:
        self._folded_by_hand = self.preview.isVisibleTo(self)
        self.preview.setVisible(not self._folded_by_hand)
        self._preview(self.in_hand)
        self.grid.view.setFocus()

    def _has_room(self) -> bool:
        if self._folded_by_hand is not None:
            return not self._folded_by_hand
        return self.roomy

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview folds first when the window narrows."""
        super().resizeEvent(event)
        if self.grid.model.all_rows:
            self.preview.setVisible(self._has_room())

    # doing

    def _open(self, id: str) -> None:
        self.go.emit(Place("card", id=id, filter={"ids": self.grid.model.ids()}))

    def new(self) -> None:
        """A new threat."""
        from app.ui.dialogs.threat import ThreatDialog

        if self.reference is None or self.runner.reads_only:
            return
        dialog = ThreatDialog(self.runner, self, self.reference)
        dialog.saved = lambda done: self._note_new(done.result.id)
        self.show_dialog(dialog)

    def _note_new(self, id: str) -> None:
        self._choose = id
        self.grid.view.choose(id)

    def _add_action(self) -> None:
        from app.ui.dialogs.action import ActionDialog

        if self.preview.card is not None and not self.runner.reads_only:
            self.show_dialog(ActionDialog(self.runner, self, self.preview.card, self.people))
