"""One column of the 4P board as a model: its live actions, then the fold with those that are finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app import words
from app.domain import rag as rags
from app.domain.codes import ActionState, Strand
from app.domain.dates import MONTH_NAMES, shown
from app.reads.card import CardAction

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class RowRole(IntEnum):
    """Where the row's own value stands."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action as the board shows it."""

    shown: CardAction


@dataclass(frozen=True, slots=True)
class Fold:
    """The line that opens and closes what is finished."""

    resulted: int
    cancelled: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands under a P without actions: the reason why none is needed, or an invitation."""

    strand: Strand
    reason: str


Row = ActionCard | Fold | Empty


def day_in_full(day: date) -> str:
    """A day as it is read aloud: 12 November 2026."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def due_words(item: CardAction) -> str:
    """The due date as printed on a card."""
    action = item.action
    if action.due:
        return shown(action.due)
    if action.due_text:
        return f"“{action.due_text}”"
    return f"none, set {shown(action.set_on)}" if action.set_on else "none"


def beside_due(item: CardAction) -> str:
    """What stands beside the due date: when it was done, or how often it was moved."""
    action = item.action
    if action.state in (ActionState.RESULTED, ActionState.CANCELLED) and action.closed_on:
        same_year = action.due is not None and action.due.year == action.closed_on.year
        return f"closed {_day(action.closed_on) if same_year else shown(action.closed_on)}"
    if action.state is ActionState.COMPLETED and action.completed_on:
        return f"done {_day(action.completed_on)}"
    return f"re-dated ×{len(item.moves)}" if item.moves else ""


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def sentence(item: CardAction) -> str:
    """A card as one sentence for a screen reader."""
    action, mark = item.action, item.rag
    colour = rags.WORDS[mark.letter]
    why = words.say(mark.code, {"number": mark.number})
    parts = [
        action.title.rstrip("."),
        *([action.strand.value] if action.strand else ()),
        item.owner or "No owner",
        f"{colour}, {why[0].lower()}{why[1:]}" if colour else why,
        f"Due {day_in_full(action.due)}" if action.due else "No due date",
    ]
    if item.moves:
        parts.append(f"Re-dated {words.times(len(item.moves))}")
    return ". ".join(parts) + "."


def fold_words(fold: Fold) -> str:
    """What the fold holds: "1 resulted, 2 cancelled"."""
    parts = []
    if fold.resulted:
        parts.append(f"{fold.resulted} resulted")
    if fold.cancelled:
        parts.append(f"{fold.cancelled} cancelled")
    return ", ".join(parts) or "none resulted yet"


def empty_words(empty: Empty) -> str:
    """The words under a P without actions."""
    if empty.reason:
        return f"None needed: {empty.reason}"
    return words.say("board.empty", {"strand": empty.strand.value})


class ColumnModel(QAbstractListModel):
    """The actions of one P."""

    def __init__(self, strand: Strand, parent: Any = None) -> None:
        super().__init__(parent)
        self.strand = strand
        self.open = 0
        self._live: tuple[CardAction, ...] = ()
        self._finished: tuple[CardAction, ...] = ()
        self._reason = ""
        self._unfolded = False
        self._rows: list[Row] = []

    def set_actions(self, actions: Sequence[CardAction], not_needed: str) -> None:
        """Shows the actions of this P among `actions`, or why it needs none."""
        mine = [a for a in actions if a.action.strand is self.strand]
        mine.sort(key=lambda a: a.action.due or date.min)
        self._live = tuple(a for a in mine if a.action.live)
        self._finished = tuple(a for a in mine if not a.action.live)
        self._reason = not_needed
        self.open = len(self._live)
        self._fill()

    def unfold(self, on: bool) -> None:
        """Shows or hides what is resulted and cancelled."""
        if on != self._unfolded:
            self._unfolded = on
            self._fill()

    @property
    def unfolded(self) -> bool:
        """Whether what is resulted and cancelled is shown."""
        return self._unfolded

    def row_at(self, row: int) -> Row | None:
        """The row's own value."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, action: str) -> int:
        """Where an action stands, or -1."""
        for place, row in enumerate(self._rows):
            if isinstance(row, ActionCard) and row.shown.action.id == action:
                return place
        return -1

    def _fill(self) -> None:
        self.beginResetModel()
        rows: list[Row] = [ActionCard(a) for a in self._live]
        if not self._live and (self._reason or not self._finished):
            rows.append(Empty(self.strand, self._reason))
        if self._live or self._finished:
            resulted = sum(1 for a in self._finished if a.action.state is ActionState.RESULTED)
            cancelled = len(self._finished) - resulted
            rows.append(Fold(resulted, cancelled, self._unfolded and bool(self._finished)))
        if self._unfolded:
            rows += [ActionCard(a) for a in self._finished]
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == RowRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(row.shown) if isinstance(row, ActionCard) else self._title(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ActionCard):
            return _tool_tip(row.shown)
        return None

    def _title(self, row: Row) -> str:
        if isinstance(row, ActionCard):
            return row.shown.action.title
        return fold_words(row) if isinstance(row, Fold) else empty_words(row)


def _tool_tip(item: CardAction) -> str:
    action = item.action
    moves = [
        f"{shown(m.was) if m.was else 'No date'} → {shown(m.now) if m.now else 'no date'}: {m.reason}"
        for m in item.moves
    ]
    lines = [f"{action.reference}  {action.title}", action.detail, item.owner, *moves, action.outcome]
    return "\n".join(line for line in lines if line)
