"""Actions that a meeting set: added to a meeting that was held, and set by hand where the meeting forgot one.

Whatever happens to one later (changed, re-dated, completed, resulted, cancelled, removed) is done by the
commands of actions: an action is one, whoever set it.
"""

from __future__ import annotations

from dataclasses import replace

from app.commands import actions
from app.commands.confirmed import refuse_confirmed
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.dates import shown
from app.domain.faults import Faulty, required
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.store.unit import Unit, command


@command("meeting_action.add")
def add(unit: Unit, action: Action) -> Action:
    """An action of a meeting, entered after it; numbered by the year of its meeting, set on its day.

    Refusal("meeting_action.not_held") where the meeting is still to come, "meeting_action.item" where the
    item is not of that meeting, "meeting.confirmed" where its minutes are locked; Faulty without a meeting.
    """
    if action.meeting is None:
        raise Faulty(tuple(required(meeting=action.meeting)))
    meeting = unit.get(Meeting, action.meeting)
    if meeting.on > unit.today:
        raise Refusal("meeting_action.not_held", on=shown(meeting.on))
    if action.item and unit.get(AgendaItem, action.item).meeting != meeting.id:
        raise Refusal("meeting_action.item", on=shown(meeting.on))
    refuse_confirmed(unit, meeting.id)
    made: Action = actions.add(unit, replace(action, set_on=meeting.on))
    return made
