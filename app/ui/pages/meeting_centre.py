"""The middle of meeting mode: one item, large. The second screen shows the same and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.meeting_pieces import AskedFrame, Cells, FactCell, TileCard, block
from app.ui.pages.meeting_words import View
from app.ui.palette import px
from app.ui.parts import label, line

LEAST_FACT, LEAST_TILE = 116, 152


class Centre(QScrollArea):
    """A view, laid out from top to bottom; a panel of its own may follow the words."""

    def __init__(self, margin: int = 28) -> None:
        super().__init__()
        self.setAccessibleName("Item")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._margin = margin
        self.shown = View()
        self._extra: QWidget | None = None

    def show_view(self, view: View, extra: QWidget | None = None) -> None:
        """Shows an item from its top; the same keeps where it was scrolled to, its focus and half a word."""
        same = (view.number, view.title) == (self.shown.number, self.shown.title)
        kept = self.verticalScrollBar().value() if same else 0
        self.shown = view
        held = QFrame()
        held.setProperty("panel", "true")
        column = QVBoxLayout(held)
        column.setContentsMargins(px(self._margin), px(20), px(self._margin), px(24))
        column.setSpacing(px(14))
        column.addLayout(self._head(view))
        if view.facts:
            column.addWidget(self._facts(view))
        for asked in view.asked:
            column.addWidget(AskedFrame(asked))
        if view.tiles:
            tiles = Cells(LEAST_TILE)
            tiles.fill([TileCard(tile) for tile in view.tiles])
            column.addWidget(tiles)
        if extra is not None:
            column.addWidget(extra)
        for each in view.blocks:
            column.addWidget(block(each))
        column.addStretch(1)
        focused, typed = self._in_hand() if same else ("", {})
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(held)
        held.show()
        self.verticalScrollBar().setValue(kept)
        self._restore(held, focused, typed)

    def _in_hand(self) -> tuple[str, dict[str, str]]:
        """The name of what has the focus, and what was typed in the fields and not sent, by their names."""
        at, fields = QApplication.focusWidget(), self.findChildren(QLineEdit)
        focused = at.accessibleName() if at is not None and at is not self and self.isAncestorOf(at) else ""
        return focused, {f.accessibleName(): f.text() for f in fields if f.isModified() and f.text()}

    def _restore(self, held: QWidget, focused: str, typed: dict[str, str]) -> None:
        for field in held.findChildren(QLineEdit):
            if field.accessibleName() in typed:
                field.setText(typed[field.accessibleName()])
                field.setModified(True)
                field.show()
        if focused:
            found = [w for w in held.findChildren(QWidget) if w.accessibleName() == focused and w.isVisible()]
            (found[0] if found else self).setFocus()

    def _head(self, view: View) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(px(10))
        if view.number:
            top.addWidget(label(view.number, "meeting", 600), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(label(view.over, "meeting", ink="text2", wrap=True), 1)
        if view.tag:
            top.addWidget(label(view.tag, "body", ink="text2"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        title = label(view.title, "display", wrap=True)
        title.setAccessibleName(f"{view.number} {view.title}".strip())
        column.addWidget(title)
        if view.under:
            column.addWidget(label(view.under, "meeting", ink="text2", wrap=True))
        return column

    def _facts(self, view: View) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        cells = Cells(LEAST_FACT)
        cells.fill([FactCell(fact) for fact in view.facts])
        column.addWidget(line())
        column.addWidget(cells)
        column.addWidget(line())
        return made
