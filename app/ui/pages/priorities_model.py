"""What the ranked list and its candidates show, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.reads.priorities import Ranked
from app.ui.palette import colour, figures, font
from app.ui.trend import number

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Shown(NamedTuple):
    """One row as shown: the threat, its place in the draft, whether it stands by hand, and its reason."""

    row: Ranked
    rank: int = 0
    by_hand: bool = False
    reason: str = ""
    wanting: bool = False
    below: bool = False


class Head(NamedTuple):
    """One column: its head, how it says a row, its width in pixels, and where its words stand."""

    title: str
    says: Callable[[Shown], str]
    wide: int
    right: bool = False
    tip: str = ""


def changed(value: float | None) -> str:
    """A change as a sign and a number; "" where there is nothing to compare."""
    if value is None:
        return ""
    return "0" if value == 0 else f"{'+' if value > 0 else '−'}{number(abs(value))}"


def reason(shown: Shown) -> str:
    """Why it stands there, what is wanted, or nothing where its score explains it."""
    if shown.reason:
        return shown.reason
    if shown.wanting:
        return "Reason wanted: F2"
    return "not by score, no reason" if shown.by_hand else ""


SCORE = (
    Head("Score", lambda s: "none" if s.row.score is None else number(s.row.score), 64, right=True),
    Head("Band", lambda s: s.row.band, 76, tip="Bands are local"),
)
LEADS = (Head("SIO", lambda s: s.row.sio or "none", 120), Head("LRO", lambda s: s.row.lro or "none", 120))
RANKED = (
    Head("Rank", lambda s: str(s.rank), 52, right=True, tip="Type a place to move it there"),
    Head("Group", lambda s: s.row.display, 190),
    Head("Reference", lambda s: s.row.reference, 116),
    SCORE[0],
    Head("Change", lambda s: changed(s.row.change), 70, right=True, tip="Since the last meeting"),
    Head(
        "Before",
        lambda s: "new" if s.row.before is None else str(s.row.before),
        64,
        right=True,
        tip="Rank at the last meeting",
    ),
    Head("Reason", reason, 240, tip="Why it stands where its score would not put it"),
    SCORE[1],
    Head("Tier", lambda s: s.row.tier, 76),
    *LEADS,
    Head("Open", lambda s: str(s.row.open), 56, right=True),
    Head("Overdue", lambda s: str(s.row.overdue), 76, right=True),
)
CANDIDATES = (
    Head("Group", lambda s: s.row.display, 180),
    Head("Reference", lambda s: s.row.reference, 116),
    *SCORE,
    *LEADS,
)
REASON = next(at for at, head in enumerate(RANKED) if head.says is reason)


class RankModel(QAbstractTableModel):
    """Rows in their order; the first column and the reason can be typed in where `typed` takes it."""

    def __init__(
        self,
        heads: Sequence[Head],
        typed: Callable[[str, int, str], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.heads = heads
        self.rows: list[Shown] = []
        self._typed = typed

    def load(self, rows: Sequence[Shown]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is not Qt.Orientation.Horizontal:
            return None
        head = self.heads[section]
        if role == Role.DisplayRole:
            return head.title
        if role == Role.TextAlignmentRole:
            return RIGHT if head.right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return head.tip or None if role == Role.ToolTipRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        shown, head = self.rows[index.row()], self.heads[index.column()]
        if role == Role.EditRole:
            return shown.reason if head.title == "Reason" else head.says(shown)
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return head.says(shown)
        if role == Role.AccessibleTextRole:
            return f"{head.title}: {head.says(shown) or 'none'}"
        if role == Role.TextAlignmentRole and head.right:
            return RIGHT
        if role == Role.FontRole:
            return font("body", weight=600) if index.column() == 0 else figures("body")
        if role == Role.AccessibleDescriptionRole and shown.below:
            return "below the cut-off: no page in the pack"
        if role == Role.ForegroundRole and head.title == "Reason" and not shown.reason:
            return colour("bright" if shown.wanting else "muted")
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if self._typed is None or role != Role.EditRole:
            return False
        return self._typed(self.rows[index.row()].row.id, index.column(), str(value).strip())

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        if self._typed is None:
            return usual
        usual |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in (0, REASON) else usual

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
