"""Actions of the 4P plan, their re-dating, and the progress written about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import ActionState, Handling, Strand
from app.domain.faults import Fault, Severity, required
from app.domain.handling import conditions_missing

VAGUE = frozenset({"ongoing", "monitor", "monitoring", "continue", "review", "tbc", "as required"})
"""Whole titles that do not say what will be done (domain.md check 19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One owned, dated step of a plan, or with no threat an action that a meeting set.

    `meeting` is where it was set, `item` the agenda item; both None for one of the plan itself.
    The owner is an officer (`owner`, an id) or an organisation by name; `due_text` keeps what a
    tracker wrote where it was no date, `as_written` the whole line or row as it came.
    """

    id: str
    version: int = 0
    threat: str | None
    reference: str = ""
    strand: Strand | None
    title: str
    detail: str = ""
    owner: str | None = None
    owner_organisation: str = ""
    set_on: date | None = None
    due: date | None = None
    due_text: str = ""
    state: ActionState = ActionState.OPEN
    completed_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    as_written: str = ""
    meeting: str | None = None
    item: str | None = None
    handling: Handling = Handling.P
    conditions: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a title stops saving, a gap that prints as Red is a warning."""
        found = required(title=self.title)
        if self.threat and self.strand is None:
            found += required(strand=self.strand)
        if not self.threat and not self.meeting:
            found += required(threat=self.threat)
        found += conditions_missing(self.handling, self.conditions)
        if self.title.strip().strip(".").casefold() in VAGUE:
            found.append(Fault("title", "action.vague", {"title": self.title}))
        if self.state is ActionState.OPEN:
            if not self.owner and not self.owner_organisation:
                found.append(Fault("owner", "action.no_owner", severity=Severity.WARN))
            if self.due is None:
                found.append(Fault("due", "action.no_due", severity=Severity.WARN))
        if self.state is ActionState.RESULTED and not self.outcome:
            found.append(Fault("outcome", "action.no_outcome"))
        if self.set_on and self.due and self.due < self.set_on:
            found.append(Fault("due", "action.due_before_set", severity=Severity.WARN))
        return tuple(found)

    @property
    def live(self) -> bool:
        """Whether something is still to be done or its result recorded."""
        return self.state in (ActionState.OPEN, ActionState.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redating:
    """One move of an action's due date, kept with its reason for ever."""

    id: str
    version: int = 0
    action: str
    was: date | None
    now: date | None
    reason: str
    on: date

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a re-dating needs its reason."""
        found = required(reason=self.reason)
        if self.was == self.now:
            found.append(Fault("now", "redating.same_date"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A progress update on a threat or on one of its Ps; `by` is the name as written."""

    id: str
    version: int = 0
    threat: str
    on: date
    by: str = ""
    strand: Strand | None = None
    text: str
    handling: Handling = Handling.P
    conditions: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(text=self.text)
        found += conditions_missing(self.handling, self.conditions)
        if self.on > today:
            found.append(Fault("on", "date.future"))
        return tuple(found)
