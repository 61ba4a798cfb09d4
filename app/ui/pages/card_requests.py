"""The requests for regional support of a threat: where each stands, what was decided, what is next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.domain.codes import ThreatStatus
from app.domain.dates import shown
from app.domain.rag import WORDS as RAG
from app.domain.request_rules import Step
from app.reads import requests
from app.reads.card import Card
from app.reads.requests import RequestLine, Requests
from app.ui.dialogs.request import BidDialog
from app.ui.dialogs.request_before import before_lines
from app.ui.dialogs.request_steps import WORDS, step_dialog, steps_for
from app.ui.pages.card_part import CardPart, Entry
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.card_tabs import ListTab
from app.ui.pages.requests_grid import next_step, stands
from app.ui.pages.requests_strip import after_words
from app.ui.rag_paint import rag_words

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

HEADINGS = (
    Heading("Request"), Heading("Bid on"), Heading("Asked for", wide=True), Heading("State", wide=True),
    Heading("What followed", wide=True), Heading("Next", wide=True),
    Heading("Decided before", wide=True),
)  # fmt: skip
EMPTY = "No support was asked for. Ask for it here; the capabilities meeting decides."


class RequestsPart(CardPart):
    """The requests of a threat, newest first; Enter takes the next step of one."""

    title: ClassVar[str] = "Requests"

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self.answer: Requests | None = None
        self.table = WordsTable(HEADINGS, "Requests for regional support, newest first")
        self.table.activated.connect(lambda index: self._next(index.row()))
        tab = ListTab(self.table, EMPTY, ("Ask for support", self.bid))
        tab.bar(not self.may)
        self.column.addWidget(tab)

    def set_card(self, card: Card) -> None:
        """Asks for the requests of a card with what was decided before."""
        if self.card is None or self.card.threat.id != card.threat.id:
            self.answer = None
            self.table.words.set_rows([])
        super().set_card(card)
        id, today = card.threat.id, self.runner.today
        self.runner.ask(requests.page, today, id, then=self._show, key="card requests")

    def _show(self, answer: Requests) -> None:
        if self.card is None or any(line.request.threat != self.card.threat.id for line in answer.lines):
            return
        self.answer = answer
        self.table.words.set_rows([self._row(line) for line in answer.lines])

    def _row(self, line: RequestLine) -> tuple[str, ...]:
        assert self.answer is not None
        request = line.request
        # what was decided since stands in the rows themselves
        before = before_lines(self.answer, line) if line.undecided else ()
        more = f" And {len(before) - 1} more." if len(before) > 1 else ""
        asked = f"{line.capability}: {request.asked}" if line.capability else request.asked
        grant = rag_words(line.rag)
        return (
            request.reference, shown(request.bid_on), asked,
            f"{stands(line)}. {RAG[line.rag.letter]}: {grant}." if grant else stands(line),
            after_words(line), next_step(line), f"{before[0]}{more}" if before else "",
        )  # fmt: skip

    def count(self) -> int:
        """How many requests."""
        return len(self.card.requests) if self.card else 0

    def entries(self) -> list[Entry]:
        """Asking for support, and each step that a request can take."""
        found: list[Entry] = []
        active = self.card is not None and self.card.threat.status is ThreatStatus.ACTIVE
        if active and self.runner.may("request.bid"):
            found.append(("Ask for support…", self.bid))
        for line in self.answer.lines if self.answer else ():
            for step in steps_for(self.runner, line.request):
                words = f"{line.request.reference}: {WORDS[step].lower()}…"
                found.append((words, partial(self._step, line, step)))
        return found

    def bid(self) -> None:
        """A new request of the threat in sight."""
        if self.card is not None and self.answer is not None:
            threat = self.card.threat
            whose = (threat.id, threat.display)
            self.page.open_dialog(BidDialog(self.runner, self.page, self.answer, whose))

    def _next(self, row: int) -> None:
        line = self.answer.lines[row] if self.answer else None
        steps = steps_for(self.runner, line.request) if line else ()
        if line is not None and steps:
            self._step(line, steps[0])

    def _step(self, line: RequestLine, step: Step) -> None:
        if self.answer is not None:
            self.page.open_dialog(step_dialog(self.runner, self.page, self.answer, line, step))
