"""What may be released to partners: on which texts conditions hang, and which releases overlap."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.action import Action, Update
from app.domain.beside import IntelligenceGap, Learning
from app.domain.disruption import Disruption
from app.domain.issue import Acceptance, Release
from app.domain.kinds import kind_of

CodedText = Action | Update | Disruption | IntelligenceGap | Learning
CODED: tuple[type[CodedText], ...] = (Action, Update, Disruption, IntelligenceGap, Learning)
"""The records whose texts have a handling code (3x5x2)."""


def said(record: CodedText) -> str:
    """What a record with a handling code says, in one text."""
    return record.title if isinstance(record, Action | Disruption) else record.text


def overlapping(release: Release, others: Iterable[Release]) -> Release | None:
    """Another release of the same threat that names the same organisation, or is to all as well."""
    for other in others:
        if other.id == release.id or other.threat != release.threat:
            continue
        both_all = not release.organisations and not other.organisations
        if both_all or set(release.organisations) & set(other.organisations):
            return other
    return None


def holds(acceptance: Acceptance, record: CodedText) -> bool:
    """Whether an acceptance is of the conditions that the record has now."""
    same = (acceptance.kind, acceptance.object) == (kind_of(record), record.id)
    return same and acceptance.conditions.strip() == record.conditions.strip()
