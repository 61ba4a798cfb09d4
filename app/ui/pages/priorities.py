"""The ranked list for the coming meeting: put in order, cut off, and set beside live activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.commands import priorities
from app.domain.dates import shown
from app.errors import Refusal
from app.packs.effort import effort_figure
from app.reads.priorities import Ranking, ranking
from app.ui.dialogs.priority_reasons import PriorityReasonsDialog
from app.ui.figure_view import FigureView
from app.ui.page import Page, Place, head
from app.ui.pages.priorities_draft import Draft
from app.ui.pages.priorities_model import CANDIDATES, RANKED, REASON, RankModel, Shown
from app.ui.pages.priorities_view import RankView
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

EMPTY = (
    "No group is ranked yet. Take one in hand at the right and press Insert: "
    "it joins where its score puts it."
)
KEPT = frozenset({"was", "order", "moved", "reasons", "was_cut_off", "cut_off"})
KEYS = (
    "Alt+Up and Alt+Down move, a number goes to that place, Del takes off, F2 gives the reason, Enter opens."
)


class PrioritiesPage(Page):
    """The ranked list for the coming meeting."""

    title: ClassVar[str] = "Priorities"
    icon: ClassVar[str] = "list-ordered"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.draft: Draft | None = None
        self._dialog: PriorityReasonsDialog | None = None
        self._kept: dict[str, Any] | None = None
        self._may = not runner.reads_only
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.save_button = Button("Save the list", "primary", hint="Ctrl+S", clicked=self.save)
        self.discard_button = Button("Discard", "text", clicked=self.discard)
        column.addWidget(head(self.title, "", self.discard_button, self.save_button))
        column.addWidget(line())
        column.addLayout(self._bar())
        self.laid_over = label(words.say("draft.laid_over"), ink="a_text", wrap=True)
        self.laid_over.setContentsMargins(20, 0, 20, 6)
        self.laid_over.hide()
        column.addWidget(self.laid_over)
        self.list = RankModel(RANKED, self._typed if self._may else None, self)
        self.view = RankView("Ranked list", self.list, moves=self._may)
        self.others = RankModel(CANDIDATES, parent=self)
        self.beside = RankView("Not on the list, by score", self.others, moves=False)
        self.filter = QLineEdit()
        self.figure = FigureView()
        column.addWidget(self._split(), 1)
        for view in (self.view, self.beside):
            view.opened.connect(lambda id: self.go.emit(Place("card", id)))
        self.view.moved.connect(self.move_to)
        self.view.dropped.connect(self.take_off)
        if self._may:
            self.beside.added.connect(self.add)
        for keys, does in (("Ctrl+S", self.save), ("Ctrl+B", self.draw_line)):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.view)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(8)
        self.state: QLabel = label("", ink="text2", wrap=True)
        row.addWidget(self.state, 1)
        self.line_button = Button("Cut off below", "outlined", hint="Ctrl+B", clicked=self.draw_line)
        self.line_button.setToolTip("Groups below the line are ranked and have no page in the pack")
        self.propose_button = Button("Propose by score", "outlined", clicked=self.propose)
        for button in (self.line_button, self.propose_button):
            button.bar(not self._may)
            row.addWidget(button)
        return row

    def _split(self) -> QSplitter:
        across, down = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty: QLabel = label(EMPTY, ink="text2", wrap=True)
        self.empty.setContentsMargins(20, 20, 20, 20)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        hint = label(KEYS, "small", ink="muted", wrap=True)
        hint.setContentsMargins(20, 4, 20, 6)
        column.addWidget(hint)
        hint.setVisible(self._may)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 6, 12, 0)
        top = QHBoxLayout()
        top.addWidget(label("Not on the list, by score", "panel"), 1)
        self.add_button = Button("Add", "text", hint="Ins", clicked=self._add_chosen)
        self.add_button.bar(not self._may)
        top.addWidget(self.add_button)
        column.addLayout(top)
        self.filter.setPlaceholderText("Reference or name")
        self.filter.setAccessibleName("Filter those not on the list")
        self.filter.textChanged.connect(lambda _: self._load_others())
        column.addWidget(self.filter)
        column.addWidget(self.beside, 1)
        down.addWidget(right)
        # at large text the figure keeps its height and scrolls: squeezed, its names would lie on each other
        self._drawn = drawn = QScrollArea()
        drawn.setWidgetResizable(True)
        drawn.setFrameShape(QFrame.Shape.NoFrame)
        drawn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        drawn.setWidget(self.figure)
        down.addWidget(drawn)
        down.setSizes([360, 360])
        across.addWidget(left)
        across.addWidget(down)
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        across.setSizes([720, 480])
        return across

    # what the frame asks

    def shown(self, place: Place) -> None:
        """Asks on the first visit."""
        if self.draft is None:
            self._ask()
        self.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Asks again, unless an order is being made: saving says when somebody else changed the list."""
        if self.draft is None or not self.draft.changed:
            self._ask()

    def seek(self) -> None:
        """Goes to the filter of those not on the list."""
        self.filter.setFocus()

    def parts(self) -> list[QWidget]:
        """The list, those beside it, the picture."""
        return [self.view, self.beside, self.figure]

    def unsaved(self) -> str | None:
        """The order that was made."""
        return "the new order of the ranked list" if self.draft is not None and self.draft.changed else None

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """The order that was made, with its reasons, those begun in the dialog too."""
        if self._kept is not None:
            return "", self._kept
        if self.draft is None or not self.draft.changed:
            return None
        standing = self.draft.standing()
        if self._dialog is not None:
            standing["reasons"] = {**standing["reasons"], **self._dialog.typed()}
        return "", standing

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Lays it over the list as it is saved now."""
        if set(values) != KEPT:
            raise KeyError(*KEPT.symmetric_difference(values))
        self._kept = values
        self._ask()

    def _ask(self) -> None:
        self.runner.ask(ranking, self.runner.today, then=self._load, key="priorities")

    def _load(self, answer: Ranking) -> None:
        self.draft = Draft(answer)
        kept, self._kept = self._kept, None
        if kept is not None:
            alone = self.draft.lay(kept)
            self.laid_over.setVisible(not alone)
        self.figure.show_figure(effort_figure(answer.effort, answer.months))
        self._drawn.setVisible(self.figure.figure is not None)
        self._show(self.view.id)
        self._load_others()

    # what is done to the list

    def _show(self, id: str | None) -> None:
        """Shows the draft with one group in hand."""
        draft = self.draft
        if draft is None:
            return
        self.runner.typing.emit()
        if not draft.changed:
            self.laid_over.hide()
        apart, wanting = draft.by_hand(), set(draft.wanting())
        self.list.load(
            [
                Shown(
                    draft.rows[each],
                    place,
                    each in apart,
                    draft.reasons.get(each, ""),
                    each in wanting,
                    below=0 < draft.cut_off < place,
                )
                for place, each in enumerate(draft.order, 1)
            ]
        )
        self.view.cut_off = draft.cut_off
        self.view.choose(draft.order.index(id) if id in draft.order else 0)
        self.empty.setVisible(not draft.order)
        self.view.setVisible(bool(draft.order))
        self._rest.setVisible(not draft.order)
        self.save_button.setVisible(self._may)
        self.discard_button.setVisible(self._may)
        self.save_button.setEnabled(draft.changed)
        self.discard_button.setEnabled(draft.changed)
        self.state.setText(self._state(draft, len(wanting)))

    def _state(self, draft: Draft, wanting: int) -> str:
        number = len(draft.order)
        said = [f"{number} group{'' if number == 1 else 's'}"]
        below = number - draft.cut_off
        if draft.cut_off and below > 0:
            said.append(f"{below} below the local line, without a page")
        if draft.ranking.last_on is not None:
            said.append(f"before: {shown(draft.ranking.last_on)}")
        if wanting:
            said.append(f"{wanting} reason{'' if wanting == 1 else 's'} wanted")
        if draft.changed:
            said.append("not saved")
        return "; ".join(said)

    def _load_others(self) -> None:
        if self.draft is None:
            return
        sought = self.filter.text().strip().casefold()
        rows = self.draft.candidates()
        self.others.load([Shown(row) for row in rows if sought in f"{row.reference} {row.name}".casefold()])
        self.beside.choose(0)

    def _typed(self, id: str, column: int, words: str) -> bool:
        """A place or a reason typed in the list."""
        if self.draft is None:
            return False
        if column == REASON:
            self.draft.reasons[id] = words
            self._show(id)
            return True
        if not (words.isascii() and words.isdigit() and int(words)):
            return False
        self.move_to(id, int(words) - 1)
        return True

    def move_to(self, id: str, to: int) -> None:
        """Moves a group to a place, from 0."""
        if self.draft is not None and self._may:
            self.draft.move(id, to)
            self._show(id)

    def take_off(self, id: str) -> None:
        """Takes a group off the list; the next is in hand."""
        if self.draft is not None and self._may:
            place = self.draft.order.index(id)
            self.draft.take_off(id)
            rest = self.draft.order
            self._show(rest[min(place, len(rest) - 1)] if rest else None)
            self._load_others()

    def add(self, id: str) -> None:
        """Adds a group where its score puts it."""
        if self.draft is not None:
            self.draft.add(id)
            self._show(id)
            self._load_others()

    def _add_chosen(self) -> None:
        if self.beside.id is not None:
            self.add(self.beside.id)

    def draw_line(self) -> None:
        """Draws the cut-off below the group in hand; takes it away where it is there already."""
        row = self.view.currentIndex().row()
        if self.draft is not None and self._may and row >= 0:
            self.draft.cut_off = 0 if self.draft.cut_off == row + 1 else row + 1
            self._show(self.view.id)

    def propose(self) -> None:
        """The order of the scores: saved in one step where nothing else was changed, else into the draft."""
        if self.draft is None or not self._may:
            return
        if self.draft.changed:
            self.draft.propose()
            self._show(self.view.id)
        else:
            self.runner.do(priorities.propose)

    def discard(self) -> None:
        """The list as it is saved."""
        self.draft = None
        self._ask()

    def save(self) -> None:
        """Saves order, reasons and cut-off in one step, once every reason is there."""
        draft = self.draft
        if draft is None or not draft.changed or not self._may:
            return
        wanting = draft.wanting()
        if wanting:
            rows = tuple(draft.rows[id] for id in wanting)
            self._dialog = PriorityReasonsDialog(self.runner, self, rows, self._with_reasons)
            self._dialog.finished.connect(self._closed)
            self._dialog.open()
            return
        self.runner.do(
            priorities.put_in_order, tuple(draft.order), draft.new_reasons, was=draft.was,
            cut_off=draft.cut_off, then=lambda _done: self.discard(), failed=self._refused,
        )  # fmt: skip

    def _closed(self) -> None:
        self._dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.view.setFocus()

    def _with_reasons(self, reasons: Mapping[str, str]) -> None:
        if self.draft is not None:
            self.draft.reasons |= reasons
            self.save()

    def _refused(self, refusal: Refusal) -> None:
        self.runner.refused.emit(refusal)
        if refusal.code == "priority.changed_since":
            self.discard()
