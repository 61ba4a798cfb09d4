"""The preview beside the grid: the facts of the row in hand, its plan, score and latest update."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import ActionState, LeadRole, Strand, ThreatKind
from app.domain.dates import shown
from app.reads.card import Card
from app.ui.charts import Bar, StrandBars
from app.ui.delegates import draw_trend
from app.ui.fields import days_off
from app.ui.icons import icon
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.rag_paint import RagChip
from app.ui.trend import Point, change_in_words, number

KINDS = {
    ThreatKind.OCG: "Organised crime group",
    ThreatKind.INDIVIDUAL: "Priority individual",
    ThreatKind.VULNERABILITY: "Vulnerability",
}


class Trend(QWidget):
    """The line of the last scores; its words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._scores: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scores(self, scores: tuple[float, ...]) -> None:
        """Shows these, oldest first; nothing for fewer than two."""
        self._scores = scores
        self.setVisible(len(scores) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(200, px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line."""
        if len(self._scores) > 1:
            with QPainter(self) as painter:
                draw_trend(painter, QRectF(self.rect()).adjusted(2, 4, -2, -4), self._scores)


class ThreatPreview(QFrame):
    """Facts at the top, plan, score and update below, buttons at the foot."""

    open_wanted = Signal(str)
    action_wanted = Signal()
    fold_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self.setProperty("panel", "true")
        self.setAccessibleName("Preview")
        self.setMinimumWidth(px(260))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        self._head()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(3)
        self._facts.setColumnStretch(1, 1)
        self._column.addLayout(self._facts)
        self._plan()
        self._score()
        self._update()
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        scroll.setWidget(inside)
        outer.addWidget(scroll, 1)
        outer.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        self.open_button = Button("Open card", hint="Enter", clicked=self._open)
        self.action_button = Button("Add action", clicked=self.action_wanted.emit)
        foot.addWidget(self.open_button)
        foot.addWidget(self.action_button)
        foot.addStretch(1)
        outer.addLayout(foot)
        self._inside = inside
        self.setFocusProxy(self.open_button)
        self.show_card(None, date.min)

    # the parts

    def _head(self) -> None:
        row = QHBoxLayout()
        self.name = label("", "panel", wrap=True)
        fold = QToolButton()
        fold.setIcon(icon("panel-right-close"))
        fold.setToolTip("Close the preview (Space)")
        fold.setAccessibleName("Close the preview")
        fold.clicked.connect(self.fold_wanted)
        row.addWidget(self.name, 1)
        row.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self.second = label("", ink="text2", wrap=True)
        self._column.addWidget(self.second)

    def _titled(self, title: str, right: QWidget) -> None:
        self._column.addSpacing(2)
        self._column.addWidget(line())
        row = QHBoxLayout()
        row.addWidget(label(title, weight=600))
        row.addStretch(1)
        row.addWidget(right)
        self._column.addLayout(row)

    def _plan(self) -> None:
        self.chip = RagChip()
        self._titled("4P plan", self.chip)
        self.bars = StrandBars()
        self._column.addWidget(self.bars)

    def _score(self) -> None:
        self.score = label("", ink="text2")
        self._titled("Score", self.score)
        self.trend = Trend()
        self._column.addWidget(self.trend)
        self.assessed = label("", "small", ink="text2", wrap=True)
        self._column.addWidget(self.assessed)

    def _update(self) -> None:
        self.updated = label("", "small", ink="text2")
        self._titled("Latest update", self.updated)
        self.words = label("", ink="text2", wrap=True)
        self._column.addWidget(self.words)

    # filling

    def show_card(self, card: Card | None, today: date) -> None:
        """Shows a threat, or with None nothing."""
        self.card = card
        self._inside.setVisible(card is not None)
        self.open_button.setEnabled(card is not None)
        self.action_button.setEnabled(card is not None)
        if card is None:
            return
        threat = card.threat
        self.name.setText(threat.display)
        self.setAccessibleName(f"Preview of {threat.display}")
        operation = f", Op {threat.operation}" if threat.operation else ""
        self.second.setText(f"{threat.reference}{operation}")
        self._fill_facts(card, today)
        self.chip.show_rag(card.plan_state)
        self.bars.set_bars([_bar(card, strand) for strand in Strand])
        self._fill_score(card)
        latest = card.updates[0] if card.updates else None
        self.updated.setText(shown(latest.on) if latest else "")
        said = f"{latest.text} {latest.by}".strip() if latest else "No progress update yet."
        self.words.setText(said)

    def _fill_facts(self, card: Card, today: date) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QLabel):
                widget.deleteLater()
        threat, region = card.threat, card.reference
        themes = [region.theme(id) for id in (threat.primary_theme, *threat.secondary_themes)]
        forces = [region.force(id) for id in threat.other_forces]
        home = region.force(threat.home_force)
        mapped = f" {shown(threat.mapping_on)}" if threat.mapping_on else ""
        facts = [
            ("Kind", KINDS[threat.kind]),
            ("Themes", ", ".join(theme.name for theme in themes if theme)),
            ("Home force", home.name if home else ""),
            ("Also affects", ", ".join(force.name for force in forces if force)),
            ("Tier", threat.tier),
            ("Mapping", f"{threat.mapping.value.capitalize()}{mapped}"),
            ("SIO", _lead(card, LeadRole.SIO)),
            ("LRO", _lead(card, LeadRole.LRO)),
        ]
        if threat.next_review:
            review = threat.next_review
            facts.append(("Next review", f"{shown(review)}, {days_off(review, today)}"))
        for row, (name, value) in enumerate((n, v) for n, v in facts if v):
            self._facts.addWidget(label(name, ink="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            missing = value.startswith("No ") and name in ("SIO", "LRO")
            self._facts.addWidget(label(value, wrap=True, ink="r_text" if missing else None), row, 1)

    def _fill_score(self, card: Card) -> None:
        points = [Point(score.assessed_on, score.total) for score in card.scores]
        self.trend.show_scores(tuple(point.value for point in points[-8:]))
        if not points:
            self.score.setText("Not scored")
            self.assessed.hide()
            return
        last, change = card.scores[-1], change_in_words(points)
        self.score.setText(number(last.total) + (f", {change}" if change else ""))
        when = f"entered {shown(last.assessed_on)}" if last.assessed_on else "entered without a date"
        by = f" by {last.assessor}" if last.assessor else ""
        sure = f", confidence {last.confidence.value}" if last.confidence else ""
        scheme = " ".join(part for part in (last.scheme, last.scheme_version) if part)
        self.assessed.setText(", ".join(part for part in (scheme, f"{when}{by}{sure}") if part))
        self.assessed.show()

    def _open(self) -> None:
        if self.card is not None:
            self.open_wanted.emit(self.card.threat.id)


def _lead(card: Card, role: LeadRole) -> str:
    now = [lead for lead in card.leads if lead.assignment.role is role and lead.assignment.until is None]
    if not now:
        return f"No {role.value}"
    return now[0].officer.display + (" (left)" if now[0].officer.left_on else "")


def _bar(card: Card, strand: Strand) -> Bar:
    actions = [item.action for item in card.actions if item.action.strand is strand]
    counts = [action for action in actions if action.state is not ActionState.CANCELLED]
    open_ = sum(1 for action in counts if action.state is ActionState.OPEN)
    return Bar(strand, open_, len(counts) - open_)
