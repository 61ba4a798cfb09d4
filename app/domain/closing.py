"""What stands open when the management of a threat ends: the closing checklist, as one pure function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.domain import order_rules
from app.domain.codes import ActionState, Decision, MappingState, RequestState, TransferState
from app.domain.submission_rules import LIVE


class Item(StrEnum):
    """One line of the checklist; the value is how the journal names it."""

    LIVE_OPERATION = "a live operation"
    ACTIONS = "actions open or without a result"
    ORDERS = "live orders"
    UNMODERATED = "disruptions not moderated"
    NOT_ON_APMIS = "disruptions not on APMIS"
    NOT_ENTERED = "disruptions not entered yet"
    REQUESTS = "live requests"
    SUBMISSION = "submission not decided"
    GAPS = "open intelligence gaps"
    TRANSFER = "transfer without an answer"
    NO_REPORT = "no closing report"
    NO_LEARNING = "no learning"


ALONE = frozenset({Item.LIVE_OPERATION, Item.NOT_ENTERED})
"""Items that are there or not, and are never counted."""

LACKING = frozenset({Item.NO_REPORT, Item.NO_LEARNING})
"""What is missing rather than open: it needs no acknowledgement, and checks 53 and 55 name it afterwards."""


class Acting(Protocol):
    """An action, as record or as row."""

    @property
    def state(self) -> ActionState:
        """Where it stands."""
        ...


class Disrupting(Protocol):
    """A disruption, as record or as row."""

    @property
    def moderated_on(self) -> date | None:
        """When its rating was moderated."""
        ...

    @property
    def apmis(self) -> bool:
        """Whether it stands on APMIS."""
        ...


class Requesting(Protocol):
    """A request for regional support, as record or as row."""

    @property
    def state(self) -> RequestState:
        """Where it stands."""
        ...

    @property
    def decision(self) -> Decision | None:
        """What was decided."""
        ...


class Submitting(Protocol):
    """A submission to ROCTA, as record or as row."""

    @property
    def state(self) -> MappingState:
        """Where it stands."""
        ...


class Wanting(Protocol):
    """An intelligence gap, as record or as row."""

    @property
    def closed_on(self) -> date | None:
        """When it was closed."""
        ...


class Moving(Protocol):
    """A transfer, as record or as row."""

    @property
    def state(self) -> TransferState:
        """Where it stands."""
        ...


def live_request(request: Requesting) -> bool:
    """Whether a request waits for something: its decision, its terms, its outcome."""
    if request.state in (RequestState.ENDED, RequestState.WITHDRAWN):
        return False
    return request.state is not RequestState.DECIDED or request.decision is not Decision.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a threat holds when it is to be archived on a day.

    `entered` is the archiver's answer to whether every disruption was entered, None where nobody was asked;
    `learning` is whether any is recorded, or comes with the archive.
    """

    on: date
    live_operation: bool = False
    actions: Iterable[Acting] = ()
    orders: Iterable[order_rules.Dated] = ()
    disruptions: Iterable[Disrupting] = ()
    requests: Iterable[Requesting] = ()
    submissions: Iterable[Submitting] = ()
    gaps: Iterable[Wanting] = ()
    transfers: Iterable[Moving] = ()
    entered: bool | None = None
    report: str = ""
    learning: bool = False


def checklist(held: Held) -> dict[Item, int]:
    """How many of each item stand open, 0 for what is in order; in the order in which they are shown."""
    done = tuple(held.disruptions)
    return {
        Item.LIVE_OPERATION: int(held.live_operation),
        Item.ACTIONS: sum(a.state in (ActionState.OPEN, ActionState.COMPLETED) for a in held.actions),
        Item.ORDERS: sum(order_rules.live(order, held.on) for order in held.orders),
        Item.UNMODERATED: sum(one.moderated_on is None for one in done),
        Item.NOT_ON_APMIS: sum(not one.apmis for one in done),
        Item.NOT_ENTERED: int(held.entered is False),
        Item.REQUESTS: sum(live_request(request) for request in held.requests),
        Item.SUBMISSION: sum(one.state in LIVE for one in held.submissions),
        Item.GAPS: sum(gap.closed_on is None for gap in held.gaps),
        Item.TRANSFER: sum(t.state is TransferState.PROPOSED for t in held.transfers),
        Item.NO_REPORT: int(not held.report.strip()),
        Item.NO_LEARNING: int(not held.learning),
    }


def left_open(found: dict[Item, int]) -> dict[Item, int]:
    """What stays open and must be acknowledged with a reason (LOCAL practice): work that goes on."""
    return {item: number for item, number in found.items() if number and item not in LACKING}


def in_words(left: dict[Item, int]) -> str:
    """What stays open, as the journal says it: "live orders 1, open intelligence gaps 2"."""
    return ", ".join(item.value if item in ALONE else f"{item.value} {n}" for item, n in left.items())
