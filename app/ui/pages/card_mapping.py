"""The mapping of a threat with ROCTA: its submissions, their steps and the clock, and what may come next."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.codes import MappingState, ThreatStatus
from app.domain.dates import shown
from app.domain.self_ratified import MARK, WHY
from app.domain.submission import Submission
from app.domain.submission_fields import completeness, read_answers, said_by
from app.domain.submission_rules import LIVE, clock, limit, live_unratified
from app.domain.threat import MappingStep
from app.reads.card import Card
from app.ui.dialogs.mapping import MappingDialog
from app.ui.dialogs.submission import completeness_words
from app.ui.dialogs.submission_step import COMMANDS, next_steps
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.card_tabs import ListTab
from app.ui.pages.flow import FlowLayout
from app.ui.pages.submission_asks import SubmissionAsks
from app.ui.parts import Button, label

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

STEPS = (
    Heading("Date"), Heading("Submission"), Heading("State"), Heading("Days", figures=True), Heading("By"),
    Heading("Reason", wide=True),
)  # fmt: skip


def days(count: int) -> str:
    """ "1 day", "12 days"."""
    return f"{count} day{'' if count == 1 else 's'}"


def _lasted(card: Card, today: date) -> dict[str, int]:
    """How many days each step's state lasted, by the step's id; steps of trackers follow each other."""
    runs: dict[str | None, list[MappingStep]] = {}
    for step in card.mapping:
        runs.setdefault(step.submission, []).append(step)
    found = {}
    for run in runs.values():
        for step, spell in zip(run, clock(run, today).spells, strict=True):
            found[step.id] = spell.days
    return found


def rows(card: Card, today: date) -> list[tuple[str, ...]]:
    """Every step, newest first."""
    numbers = {one.id: one.reference for one in card.submissions}
    lasted = _lasted(card, today)
    made: list[tuple[str, ...]] = []
    for step in reversed(card.mapping):
        choice = card.reference.choice(step.return_reason)
        why = ": ".join(part for part in (choice.name if choice else "", step.reason) if part)
        ended = step.state in (MappingState.RATIFIED, MappingState.REJECTED, MappingState.NOT_SUBMITTED)
        told = numbers.get(step.submission or "", "from a tracker")
        alone = step.state is MappingState.RATIFIED and step.submission in card.self_ratified
        by = f"{step.by}, {MARK.lower()}" if alone else step.by
        made.append((shown(step.on), told, step.state.value, "" if ended else str(lasted[step.id]), by, why))
    return made


def clock_words(card: Card, submission: Submission, today: date) -> str:
    """Where a submission stands, for how long, and how complete it is."""
    settings = card.reference.settings
    steps = [step for step in card.mapping if step.submission == submission.id]
    found = clock(steps, today)
    said = f"{submission.reference}: {submission.state.value} since {shown(submission.state_on)}"
    if submission.state in LIVE and found.now is not None:
        said += f", {days(found.now.days)}"
        most = limit(submission.state, settings.submission_limit_days, settings.returned_limit_days)
        if most is not None:
            over = found.now.days - most
            said += f" ({days(over)} over the local limit of {most})" if over > 0 else f" of {most}"
    if found.waited is not None:
        said += f". {days(found.with_rocta)} with ROCTA, {days(found.with_force)} with the force"
    if submission.state in LIVE:
        facts = said_by(card.threat, len(card.nominals))
        told = completeness(settings.submission_fields, facts, read_answers(submission.answers))
        said += f". {completeness_words(told)}"
    return f"{said}. {WHY}" if submission.id in card.self_ratified else f"{said}."


class MappingPart(CardPart):
    """The submission in hand with its next steps, and every step, newest first."""

    title: ClassVar[str] = "Mapping"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self.asks = SubmissionAsks(page.runner, page, page.open_dialog)
        self.table = WordsTable(STEPS, "Steps of mapping, newest first")
        self.live_words = label(LIVE_WORDS, weight=600, ink="r_text", wrap=True)
        self.stands = label("", wrap=True)
        self.buttons = QWidget()
        self.buttons.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow = FlowLayout(self.buttons, across=8, down=4)
        above = _Above(self.live_words, self.stands, self.buttons)
        empty = "No step with ROCTA yet. Begin a submission, or record a step that a tracker tells of."
        self.column.addWidget(ListTab(self.table, empty, above=above))

    @property
    def live(self) -> Submission | None:
        """The submission that is not decided."""
        found = self.card.submissions if self.card else ()
        return next((one for one in found if one.state in LIVE), None)

    def count(self) -> int:
        """How many submissions there are."""
        return len(self.card.submissions) if self.card else 0

    def set_card(self, card: Card) -> None:
        """Shows the steps of a card, and what may come next."""
        super().set_card(card)
        today = self.runner.today
        self.table.words.set_rows(rows(card, today))
        live = self.live
        unmapped = live_unratified(card.threat)
        said = [clock_words(card, one, today) for one in ([live] if live else card.submissions[-1:])]
        self.live_words.setVisible(unmapped)
        self.stands.setText("\n".join(said))
        self.stands.setVisible(bool(said))
        self._offer()

    def _offer(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words, act in self._ways():
            made = Button(words, clicked=act)
            self._flow.addWidget(made)
            made.show()
        self.buttons.updateGeometry()

    def entries(self) -> list[Entry]:
        """What may be done now: the form, the next steps, a step of a tracker."""
        return [(f"{words.removesuffix('…')}…", act) for words, act in self._ways() if words not in DIRECT]

    def _ways(self) -> list[Entry]:
        card = self.card
        if card is None:
            return []
        live = self.live
        if not self.may:
            return [*self._reading(card), *self._steps(live)]
        if live is not None:
            ways: list[Entry] = [(f"Open {live.reference}", partial(self.asks.open, card.threat.id, live.id))]
            ways += self._steps(live)
            ways.append((PRINT, partial(self.asks.print, live)))
            if live.state is MappingState.DRAFT:
                ways.append((WITHDRAW, partial(self.asks.withdraw, live)))
            return ways
        ways = []
        if card.threat.status is ThreatStatus.ACTIVE and card.threat.mapping is not MappingState.RATIFIED:
            ways.append(("New submission", partial(self.asks.open, card.threat.id)))
        ways += [
            (f"Open {one.reference}", partial(self.asks.open, card.threat.id, one.id))
            for one in card.submissions[-1:]
        ]
        return [*ways, ("Record a mapping step", self.step)]

    def _steps(self, live: Submission | None) -> list[Entry]:
        """The next steps of the submission in hand, as far as they are this person's."""
        if live is None:
            return []
        mine = [step for step in next_steps(live.state) if self.runner.may(COMMANDS[step.to])]
        return [(step.words, partial(self.asks.step, live, step)) for step in mine]

    def _reading(self, card: Card) -> list[Entry]:
        """What whoever only reads can do: see the submission in hand."""
        last = self.live or next(reversed(card.submissions), None)
        return [(f"Open {last.reference}", partial(self.asks.open, card.threat.id, last.id))] if last else []

    def step(self) -> None:
        """Records a step that a tracker tells of."""
        if self.card is not None:
            self.page.open_dialog(MappingDialog(self.runner, self.page, self.card.threat))


LIVE_WORDS = "LIVE: an operation goes on, and the group is not ratified."
PRINT, WITHDRAW = "Print form…", "Withdraw draft"
DIRECT = frozenset({PRINT, WITHDRAW})
"""Ways without a form to fill in; they stand on the tab alone."""


class _Above(QWidget):
    """The state in words, with the buttons under it."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part)
