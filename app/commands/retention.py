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
    return unit.put(made)


@command("retention.hold")
def hold(unit: Unit, made: Hold) -> Hold:
    """A reason for which the record stays, whatever a review decides; Refusal("gone") without the threat."""
    unit.get(Threat, made.threat)
    return unit.put(made)


@command("retention.end_hold")
def end_hold(unit: Unit, held: Hold, until: date) -> Hold:
    """The last day of a hold; Refusal("retention.ended") where it has ended, Conflict for a stale copy."""
    if held.until is not None and held.until < unit.today:
        raise Refusal("retention.ended")
    if until > unit.today:
        raise Faulty((Fault("until", "date.future"),))
    return unit.put(replace(held, until=until))
