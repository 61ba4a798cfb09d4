"""The head of the card: where it stands in its list, title, tags, facts and the main buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.domain.submission_rules import live_unratified
from app.reads.card import Card
from app.ui.icons import icon
from app.ui.pages.card_facts import Fact, facts, forces, tags
from app.ui.pages.flow import FlowLabel, FlowLayout
from app.ui.pages.title_label import TitleLabel
from app.ui.palette import colour, figures, px
from app.ui.parts import Button, dress, label
from app.ui.rag_paint import RagChip, rag_words


class FactView(QFrame):
    """One fact with its hairline at the left."""

    def __init__(self, fact: Fact, *, first: bool) -> None:
        super().__init__()
        self._first = first
        column = QVBoxLayout(self)
        column.setContentsMargins(0 if first else 12, 0, 12, 0)
        column.setSpacing(1)
        column.addWidget(label(fact.name, type="small", ink="muted"))
        if fact.rag is not None:
            column.addWidget(RagChip(fact.rag))
        else:
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            line.addWidget(label(fact.value, weight=600))
            if fact.after:
                line.addWidget(label(fact.after, ink="text2"))
            line.addStretch()
            column.addLayout(line)
        column.addWidget(label(fact.below, type="small", ink="text2"))
        column.addStretch()
        said = rag_words(fact.rag) if fact.rag else f"{fact.value} {fact.after}".strip()
        self.setToolTip(fact.tip)
        said = fact.tip or said
        self.setAccessibleName(f"{fact.name}: {said}" + (f", {fact.below}" if fact.below else ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the hairline."""
        if not self._first:
            with QPainter(self) as painter:
                painter.fillRect(QRectF(0, 2, 1, self.height() - 4), colour("line"))


class CardHead(QWidget):
    """Everything above the tabs; what is pressed is a signal."""

    back = Signal()
    previous = Signal()
    next = Signal()
    add_update = Signal()
    add_action = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 6)
        column.setSpacing(4)
        column.addLayout(self._first_row())
        column.addLayout(self._title_row())
        self._tags = QWidget()
        self._tag_flow = FlowLayout(self._tags, across=8, down=4)
        column.addWidget(self._tags)
        self._facts = QWidget()
        self._fact_flow = FlowLayout(self._facts, across=0, down=8, level=False)
        column.addSpacing(4)
        column.addWidget(self._facts)

    def _first_row(self) -> QHBoxLayout:
        self.back_button = Button("OCGs and threats", kind="link", icon="arrow-left", clicked=self.back.emit)
        self.back_button.setToolTip("Back to the list (Alt+Left)")
        self.place = label(type="small", ink="muted")
        self.previous_button = Button("Previous", kind="link", hint="Alt+Up", clicked=self.previous.emit)
        self.next_button = Button("Next", kind="link", hint="Alt+Down", clicked=self.next.emit)
        row = QHBoxLayout()
        row.setSpacing(6)
        # a link's own padding stands in the margin, so that its words are in line with the title
        row.addSpacing(-6)
        row.addWidget(self.back_button)
        row.addWidget(self.place)
        self.facts_button = Button("Show facts", kind="link", clicked=self._toggle_facts)
        self.facts_button.hide()
        row.addWidget(self.facts_button)
        row.addStretch()
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        return row

    def _title_row(self) -> QBoxLayout:
        self.title = TitleLabel()
        self.update_button = Button(
            "Add update", icon="message-square-plus", hint="Ctrl+U", clicked=self.add_update.emit
        )
        self.action_button = Button(
            "Add action", kind="primary", icon="plus", hint="Ctrl+Shift+A", clicked=self.add_action.emit
        )
        self.more_button = QToolButton()
        self.more_button.setProperty("kind", "outlined")
        self.more_button.setIcon(icon("ellipsis", "text"))
        self.more_button.setAccessibleName("More for this threat")
        self.more_button.setToolTip("More for this threat")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more_button)
        self.more_button.setMenu(self.menu)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self.update_button, self.action_button, self.more_button):
            buttons.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch()
        self._titled = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._titled.setSpacing(8)
        self._titled.addWidget(self.title, 1)
        self._titled.addLayout(buttons)
        return self._titled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the buttons below the title where both have no room side by side."""
        super().resizeEvent(event)
        narrow = self.width() < px(880)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._titled.direction() != way:
            self._titled.setDirection(way)

    def fold(self, *, on: bool) -> None:
        """Puts the facts behind a button where the board would have no room beside them."""
        if on != self._folded:
            self._folded = on
            self.facts_button.setVisible(on)
            self._show_row(not on)

    def _toggle_facts(self) -> None:
        self._show_row(self._facts.isHidden())

    def _show_row(self, on: bool) -> None:
        self._facts.setVisible(on)
        said = "Hide facts" if on else "Show facts"
        self.facts_button.setText(said)
        self.facts_button.setAccessibleName(said)

    def set_place(self, place: int, total: int) -> None:
        """Shows where the card stands in the list it came from; nothing where it came from none."""
        self.place.setText(f"{place} of {total}" if total else "")
        self.previous_button.setEnabled(total > 0 and place > 1)
        self.next_button.setEnabled(0 < place < total)

    def set_card(self, card: Card, today: date) -> None:
        """Shows a threat."""
        threat = card.threat
        self.title.set_text(threat.display)
        _clear(self._tag_flow)
        reference = label(threat.reference, weight=600)
        reference.setFont(figures("body", 600))
        reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_tag(reference)
        if threat.operation:
            self._add_tag(label(f"Op {threat.operation}", ink="text2"))
        if threat.live_operation:
            early = live_unratified(threat)
            live = label("LIVE, not ratified" if early else "Live operation", weight=600)
            dress(live, ink="r_text" if early else "text")
            live.setProperty("chip", "true")
            self._add_tag(live)
        for text in (*tags(card), *(("Archived",) if threat.archived_on else ())):
            tag = label(text)
            tag.setProperty("chip", "true")
            self._add_tag(tag)
        self._add_tag(dress(FlowLabel(forces(card)), type="body", ink="text2"))
        self._show_facts(facts(card, today))

    def _add_tag(self, widget: QWidget) -> None:
        self._tag_flow.addWidget(widget)
        widget.show()

    def _show_facts(self, shown: Sequence[Fact]) -> None:
        _clear(self._fact_flow)
        for place, fact in enumerate(shown):
            view = FactView(fact, first=place == 0)
            self._fact_flow.addWidget(view)
            view.show()
        self._facts.updateGeometry()


def _clear(flow: FlowLayout) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
