"""The route of a request for support: which step is possible, how a grant stands, what was before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from app.domain.codes import Decision, Met, RequestState
from app.domain.rag import Rag


class Asked(Protocol):
    """What the rules need of a request: the record has it, and so has the row of a pack."""

    @property
    def id(self) -> str: ...
    @property
    def threat(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def capability(self) -> str | None: ...
    @property
    def bid_on(self) -> date: ...
    @property
    def state(self) -> RequestState: ...
    @property
    def decision(self) -> Decision | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def decision_reason(self) -> str: ...
    @property
    def conditions(self) -> str: ...
    @property
    def conditions_met(self) -> Met | None: ...
    @property
    def terms_agreed_on(self) -> date | None: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def outcome_on(self) -> date | None: ...
    @property
    def reassess(self) -> bool: ...


R = TypeVar("R", bound=Asked)


class Step(StrEnum):
    """What can be done with a request, in the order of the route."""

    TRIAGE = "triage"
    MANAGER = "manager's view"
    LIST = "list for a meeting"
    DECIDE = "decide"
    TERMS = "agree terms"
    OUTCOME = "record the outcome"
    CHANGE = "change"
    WITHDRAW = "withdraw"


UNDECIDED = frozenset(
    {RequestState.BID, RequestState.TRIAGED, RequestState.WITH_MANAGER, RequestState.LISTED}
)
"""The states in which somebody still waits for a decision."""

GRANTS = frozenset({Decision.GRANTED, Decision.PART})
"""The decisions that give support."""

_FROM: Mapping[RequestState, tuple[Step, ...]] = {
    RequestState.BID: (Step.TRIAGE, Step.CHANGE, Step.WITHDRAW),
    RequestState.TRIAGED: (Step.MANAGER, Step.CHANGE, Step.WITHDRAW),
    RequestState.WITH_MANAGER: (Step.LIST, Step.DECIDE, Step.MANAGER, Step.CHANGE, Step.WITHDRAW),
    RequestState.LISTED: (Step.DECIDE, Step.LIST, Step.CHANGE, Step.WITHDRAW),
    RequestState.UNDER_WAY: (Step.OUTCOME, Step.TERMS),
    RequestState.ENDED: (Step.OUTCOME,),
    RequestState.WITHDRAWN: (),
}
_DECIDED: Mapping[Decision | None, tuple[Step, ...]] = {
    Decision.GRANTED: (Step.TERMS, Step.WITHDRAW),
    Decision.PART: (Step.TERMS, Step.WITHDRAW),
    Decision.DEFERRED: (Step.LIST, Step.WITHDRAW),
    Decision.REFUSED: (),
    None: (),
}


def possible(state: RequestState, decision: Decision | None) -> tuple[Step, ...]:
    """The steps that are possible, the next one first; a deferred request can be listed again."""
    return _DECIDED[decision] if state is RequestState.DECIDED else _FROM[state]


def undecided(request: Asked) -> bool:
    """Whether a decision is wanted; one deferred and not listed again waits for nobody."""
    return request.state in UNDECIDED


def live_grant(request: Asked) -> bool:
    """Whether support was given and its outcome is still to come."""
    granted = request.decision in GRANTS
    return granted and request.state in (RequestState.DECIDED, RequestState.UNDER_WAY)


def waited(request: Asked, today: date) -> int:
    """Days from the bid to the decision or the withdrawal, or to today where there is neither."""
    until = None if undecided(request) else request.decided_on or request.outcome_on
    return ((until or today) - request.bid_on).days


def grant_rag(request: Asked, today: date, terms_days: int, soon_days: int) -> Rag:
    """How a grant stands: Red past its end with no outcome, or its terms late; Amber soon; Blue with outcome.

    `terms_days` after the grant the terms of reference must be agreed, `soon_days` make Amber: both LOCAL.
    What is no grant has no letter and no words.
    """
    if request.decision not in GRANTS or request.state is RequestState.WITHDRAWN:
        return Rag("", "request.rag.none")
    if request.state is RequestState.ENDED:
        return Rag("B", "request.rag.ended")
    if request.state not in (RequestState.DECIDED, RequestState.UNDER_WAY):
        return Rag("", "request.rag.none")
    if request.ends and request.ends < today:
        return Rag("R", "request.rag.no_outcome", (today - request.ends).days)
    if request.terms_agreed_on is None:
        return _terms_rag(request.decided_on or request.bid_on, today, terms_days, soon_days)
    left = (request.ends - today).days if request.ends else None
    if left is not None and left <= soon_days:
        return Rag("A", "request.rag.ends_soon" if left else "request.rag.ends_today", left)
    return Rag("G", "request.rag.on_time")


def _terms_rag(granted: date, today: date, terms_days: int, soon_days: int) -> Rag:
    left = (granted + timedelta(days=terms_days) - today).days
    if left < 0:
        return Rag("R", "request.rag.terms_late", -left)
    if left == 0:
        return Rag("A", "request.rag.terms_today")
    return Rag("A" if left <= soon_days else "G", "request.rag.terms_due", left)


def missed(request: Asked, met: date | None) -> bool:
    """Whether a request is undecided although a meeting was held, on `met`, after its bid or its deferral."""
    return undecided(request) and met is not None and (request.decided_on or request.bid_on) < met


def last_meeting(capabilities: Iterable[date], tasking: Iterable[date], today: date) -> date | None:
    """The last capabilities meeting before today; where none was ever held, the last tasking meeting."""
    held = max((on for on in capabilities if on < today), default=None)
    return held or max((on for on in tasking if on < today), default=None)


class Earlier(Generic[R]):
    """What was decided before. A request recurs where its threat has asked before, for whatever, and where
    the same capability was asked for by the same home force."""

    def __init__(self, requests: Iterable[R], force_of: Mapping[str, str | None]) -> None:
        self._force_of = force_of
        self._threat: dict[str, list[R]] = defaultdict(list)
        self._force: dict[tuple[str, str], list[R]] = defaultdict(list)
        for request in requests:
            if request.decision is None or request.decided_on is None:
                continue
            self._threat[request.threat].append(request)
            if key := self._key(request.threat, request.capability):
                self._force[key].append(request)
        for found in (*self._threat.values(), *self._force.values()):
            found.sort(key=_newest, reverse=True)

    def _key(self, threat: str, capability: str | None) -> tuple[str, str] | None:
        force = self._force_of.get(threat)
        return (force, capability) if force and capability else None

    def of(self, request: R) -> tuple[R, ...]:
        """What was decided before a request was: its own deferral, then its threat's, then its force's."""
        decided = None if undecided(request) else request.decided_on
        found = self.like(request.threat, request.capability)
        return tuple(
            other
            for other in found
            if (undecided(request) if other.id == request.id else self._before(other, decided))
        )

    @staticmethod
    def _before(other: R, decided: date | None) -> bool:
        return decided is None or (other.decided_on or date.max) < decided

    def like(self, threat: str, capability: str | None) -> tuple[R, ...]:
        """What was decided for a threat, and for a capability and its force, the newest first."""
        own = self._threat.get(threat, [])
        key = self._key(threat, capability)
        others = [r for r in self._force.get(key, []) if r.threat != threat] if key else []
        return (*own, *others)


def _newest(request: Asked) -> tuple[date, str]:
    return request.decided_on or date.min, request.id
