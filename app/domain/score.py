"""Scores as entered from the official tool or a local scheme; a recorded score is superseded, not changed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.codes import Confidence
from app.domain.faults import Fault, Severity, required
from app.domain.persons import same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A recorded score of a threat: the total as the scheme gives it; `remark` keeps what stood beside it.

    `reference` is that of the official tool. A score by a local scheme names its `scheme_id` and keeps its
    `answers`, canonical JSON of criterion to value. A moderated one names the `moderator` and, in
    `moderates`, the assessments it settles.
    """

    id: str
    version: int = 0
    threat: str
    total: float
    scheme: str = ""
    scheme_version: str = ""
    assessor: str = ""
    assessed_on: date | None = None
    confidence: Confidence | None = None
    rationale: str = ""
    remark: str = ""
    reference: str = ""
    scheme_id: str | None = None
    answers: str = ""
    moderator: str = ""
    moderates: tuple[str, ...] = ()

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it (domain.md check 25: assessor, rationale and scheme are expected)."""
        found: list[Fault] = []
        for name, value in (
            ("scheme", self.scheme),
            ("assessor", self.assessor),
            ("rationale", self.rationale),
        ):
            if not value:
                found.append(Fault(name, f"score.no_{name}", severity=Severity.WARN))
        if not math.isfinite(self.total):
            found.append(Fault("total", "score.no_number"))
        elif self.total < 0:
            found.append(Fault("total", "score.negative"))
        if self.assessed_on and self.assessed_on > today:
            found.append(Fault("assessed_on", "date.future"))
        if self.moderates and not self.moderator.strip():
            found.append(Fault("moderator", "score.no_moderator"))
        if self.moderator and not self.rationale.strip():
            found.append(Fault("rationale", "score.moderator_says_why"))
        if is_among(self.moderator, persons(self.assessor)):
            found.append(Fault("moderator", "score.own_moderator"))
        return tuple(found)


def scored_by(scheme_id: str | None, scheme: str, scheme_version: str) -> str:
    """What two totals must have in common to be compared: the local scheme's id, else the tool's name."""
    return scheme_id or f"{scheme} {scheme_version}".strip()


def persons(assessor: str) -> tuple[str, ...]:
    """The people whom the assessor's field names: "Pat Lane and Robin Vale" are two."""
    return tuple(name for name in re.split(r"\s*[;,&]\s*|\s+and\s+", assessor.strip()) if name)


def is_among(person: str, others: Iterable[str]) -> bool:
    """Whether somebody is one of the others, with or without a rank."""
    return any(same_person(person, other) for other in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one assessor proposes by a scheme, beside another's; it counts for nothing until it is recorded.

    `answers` is canonical JSON of criterion to value; `settled` is the score that came of it.
    """

    id: str
    version: int = 0
    threat: str
    scheme_id: str | None = None
    total: float
    answers: str = ""
    assessor: str = ""
    assessed_on: date | None = None
    confidence: Confidence | None = None
    rationale: str = ""
    settled: str | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: it names its assessor and its day."""
        found = required(assessor=self.assessor, assessed_on=self.assessed_on)
        if not math.isfinite(self.total):
            found.append(Fault("total", "score.no_number"))
        elif self.total < 0:
            found.append(Fault("total", "score.negative"))
        if self.assessed_on and self.assessed_on > today:
            found.append(Fault("assessed_on", "date.future"))
        return tuple(found)
