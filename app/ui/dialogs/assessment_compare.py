"""Any two scores or assessments of a threat side by side, criterion by criterion."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.comparison import apart_words, compare
from app.domain.dates import shown
from app.domain.scheme_body import SchemeBody, read_answers
from app.domain.scheme_text import figure
from app.domain.score import Assessment, Score
from app.errors import Refusal
from app.reads.card import Card
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import ChoiceField
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

HEADINGS = (
    Heading("Criterion", wide=True),
    Heading("First", wide=True),
    Heading("Second", wide=True),
    Heading("Apart"),
)

MOST_ROWS = 16
"""So many rows are shown at once."""


def called(one: Score | Assessment) -> str:
    """A score or assessment in a list: "26 Nov 2026, 84, Pat Lane (assessment)"."""
    on = shown(one.assessed_on) if one.assessed_on else "no date"
    kind = "assessment" if isinstance(one, Assessment) else "score"
    return f"{on}, {figure(one.total)}, {one.assessor or 'no assessor'} ({kind})"


def body_of(card: Card, one: Score | Assessment) -> SchemeBody | None:
    """The scheme by which it was made; None for the official tool."""
    scheme = next((scheme for scheme in card.reference.schemes if scheme.id == one.scheme_id), None)
    try:
        return scheme.read() if scheme else None
    except Refusal:
        return None


def rows(card: Card, first: Score | Assessment, second: Score | Assessment) -> list[tuple[str, ...]]:
    """The two side by side as rows of words."""
    sides = [(body_of(card, one), read_answers(one.answers), one.total) for one in (first, second)]
    return [
        (line.title, line.first, line.second, apart_words(line.apart)) for line in compare(sides[0], sides[1])
    ]


class CompareDialog(Dialog):
    """Two choices and the table between them."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card) -> None:
        super().__init__(runner, parent, "Compare two scores", "Close", card.threat.display)
        self._card = card
        self.cancel.hide()
        made: list[Score | Assessment] = [*card.assessments, *card.scores]
        made.sort(key=lambda one: (one.assessed_on or date.min, one.id), reverse=True)
        options = [(one, called(one)) for one in made]
        self.first = ChoiceField(options, made[1] if len(made) > 1 else made[0])
        self.second = ChoiceField(options, made[0])
        for name, title, field in (("first", "First", self.first), ("second", "Second", self.second)):
            self.form.add(name, title, field)
            field.currentIndexChanged.connect(lambda _: self._show())
        self.form.edited.disconnect(self.touch)
        self.table = WordsTable(HEADINGS, "The two side by side")
        self.body.insertWidget(2, self.table, 1)
        told = label("“Apart” is the second less the first.", "small", ink="muted")
        self.body.insertWidget(3, told)
        self._show()

    def _show(self) -> None:
        found = rows(self._card, self.first.value(), self.second.value())
        self.table.words.set_rows(found)
        # the total is the last row: in sight without scrolling where the screen has room for it
        self.table.setMinimumHeight(px(40) + px(30) * min(len(found) + 1, MOST_ROWS))
        if self.isVisible():
            self.grow()
