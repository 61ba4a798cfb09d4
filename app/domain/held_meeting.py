"""A meeting that was held, as rows: all that its minutes are made of, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.domain.agenda import AgendaItem
from app.domain.codes import Handling
from app.domain.meeting import Attendance, Meeting, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes, privately
from app.domain.region import Region
from app.domain.region_settings import RegionSettings


class SetAction(NamedTuple):
    """An action that the meeting set, with the date that it was given there; `threat` is a reference."""

    id: str
    reference: str
    title: str
    owner: str
    due: date | None
    item: str | None
    threat: str
    handling: Handling = Handling.P
    conditions: str = ""


class EarlierDecision(NamedTuple):
    """A decision of an earlier meeting of the series, with the number of its item as it was printed."""

    on: date
    number: str
    private: bool
    decision: MeetingDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeeting:
    """One meeting with what was said, decided and set; `references` are of threats and requests by id.

    `next_on` is the day of the next meeting of the series. `closed` and `carried` count the actions that
    earlier meetings of the series had set: closed since the one before, and open still when this one ended.
    `items` are those listed, `taken_off` the ids of the items for the chair alone that no longer are.
    """

    region: Region
    settings: RegionSettings
    meeting: Meeting
    next_on: date | None = None
    items: tuple[AgendaItem, ...] = ()
    notes: tuple[MeetingNote, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()
    actions: tuple[SetAction, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    members: tuple[Member, ...] = ()
    minutes: Minutes | None = None
    references: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[EarlierDecision, ...] = ()
    closed: int = 0
    carried: int = 0
    taken_off: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the items for the chair alone, listed or taken off since."""
        return privately(self.items) | self.taken_off
