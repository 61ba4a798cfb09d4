"""Chase sheets: who is asked about which open action, and what a sheet that came back changes.

Three states are compared: what the sheet said when it left, what it says now, and what the register says now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.codes import ActionState

STATES = (ActionState.OPEN, ActionState.COMPLETED, ActionState.RESULTED)
"""What a lead can choose; whether an action is cancelled is the meeting's to say."""


class ChaseLine(NamedTuple):
    """One action as the sheet said it when it left; `said` is last month's text."""

    action: str
    reference: str
    threat: str
    strand: str
    title: str
    due: date | None
    said: str
    state: ActionState
    outcome: str = ""


class ChaseAnswer(NamedTuple):
    """What one row says when it comes back; texts are trimmed, `due` and `state` as they were typed.

    `due_on` is the date that `due` states, None where it states none.
    """

    row: int
    reference: str
    update: str = ""
    state: str = ""
    due: str = ""
    due_on: date | None = None
    reason: str = ""
    outcome: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing was filled in, the state that stood there aside."""
        return not (self.update or self.due or self.reason or self.outcome)


class ActionNow(NamedTuple):
    """What the register says of an action now; `told` are the texts that it holds of its progress."""

    version: int
    state: ActionState
    due: date | None
    outcome: str
    told: frozenset[str] = frozenset()


class Verdict(StrEnum):
    """What becomes of a row: nothing, taken, taken only where a person says so, or not as it stands."""

    SAME = "same"
    TAKE = "take"
    MOVED = "moved"
    FAULT = "fault"


class ChaseChange(NamedTuple):
    """One field that the sheet changes: what the register says now, what the sheet says; both as printed."""

    field: str
    now: str
    wanted: str
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseRow:
    """One action of a sheet that came back, compared; `fault` is a code, "" for none."""

    line: ChaseLine
    answer: ChaseAnswer
    now: ActionNow | None
    verdict: Verdict
    changes: tuple[ChaseChange, ...] = ()
    fault: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def wants(self, name: str) -> bool:
        """Whether the sheet changes a field."""
        return any(change.field == name for change in self.changes)


class ChaseStep(NamedTuple):
    """What is to be done with one action: each part None or "" where the sheet does not change it."""

    action: str
    version: int
    update: str = ""
    due: date | None = None
    reason: str = ""
    state: ActionState | None = None
    outcome: str = ""


def plain(text: str) -> str:
    """A text as it is compared: however a program broke its lines."""
    return " ".join(text.split())


def compared(line: ChaseLine, answer: ChaseAnswer, now: ActionNow | None, today: date) -> ChaseRow:
    """One row of a sheet against what it said when it left and against the register."""
    if plain(answer.outcome) == plain(line.outcome):
        answer = answer._replace(outcome="")  # it left with the sheet, and nobody touched it
    fault, params = _fault(line, answer, now, today)
    if fault or now is None:
        return ChaseRow(line=line, answer=answer, now=now, verdict=Verdict.FAULT, fault=fault, params=params)
    changes = tuple(_changes(line, answer, now))
    if not changes:
        return ChaseRow(line=line, answer=answer, now=now, verdict=Verdict.SAME)
    moved = any(change.moved for change in changes)
    verdict = Verdict.MOVED if moved else Verdict.TAKE
    return ChaseRow(line=line, answer=answer, now=now, verdict=verdict, changes=changes)


def _state(line: ChaseLine, answer: ChaseAnswer) -> ActionState:
    return ActionState(answer.state.casefold()) if answer.state else line.state


def _fault(
    line: ChaseLine, answer: ChaseAnswer, now: ActionNow | None, today: date
) -> tuple[str, dict[str, object]]:
    """Why a row cannot be taken as it stands: the code, and its values; "" for none."""
    if now is None:
        return "chase.gone", {}
    if answer.state.casefold() not in ("", *STATES):
        return "chase.state_unknown", {"text": answer.state}
    wanted = _state(line, answer)
    if answer.silent and wanted is line.state:
        return "", {}
    if now.state is ActionState.CANCELLED:
        return "chase.cancelled", {}
    if STATES.index(wanted) < STATES.index(line.state):
        return "chase.state_back", {"was": line.state.value, "state": wanted.value}
    if wanted is ActionState.RESULTED and not (answer.outcome or line.outcome or now.outcome):
        return "chase.no_outcome", {}
    if answer.outcome and wanted is ActionState.OPEN:
        return "chase.outcome_open", {}
    return _due_fault(line, answer, now, wanted, today)


def _due_fault(
    line: ChaseLine, answer: ChaseAnswer, now: ActionNow, wanted: ActionState, today: date
) -> tuple[str, dict[str, object]]:
    if answer.due and answer.due_on is None:
        return "chase.due_unreadable", {"text": answer.due}
    if answer.due_on is None or answer.due_on in (line.due, now.due):
        return "", {}
    closed = next((state for state in (wanted, now.state) if state is not ActionState.OPEN), None)
    if closed is not None:
        return "chase.due_closed", {"state": closed.value}
    if answer.due_on < today:
        return "chase.due_past", {}
    return ("", {}) if answer.reason else ("chase.no_reason", {})


def _changes(line: ChaseLine, answer: ChaseAnswer, now: ActionNow) -> list[ChaseChange]:
    found = []
    if answer.update and plain(answer.update) not in now.told:
        found.append(ChaseChange("text", line.said, answer.update))
    wanted = _state(line, answer)
    # one that has gone further here since is not taken back
    if wanted is not line.state and STATES.index(wanted) > STATES.index(now.state):
        found.append(ChaseChange("state", now.state.value, wanted.value, now.state is not line.state))
    if answer.due_on is not None and answer.due_on not in (line.due, now.due):
        shown = now.due.isoformat() if now.due else ""
        found.append(ChaseChange("due", shown, answer.due_on.isoformat(), now.due != line.due))
    if answer.outcome and plain(answer.outcome) != plain(now.outcome):
        found.append(ChaseChange("outcome", now.outcome, answer.outcome, now.outcome != line.outcome))
    return found


def step(row: ChaseRow) -> ChaseStep:
    """What taking a row does."""
    answer, now = row.answer, row.now
    assert now is not None
    state = _state(row.line, answer) if row.wants("state") else None
    outcome = answer.outcome if row.wants("outcome") else ""
    if state is ActionState.RESULTED:
        outcome = outcome or now.outcome or answer.outcome or row.line.outcome
    return ChaseStep(
        row.line.action,
        now.version,
        answer.update if row.wants("text") else "",
        answer.due_on if row.wants("due") else None,
        answer.reason,
        state,
        outcome,
    )
