"""Local schemes for scoring: versioned data, never presented as the national model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import SchemeState
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One edition of a local scheme; `body` is canonical JSON of its parts, criteria, formula and bands.

    An edition that has scored anything is not changed: the next edition follows it. `label` is printed with
    every score made by it.
    """

    id: str
    version: int = 0
    name: str
    edition: str = "1"
    label: str = ""
    state: SchemeState = SchemeState.DRAFT
    body: str

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name, edition=self.edition, label=self.label, body=self.body))
