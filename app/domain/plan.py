"""The 4P plan of a threat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import Strand
from app.domain.faults import Fault, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The 4P plan: its owner, approval and review, and why a P needs no action."""

    id: str
    version: int = 0
    threat: str
    owner: str | None = None
    approved_by: str = ""
    approved_on: date | None = None
    next_review: date | None = None
    pursue_not_needed: str = ""
    prevent_not_needed: str = ""
    protect_not_needed: str = ""
    prepare_not_needed: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: approval names both who and when."""
        found: list[Fault] = []
        if not self.owner:
            found.append(Fault("owner", "plan.no_owner", severity=Severity.WARN))
        if self.approved_on and not self.approved_by:
            found.append(Fault("approved_by", "plan.no_approver"))
        if self.approved_by and not self.approved_on:
            found.append(Fault("approved_on", "plan.no_approval_date"))
        if self.approved_on and self.approved_on > today:
            found.append(Fault("approved_on", "date.future"))
        return tuple(found)

    def not_needed(self, strand: Strand) -> str:
        """Why this P needs no action; empty when no reason was given."""
        reasons = {
            Strand.PURSUE: self.pursue_not_needed,
            Strand.PREVENT: self.prevent_not_needed,
            Strand.PROTECT: self.protect_not_needed,
            Strand.PREPARE: self.prepare_not_needed,
        }
        return reasons[strand]
