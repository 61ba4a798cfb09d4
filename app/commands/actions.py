"""Actions of the 4P plan and of meetings: added, changed, re-dated, completed, resulted, cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.commands import custom
from app.commands.confirmed import refuse_confirmed
from app.commands.numbering import next_reference, yearly_reference
from app.commands.own import refuse_not_own
from app.domain.action import Action, Redating
from app.domain.codes import ActionState
from app.errors import Refusal
from app.store.unit import Unit, command

LETTER = "A"
"""What the references of actions begin with."""


def _open(action: Action, *states: ActionState) -> None:
    if action.state not in states:
        raise Refusal("action.not_open", state=action.state.value)


@command("action.add")
def add(unit: Unit, action: Action) -> Action:
    """A new action; it is given its reference and, unless stated, today as the day it was set.

    One of a plan is numbered A-0042, one that a meeting set for no threat by its year, 26/031.
    """
    _refuse_confirmed(unit, action.meeting)
    set_on = action.set_on or unit.today
    reference = action.reference
    if not reference:
        of_plan = action.threat is not None
        reference = next_reference(unit, Action, LETTER) if of_plan else yearly_reference(unit, set_on.year)
    return unit.put(replace(action, reference=reference, set_on=set_on))


@command("action.change")
def change(unit: Unit, action: Action, reason: str = "") -> Action:
    """A change of an action's fields; where its due date moves, the move is kept with its reason."""
    stored = unit.get(Action, action.id)
    if (stored.meeting, stored.item) != (action.meeting, action.item):
        _refuse_confirmed(unit, stored.meeting)
        _refuse_confirmed(unit, action.meeting)
    unit.because(reason.strip())
    # saved first, so that a stale copy is told of before a missing reason is
    saved = unit.put(replace(action, due_text="") if action.due else action)
    if stored.due is not None and action.due != stored.due:
        _keep_move(unit, stored, action.due, reason)
    return saved


@command("action.redate")
def redate(unit: Unit, action: Action, due: date, reason: str) -> Action:
    """Moves the due date; the date before it is kept with the reason. Refusal("own.action") as own says."""
    refuse_not_own(unit, action)
    _open(action, ActionState.OPEN)
    unit.because(reason.strip())
    saved = unit.put(replace(action, due=due, due_text=""))
    # a first date is no move
    if action.due is not None:
        _keep_move(unit, action, due, reason)
    return saved


@command("action.complete")
def complete(unit: Unit, action: Action, on: date) -> Action:
    """Done; its outcome is still to be recorded and accepted. Refusal("own.action") as own says."""
    refuse_not_own(unit, action)
    _open(action, ActionState.OPEN)
    return unit.put(replace(action, state=ActionState.COMPLETED, completed_on=on))


@command("action.result")
def result(unit: Unit, action: Action, outcome: str, on: date) -> Action:
    """The outcome is recorded and accepted, which closes the action."""
    _open(action, ActionState.OPEN, ActionState.COMPLETED)
    return unit.put(
        replace(
            action,
            state=ActionState.RESULTED,
            outcome=outcome,
            completed_on=action.completed_on or on,
            closed_on=on,
        )
    )


@command("action.cancel")
def cancel(unit: Unit, action: Action, reason: str, on: date) -> Action:
    """The action will not be done; the reason stands as its outcome."""
    _open(action, ActionState.OPEN)
    unit.because(reason.strip())
    return unit.put(replace(action, state=ActionState.CANCELLED, outcome=reason, closed_on=on))


@command("action.remove")
def remove(unit: Unit, action: Action) -> None:
    """Takes an action that was entered by mistake out of the record, with its re-datings."""
    _refuse_confirmed(unit, unit.get(Action, action.id).meeting)
    for move in unit.find(Redating, action=action.id):
        unit.drop(move)
    custom.forget(unit, action.id)
    unit.drop(action)


def _refuse_confirmed(unit: Unit, meeting: str | None) -> None:
    """Which actions a meeting set is locked with its minutes; what becomes of one is not."""
    if meeting is not None:
        refuse_confirmed(unit, meeting)


def _keep_move(unit: Unit, action: Action, due: date | None, reason: str) -> None:
    move = Redating(
        id=unit.new_id(), action=action.id, was=action.due, now=due, reason=reason.strip(), on=unit.today
    )
    unit.put(move)
