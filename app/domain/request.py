"""Requests for regional support, along the whole route: bid, triage, manager, meeting, terms, outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import Decision, Met, RequestState
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

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a refusal says why, support does not end before it starts."""
        found = required(asked=self.asked)
        if self.bid_on > today:
            found.append(Fault("bid_on", "date.future"))
        if self.decision and not self.decided_on:
            found.append(Fault("decided_on", "required"))
        if self.decision and self.decision is not Decision.GRANTED and not self.decision_reason.strip():
            found.append(Fault("decision_reason", "request.no_reason"))
        if self.decided_on and self.decided_on < self.bid_on:
            found.append(Fault("decided_on", "request.decided_first"))
        if self.starts and self.ends and self.ends < self.starts:
            found.append(Fault("ends", "request.ends_first"))
        return tuple(found)
