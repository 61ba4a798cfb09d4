"""Requests for regional support, along the whole route: bid, triage, manager, meeting, terms, outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import Decision, Met, RequestState
from app.domain.dates import shown
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; `capability` is a choice, `meeting` a meeting of the capabilities series.

    The terms of reference are what is given (`terms`), when (`starts`, `ends`) and what comes of it
    (`product`); `reassess` is whether the threat is to be scored again after it, `onward_owner` who takes
    it on.
    """

    id: str
    version: int = 0
    threat: str
    reference: str = ""
    capability: str | None = None
    asked: str
    justification: str = ""
    bid_by: str = ""
    bid_on: date
    state: RequestState = RequestState.BID
    triaged_by: str = ""
    triaged_on: date | None = None
    triage: str = ""
    manager: str = ""
    manager_on: date | None = None
    manager_view: str = ""
    meeting: str | None = None
    decision: Decision | None = None
    decided_by: str = ""
    decided_on: date | None = None
    decision_reason: str = ""
    conditions: str = ""
    conditions_met: Met | None = None
    terms: str = ""
    product: str = ""
    terms_agreed_on: date | None = None
    starts: date | None = None
    ends: date | None = None
    outcome: str = ""
    outcome_on: date | None = None
    reassess: bool = False
    onward_owner: str = ""

    @property
    def dated(self) -> tuple[tuple[str, str, date | None], ...]:
        """The steps that have a day, in the order of the route: field, what was done, the day."""
        return (
            ("bid_on", "bid", self.bid_on),
            ("triaged_on", "triage", self.triaged_on),
            ("manager_on", "manager's view", self.manager_on),
            ("decided_on", "decision", self.decided_on),
            ("terms_agreed_on", "terms", self.terms_agreed_on),
            ("outcome_on", "outcome", self.outcome_on),
        )

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: steps follow each other and have happened, a refusal says why, a grant that
        is under way has its terms, support does not end before it starts."""
        found = required(asked=self.asked)
        before: tuple[str, date] | None = None
        for field, said, on in self.dated:
            if on is None:
                continue
            if on > today:
                found.append(Fault(field, "date.future"))
            elif before is not None and on < before[1]:
                found.append(Fault(field, "request.too_early", {"step": before[0], "on": shown(before[1])}))
            before = (said, on)
        found += self._decision_faults()
        if self.state is RequestState.UNDER_WAY:
            found += required(terms=self.terms, product=self.product, terms_agreed_on=self.terms_agreed_on)
            found += required(starts=self.starts, ends=self.ends)
        if self.state is RequestState.ENDED:
            found += required(outcome=self.outcome, outcome_on=self.outcome_on)
            if self.conditions and self.conditions_met is None:
                found.append(Fault("conditions_met", "request.conditions_open"))
        if self.starts and self.ends and self.ends < self.starts:
            found.append(Fault("ends", "request.ends_first"))
        return tuple(found)

    def _decision_faults(self) -> list[Fault]:
        if self.decision is None:
            return []
        found = required(decided_on=self.decided_on, decided_by=self.decided_by)
        if self.decision is not Decision.GRANTED and not self.decision_reason.strip():
            found.append(Fault("decision_reason", "request.no_reason"))
        return found
