"""The scores of a threat: when the next is due, their history, assessments that wait, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.score import Assessment
from app.reads.card import Card
from app.ui import icons
from app.ui.charts import ScoreChart
from app.ui.dialogs.assessment import AssessmentDialog, WithdrawDialog
from app.ui.dialogs.assessment_compare import CompareDialog
from app.ui.dialogs.moderate import ModerateDialog, waiting
from app.ui.dialogs.score import ScoreDialog
from app.ui.pages import card_scores_rows as rows
from app.ui.pages.card_facts import points
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import WordsTable
from app.ui.pages.fitted_table import FittedTable
from app.ui.palette import px
from app.ui.parts import Button, dress, label

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage


class Waiting(QFrame):
    """The assessments that wait, side by side, with the steps that end the waiting."""

    def __init__(self, part: ScoresPart) -> None:
        super().__init__()
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.heading = label("", weight=600, wrap=True)
        head.addWidget(self.heading, 1)
        self.moderate = Button("Moderate", clicked=part.moderate)
        self.withdraw = Button("Withdraw one", "text", clicked=part.withdraw)
        part.keep(self.withdraw)
        self.moderate.bar(not part.runner.may("score.moderate"))
        for button in (self.moderate, self.withdraw):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.label = label("", "small", ink="text2", wrap=True)
        column.addWidget(self.label)
        # whole: the tab scrolls, not the table within it
        self.table = FittedTable(rows.WAITING, "Assessments side by side")
        column.addWidget(self.table)

    def show_these(self, shown: Card, waits: tuple[Assessment, ...]) -> None:
        """Shows what waits on a card; nothing is hidden."""
        self.setVisible(bool(waits))
        self.heading.setText(rows.waiting_words(waits))
        local = rows.local_label(shown, waits[0].scheme_id) if waits else ""
        self.label.setText(local)
        self.label.setVisible(bool(local))
        self.table.words.set_rows(rows.waiting_rows(shown, waits))


class ScoresPart(CardPart):
    """Every score, newest first, under the chart of them."""

    title: ClassVar[str] = "Scores"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        self.chart = ScoreChart()
        column.addWidget(self.chart)
        self.waiting = Waiting(self)
        column.addWidget(self.waiting)
        self.empty = label("Not scored. Enter a score, or record an assessment.", ink="muted", wrap=True)
        column.addWidget(self.empty)
        self.table = WordsTable(rows.SCORES, "Scores, newest first")
        self.table.setMinimumHeight(px(150))
        column.addWidget(self.table, 1)
        column.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.column.addWidget(scroll)

    def _head(self) -> QGridLayout:
        head = QGridLayout()
        head.setHorizontalSpacing(8)
        self.due_icon = QLabel()
        self.due = label("", wrap=True)
        head.addWidget(self.due_icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.due, 0, 1)
        head.setColumnStretch(1, 1)
        self.compare_button = Button("Compare two", "text", clicked=self.compare)
        self.assess_button = Button("Record an assessment", clicked=self.assess)
        self.enter_button = Button("Enter a score", icon="plus", clicked=self.enter)
        buttons = (self.compare_button, self.assess_button, self.enter_button)
        self.keep(self.assess_button, self.enter_button)
        for place, button in enumerate(buttons, 2):
            head.addWidget(button, 0, place, Qt.AlignmentFlag.AlignTop)
        return head

    def set_card(self, card: Card) -> None:
        """Shows the scores of a card."""
        super().set_card(card)
        told, due = rows.due_words(card, self.runner.today)
        self.due.setText(told)
        dress(self.due, weight=600 if due else 400, ink="a_text" if due else "text2")
        self.due_icon.setVisible(due)
        self.due_icon.setPixmap(icons.icon("triangle-alert", "a_text").pixmap(px(16), px(16)))
        self.chart.set_points(points(card.scores))
        self.table.words.set_rows(rows.score_rows(card))
        self.table.setVisible(bool(card.scores))
        self.empty.setVisible(not card.scores)
        self.waiting.show_these(card, self._waiting())
        self.compare_button.setVisible(len(card.scores) + len(card.assessments) > 1)

    def _waiting(self) -> tuple[Assessment, ...]:
        if self.card is None or all(one.settled for one in self.card.assessments):
            return ()
        return waiting(self.card)

    def count(self) -> int:
        """How many scores."""
        return len(self.card.scores) if self.card else 0

    def entries(self) -> list[Entry]:
        """Scoring, assessing, and what the assessments that wait need."""
        found: list[Entry] = []
        if self.may:
            found += [("Enter a score…", self.enter), ("Record an assessment…", self.assess)]
        if self._waiting() and self.runner.may("score.moderate"):
            found.append(("Moderate assessments…", self.moderate))
        if self._waiting() and self.may:
            found.append(("Withdraw an assessment…", self.withdraw))
        return found

    def enter(self) -> None:
        """Enters a score."""
        if self.card is not None:
            self.page.open_dialog(ScoreDialog(self.runner, self.page, self.card))

    def assess(self) -> None:
        """Records what one assessor proposes."""
        if self.card is not None:
            self.page.open_dialog(AssessmentDialog(self.runner, self.page, self.card))

    def moderate(self) -> None:
        """Settles the assessments that wait."""
        if self.card is not None and self._waiting():
            self.page.open_dialog(ModerateDialog(self.runner, self.page, self.card))

    def withdraw(self) -> None:
        """Takes back the latest assessment that waits."""
        if self.card is not None and self._waiting():
            self.page.open_dialog(WithdrawDialog(self.runner, self.page, self._waiting()))

    def compare(self) -> None:
        """Any two side by side."""
        if self.card is not None:
            self.page.open_dialog(CompareDialog(self.runner, self.page, self.card))
