"""Submissions as the pack tells of them: each with threat, clock and completeness, on the meeting's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.codes import MappingState
from app.domain.dates import add_months
from app.domain.month import SubmissionRow, ThreatRow
from app.domain.submission_fields import Completeness
from app.domain.submission_rules import DECIDED, WAITING, WITH_ROCTA, Clock, limit
from app.domain.submission_rules import live_unratified as is_live
from app.domain.submission_trail import Trail
from app.packs.facts import Facts
from app.packs.phrases import count, day, within

MONTHS = 12
"""The months over which submissions are counted by force and reason."""


@dataclass(frozen=True)
class Way:
    """One submission on its way; `complete` counts what the threat and the form say now."""

    trail: Trail[SubmissionRow]
    threat: ThreatRow
    clock: Clock
    complete: Completeness
    most: int | None
    active: bool
    alone: bool = False

    @property
    def state(self) -> MappingState:
        """Where it stands."""
        return self.trail.state

    @property
    def waiting(self) -> bool:
        """Sent, not decided, and the threat is under management."""
        return self.active and self.state in WAITING

    @property
    def since(self) -> date | None:
        """The day on which its state began."""
        return self.clock.now.since if self.clock.now else None

    @property
    def days(self) -> int:
        """Days in its state."""
        return self.clock.now.days if self.clock.now else 0

    @property
    def over(self) -> bool:
        """Longer in its state than the LOCAL limit."""
        return self.most is not None and self.days > self.most

    @property
    def live(self) -> bool:
        """Police work goes on before the group is ratified."""
        return is_live(self.threat) and self.state not in DECIDED

    @property
    def self_ratified(self) -> bool:
        """Ratified by the person who had prepared it: a unit of one."""
        return self.alone and self.state is MappingState.RATIFIED

    @property
    def own(self) -> bool:
        """Whether the register holds the submission itself, not only what a tracker told."""
        return self.trail.submission is not None


class Ways:
    """Every submission of a month, and the counts over them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.today = facts.today
        self.year_from = add_months(facts.today, -MONTHS)
        settings = facts.month.settings
        self.limits = (settings.submission_limit_days, settings.returned_limit_days)
        self.all = tuple(self._way(trail) for trail in facts.trails)

    def _way(self, trail: Trail[SubmissionRow]) -> Way:
        threat = self.facts.threats[trail.threat]
        return Way(
            trail,
            threat,
            trail.clock(self.today),
            self.facts.complete(threat, trail.submission),
            limit(trail.state, *self.limits),
            threat.id in self.facts.active_ids,
            trail.submission is not None and trail.submission.id in self.facts.month.self_ratified,
        )

    @cached_property
    def waiting(self) -> tuple[Way, ...]:
        """Those not decided, longest in their state first."""
        found = [way for way in self.all if way.waiting]
        return tuple(sorted(found, key=lambda way: (-way.days, way.threat.reference)))

    @cached_property
    def live(self) -> tuple[ThreatRow, ...]:
        """Active threats with a live operation that are not ratified, submitted or not."""
        return tuple(row for row in self.facts.active if is_live(row))

    def decided_since(self, state: MappingState) -> tuple[Way, ...]:
        """Those that came to a decision since the meeting before, oldest first."""
        found = [way for way in self.all if way.state is state and self.facts.is_new(way.since)]
        return tuple(sorted(found, key=lambda way: (way.since or date.min, way.threat.reference)))

    @cached_property
    def sent(self) -> tuple[Way, ...]:
        """Those first sent in the year before the meeting."""
        return tuple(way for way in self.all if self._within(way.clock.sent_on))

    @cached_property
    def decided(self) -> tuple[Way, ...]:
        """Those decided in the year before the meeting whose wait is known."""
        found = (way for way in self.all if self._within(way.clock.decided_on))
        return tuple(way for way in found if way.clock.waited is not None)

    @cached_property
    def returns(self) -> tuple[str, ...]:
        """The reason of each return in the year before the meeting, in words."""
        names = {choice.id: choice.name for choice in self.facts.month.choices}
        return tuple(
            names.get(step.return_reason or "", "No reason of the list")
            for way in self.all
            for step in way.trail.steps
            if step.state is MappingState.RETURNED and self._within(step.on)
        )

    def _within(self, on: date | None) -> bool:
        return on is not None and self.year_from < on <= self.today


# what the plan-health exceptions find (checks 26 to 29)


def _late(facts: Facts, threat: ThreatRow, days: int) -> bool:
    return threat.mapping_on is not None and (facts.today - threat.mapping_on).days > days


def _said(facts: Facts, threat: ThreatRow) -> str:
    days = (facts.today - threat.mapping_on).days if threat.mapping_on else 0
    return f"{threat.mapping.value.capitalize()} {day(threat.mapping_on)}, {count(days, 'day')} ago"


def live_unratified(facts: Facts, threat: ThreatRow) -> str:
    """Check 26: an operation is live on a group that ROCTA has not ratified."""
    if not is_live(threat):
        return ""
    return f"Op {threat.operation}, {threat.mapping.value}" if threat.operation else threat.mapping.value


def submission_waiting(facts: Facts, threat: ThreatRow) -> str:
    """Check 27: it waits with ROCTA for longer than the LOCAL limit."""
    late = _late(facts, threat, facts.month.settings.submission_limit_days)
    return _said(facts, threat) if late and threat.mapping in WITH_ROCTA else ""


def returned_waiting(facts: Facts, threat: ThreatRow) -> str:
    """Check 28: it was returned and not sent again within the LOCAL limit."""
    late = _late(facts, threat, facts.month.settings.returned_limit_days)
    return _said(facts, threat) if late and threat.mapping is MappingState.RETURNED else ""


def fields_missing(facts: Facts, threat: ThreatRow) -> str:
    """Check 29: it was sent and lacks fields that the region requires."""
    found = facts.submissions_lacking.get(threat.id)
    return f"{found.short}: {missing_words(found)}" if found else ""


def missing_words(found: Completeness, most: int = 3) -> str:
    """What is missing, the first few by name: "harm evidence; nominals; 3 more"."""
    named = [within(title) for title in found.missing]
    rest = len(named) - most
    if rest > 1:
        named = [*named[:most], f"{rest} more"]
    return "; ".join(named)
