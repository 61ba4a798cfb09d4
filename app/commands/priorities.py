"""The ranked list of the month: a threat placed or taken off, the whole list put in order, or by score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.domain.codes import ThreatStatus
from app.domain.ranking import by_hand, proposed
from app.domain.region import Setting
from app.domain.region_settings import from_records, to_record
from app.domain.score import Score
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command


def _listed(unit: Unit) -> dict[str, Any]:
    """The threats of the list in their order, with place and reason."""
    where = table(Threat).c
    query = select(where.id, where.reference, where.priority, where.priority_reason)
    ranked = query.where(where.priority.is_not(None)).order_by(where.priority, where.reference)
    return {row.id: row for row in unit.rows(ranked)}


def _scores(unit: Unit) -> dict[str, float]:
    """The latest total of each threat."""
    where = table(Score).c
    query = select(where.threat, where.total).order_by(where.assessed_on, where.id)
    return {row.threat: row.total for row in unit.rows(query)}


def _rank(unit: Unit, order: tuple[str, ...], reasons: Mapping[str, str]) -> int:
    """Makes the threats given, in that order, the month's ranked list; returns how many changed.

    The reason of one that its score explains, or that left the list, goes.
    """
    places = {id: place for place, id in enumerate(order, 1)}
    changed = 0
    for id in sorted(_listed(unit).keys() | places.keys()):
        threat, reason = unit.get(Threat, id), reasons.get(id, "")
        if threat.priority != places.get(id) or threat.priority_reason != reason:
            unit.because(reason if reason != threat.priority_reason else "")
            unit.put(replace(threat, priority=places.get(id), priority_reason=reason))
            changed += 1
    return changed


def _refuse_archived(unit: Unit, ids: tuple[str, ...]) -> None:
    if any(unit.get(Threat, id).status is ThreatStatus.ARCHIVED for id in ids):
        raise Refusal("threat.archived_unranked")


def _reasons(
    unit: Unit, order: tuple[str, ...], given: Mapping[str, str], moved: frozenset[str]
) -> dict[str, str]:
    """The reason of each that stands where its score would not put it.

    Refusal("priority.no_reason") where one that stood by its score till now has none.
    """
    listed, scores = _listed(unit), _scores(unit)
    known = {id: row.priority_reason for id, row in listed.items() if row.priority_reason}
    said = known | {id: words.strip() for id, words in given.items()}
    stood = by_hand(tuple(listed), scores, (), known.keys())
    reasoned = stood | known.keys() | {id for id in given if given[id].strip()}
    apart = by_hand(order, scores, moved, reasoned)
    missing = [id for id in order if id in apart - stood and not said.get(id)]
    if missing:
        reference = unit.get(Threat, missing[0]).reference
        raise Refusal("priority.no_reason", count=len(missing), reference=reference)
    return {id: said[id] for id in apart if said.get(id)}


@command("threat.place")
def place(unit: Unit, threat: str, at: int | None, reason: str = "") -> int:
    """Puts a threat at a place of the ranked list, from 1, or takes it off; the others move up or down.

    A place past the end is the last. Refusal("threat.archived_unranked") for an archived one,
    Refusal("priority.no_reason") for a place that its score does not explain, without a reason.
    """
    order = [id for id in _listed(unit) if id != threat]
    if at is not None:
        _refuse_archived(unit, (threat,))
        order.insert(at - 1, threat)
    made = tuple(order)
    return _rank(unit, made, _reasons(unit, made, {threat: reason} if reason else {}, frozenset({threat})))


@command("priority.order")
def put_in_order(
    unit: Unit,
    order: tuple[str, ...],
    reasons: Mapping[str, str],
    *,
    was: tuple[str, ...],
    cut_off: int | None = None,
) -> int:
    """Makes `order` the ranked list, in one step with the reasons of those ranked by hand and the cut-off.

    `was` is the list as the person saw it: Refusal("priority.changed_since") where another changed it
    meanwhile. `cut_off` None leaves the LOCAL line where it is; 0 takes it away.
    """
    if tuple(_listed(unit)) != was:
        raise Refusal("priority.changed_since")
    made = tuple(dict.fromkeys(order))
    _refuse_archived(unit, made)
    changed = _rank(unit, made, _reasons(unit, made, reasons, frozenset()))
    if cut_off is not None:
        _draw_line(unit, cut_off)
    return changed


def _draw_line(unit: Unit, cut_off: int) -> None:
    stored = unit.find(Setting)
    if from_records(stored).priority_cut_off != cut_off:
        versions = {setting.id: setting.version for setting in stored}
        unit.because("")
        unit.put(to_record("priority_cut_off", cut_off, versions.get("priority_cut_off", 0)))


@command("priority.propose")
def propose(unit: Unit) -> int:
    """Puts the list in the order of the latest scores; those ranked by hand keep place and reason."""
    listed = _listed(unit)
    fixed = {id: row.priority_reason for id, row in listed.items() if row.priority_reason}
    return _rank(unit, proposed(tuple(listed), _scores(unit), fixed), fixed)
