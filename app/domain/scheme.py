"""Local schemes for scoring: versioned data, never presented as the national model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import scheme_body
from app.domain.codes import SchemeState
from app.domain.faults import Fault, Severity, required
from app.domain.scheme_body import SchemeBody
from app.errors import Refusal


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
        """What is wrong with it; what its body lacks stops only an edition that is to score."""
        found = required(name=self.name, edition=self.edition, label=self.label, body=self.body)
        try:
            within = scheme_body.read(self.body).faults()
        except Refusal as refusal:
            return (*found, Fault("body", refusal.code))
        if self.state is SchemeState.DRAFT:
            within = tuple(replace(fault, severity=Severity.WARN) for fault in within)
        return (*found, *within)

    @property
    def called(self) -> str:
        """Name and edition as a list shows them."""
        return f"{self.name} {self.edition}".strip()

    @property
    def titles(self) -> dict[str, str]:
        """The titles of its criteria by code; none where its body cannot be read."""
        try:
            return {one.code: one.title for one in self.read().criteria}
        except Refusal:
            return {}

    def read(self) -> SchemeBody:
        """Its parts, formula and bands; Refusal("scheme.unreadable") for a body that is none."""
        return scheme_body.read(self.body)


def shipped(entries: Iterable[Mapping[str, Any]]) -> tuple[Scheme, ...]:
    """The schemes of the reference data, whose bodies stand there as objects rather than text."""
    found = []
    for entry in entries:
        body = scheme_body.write(scheme_body.from_plain(entry["body"]))
        found.append(Scheme(**{**entry, "body": body, "state": SchemeState(entry["state"])}))
    return tuple(found)


def edition_after(edition: str) -> str:
    """The edition that follows: "2" after "1", "2025.2" after "2025.1", "draft 2" after "draft"."""
    digits = len(edition) - len(edition.rstrip("0123456789"))
    if not digits:
        return f"{edition} 2".strip()
    return f"{edition[:-digits]}{int(edition[-digits:]) + 1}"
