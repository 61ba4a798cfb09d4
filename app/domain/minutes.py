"""What a meeting said and decided, and the minutes made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.agenda import AgendaItem
from app.domain.codes import MeetingState, MinutesState, Outcome
from app.domain.faults import Fault, required
from app.domain.meeting import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNote:
    """What was said on an item; `item` is an agenda item, None for the meeting as a whole."""

    id: str
    version: int = 0
    meeting: str
    item: str | None = None
    text: str
    at: datetime

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(text=self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecision:
    """One decision of a meeting: what was decided (`text`), why, and what became of what was asked.

    `threat` or `request` is what it is about; `reference` is its number in the decision log ("26/101").
    """

    id: str
    version: int = 0
    meeting: str
    item: str | None = None
    reference: str = ""
    outcome: Outcome
    text: str
    rationale: str
    threat: str | None = None
    request: str | None = None
    at: datetime

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a decision has its rationale."""
        return tuple(required(text=self.text, rationale=self.rationale))


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one meeting: draft after draft until a later meeting confirms them.

    `confirmed_at` is the meeting that confirmed them, `corrections` what it corrected.
    """

    id: str
    version: int = 0
    meeting: str
    state: MinutesState = MinutesState.DRAFT
    draft: int = 1
    made_on: date
    confirmed_at: str | None = None
    confirmed_on: date | None = None
    corrections: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found: list[Fault] = []
        if self.state is MinutesState.CONFIRMED:
            found += required(confirmed_at=self.confirmed_at, confirmed_on=self.confirmed_on)
        return tuple(found)


LOCKED_KINDS = frozenset({"meeting_note", "meeting_decision", "attendance", "agenda_item"})
"""The kinds of record that confirmed minutes lock: nothing of them is changed, not by an undo either."""


def locked_by(
    kind: str, id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> str | None:
    """The meeting whose confirmed minutes forbid to take a change back, None for a change they do not lock.

    What became of an action since may be taken back, but not that the meeting set it.
    """
    if kind == "meeting":
        return id
    set_at = kind == "action" and (before or {}).get("meeting") != (after or {}).get("meeting")
    meeting = (before or after or {}).get("meeting") if set_at or kind in LOCKED_KINDS else None
    return meeting or None


def may_confirm(of: Meeting, at: Meeting) -> bool:
    """Whether a meeting can confirm the minutes of another: a later one of its series, not called off."""
    return at.series is of.series and at.on > of.on and at.state is not MeetingState.CANCELLED


def issue_number(minutes: Minutes) -> str:
    """The number under which they are issued: 0.1 for draft 1, 1.0 once confirmed."""
    return "1.0" if minutes.state is MinutesState.CONFIRMED else f"0.{minutes.draft}"


def privately(items: Iterable[AgendaItem]) -> frozenset[str]:
    """The ids of the items for the chair alone: the private ones, and what stands under them."""
    listed = tuple(items)
    own = {item.id for item in listed if item.private}
    return frozenset(own | {item.id for item in listed if item.under in own})
