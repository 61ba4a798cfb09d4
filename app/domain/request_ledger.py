"""The ledger of requests: how many were asked for and what became of them, by force and by capability."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median
from typing import NamedTuple, TypeVar

from app.domain.codes import Decision, RequestState
from app.domain.dates import add_months
from app.domain.request_rules import Asked, undecided

LEDGER_MONTHS = 12
"""What the ledger looks back on, by the day of the bid."""

R = TypeVar("R", bound=Asked)


class Tally(NamedTuple):
    """One line of the ledger; `days` is the median from bid to decision, None where nothing was decided.

    Each request asked stands in exactly one of the five after it; one that was withdrawn stands nowhere.
    """

    asked: int
    granted: int
    part: int
    refused: int
    deferred: int
    open: int
    days: int | None


def tally(requests: Iterable[Asked]) -> Tally:
    """The counts of some requests; the median is rounded half up."""
    counts: Counter[Decision | None] = Counter()
    days: list[int] = []
    for request in requests:
        if request.state is RequestState.WITHDRAWN:
            continue
        decision = None if undecided(request) else request.decision
        counts[decision] += 1
        if decision is not None and request.decided_on is not None:
            days.append((request.decided_on - request.bid_on).days)
    return Tally(
        sum(counts.values()),
        counts[Decision.GRANTED],
        counts[Decision.PART],
        counts[Decision.REFUSED],
        counts[Decision.DEFERRED],
        counts[None],
        int(median(days) + 0.5) if days else None,
    )


def in_ledger(requests: Iterable[R], today: date) -> tuple[R, ...]:
    """The requests whose bid was made in the twelve months up to today."""
    since = add_months(today, -LEDGER_MONTHS)
    return tuple(request for request in requests if since < request.bid_on <= today)


def by(requests: Iterable[R], key: Callable[[R], str]) -> tuple[tuple[str, Tally], ...]:
    """A line for each name that `key` gives, the most asked for first."""
    found: dict[str, list[R]] = defaultdict(list)
    for request in requests:
        found[key(request)].append(request)
    lines = [(name, tally(own)) for name, own in found.items()]
    return tuple(
        sorted((line for line in lines if line[1].asked), key=lambda line: (-line[1].asked, line[0]))
    )
