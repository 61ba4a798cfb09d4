"""The months before: series, who is expected, past meetings with what they said, and their open actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app import resources
from app.domain.action import Action, Redating, Update
from app.domain.agenda import AgendaItem
from app.domain.clock import LONDON
from app.domain.codes import (
    ActionState,
    ChoiceList,
    Handling,
    MeetingState,
    MinutesState,
    Outcome,
    Present,
    Series,
)
from app.domain.issue import Acceptance, Release
from app.domain.kinds import Record
from app.domain.meeting import Attendance, Meeting, MeetingSeries, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.officer import Officer
from app.domain.region import Choice
from app.domain.threat import Threat
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.lexicon import words

TOLD = 5
"""Past meetings of which agenda, attendance and minutes are kept."""
RELEASED = 9
"""Groups of the ranked list of which something is released to partners."""


@dataclass(slots=True)
class Cycle:
    """Makes what the monthly cycle has left behind by the day on which the register was filled."""

    dice: Dice
    new_id: Callable[[], str]
    filled: date
    named: Mapping[str, Officer]
    meetings: list[Meeting] = field(default_factory=list)
    partners: list[Choice] = field(default_factory=list)
    ranked: list[Threat] = field(default_factory=list)
    released: set[str] = field(default_factory=set)
    conditioned: list[Update] = field(default_factory=list)
    _items: dict[tuple[str, str], AgendaItem] = field(default_factory=dict)
    _number: int = 30
    _decided: int = 60

    def frame(self) -> list[Record]:
        """The series with those expected, and the partner organisations."""
        told = words("meetings")
        made: list[Record] = []
        for one in told["series"]:
            values = {**one, "series": Series(one["series"]), "deputies": tuple(one["deputies"])}
            made.append(MeetingSeries(id=self.new_id(), **values))
        for place, one in enumerate(told["members"]):
            made.append(Member(id=self.new_id(), series=Series.TASKING, place=place, **one))
        for place, one in enumerate(told["partners"]):
            partner = Choice(id=self.new_id(), list=ChoiceList.PARTNER, place=place, **one)
            self.partners.append(partner)
            made.append(partner)
        return made

    def held(self, meeting: Meeting) -> Meeting:
        """A meeting as the day of the filling knows it: held, or still planned."""
        if meeting.on > self.filled:
            return meeting
        held = replace(meeting, state=MeetingState.HELD, began=meeting.starts, ended=meeting.ends)
        if meeting.series is Series.TASKING:
            self.meetings.append(held)
        return held

    def performance(self, tasking: Sequence[Meeting]) -> list[Meeting]:
        """A performance meeting each quarter, in the week after the tasking meeting's."""
        chair = words("meetings")["series"][2]
        found = []
        for meeting in tasking:
            if int(meeting.month[5:]) % 3 == 0:
                on = meeting.on + timedelta(days=16)
                made = Meeting(
                    id=self.new_id(),
                    series=Series.PERFORMANCE,
                    month=f"{on:%Y-%m}",
                    on=on,
                    starts=chair["starts"],
                    ends=chair["ends"],
                    chair=chair["chair"],
                    venue=chair["venue"],
                )
                found.append(self.held(made))
        return found

    def looked_at(self, threat: Threat, records: list[Record]) -> list[Record]:
        """A threat's records, some of whose updates may be shared with conditions only."""
        if threat.priority is None:
            return records
        self.ranked.append(threat)
        conditions = words("meetings")["releases"]["conditions"]
        found: list[Record] = []
        for record in records:
            if isinstance(record, Update) and self.dice.chance(0.12):
                told = replace(record, handling=Handling.C, conditions=self.dice.pick(conditions))
                self.conditioned.append(told)
                found.append(told)
            else:
                found.append(record)
        return found

    def told(self) -> list[Record]:
        """The last meetings with their actions, and what is released to partners."""
        past = sorted(self.meetings, key=lambda meeting: meeting.on)[-8:]
        made: list[Record] = []
        for meeting, following in zip(past[-TOLD:], [*past[-TOLD + 1 :], None], strict=True):
            made += self._meeting(meeting, following)
        back = list(reversed(past))
        for one in words("meetings")["actions"]:
            made += self._action(one, back)
        for one in words("meetings")["closed"]:
            made += self._closed(one, back)
        return [*made, *self._releases()]

    def _meeting(self, meeting: Meeting, following: Meeting | None) -> list[Record]:
        told = words("meetings")
        made: list[Record] = []
        for place, (_, key, title, led_by, minutes) in enumerate(resources.reference("agenda"), 1):
            item = AgendaItem(
                id=self.new_id(),
                meeting=meeting.id,
                place=place,
                key=key,
                title=title,
                led_by=led_by,
                minutes=minutes,
            )
            self._items[meeting.id, key] = item
            made.append(item)
        for member in told["members"]:
            away = self.dice.chance(0.12)
            made.append(
                Attendance(
                    id=self.new_id(),
                    meeting=meeting.id,
                    name=member["name"],
                    organisation=member["organisation"],
                    items=member.get("items", ""),
                    state=Present.APOLOGIES if away else Present.PRESENT,
                )
            )
        made += self._said(meeting, told["past"])
        state = MinutesState.CONFIRMED if following else MinutesState.DRAFT
        made.append(
            Minutes(
                id=self.new_id(),
                meeting=meeting.id,
                made_on=meeting.on + timedelta(days=1),
                state=state,
                confirmed_at=following.id if following else None,
                confirmed_on=following.on if following else None,
            )
        )
        return made

    def _said(self, meeting: Meeting, told: Sequence[Mapping[str, Any]]) -> list[Record]:
        made: list[Record] = []
        for place, one in enumerate(told):
            at = datetime.combine(meeting.on, time(10, 4 + 9 * place), LONDON).astimezone(UTC)
            item = self._items[meeting.id, one["key"]].id
            made.append(MeetingNote(id=self.new_id(), meeting=meeting.id, item=item, text=one["note"], at=at))
            if "decision" in one:
                self._decided += 1
                made.append(
                    MeetingDecision(
                        id=self.new_id(),
                        meeting=meeting.id,
                        item=item,
                        outcome=Outcome.AGREED,
                        reference=f"{meeting.on:%y}/{self._decided:03d}",
                        text=one["decision"],
                        rationale=one["why"],
                        at=at + timedelta(minutes=4),
                    )
                )
        return made

    def owner(self, name: str) -> tuple[str | None, str]:
        """An owner as an officer's id, or as the name of a body."""
        officer = self.named.get(name)
        return (officer.id, "") if officer else (None, name)

    def _on(self, back: Sequence[Meeting], number: int) -> date:
        """The day of the meeting so many before the coming one (0), which is a month after the last."""
        if number > 0:
            return back[min(number, len(back)) - 1].on
        return back[0].on + timedelta(days=28 * (1 - number))

    def _action(self, told: Mapping[str, Any], back: Sequence[Meeting]) -> list[Record]:
        self._number += 1
        meeting = back[min(told["back"], len(back)) - 1]
        dates = [self._on(back, told["first"]), *(self._on(back, at) for _, at in told["moves"])]
        item = self._items.get((meeting.id, told["item"]))
        owner, body = self.owner(told["owner"])
        action = Action(
            id=self.new_id(),
            threat=None,
            strand=None,
            reference=f"{meeting.on:%y}/{self._number:03d}",
            title=told["title"],
            set_on=meeting.on,
            due=dates[-1],
            meeting=meeting.id,
            item=item.id if item else None,
            owner=owner,
            owner_organisation=body,
        )
        made: list[Record] = [action]
        for (reason, _), was, now in zip(told["moves"], dates, dates[1:], strict=False):
            moved = min(max(was, meeting.on) + timedelta(days=1), self.filled)
            made.append(
                Redating(id=self.new_id(), action=action.id, was=was, now=now, reason=reason, on=moved)
            )
        return made

    def _closed(self, told: Mapping[str, Any], back: Sequence[Meeting]) -> list[Record]:
        (made, *_) = self._action({**told, "moves": []}, back)
        assert isinstance(made, Action)
        done = min((made.due or self.filled) - timedelta(days=3), self.filled)
        return [
            replace(
                made, state=ActionState.RESULTED, completed_on=done, closed_on=done, outcome=told["outcome"]
            )
        ]

    def _releases(self) -> list[Record]:
        told = words("meetings")["releases"]
        made: list[Record] = []
        ranked = sorted(self.ranked, key=lambda threat: threat.priority or 0)
        for place, threat in enumerate(ranked[: 2 * RELEASED : 2]):
            only = (self.partners[place % len(self.partners)].id,) if place % 3 else ()
            first = self.dice.below(len(told["asks"]))
            asks = (told["asks"][first], told["asks"][(first + 1) % len(told["asks"])])
            made.append(
                Release(
                    id=self.new_id(),
                    threat=threat.id,
                    organisations=only,
                    need_to_know=told["know"][place % len(told["know"])],
                    contacts=tuple(told["contacts"]),
                    asks=asks,
                    released_by="DI Pat Ostrow",
                    released_on=self.filled - timedelta(days=9),
                )
            )
            self.released.add(threat.id)
        for update in [one for one in self.conditioned if one.threat in self.released][:4]:
            made.append(
                Acceptance(
                    id=self.new_id(),
                    kind="update",
                    object=update.id,
                    organisation=self.partners[0].id,
                    conditions=update.conditions,
                    accepted_by="R Dunmore",
                    on=self.filled - timedelta(days=8),
                )
            )
        return made
