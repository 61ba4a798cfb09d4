"""Who leads a threat, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import LeadRole
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An officer in a role for a threat from `since` until `until` (None: still); a change keeps history."""

    id: str
    version: int = 0
    threat: str
    role: LeadRole
    officer: str
    since: date | None = None
    until: date | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(officer=self.officer)
        if self.since and self.since > today:
            found.append(Fault("since", "date.future"))
        if self.since and self.until and self.until < self.since:
            found.append(Fault("until", "assignment.ends_first"))
        return tuple(found)
