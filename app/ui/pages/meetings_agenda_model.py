"""What the agenda builder shows, cell by cell, and where an item that was dragged goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app import words
from app.domain.agenda import AgendaItem, minutes_by_item
from app.domain.agenda_rules import Proposal
from app.domain.codes import ItemState
from app.domain.dates import shown
from app.reads.agenda import AgendaPage
from app.ui.palette import colour, figures, font

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
INDENT = "    "


class Line(NamedTuple):
    """One item as shown: its number ("" while it is off), whether its section is on, the minutes it takes."""

    item: AgendaItem
    number: str
    live: bool
    minutes: int

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


class Source(NamedTuple):
    """Something that waits beside the agenda: a proposal, or a parked item."""

    proposal: Proposal | None
    item: AgendaItem | None

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.item.id if self.item else "|".join(str(part) for part in self.proposal or ())


def lines(page: AgendaPage) -> tuple[Line, ...]:
    """The agenda with what is switched off, in order."""
    lasts = minutes_by_item(page.every)
    on = {item.id for _, item in page.items}
    return tuple(
        Line(item, number, item.id in on, lasts.get(item.id, item.minutes)) for number, item in page.lines
    )


def marks(line: Line) -> str:
    """What sets an item apart, in words."""
    item = line.item
    found = [] if item.state is ItemState.LISTED else ["off"]
    found += ["section off"] if item.state is ItemState.LISTED and not line.live else []
    found += ["private"] if item.private else []
    found += ["consent"] if item.consent else []
    found += ["decision"] if item.ask else []
    return ", ".join(found)


def why(source: Source) -> str:
    """The rule behind a proposal, with its day; a parked item's remark, or the rule that it came from."""
    if source.item is not None:
        item = source.item
        return item.remark or (words.say(f"agenda.rule.{item.rule}", {"on": ""}) if item.rule else "by hand")
    assert source.proposal is not None
    on = source.proposal.on
    return words.say(f"agenda.rule.{source.proposal.rule}", {"on": f", {shown(on)}" if on else ""})


def title(source: Source) -> str:
    """What it would be called on the agenda."""
    about = source.item or source.proposal
    assert about is not None
    return about.title


R = TypeVar("R", bound=Line | Source)


class Head(NamedTuple, Generic[R]):
    """One column: its head, how it says a row, its width in pixels, whether it is figures."""

    title: str
    says: Callable[[R], str]
    wide: int
    right: bool = False


AGENDA: tuple[Head[Line], ...] = (
    Head("No.", lambda line: line.number or "–", 56),
    Head("Item", lambda line: f"{INDENT if line.item.under else ''}{line.item.title}", 330),
    Head("Led by", lambda line: line.item.led_by, 116),
    Head("Minutes", lambda line: str(line.minutes) if line.minutes and line.live else "", 70, right=True),
    Head("", marks, 84),
)
SOURCES: tuple[Head[Source], ...] = (Head("What", title, 230), Head("Why", why, 176))


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows in their order; rows that `drags` says can be dragged."""

    def __init__(self, heads: Sequence[Head[R]], parent: QObject | None = None, *, drags: bool) -> None:
        super().__init__(parent)
        self.heads, self.drags = heads, drags
        self.rows: list[R] = []

    def load(self, rows: Sequence[R]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def place_of(self, id: str | None) -> int:
        """The row of an id, -1 where it is not there."""
        return next((at for at, row in enumerate(self.rows) if row.id == id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self.heads[section].title
        if role == Role.TextAlignmentRole:
            return RIGHT if self.heads[section].right else LEFT
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, head = self.rows[index.row()], self.heads[index.column()]
        if role == Role.DisplayRole:
            return head.says(row)
        if role == Role.ToolTipRole:
            return head.says(row).strip()
        if role == Role.AccessibleTextRole:
            return f"{head.title or 'Marks'}: {head.says(row).strip() or 'none'}"
        if role == Role.TextAlignmentRole and head.right:
            return RIGHT
        if role == Role.FontRole:
            heavy = isinstance(row, Line) and row.item.under is None and index.column() < 2
            return font("body", weight=600) if heavy else figures("body")
        if role == Role.ForegroundRole and isinstance(row, Line) and not row.live:
            return colour("muted")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled if self.drags else usual

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class Target(NamedTuple):
    """Where an item goes: under which section (None: the top), and its place there, from 0."""

    under: str | None
    at: int


def beside(rows: Sequence[Line], item: AgendaItem) -> list[str]:
    """The ids at an item's level, in order."""
    return [line.id for line in rows if line.item.under == item.under]


def step(rows: Sequence[Line], item: AgendaItem, by: int) -> Target | None:
    """One place up (-1) or down (1) at its level; None at the end of it."""
    level = beside(rows, item)
    at = level.index(item.id) + by
    return Target(item.under, at) if 0 <= at < len(level) else None


def dropped(rows: Sequence[Line], item: AgendaItem, row: int) -> Target | None:
    """Where an item goes that is let go before a row (past the last: at the end); None: it stays.

    A section goes before or after whole sections, an item below a section or beside its items.
    """
    if item.under is None:
        above = [line.id for line in rows[:row] if line.item.under is None and line.id != item.id]
        return Target(None, len(above))
    before = rows[row - 1] if 0 < row <= len(rows) else None
    if before is None:
        return None
    under = before.item.under or before.id
    above = [line.id for line in rows[:row] if line.item.under == under and line.id != item.id]
    return Target(under, len(above))
