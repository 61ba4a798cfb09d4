"""When a threat is to be scored again: at a LOCAL interval, or at once after a major change (domain.md §2).

Major changes: a theme gained, a major or negative disruption, a new principal nominal, regional support that
ended with a re-assessment asked for. Only what came after the day of the score in force counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.codes import NominalRole, Rating, RequestState
from app.domain.dates import add_months

RATINGS = (Rating.MAJOR, Rating.NEGATIVE)
"""The ratings of a disruption that ask for a new score."""


class DisruptionLike(Protocol):
    """A disruption, as record or row."""

    @property
    def on(self) -> date:
        """Its day."""
        ...

    @property
    def rating(self) -> Rating | None:
        """Its rating."""
        ...

    @property
    def title(self) -> str:
        """What was done."""
        ...


class NominalLike(Protocol):
    """A nominal, as record or row."""

    @property
    def role(self) -> NominalRole:
        """The part in the group."""
        ...

    @property
    def since(self) -> date | None:
        """When the role began."""
        ...

    @property
    def reference(self) -> str:
        """By what the person is known here."""
        ...


class RequestLike(Protocol):
    """A request for regional support, as record or row."""

    @property
    def state(self) -> RequestState:
        """Where it stands."""
        ...

    @property
    def reassess(self) -> bool:
        """Whether the threat is to be scored again after it."""
        ...

    @property
    def outcome_on(self) -> date | None:
        """The day of the outcome."""
        ...

    @property
    def ends(self) -> date | None:
        """The day on which support ends."""
        ...

    @property
    def reference(self) -> str:
        """Its reference."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score is due: the code names the sentence, `what` fills it; `on` is the day it fell due."""

    code: str
    on: date
    what: str = ""


def next_due(scored_on: date | None, months: int) -> date | None:
    """The day on which the interval ends; None for a score without a day."""
    return add_months(scored_on, months) if scored_on else None


def reasons(
    scored_on: date | None,
    themes_changed_on: date | None,
    disruptions: Iterable[DisruptionLike],
    nominals: Iterable[NominalLike],
    requests: Iterable[RequestLike],
    months: int,
    until: date,
) -> tuple[Reason, ...]:
    """Why a new score is due by a day, earliest first; nothing for a threat not scored, or on no known day.

    `months` is the LOCAL interval (score_stale_months).
    """
    if scored_on is None:
        return ()
    found = [
        reason
        for reason in _changes(themes_changed_on, disruptions, nominals, requests)
        if scored_on < reason.on <= until
    ]
    ends = add_months(scored_on, months)
    if ends <= until:
        found.append(Reason("reassess.interval", ends, str(months)))
    return tuple(sorted(found, key=lambda reason: (reason.on, reason.code, reason.what)))


def changes(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """Those of the reasons that are major changes rather than the interval."""
    return tuple(reason for reason in found if reason.code != "reassess.interval")


def _changes(
    themes_changed_on: date | None,
    disruptions: Iterable[DisruptionLike],
    nominals: Iterable[NominalLike],
    requests: Iterable[RequestLike],
) -> Iterator[Reason]:
    if themes_changed_on:
        yield Reason("reassess.theme", themes_changed_on)
    for disruption in disruptions:
        if disruption.rating in RATINGS:
            yield Reason(f"reassess.{disruption.rating.value}", disruption.on, disruption.title)
    for nominal in nominals:
        if nominal.role is NominalRole.PRINCIPAL and nominal.since:
            yield Reason("reassess.principal", nominal.since, nominal.reference)
    for request in requests:
        ended = request.outcome_on or request.ends
        if request.state is RequestState.ENDED and request.reassess and ended:
            yield Reason("reassess.request", ended, request.reference)
