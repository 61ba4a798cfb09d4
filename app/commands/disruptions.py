"""Disruptions: recorded, changed, re-rated, moderated, put on APMIS, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.commands import custom
from app.commands.numbering import next_reference
from app.commands.separation import settle
from app.domain.codes import Rating, ThreatStatus
from app.domain.dates import shown
from app.domain.disruption import Disruption, Rerating
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.unit import Unit, command

RATED = frozenset({"disruption.record", "disruption.rerate"})
"""The commands whose person does not moderate the rating."""


def _refuse_after_archive(unit: Unit, disruption: Disruption) -> None:
    """A late entry is welcome; work after the archive means that the threat is active again."""
    threat = unit.get(Threat, disruption.threat)
    if threat.status is not ThreatStatus.ARCHIVED:
        return
    if threat.archived_on is None or disruption.on > threat.archived_on:
        on = shown(threat.archived_on) if threat.archived_on else "an unknown day"
        raise Refusal("disruption.after_archive", on=on)


@command("disruption.record")
def record(unit: Unit, disruption: Disruption) -> Disruption:
    """A new disruption; it is given its reference.

    Refusal("disruption.after_archive") where it happened after its threat was archived.
    """
    _refuse_after_archive(unit, disruption)
    given = disruption.reference or next_reference(unit, Disruption, "D")
    return unit.put(replace(disruption, reference=given))


@command("disruption.change")
def change(unit: Unit, disruption: Disruption) -> Disruption:
    """A change of its fields; a first rating is none, and a later one goes only through `rerate`.

    Refusal("disruption.rerate_only") for another rating, Refusal("disruption.moderate_only") for another
    moderation, Refusal("disruption.after_archive") for a day after its threat was archived.
    """
    stored = unit.get(Disruption, disruption.id)
    # saved first, so that a stale copy is told of before any of these
    saved = unit.put(disruption)
    if stored.rating is not None and saved.rating is not stored.rating:
        raise Refusal("disruption.rerate_only")
    if (saved.moderated_by, saved.moderated_on) != (stored.moderated_by, stored.moderated_on):
        raise Refusal("disruption.moderate_only")
    if saved.on != stored.on:
        _refuse_after_archive(unit, saved)
    return saved


@command("disruption.rerate")
def rerate(unit: Unit, disruption: Disruption, now: Rating, reason: str, by: str = "") -> Disruption:
    """Another rating; the one before it is kept with the reason, and its moderation no longer holds."""
    unit.because(reason.strip())
    move = Rerating(
        id=unit.new_id(),
        disruption=disruption.id,
        was=disruption.rating,
        now=now,
        reason=reason.strip(),
        by=by.strip() or unit.actor,
        on=unit.today,
    )
    unit.put(move)
    return unit.put(replace(disruption, rating=now, moderated_by="", moderated_on=None))


@command("disruption.moderate")
def moderate(unit: Unit, disruption: Disruption, by: str, on: date) -> Disruption:
    """The rating that it has was looked at by somebody other than its originator.

    Refusal("separation.own") where whoever is logged in recorded or re-rated it.
    """
    settle(unit, Disruption, (disruption.id,), RATED)
    return unit.put(replace(disruption, moderated_by=by.strip(), moderated_on=on))


@command("disruption.apmis")
def apmis(unit: Unit, disruption: Disruption, there: bool, reference: str = "") -> Disruption:
    """Whether it stands on APMIS, and under which reference."""
    return unit.put(replace(disruption, apmis=there, apmis_ref=reference.strip() if there else ""))


@command("disruption.remove")
def remove(unit: Unit, disruption: Disruption) -> None:
    """Takes a disruption that was entered by mistake out of the record, with its changes of rating."""
    custom.forget(unit, disruption.id)
    for move in unit.find(Rerating, disruption=disruption.id):
        unit.drop(move)
    unit.drop(disruption)
