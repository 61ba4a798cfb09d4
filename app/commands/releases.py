"""Releases to partners, and the conditions that partners accept."""

from __future__ import annotations

from dataclasses import replace

from app.domain.codes import ChoiceList, Handling, ThreatStatus
from app.domain.issue import Acceptance, Release
from app.domain.kinds import KINDS
from app.domain.region import Choice
from app.domain.releases import CODED, CodedText, overlapping
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.unit import Unit, command


def _partner(unit: Unit, id: str) -> Choice:
    choice = unit.get(Choice, id)
    if choice.list is not ChoiceList.PARTNER:
        raise Refusal("release.no_partner", name=choice.name)
    return choice


def _check(unit: Unit, release: Release) -> None:
    for id in release.organisations:
        _partner(unit, id)
    other = overlapping(release, unit.find(Release, threat=release.threat))
    if other is not None:
        raise Refusal("release.twice")


@command("release.give")
def give(unit: Unit, release: Release) -> Release:
    """Releases a threat to partners.

    Refusal("release.archived") for an archived threat, Refusal("release.twice") where another release is to
    the same organisation, Refusal("release.no_partner") for what is no partner organisation.
    """
    if unit.get(Threat, release.threat).status is ThreatStatus.ARCHIVED:
        raise Refusal("release.archived")
    _check(unit, release)
    return unit.put(replace(release, released_by=release.released_by or unit.actor))


@command("release.change")
def change(unit: Unit, release: Release) -> Release:
    """Changes what is released, or to whom; refused as `give` is."""
    _check(unit, release)
    return unit.put(release)


@command("release.withdraw")
def withdraw(unit: Unit, release: Release) -> None:
    """Takes a release back: the next edition does not hold the threat; what was issued stands as it is."""
    unit.drop(release)


@command("conditions.accept")
def accept(unit: Unit, acceptance: Acceptance) -> Acceptance:
    """Records that a partner accepted the conditions that a C-coded text has now.

    Refusal("conditions.none") for a text without conditions, Refusal("conditions.twice") where they are
    accepted by this organisation already, Refusal("release.no_partner").
    """
    record = _coded(unit, acceptance)
    if record.handling is not Handling.C:
        raise Refusal("conditions.none")
    _partner(unit, acceptance.organisation)
    made = replace(acceptance, conditions=record.conditions.strip())
    same = {"kind": made.kind, "object": made.object, "organisation": made.organisation}
    if any(known.conditions == made.conditions for known in unit.find(Acceptance, **same)):
        raise Refusal("conditions.twice")
    return unit.put(made)


@command("conditions.withdraw")
def take_back(unit: Unit, acceptance: Acceptance) -> None:
    """Takes an acceptance back: the text is in no further edition of this organisation."""
    unit.drop(acceptance)


def _coded(unit: Unit, acceptance: Acceptance) -> CodedText:
    cls = KINDS.get(acceptance.kind)
    if cls not in CODED:
        raise Refusal("conditions.none")
    record = unit.get(cls, acceptance.object)
    assert isinstance(record, CODED)
    return record
