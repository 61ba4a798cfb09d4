"""Chase sheets that left, and what those that came back change: all of one sheet in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.commands import actions, updates
from app.domain.action import Action, Update
from app.domain.chase import ChaseStep, plain
from app.domain.codes import ActionState, LogClass
from app.domain.dates import shown
from app.errors import Refusal
from app.store.unit import Unit, command


@command("chase.record", undoable=False)
def record(unit: Unit, pack: str, bodies: Sequence[bytes], facts: Mapping[str, Any]) -> None:
    """Keeps each sheet as it left, and logs the disclosure with the recipients (DPA 2018 s.62)."""
    for body in bodies:
        unit.keep(body)
    unit.log(LogClass.DISCLOSURE, "chase", pack, dict(facts))


@command("chase.take_in")
def take_in(unit: Unit, steps: Sequence[ChaseStep], by: str, facts: Mapping[str, Any]) -> int:
    """Takes in a sheet that came back; how many actions it changed.

    Refusal("import.moved_on") where somebody changed one of its actions since it was compared.
    """
    for each in steps:
        unit.because(f"{facts['file']}: {by}")
        _take(unit, each, by)
    if steps:
        unit.because("")
        unit.log(LogClass.COLLECTION, "import", after=dict(facts))
    return len(steps)


def _take(unit: Unit, step: ChaseStep, by: str) -> None:
    action = unit.seek(Action, step.action)
    if action is None or action.version != step.version:
        raise Refusal("import.moved_on")
    if step.update:
        action = _tell(unit, action, step.update, by)
    if step.due is not None:
        action = actions.redate(unit, action, step.due, step.reason)
    if step.state is ActionState.COMPLETED:
        action = actions.complete(unit, action, unit.today)
    elif step.state is ActionState.RESULTED:
        action = actions.result(unit, action, step.outcome, unit.today)
    if step.outcome and step.state is not ActionState.RESULTED and step.outcome != action.outcome:
        actions.change(unit, replace(action, outcome=step.outcome))


def _tell(unit: Unit, action: Action, text: str, by: str) -> Action:
    """What the lead says: an update on the threat's P; a meeting's own action keeps it in its details."""
    if action.threat is not None:
        said = f"{action.reference}: {text}"
        updates.add(
            unit,
            Update(
                id=unit.new_id(),
                threat=action.threat,
                on=unit.today,
                by=by,
                strand=action.strand,
                text=said,
                handling=action.handling,
                conditions=action.conditions,
            ),
        )
        return action
    line = f"{shown(unit.today)}, {by}: {plain(text)}"
    changed: Action = actions.change(unit, replace(action, detail=f"{action.detail}\n{line}".strip()))
    return changed


@command("calendar.write", undoable=False)
def disclose_calendar(unit: Unit, code: str, facts: Mapping[str, Any]) -> None:
    """Logs that a calendar left the register: its marking, its recipient, the SHA-256 of its file."""
    unit.log(LogClass.DISCLOSURE, "calendar", code, dict(facts))
