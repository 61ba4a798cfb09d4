"""The way of a submission with ROCTA: what may follow what, and for how long each state lasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from types import MappingProxyType
from typing import NamedTuple, Protocol

from app.domain.codes import MappingState, ThreatStatus

DRAFT, SUBMITTED, RETURNED = MappingState.DRAFT, MappingState.SUBMITTED, MappingState.RETURNED
RESUBMITTED, RATIFIED, REJECTED = (
    MappingState.RESUBMITTED,
    MappingState.RATIFIED,
    MappingState.REJECTED,
)

WITH_ROCTA = frozenset({SUBMITTED, RESUBMITTED})
"""States in which ROCTA has it."""

WITH_FORCE = frozenset({DRAFT, RETURNED})
"""States in which the force has it."""

WAITING = frozenset({SUBMITTED, RETURNED, RESUBMITTED})
"""Sent and not decided yet."""

LIVE = WITH_ROCTA | WITH_FORCE
"""Not decided yet; a threat has one of them at most."""

DECIDED = frozenset({RATIFIED, REJECTED})
"""Decided: nothing follows."""

NEXT: Mapping[MappingState, tuple[MappingState, ...]] = MappingProxyType(
    {
        DRAFT: (SUBMITTED,),
        SUBMITTED: (RATIFIED, RETURNED, REJECTED),
        RETURNED: (RESUBMITTED, REJECTED),
        RESUBMITTED: (RATIFIED, RETURNED, REJECTED),
        RATIFIED: (),
        REJECTED: (),
    }
)
"""What may follow each state of a submission, the usual one first; LOCAL, as the states are."""


def may(state: MappingState, then: MappingState) -> bool:
    """Whether a submission in `state` may go on to `then`."""
    return then in NEXT.get(state, ())


class Dated(Protocol):
    """A step as far as the clock needs it."""

    @property
    def state(self) -> MappingState:
        """The state it began."""
        ...

    @property
    def on(self) -> date:
        """The day it did."""
        ...


class Spell(NamedTuple):
    """One state of a submission and how many days it lasted, or has lasted where `until` is None."""

    state: MappingState
    since: date
    until: date | None
    days: int


class Clock(NamedTuple):
    """How long a submission took so far: days in each spell, with ROCTA, with the force, and to the decision.

    `waited` counts from the first day it was sent to the decision or to today, None before it is sent;
    `drafted` are the days before that.
    """

    spells: tuple[Spell, ...]
    with_rocta: int
    with_force: int
    waited: int | None
    drafted: int

    @property
    def now(self) -> Spell | None:
        """The state it is in."""
        return self.spells[-1] if self.spells else None

    @property
    def sent_on(self) -> date | None:
        """The day on which it was first sent to ROCTA, None where that is not known."""
        return next((spell.since for spell in self.spells if spell.state in WITH_ROCTA), None)

    @property
    def decided_on(self) -> date | None:
        """The day on which it was ratified or rejected."""
        last = self.now
        return last.since if last is not None and last.state in DECIDED else None

    @property
    def returns(self) -> int:
        """How often it came back."""
        return sum(1 for spell in self.spells if spell.state is RETURNED)


def clock(steps: Sequence[Dated], today: date) -> Clock:
    """The clock of a submission from its steps, oldest first, as at a day; whole days.

    A state lasts from its own day to the day of the next; a decided one lasts no longer. Days with the force
    are those after a return: what a draft took is told apart.
    """
    spells = []
    for place, step in enumerate(steps):
        until = steps[place + 1].on if place + 1 < len(steps) else None
        end = step.on if step.state in DECIDED else until or today
        spells.append(Spell(step.state, step.on, until, max((end - step.on).days, 0)))
    rocta = sum(spell.days for spell in spells if spell.state in WITH_ROCTA)
    force = sum(spell.days for spell in spells if spell.state is RETURNED)
    drafted = sum(spell.days for spell in spells if spell.state is DRAFT)
    sent = any(spell.state in WITH_ROCTA for spell in spells)
    return Clock(tuple(spells), rocta, force, rocta + force if sent else None, drafted)


def limit(state: MappingState, submission_days: int, returned_days: int) -> int | None:
    """The LOCAL limit of days for a state, None for those that wait for nobody."""
    if state in WITH_ROCTA:
        return submission_days
    return returned_days if state is RETURNED else None


def over(state: MappingState, days: int, submission_days: int, returned_days: int) -> bool:
    """Whether a submission stands in its state for longer than the LOCAL limit."""
    most = limit(state, submission_days, returned_days)
    return most is not None and days > most


def middle(days: Iterable[int]) -> float | None:
    """The median of days, None of none."""
    known = list(days)
    return float(median(known)) if known else None


class Operating(Protocol):
    """A threat, as record or as row."""

    @property
    def status(self) -> ThreatStatus: ...

    @property
    def live_operation(self) -> bool: ...

    @property
    def mapping(self) -> MappingState: ...


def live_unratified(threat: Operating) -> bool:
    """Whether police work goes on, on a group under management that ROCTA has not ratified: LIVE."""
    active = threat.status is ThreatStatus.ACTIVE
    return active and threat.live_operation and threat.mapping is not RATIFIED
