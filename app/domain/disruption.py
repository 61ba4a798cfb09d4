"""Disruptions: the recorded effect of police and partners on a threat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import Handling, Rating, Strand
from app.domain.faults import Fault, Severity, required
from app.domain.handling import conditions_missing
from app.domain.persons import same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Disruption:
    """One disruption; `theme` is an id, bodies are names as written.

    None in `strand` or `rating` is one not yet said. `apmis` is whether it stands on APMIS too, under
    `apmis_ref`. Moderation is who looked at the rating, and when.
    """

    id: str
    version: int = 0
    threat: str
    reference: str = ""
    on: date
    strand: Strand | None = None
    rating: Rating | None = None
    theme: str | None = None
    title: str
    originator: str = ""
    lead_body: str = ""
    supporting_bodies: tuple[str, ...] = ()
    rationale: str = ""
    moderated_by: str = ""
    moderated_on: date | None = None
    apmis: bool = False
    apmis_ref: str = ""
    handling: Handling = Handling.P
    conditions: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it (domain.md checks 32 and 33: P, rating and rationale are expected).

        Who moderates is not who originated it, and there is a rating to moderate (practice: moderation is a
        second look).
        """
        found = required(title=self.title)
        found += conditions_missing(self.handling, self.conditions)
        for name in ("strand", "rating", "rationale"):
            if not getattr(self, name):
                found.append(Fault(name, f"disruption.no_{name}", severity=Severity.WARN))
        if self.on > today:
            found.append(Fault("on", "date.future"))
        if self.moderated_on and not self.moderated_by:
            found.append(Fault("moderated_by", "disruption.no_moderator"))
        if self.moderated_by and not self.moderated_on:
            found.append(Fault("moderated_on", "disruption.no_moderation_date"))
        if self.moderated_on and self.moderated_on > today:
            found.append(Fault("moderated_on", "date.future"))
        if self.moderated_on and self.moderated_on < self.on:
            found.append(Fault("moderated_on", "disruption.moderated_first", severity=Severity.WARN))
        if self.moderated_on and self.rating is None:
            found.append(Fault("rating", "disruption.moderated_unrated"))
        if same_person(self.moderated_by, self.originator):
            found.append(Fault("moderated_by", "disruption.own_moderation", {"name": self.moderated_by}))
        if self.apmis and not self.apmis_ref:
            found.append(Fault("apmis_ref", "disruption.no_apmis_ref", severity=Severity.WARN))
        if self.apmis_ref and not self.apmis:
            found.append(Fault("apmis", "disruption.ref_not_on", severity=Severity.WARN))
        return tuple(found)

    @property
    def moderated(self) -> bool:
        """Whether the rating that it has now was moderated."""
        return self.moderated_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerating:
    """One change of a disruption's rating, kept with its reason for ever."""

    id: str
    version: int = 0
    disruption: str
    was: Rating | None
    now: Rating | None
    reason: str
    by: str = ""
    on: date

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a change needs its reason."""
        found = required(reason=self.reason)
        if self.was == self.now:
            found.append(Fault("now", "rerating.same"))
        return tuple(found)
