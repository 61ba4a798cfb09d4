"""Officers: people who lead threats or own actions, in a force or a partner organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.faults import Fault, Severity, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person; rank is free text because an LRO is tied to none and may belong to a partner."""

    id: str
    version: int = 0
    name: str
    rank: str = ""
    number: str = ""
    force: str | None = None
    organisation: str = ""
    contact: str = ""
    lro_trained_on: date | None = None
    left_on: date | None = None

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a name and where the person works are needed."""
        found = required(name=self.name)
        if not self.force and not self.organisation:
            found.append(Fault("force", "officer.no_place", severity=Severity.WARN))
        if self.lro_trained_on and self.lro_trained_on > today:
            found.append(Fault("lro_trained_on", "date.future"))
        return tuple(found)

    @property
    def display(self) -> str:
        """Rank and name as they stand in tables: "DI Morgan Hale"."""
        return f"{self.rank} {self.name}".strip()
