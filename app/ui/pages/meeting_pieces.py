"""The large pieces of meeting mode: facts in a row, what is asked, the tiles of the four Ps, lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rag import WORDS, Rag
from app.ui.pages.card_facts import Fact
from app.ui.pages.meeting_words import Asked, Block, Tile
from app.ui.palette import colour, font, px
from app.ui.parts import label, line
from app.ui.rag_paint import rag_words


class Cells(QWidget):
    """Widgets side by side, in fewer columns where one would be narrower than `least` design pixels."""

    def __init__(self, least: int, between: int = 12) -> None:
        super().__init__()
        self._least, self._columns = least, 0
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(between))

    def fill(self, cells: Sequence[QWidget]) -> None:
        """Shows these."""
        for old in self._cells:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cells, self._columns = list(cells), 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one cell: the others go under it."""
        return QSize(px(self._least), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges them anew for another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fit = max(1, (self.width() + self._grid.spacing()) // (px(self._least) + self._grid.spacing()))
        count = len(self._cells)
        # rows of one length: four, two and two, or one under another
        columns = next((n for n in (count, (count + 1) // 2, 1) if 0 < n <= fit), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // columns, place % columns)
            if isinstance(cell, FactCell):
                cell.edge.setVisible(place % columns > 0)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)


class FactCell(QWidget):
    """A fact to be read across a table: its name, its value, the line below; `edge` parts it from another."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        self.edge = line(vertical=True)
        row.addWidget(self.edge)
        column = QVBoxLayout()
        column.setContentsMargins(0, px(8), 0, px(8))
        column.setSpacing(px(2))
        column.addWidget(label(fact.name, "panel", 400, "text2"))
        column.addWidget(label(fact.value, "page", 600, wrap=True))
        column.addWidget(label(fact.below, "panel", 400, "text2", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.setToolTip(fact.tip)
        self.setAccessibleName(" ".join(part for part in (fact.name, fact.value, fact.below) if part))


class AskedFrame(QFrame):
    """The question put to the meeting, behind a bar at its left."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.setProperty("tint", "sel")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(14), px(16), px(14))
        column.setSpacing(px(6))
        column.addWidget(label(asked.title, "page", 600, wrap=True))
        for text in asked.lines:
            column.addWidget(label(text, "meeting", wrap=True))
        for text in asked.quiet:
            column.addWidget(label(text, "meeting", ink="text2", wrap=True))
        self.setAccessibleName(" ".join((asked.title, *asked.lines, *asked.quiet)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and the bar."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.fillRect(0, 0, px(4), self.height(), colour("accent"))


class BigRag(QWidget):
    """A RAG letter in its box with the words that say why, both never cut."""

    def __init__(self, rag: Rag) -> None:
        super().__init__()
        self._letter = rag.letter
        row = QHBoxLayout(self)
        row.setContentsMargins(px(26), 0, 0, 0)
        self._said = label(rag_words(rag), "panel", 400, wrap=True)
        row.addWidget(self._said)
        self.setAccessibleName(f"{WORDS.get(rag.letter, '')}, {self._said.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, level with the first line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            low, side = self._letter.lower(), px(18)
            height = self._said.fontMetrics().height()
            top = max((min(self.height(), height) - side) / 2, 0)
            if self.height() < 2 * height:
                top = (self.height() - side) / 2
            box = QRectF(0.5, round(top) + 0.5, side - 1, side - 1)
            if low:
                painter.setPen(QPen(colour(f"{low}_line"), 1))
                painter.setBrush(colour(f"{low}_bg"))
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(colour(f"{low}_fg"))
                painter.setFont(font("small", 700))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)

    def minimumSizeHint(self) -> QSize:
        """At least the box."""
        return QSize(px(60), max(px(18), self._said.minimumSizeHint().height()))


class TileCard(QFrame):
    """One P of the plan."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._strand = tile.strand
        column = QVBoxLayout(self)
        column.setContentsMargins(px(13), px(12), px(12), px(12))
        column.setSpacing(px(6))
        top = QHBoxLayout()
        top.addWidget(label(tile.strand.value, "page", 600))
        top.addStretch(1)
        top.addWidget(label(tile.open, "body", ink="text2"))
        column.addLayout(top)
        if tile.rag is not None:
            column.addWidget(BigRag(tile.rag))
        said = label(tile.said, "panel", 400, "text2", wrap=True)
        said.setToolTip(tile.said)
        column.addWidget(said)
        column.addStretch(1)
        why = rag_words(tile.rag) if tile.rag else ""
        colour_ = WORDS.get(tile.rag.letter, "") if tile.rag else ""
        parts = (tile.strand.value, tile.open, colour_, why, tile.said)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the bar of its P over it."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._strand.value.lower()))
            painter.setClipRect(0, 0, self.width(), px(4))
            painter.drawRoundedRect(QRectF(0, 0, self.width(), px(14)), 6, 6)


def block(found: Block) -> QWidget:
    """A heading with its lines; what stands first in a line stands in its own column."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(5))
    if found.title:
        column.addWidget(label(found.title, "heading", 600, wrap=True))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(5))
    grid.setColumnStretch(1, 1)
    for row, (head, text) in enumerate(found.lines):
        if head:
            grid.addWidget(label(head, "meeting", ink="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, "meeting", wrap=True), row, 1)
        else:
            grid.addWidget(label(text, "meeting", ink="text2", wrap=True), row, 0, 1, 2)
    column.addLayout(grid)
    return made
