"""Reviews of whether a threat's record is kept, and holds; none of them disposes of anything by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.faults import Fault, Faulty
from app.domain.retention import Hold, RetentionReview
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.unit import Unit, command


@command("retention.review")
def review(unit: Unit, made: RetentionReview) -> RetentionReview:
    """One review of a threat's record; the newest counts. Refusal("gone") where the threat is not there."""
    unit.get(Threat, made.threat)
    # always a new one: nobody writes over what another person decided
    return unit.put(replace(made, version=0))


@command("retention.hold")
def hold(unit: Unit, made: Hold) -> Hold:
    """A reason for which the record stays, whatever a review decides; Refusal("gone") without the threat."""
    unit.get(Threat, made.threat)
    # always a new one: nobody writes over what another person decided
    return unit.put(replace(made, version=0))


@command("retention.end_hold")
def end_hold(unit: Unit, held: Hold, until: date) -> Hold:
    """The last day of a hold; Refusal("retention.ended") where it has ended, Conflict for a stale copy."""
    stored = unit.get(Hold, held.id)
    if stored.until is not None and stored.until < unit.today:
        raise Refusal("retention.ended")
    if until > unit.today:
        raise Faulty((Fault("until", "date.future"),))
    # no more than its end: the copy in hand might name another threat
    return unit.put(replace(stored, version=held.version, until=until))
