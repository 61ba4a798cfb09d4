"""A month of the demonstration played by commands: the last pack, its meeting, and the next agenda."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from app.commands import agenda, demo, issues, meeting, minutes
from app.domain import leaving
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.agenda_rules import Proposal, Rule
from app.domain.clock import LONDON
from app.domain.codes import Outcome, Present
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision
from app.jobs import issue_month
from app.jobs.demonstration.lexicon import words
from app.jobs.demonstration.world import World
from app.reads.agenda import agenda_page
from app.reads.meetings import meetings
from app.register import Register

KNOWN = "Leads and scores were asked for again on the day of issue; forces answer at the meeting."
WITHOUT_PACK = 1_000
"""From so many threats on the pack is left to whoever asks for it: it would take minutes."""


class Stage(NamedTuple):
    """One thing that the coordinator did, and when."""

    at: datetime
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Month:
    """The meeting that lies between the filling and today, and the one after it."""

    register: Register
    world: World

    def stages(self) -> Iterator[Stage]:
        """What the coordinator did, in order of time."""
        world = self.world
        found = sorted(self.register.ask(meetings), key=lambda one: one.on)
        held = next((one for one in found if world.filled < one.on < world.today), None)
        if held is not None:
            issued = datetime.combine(world.filled, time(17, 40), LONDON).astimezone(UTC)
            yield Stage(issued, lambda: self._lay(held))
            if world.total < WITHOUT_PACK:
                yield Stage(issued + timedelta(minutes=4), lambda: self._issue(held))
            before = max((one for one in found if one.on < held.on), key=lambda one: one.on, default=None)
            yield from self._meeting(held, before)
        coming = next((one for one in found if one.on >= world.today), None)
        if coming is not None:
            day = max(world.today - timedelta(days=2), world.filled)
            yield Stage(_at(day, 9, 5), lambda: self._lay(coming))

    def _do(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        seeded = demo.seeded(command, self.world.cycle.dice.bits)
        return self.register.do(seeded, *args, **kwargs).result

    def _lay(self, of: Meeting) -> None:
        """The agenda: ranked groups and requests accepted, a review parked, an item for the chair alone."""
        self._do(agenda.begin, of.id)
        private = words("meetings")["private"]
        self._do(agenda.add, AgendaItem(id=self.world.cycle.new_id(), meeting=of.id, private=True, **private))
        found: tuple[Proposal, ...] = self.register.ask(agenda_page, of.id, self.world.today).proposals
        wanted = tuple(one for one in found if one.rule in (Rule.PRIORITY, Rule.REQUEST))
        self._do(agenda.accept, of.id, wanted)
        later = [one for one in found if one.rule is Rule.REVIEW][:1]
        if later:
            self._do(agenda.park, of.id, later)

    def _issue(self, of: Meeting) -> None:
        with tempfile.TemporaryDirectory() as folder:
            made = issue_month.issue(self.register, of.month, Path(folder), gaps_reason=KNOWN)
        if made.issue is not None:
            for one in words("meetings")["members"][:10]:
                values = {"organisation": one["organisation"], "how": "By hand, numbered copy"}
                with leaving.because("For the meeting"):
                    self._do(issues.send, made.issue.id, one["name"], **values)

    def _meeting(self, of: Meeting, before: Meeting | None) -> Iterator[Stage]:
        on = of.on
        yield Stage(_at(on, 10, 1), lambda: self._begin(of))
        if before is not None:
            yield Stage(_at(on, 10, 6), lambda: self._do(minutes.confirm, before.id, of.id))
        for place, one in enumerate(words("meetings")["november"]):
            yield Stage(_at(on, 10, 3 + 5 * place), lambda one=one: self._take(of, one))  # type: ignore[misc]
        yield Stage(_at(on, 12, 8), lambda: self._do(meeting.end, of.id))
        if on + timedelta(days=1) < self.world.today:
            yield Stage(_at(on + timedelta(days=1), 9, 30), lambda: self._do(minutes.draft, of.id))

    def _begin(self, of: Meeting) -> None:
        self._do(meeting.start, of.id)
        came = [
            Attendance(
                id=self.world.cycle.new_id(),
                meeting=of.id,
                name=one["name"],
                organisation=one["organisation"],
                items=one.get("items", ""),
                state=Present.APOLOGIES if one["name"].startswith("HMRC") else Present.PRESENT,
            )
            for one in words("meetings")["members"]
        ]
        self._do(meeting.attend, of.id, came)

    def _take(self, of: Meeting, told: dict[str, Any]) -> None:
        """One item: what was said, decided and set."""
        every = self.register.ask(agenda_page, of.id, of.on).every
        item = next((one.id for one in every if one.key == told["key"]), None)
        self._do(meeting.note, of.id, item, told["note"])
        new_id, cycle = self.world.cycle.new_id, self.world.cycle
        if "decision" in told:
            decision = MeetingDecision(
                id=new_id(), meeting=of.id, item=item, outcome=Outcome.AGREED, text=told["decision"],
                rationale=told["why"], at=self.register.clock.now(),
            )  # fmt: skip
            self._do(meeting.decide, decision)
        if "action" in told:
            set_ = told["action"]
            owner, body = cycle.owner(set_["owner"])
            due: date = of.on + timedelta(days=set_["days"])
            action = Action(
                id=new_id(), threat=None, strand=None, title=set_["title"], owner=owner,
                owner_organisation=body, due=due, meeting=of.id, item=item,
            )  # fmt: skip
            self._do(meeting.set_action, action)


def _at(on: date, hour: int, minute: int) -> datetime:
    return datetime.combine(on, time(hour, minute), LONDON).astimezone(UTC)
