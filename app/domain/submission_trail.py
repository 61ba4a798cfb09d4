"""Each submission with its steps; steps taken from a tracker make up trails without a submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from app.domain.codes import MappingState
from app.domain.submission_rules import DECIDED, DRAFT, LIVE, WAITING, Clock, Spell, clock


class Step(Protocol):
    """A mapping step as far as trails need it, as a record or as a row."""

    @property
    def threat(self) -> str:
        """Whose."""
        ...

    @property
    def submission(self) -> str | None:
        """Of which submission."""
        ...

    @property
    def state(self) -> MappingState:
        """The state it began."""
        ...

    @property
    def on(self) -> date:
        """The day it did."""
        ...

    @property
    def return_reason(self) -> str | None:
        """The code of a return."""
        ...

    @property
    def reason(self) -> str:
        """Why."""
        ...

    @property
    def by(self) -> str:
        """Who said so."""
        ...


class Sent(Protocol):
    """A submission as far as trails need it, as a record or as a row."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def threat(self) -> str:
        """Whose."""
        ...

    @property
    def state(self) -> MappingState:
        """Where it stands."""
        ...

    @property
    def opened_on(self) -> date:
        """When it was opened."""
        ...

    @property
    def state_on(self) -> date:
        """Since when it stands there."""
        ...


class Given(NamedTuple):
    """A step that is not recorded: what a submission or a threat says of itself."""

    threat: str
    submission: str | None
    state: MappingState
    on: date
    return_reason: str | None = None
    reason: str = ""
    by: str = ""


S = TypeVar("S", bound=Sent)


class Mapped(NamedTuple):
    """A threat as far as trails need it."""

    threat: str
    mapping: MappingState
    on: date | None


class Trail(NamedTuple, Generic[S]):
    """One submission on its way; `submission` is None where only a tracker told of it."""

    threat: str
    submission: S | None
    state: MappingState
    steps: tuple[Step, ...]

    def clock(self, today: date) -> Clock:
        """Its clock as at a day."""
        return clock(self.steps, today)

    def now(self, today: date) -> Spell | None:
        """The state it is in."""
        return self.clock(today).now


def _of_submission(submission: S, steps: list[Step]) -> Trail[S]:
    if not steps:
        opened = Given(submission.threat, submission.id, DRAFT, submission.opened_on)
        stands = Given(submission.threat, submission.id, submission.state, submission.state_on)
        steps = [opened] if submission.state is DRAFT else [opened, stands]
    return Trail(submission.threat, submission, submission.state, tuple(steps))


def _of_tracker(steps: Iterable[Step]) -> list[tuple[Step, ...]]:
    """The steps of one threat cut after each decision."""
    found: list[tuple[Step, ...]] = []
    run: list[Step] = []
    for step in steps:
        if step.state is MappingState.NOT_SUBMITTED:
            run = []
            continue
        run.append(step)
        if step.state in DECIDED:
            found.append(tuple(run))
            run = []
    return [*found, tuple(run)] if run else found


def trails(submissions: Iterable[S], steps: Iterable[Step], mapped: Iterable[Mapped]) -> tuple[Trail[S], ...]:
    """Every trail: of each submission, then what trackers told; `steps` are oldest first.

    A tracker's trail that is not decided is told only where the threat still stands in its state and has no
    submission of its own on the way.
    """
    own: dict[str, list[Step]] = defaultdict(list)
    told: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        (told[step.threat] if step.submission is None else own[step.submission]).append(step)
    made: list[Trail[S]] = [_of_submission(one, own.get(one.id, [])) for one in submissions]
    live = {trail.threat for trail in made if trail.state in LIVE}
    for threat, mapping, on in mapped:
        runs = _of_tracker(told.get(threat, ()))
        open_ = runs.pop() if runs and runs[-1][-1].state not in DECIDED else ()
        made += [Trail(threat, None, run[-1].state, run) for run in runs]
        if mapping not in WAITING or threat in live:
            continue
        if open_ and open_[-1].state is mapping:
            made.append(Trail(threat, None, mapping, open_))
        elif on is not None:
            made.append(Trail(threat, None, mapping, (Given(threat, None, mapping, on),)))
    return tuple(made)
