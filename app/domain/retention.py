"""Review, retention and disposal: what is decided about keeping a threat's record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.codes import DisposalState, MopiGroup, RetentionDecision
from app.domain.dates import add_months
from app.domain.faults import Fault, required
from app.domain.region_settings import RegionSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionReview:
    """One review of whether a threat's record is kept; the newest says when the next is due."""

    id: str
    version: int = 0
    threat: str
    on: date
    mopi_group: MopiGroup
    decision: RetentionDecision = RetentionDecision.RETAIN
    reviewer: str = ""
    rationale: str = ""
    next_on: date | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(reviewer=self.reviewer, rationale=self.rationale)
        if self.on > today:
            found.append(Fault("on", "date.future"))
        if self.next_on is not None and self.next_on <= self.on:
            found.append(Fault("next_on", "retention.next_first"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A reason for which a threat's record may not be disposed of, such as proceedings, while it stands."""

    id: str
    version: int = 0
    threat: str
    since: date
    until: date | None = None
    reason: str = ""
    authority: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(reason=self.reason, authority=self.authority)
        if self.since > today:
            found.append(Fault("since", "date.future"))
        if self.until is not None and self.until < self.since:
            found.append(Fault("until", "retention.ended_first"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """The disposal of one threat by two people; it names the record by its identifier alone.

    `entries` is how many entries of the journal were blanked.
    """

    id: str
    version: int = 0
    subject: str
    state: DisposalState = DisposalState.PROPOSED
    proposed_on: date
    proposed_by: str = ""
    reason: str = ""
    authority: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    entries: int = 0

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(reason=self.reason, authority=self.authority))


def stands(hold: Hold, today: date) -> bool:
    """Whether a hold still stands; its last day counts."""
    return hold.until is None or hold.until >= today


def newest(reviews: Iterable[RetentionReview]) -> RetentionReview | None:
    """The review that counts: of the latest day, and of that day the one made last."""
    return max(reviews, key=lambda review: (review.on, review.id), default=None)


def next_on(on: date, group: MopiGroup, settings: RegionSettings) -> date:
    """When the region reviews a record of that group again (LOCAL)."""
    return add_months(on, settings.review_months[group])


def due_on(last: RetentionReview | None, recorded_on: date, settings: RegionSettings) -> date:
    """When a record is to be reviewed: as the newest review says, else after its first months (LOCAL)."""
    if last is None:
        return add_months(recorded_on, settings.review_first_months)
    return last.next_on or next_on(last.on, last.mopi_group, settings)
