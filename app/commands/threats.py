"""Threats: added, changed, mapped, put in order, archived, re-opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from app.commands.priorities import place
from app.commands.submissions import live_of
from app.domain.action import Action
from app.domain.beside import IntelligenceGap, Learning, Transfer
from app.domain.closing import Held, checklist, in_words, left_open
from app.domain.codes import MappingState, ThreatStatus
from app.domain.disruption import Disruption
from app.domain.faults import Fault, Faulty
from app.domain.nominal import AncillaryOrder
from app.domain.request import Request
from app.domain.submission import Submission
from app.domain.tags import normalised
from app.domain.threat import MappingStep, Threat
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command

__all__ = ["add", "archive", "change", "map_step", "place", "reopen"]


def _refuse_used(unit: Unit, threat: Threat) -> None:
    where = table(Threat)
    query = select(where.c.id).where(func.lower(where.c.reference) == threat.reference.lower())
    if any(row.id != threat.id for row in unit.rows(query)):
        raise Refusal("threat.reference_used", reference=threat.reference)


def _themes_dated(unit: Unit, threat: Threat) -> Threat:
    """The threat with the day on which it gained a theme; a stale copy is left as it is, for its refusal."""
    stored = unit.get(Threat, threat.id)
    if stored.version != threat.version or not threat.themes - stored.themes:
        return threat
    return replace(threat, themes_changed_on=unit.today)


@command("threat.add")
def add(unit: Unit, threat: Threat) -> Threat:
    """A new threat; Refusal("threat.reference_used") where its reference is taken."""
    _refuse_used(unit, threat)
    return unit.put(replace(threat, tags=normalised(threat.tags)))


@command("threat.change")
def change(unit: Unit, threat: Threat) -> Threat:
    """A change of a threat's own fields; the day is kept on which it gained a theme."""
    _refuse_used(unit, threat)
    return unit.put(_themes_dated(unit, replace(threat, tags=normalised(threat.tags))))


def _held(unit: Unit, id: str, report: str, learning: str, entered: bool | None) -> Held:
    """What the closing checklist looks at, as the register has it now."""
    return Held(
        on=unit.today,
        live_operation=unit.get(Threat, id).live_operation,
        actions=unit.find(Action, threat=id),
        orders=unit.find(AncillaryOrder, threat=id),
        disruptions=unit.find(Disruption, threat=id),
        requests=unit.find(Request, threat=id),
        submissions=unit.find(Submission, threat=id),
        gaps=unit.find(IntelligenceGap, threat=id),
        transfers=unit.find(Transfer, threat=id),
        entered=entered,
        report=report,
        learning=bool(learning.strip() or unit.find(Learning, threat=id)),
    )


@command("threat.archive")
def archive(
    unit: Unit,
    threat: Threat,
    on: date,
    reason: str,
    authoriser: str,
    *,
    report: str = "",
    learning: str = "",
    acknowledged: str = "",
    entered: bool | None = None,
) -> Threat:
    """Ends active management, never a delete; the threat leaves the ranked list.

    `report` is the closing report's reference, `learning` becomes a record of its own, `entered` answers
    whether every disruption is entered. What stays open needs `acknowledged`, the reason why it may, which
    the journal keeps with it; Refusal("archive.open") without.
    """
    if threat.status is ThreatStatus.ARCHIVED:
        raise Refusal("archive.already")
    if on > unit.today:
        raise Faulty((Fault("archived_on", "date.future"),))
    open_ = left_open(checklist(_held(unit, threat.id, report, learning, entered)))
    if open_ and not acknowledged.strip():
        raise Refusal("archive.open", count=sum(open_.values()))
    left = f" Left open: {in_words(open_)}. {acknowledged.strip()}" if open_ else ""
    unit.because(f"{reason.strip()}.{left}" if left else reason)
    ended = unit.put(
        replace(
            threat,
            status=ThreatStatus.ARCHIVED,
            archived_on=on,
            archive_reason=reason,
            archive_authoriser=authoriser,
            closing_report=report.strip() or threat.closing_report,
            priority=None,
        )
    )
    if learning.strip():
        learned = Learning(id=unit.new_id(), threat=threat.id, text=learning.strip(), by=unit.actor, on=on)
        unit.put(learned)
    return ended


@command("threat.reopen")
def reopen(unit: Unit, threat: Threat, reason: str = "") -> Threat:
    """Brings an archived threat back under active management, with everything that hangs on it.

    The journal keeps why it was archived and by whom, and the closing report's reference.
    """
    if threat.status is ThreatStatus.ACTIVE:
        raise Refusal("archive.active")
    unit.because(reason.strip())
    return unit.put(
        replace(
            threat,
            status=ThreatStatus.ACTIVE,
            archived_on=None,
            archive_reason="",
            archive_authoriser="",
            closing_report="",
        )
    )


@command("threat.map")
def map_step(
    unit: Unit, threat: Threat, state: MappingState, on: date, reason: str = "", by: str = ""
) -> Threat:
    """A step of mapping taken from a tracker, kept in the history and shown on the threat.

    Refusal("submission.through_it") where the threat has a submission that is not decided: it says the state.
    """
    live = live_of(unit, threat.id)
    if live is not None:
        raise Refusal("submission.through_it", reference=live.reference)
    unit.put(MappingStep(id=unit.new_id(), threat=threat.id, state=state, on=on, reason=reason, by=by))
    return unit.put(replace(threat, mapping=state, mapping_on=on))
