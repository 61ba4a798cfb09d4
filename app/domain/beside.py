"""What stands beside a threat: gaps, learning, documents, links to other threats, transfers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import Handling, Relation, TransferState
from app.domain.faults import Fault, Severity, required
from app.domain.handling import conditions_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class IntelligenceGap:
    """What is not known and ought to be, the requirement set for it, and who owns it."""

    id: str
    version: int = 0
    threat: str
    text: str
    requirement: str = ""
    owner: str | None = None
    owner_organisation: str = ""
    raised_on: date
    closed_on: date | None = None
    answer: str = ""
    handling: Handling = Handling.P
    conditions: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it (domain.md check 40: an owner is expected)."""
        found = required(text=self.text)
        found += conditions_missing(self.handling, self.conditions)
        if not self.owner and not self.owner_organisation and not self.closed_on:
            found.append(Fault("owner", "gap.no_owner", severity=Severity.WARN))
        if self.raised_on > today:
            found.append(Fault("raised_on", "date.future"))
        if self.closed_on and self.closed_on < self.raised_on:
            found.append(Fault("closed_on", "gap.closed_first"))
        if self.closed_on and self.closed_on > today:
            found.append(Fault("closed_on", "date.future"))
        if self.closed_on and not self.answer.strip():
            found.append(Fault("answer", "gap.no_answer"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What was learned, and with whom it was shared."""

    id: str
    version: int = 0
    threat: str
    text: str
    by: str = ""
    on: date
    shared_with: str = ""
    handling: Handling = Handling.P
    conditions: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(text=self.text)
        found += conditions_missing(self.handling, self.conditions)
        if self.on > today:
            found.append(Fault("on", "date.future"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by its reference, and the system that holds it: never a copy."""

    id: str
    version: int = 0
    threat: str
    title: str
    reference: str
    held_in: str = ""
    on: date | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(title=self.title, reference=self.reference))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatLink:
    """How one threat stands to another: `threat` works with, split from or merged into `other`."""

    id: str
    version: int = 0
    threat: str
    other: str
    relation: Relation = Relation.WORKS_WITH
    on: date | None = None
    note: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a threat has no link to itself."""
        found = required(other=self.other)
        if self.other and self.other == self.threat:
            found.append(Fault("other", "link.itself"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """The transfer of a threat to another force or to the region; accepted by a person on a day."""

    id: str
    version: int = 0
    threat: str
    from_force: str | None = None
    to_force: str | None = None
    reason: str = ""
    state: TransferState = TransferState.PROPOSED
    proposed_by: str = ""
    proposed_on: date
    answered_by: str = ""
    answered_on: date | None = None
    answer: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: it goes elsewhere, and an answer names who gave it and when."""
        found = required(to_force=self.to_force, reason=self.reason)
        if self.to_force and self.to_force == self.from_force:
            found.append(Fault("to_force", "transfer.same_force"))
        if self.state in (TransferState.ACCEPTED, TransferState.DECLINED):
            found += required(answered_by=self.answered_by, answered_on=self.answered_on)
        if self.proposed_on > today:
            found.append(Fault("proposed_on", "date.future"))
        if self.answered_on and self.answered_on > today:
            found.append(Fault("answered_on", "date.future"))
        if self.answered_on and self.answered_on < self.proposed_on:
            found.append(Fault("answered_on", "transfer.answered_first"))
        return tuple(found)
