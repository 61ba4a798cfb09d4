"""The side panel of the card: who leads, the score over time, the latest updates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.action import Update
from app.domain.codes import LeadRole
from app.domain.dates import shown
from app.reads.card import Card, CardLead
from app.ui.charts import ScoreChart
from app.ui.pages.card_facts import points
from app.ui.pages.timeline import Moment, TimelineView
from app.ui.parts import Button, label, line

IN_PANEL = 12
"""Updates shown beside the board; all of them stand in their tab."""


def update_moments(updates: Sequence[Update]) -> tuple[Moment, ...]:
    """Updates as the timeline shows them."""
    return tuple(
        Moment(shown(u.on), ", ".join(p for p in (u.by, u.strand.value if u.strand else "") if p), u.text)
        for u in updates
    )


class _Block(QWidget):
    """A part of the panel: its heading, a word beside it, a link at the right."""

    asked = Signal()

    def __init__(self, heading: str, link: str, name: str) -> None:
        super().__init__()
        self.heading = label(heading, weight=600)
        self.beside = label(type="small", ink="muted")
        self.link = Button(link, kind="link", clicked=self.asked.emit)
        self.link.setAccessibleName(name)
        self.link.setToolTip(name)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.beside)
        head.addStretch()
        head.addWidget(self.link)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 10, 16, 8)
        self.column.setSpacing(4)
        self.column.addLayout(head)


class LeadsBlock(_Block):
    """SIO, LRO and SRO with since when; the one before below, in grey."""

    def __init__(self) -> None:
        super().__init__("Leads", "Change", "Change who leads this threat")
        self.beside.setText("since")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def set_leads(self, leads: Sequence[CardLead]) -> None:
        """Shows these leads."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        row = 0
        for role in LeadRole:
            mine = [lead for lead in leads if lead.assignment.role is role]
            now = next((lead for lead in mine if lead.assignment.until is None), None)
            before = next((lead for lead in mine if lead.assignment.until is not None), None)
            self._add(row, role.value, *self._now(role, now))
            row += 1
            if before is not None and before.assignment.until:
                self._add(row, "", f"{before.officer.display} until", shown(before.assignment.until), "muted")
                row += 1

    def _now(self, role: LeadRole, lead: CardLead | None) -> tuple[str, str, str]:
        if lead is None:
            return f"No {role.value}", "", "text2" if role is LeadRole.SRO else "r-text"
        if lead.officer.left_on:
            return f"{lead.officer.display}, left {shown(lead.officer.left_on)}", "", "r-text"
        since = lead.assignment.since
        return lead.officer.display, shown(since) if since else "", "text"

    def _add(self, row: int, role: str, name: str, when: str, ink: str) -> None:
        cells = (
            (role, "text2", "body"),
            (name, ink, "small" if ink == "muted" else "body"),
            (when, "text2", "small"),
        )
        for place, (text, tint, face) in enumerate(cells):
            cell = label(text, type=face, ink=tint, wrap=place == 1)
            self._grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignTop)


class ScoreBlock(_Block):
    """The scores as a line."""

    def __init__(self) -> None:
        super().__init__("Score", "Enter", "Enter a score")
        self.chart = ScoreChart()
        self.column.addWidget(self.chart)

    def set_card(self, card: Card) -> None:
        """Shows the scores of a threat."""
        self.chart.set_points(points(card.scores))
        count = len(card.scores)
        if not count:
            self.beside.setText("not scored")
            return
        said = f"{count} score{'' if count == 1 else 's'}"
        sure = card.scores[-1].confidence
        self.beside.setText(f"{said}, confidence {sure.value}" if sure else said)


class SidePanel(QFrame):
    """The three blocks, one below the other."""

    change_leads = Signal()
    enter_score = Signal()
    all_updates = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.leads = LeadsBlock()
        self.score = ScoreBlock()
        self.updates = _Block("Updates", "All", "Show all updates")
        self.list = TimelineView("Latest updates")
        self.none = label("No updates yet.", ink="muted")
        self.updates.column.addWidget(self.none)
        self.updates.column.addWidget(self.list, 1)
        self.updates.column.addStretch(0)
        self.updates.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for place, block in enumerate((self.leads, self.score, self.updates)):
            if place:
                column.addWidget(line())
            column.addWidget(block, 1 if block is self.updates else 0)
        self.leads.asked.connect(self.change_leads)
        self.score.asked.connect(self.enter_score)
        self.updates.asked.connect(self.all_updates)

    def set_card(self, card: Card) -> None:
        """Shows a threat."""
        self.leads.set_leads(card.leads)
        self.score.set_card(card)
        self.list.moments.set_moments(update_moments(card.updates[:IN_PANEL]))
        self.none.setVisible(not card.updates)
        self.list.setVisible(bool(card.updates))
        self.updates.link.setText(f"All {len(card.updates)}")
        self.updates.link.setVisible(bool(card.updates))
