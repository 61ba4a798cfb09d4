"""Requests for regional support: each step of the route, possible only from where the request stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.commands.numbering import next_reference
from app.domain.codes import Decision, LogClass, Met, RequestState, Series, ThreatStatus
from app.domain.dates import shown
from app.domain.faults import Fault, Faulty
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.domain.request_rules import Step, possible
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.unit import Unit, command


def _allow(unit: Unit, step: Step, request: Request) -> None:
    """Refuses a step that does not follow from where the request stands, whatever its copy says of that."""
    stored = unit.get(Request, request.id)
    state, decision = stored.state, stored.decision
    if stored.version == request.version and step not in possible(state, decision):
        said = decision.value if state is RequestState.DECIDED and decision else state.value
        raise Refusal("request.not_possible", step=step.value, state=said)


@command("request.bid")
def bid(unit: Unit, request: Request) -> Request:
    """A new request; it is given its reference and begins as a bid.

    Refusal("request.archived") where its threat is archived.
    """
    if unit.get(Threat, request.threat).status is ThreatStatus.ARCHIVED:
        raise Refusal("request.archived")
    given = request.reference or next_reference(unit, Request, "R")
    return unit.put(replace(request, reference=given, state=RequestState.BID))


@command("request.change")
def change(unit: Unit, request: Request) -> Request:
    """A change of what is asked, while it is not decided; where it stands changes only by its steps."""
    _allow(unit, Step.CHANGE, request)
    stored = unit.get(Request, request.id)
    return unit.put(replace(request, state=stored.state, decision=stored.decision))


@command("request.triage")
def triage(unit: Unit, request: Request, by: str, on: date, remark: str = "") -> Request:
    """Looked at and found fit to go on: who looked, when, and what they say."""
    _allow(unit, Step.TRIAGE, request)
    return unit.put(replace(request, state=RequestState.TRIAGED, triaged_by=by, triaged_on=on, triage=remark))


@command("request.to_manager")
def to_manager(unit: Unit, request: Request, manager: str, on: date, view: str = "") -> Request:
    """With the manager of the capability; the view is what the meeting reads, and may come later."""
    _allow(unit, Step.MANAGER, request)
    sent = replace(
        request, state=RequestState.WITH_MANAGER, manager=manager, manager_on=on, manager_view=view
    )
    return unit.put(sent)


@command("request.list")
def list_for(unit: Unit, requests: tuple[Request, ...], meeting: str) -> tuple[Request, ...]:
    """Puts requests on the list of a capabilities meeting, in one batch; a deferred one is listed again.

    Refusal("request.no_capabilities_meeting") for a meeting of another series, or one that is over.
    """
    planned = unit.get(Meeting, meeting)
    if planned.series is not Series.CAPABILITIES or planned.on < unit.today:
        raise Refusal("request.no_capabilities_meeting", on=shown(planned.on))
    for request in requests:
        _allow(unit, Step.LIST, request)
    return tuple(
        unit.put(replace(request, state=RequestState.LISTED, meeting=meeting)) for request in requests
    )


@command("request.decide")
def decide(
    unit: Unit,
    request: Request,
    decision: Decision,
    by: str,
    on: date,
    *,
    reason: str = "",
    conditions: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> Request:
    """What the capabilities meeting decided; whatever is not granted whole says why.

    A decision anew, after a deferral, cannot be before it: Faulty.
    """
    _allow(unit, Step.DECIDE, request)
    if request.decided_on and on < request.decided_on:
        early = {"step": "deferral", "on": shown(request.decided_on)}
        raise Faulty((Fault("decided_on", "request.too_early", early),))
    decided = replace(
        request,
        state=RequestState.DECIDED,
        decision=decision,
        decided_by=by,
        decided_on=on,
        decision_reason=reason,
        conditions=conditions,
        conditions_met=Met.NOT_YET if conditions else None,
        starts=starts,
        ends=ends,
    )
    return unit.put(decided)


@command("request.agree_terms")
def agree_terms(
    unit: Unit,
    request: Request,
    terms: str,
    product: str,
    on: date,
    starts: date | None,
    ends: date | None,
) -> Request:
    """The terms of reference: what is given, when, and what comes of it; agreed anew while under way."""
    _allow(unit, Step.TERMS, request)
    agreed = replace(
        request,
        state=RequestState.UNDER_WAY,
        terms=terms,
        product=product,
        terms_agreed_on=on,
        starts=starts,
        ends=ends,
    )
    return unit.put(agreed)


@command("request.record_outcome")
def record_outcome(
    unit: Unit,
    request: Request,
    outcome: str,
    on: date,
    conditions_met: Met | None = None,
    *,
    reassess: bool = False,
    onward_owner: str = "",
) -> Request:
    """What came of the support, whether its conditions were met, whether the threat is to be scored again
    and who takes it on; what was not known at the end can be recorded later."""
    _allow(unit, Step.OUTCOME, request)
    ended = replace(
        request,
        state=RequestState.ENDED,
        outcome=outcome,
        outcome_on=on,
        conditions_met=conditions_met if request.conditions else None,
        reassess=reassess,
        onward_owner=onward_owner,
    )
    return unit.put(ended)


@command("request.withdraw")
def withdraw(unit: Unit, request: Request, reason: str, on: date) -> Request:
    """Taken back by those who asked; the reason stands as its outcome, and the ledger leaves it out."""
    _allow(unit, Step.WITHDRAW, request)
    if not reason.strip():
        raise Faulty((Fault("outcome", "required"),))
    unit.because(reason.strip())
    return unit.put(replace(request, state=RequestState.WITHDRAWN, outcome=reason.strip(), outcome_on=on))


@command("request.print_list")
def disclose_list(unit: Unit, meeting: str, facts: dict[str, Any]) -> None:
    """Logs that the list of a capabilities meeting was printed: its day, marking, and SHA-256."""
    unit.log(LogClass.DISCLOSURE, "meeting.list", meeting, facts)
