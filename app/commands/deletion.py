"""Deleting a threat that should never have been recorded, with all that hangs on it; undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.commands.confirmed import confirmed
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.custom import CustomValue
from app.domain.dates import shown
from app.domain.faults import Faulty, required
from app.domain.kinds import KINDS, Record, kind_of
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.references import pointing
from app.store.unit import Unit, command

LOOSE = {
    ("agenda_item", "threat"), ("agenda_item", "request"), ("agenda_item", "submission"),
    ("meeting_decision", "threat"), ("meeting_decision", "request"),
}  # fmt: skip
"""What a meeting wrote stays, and only forgets what it was about."""


@command("threat.delete")
def delete(unit: Unit, threat: Threat, reason: str, authority: str) -> None:
    """Takes a threat out with everything that hangs on it; archiving is what ends the management of one.

    The journal keeps why and on whose authority, and what it was until a disposal blanks it. Raises Faulty
    without both, Conflict for a stale copy, Refusal("threat.in_minutes") where confirmed minutes name it.
    """
    missing = required(reason=reason, authority=authority)
    if missing:
        raise Faulty(tuple(missing))
    unit.because(f"{reason.strip()} (authority: {authority.strip()})")
    gone: dict[tuple[str, str], Record] = {}
    _collect(unit, threat, gone)
    freed = tuple(_freed(unit, gone))
    told = (*freed, *(record for record in gone.values() if isinstance(record, Action)))
    for meeting in {record.meeting for record in told if record.meeting}:
        if confirmed(unit, meeting):
            raise Refusal("threat.in_minutes", on=shown(unit.get(Meeting, meeting).on))
    for each in freed:
        unit.put(each)
    # what hangs on a record goes before it
    for record in reversed(gone.values()):
        for value in unit.find(CustomValue, object=record.id):
            if ("custom_value", value.id) not in gone:
                unit.drop(value)
        unit.drop(record)


def _collect(unit: Unit, record: Record, gone: dict[tuple[str, str], Record]) -> None:
    kind = kind_of(record)
    if (kind, record.id) in gone:
        return
    gone[kind, record.id] = record
    for name, column in pointing(kind):
        if (name, column) not in LOOSE:
            for other in unit.find(KINDS[name], **{column: record.id}):
                _collect(unit, other, gone)


def _freed(unit: Unit, gone: dict[tuple[str, str], Record]) -> Iterator[AgendaItem | MeetingDecision]:
    """What a meeting wrote about the records that go, without them."""
    freed: dict[tuple[str, str], Any] = {}
    for kind, id in gone:
        for name, column in pointing(kind):
            if (name, column) in LOOSE:
                for other in unit.find(KINDS[name], **{column: id}):
                    kept = freed.get((name, other.id), other)
                    freed[name, other.id] = replace(kept, **{column: None})
    yield from freed.values()
