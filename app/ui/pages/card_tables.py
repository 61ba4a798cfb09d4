"""The lists behind the tabs of the card, as rows of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.dates import shown
from app.reads.card import Card
from app.ui.pages.card_board_delegate import text_layout
from app.ui.pages.timeline import Moment
from app.ui.palette import font, px

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Heading(NamedTuple):
    """A column: its words, whether it takes what room is left, whether it holds figures."""

    words: str
    wide: bool = False
    figures: bool = False


LEADS = (
    Heading("Role"), Heading("Officer", wide=True), Heading("Since"), Heading("Until"),
    Heading("LRO training"), Heading("Contact"),
)  # fmt: skip


def lead_rows(card: Card) -> list[tuple[str, ...]]:
    """Who leads and led, newest first."""
    rows: list[tuple[str, ...]] = []
    for lead in card.leads:
        held, officer = lead.assignment, lead.officer
        trained = shown(officer.lro_trained_on) if officer.lro_trained_on else "none recorded"
        until = shown(held.until) if held.until else "now"
        since = shown(held.since) if held.since else "not recorded"
        rows.append((held.role.value, officer.display, since, until, trained, officer.contact))
    return rows


def note_moments(card: Card) -> tuple[Moment, ...]:
    """What was kept as it came."""
    return tuple(
        Moment(
            note.heading,
            ", ".join(p for p in (shown(note.on) if note.on else "", note.source) if p),
            note.text,
        )
        for note in card.notes
    )


class WordsModel(QAbstractTableModel):
    """Rows of words under headings."""

    def __init__(self, headings: Sequence[Heading], parent: Any = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: list[tuple[str, ...]] = []

    def set_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Shows these rows."""
        if list(rows) != self._rows:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole and self._headings[index.column()].figures:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section].words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if self._headings[section].figures else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class WordsDelegate(QStyledItemDelegate):
    """Cells as high as their words in the width of their column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The style's own width; its own height knows nothing of the padding."""
        usual, view = super().sizeHint(option, index), option.widget
        if not isinstance(view, WordsTable) or not view.wide(index.column()):
            return usual
        width = view.columnWidth(index.column()) - 2 * px(8) - 2
        height = text_layout(str(index.data() or ""), font("body"), width)[1]
        return QSize(usual.width(), max(round(height) + 2 * px(5), px(28)))


class WordsTable(QTableView):
    """Rows of words on screen; long ones go on in a second line.

    `least` is what a wide column keeps, in pixels at usual size; where there is no room for it, the table
    scrolls across.
    """

    least: ClassVar[int] = 112

    def __init__(self, headings: Sequence[Heading], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsModel(headings, self)
        self.setModel(self.words)
        self._wide = frozenset(place for place, heading in enumerate(headings) if heading.wide)
        self.setItemDelegate(WordsDelegate(self))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setAccessibleName(f"{name}, headings")
        for place, heading in enumerate(headings):
            stretch, fit = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(place, stretch if heading.wide else fit)
        self.words.modelReset.connect(self._fit)
        self.setWordWrap(True)
        # a row's height depends on the width of its columns
        self._rows = QTimer(self)
        self._rows.setSingleShot(True)
        self._rows.setInterval(0)
        self._rows.timeout.connect(self._shape)
        header.sectionResized.connect(lambda *_: self._rows.start())
        self.setFont(font("body"))
        self.setStyleSheet(f"QTableView::item {{ padding: {px(4)}px {px(5)}px; }}")

    def wide(self, column: int) -> bool:
        """Whether a column takes what room is left, and its words break."""
        return column in self._wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width anew."""
        super().resizeEvent(event)
        self._share()

    def _shape(self) -> None:
        self._share()
        self.resizeRowsToContents()

    def _share(self) -> None:
        """Lets the wide columns take what room is left, and none of them less than `least`."""
        header = self.horizontalHeader()
        shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
        wide = [column for column in shown if self.wide(column)]
        taken = sum(header.sectionSize(column) for column in shown if not self.wide(column))
        # as if the scroll bar were there: it comes and goes with the height that the widths lead to
        room = self.width() - self.verticalScrollBar().sizeHint().width() - taken
        roomy = room >= px(self.least) * len(wide)
        for column in wide:
            mode = QHeaderView.ResizeMode.Stretch if roomy else QHeaderView.ResizeMode.Fixed
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)
            if not roomy and header.sectionSize(column) != px(self.least):
                header.resizeSection(column, px(self.least))

    def _fit(self) -> None:
        """Leaves out columns without a word."""
        for column in range(self.words.columnCount()):
            rows = range(self.words.rowCount())
            self.setColumnHidden(column, not any(self.words.index(row, column).data() for row in rows))
        self._rows.start()
