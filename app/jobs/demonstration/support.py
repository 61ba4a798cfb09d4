"""Requests for regional support along their route, and the capabilities meetings that decide them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app import resources
from app.domain.codes import Decision, Met, RequestState, Series
from app.domain.kinds import Record
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.domain.threat import Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.happenings import Diary
from app.jobs.demonstration.lexicon import Lexicon, words

DAY = timedelta(days=1)
DECISIONS = (
    *(Decision.GRANTED,) * 36,
    *(Decision.PART,) * 7,
    *(Decision.REFUSED,) * 4,
    *(Decision.DEFERRED,) * 6,
)


def _capabilities() -> dict[str, str]:
    shipped = resources.reference("choices")
    return {choice["name"]: choice["id"] for choice in shipped if choice["list"] == "capability"}


@dataclass(slots=True)
class Support:
    """Makes requests; `meetings` are those of the capabilities series, oldest first."""

    dice: Dice
    lexicon: Lexicon
    diary: Diary
    new_id: Callable[[], str]
    meetings: list[Meeting] = field(default_factory=list)
    capabilities: dict[str, str] = field(default_factory=_capabilities)
    made: int = 0

    def capabilities_meetings(self, tasking: Iterator[Meeting] | list[Meeting]) -> list[Meeting]:
        """One a week before each tasking meeting."""
        for meeting in tasking:
            on = meeting.on - timedelta(days=7)
            self.meetings.append(
                Meeting(
                    id=self.new_id(),
                    series=Series.CAPABILITIES,
                    month=f"{on:%Y-%m}",
                    on=on,
                    starts="14:00",
                    ends="15:30",
                    chair=words("requests")["decided_by"],
                    venue="Regional headquarters, room 4",
                )
            )
        return self.meetings

    def requests(self, brief: Brief, threat: Threat, begun: date, ended: date) -> list[Record]:
        """The requests of a threat: most of the ranked list have asked once or twice."""
        dice = self.dice
        if not dice.chance(0.75 if brief.rank else 0.22):
            return []
        found: list[Record] = []
        first = max(begun + 10 * DAY, ended - 400 * DAY)
        if first >= ended - 20 * DAY:
            return []
        days = sorted(dice.workday(first, ended - 14 * DAY) for _ in range(dice.between(1, 2)))
        names = list(self.capabilities)
        name = dice.pick(names)
        for on in days:
            found.append(self._request(threat, name, on))
            # one that asks again mostly asks for the same
            name = name if dice.chance(0.6) else dice.pick(names)
        if brief.active and brief.rank and brief.rank <= 12 and dice.chance(0.5):
            on = dice.workday(ended - 22 * DAY, ended - DAY)
            found.append(self._wanted(threat, name, on))
        if brief.lively and not brief.rank and dice.chance(0.3):
            on = self.diary.day()
            self.diary.note(on, "request.bid", "", new=replace(self._bid(threat, name, on), reference=""))
        return found

    def _bid(self, threat: Threat, name: str, on: date) -> Request:
        dice, lists = self.dice, words("requests")
        self.made += 1
        return Request(
            id=self.new_id(),
            threat=threat.id,
            reference=f"R-{self.made:04d}",
            capability=self.capabilities[name],
            asked=self.lexicon.fill(dice.pick(lists["asked"][name])),
            justification=self.lexicon.fill(dice.pick(lists["why"])),
            bid_by=dice.pick(lists["bidders"]),
            bid_on=on,
        )

    def _with_manager(self, made: Request) -> Request:
        dice, lists = self.dice, words("requests")
        triaged = min(made.bid_on + dice.between(1, 5) * DAY, self.diary.filled)
        seen = min(triaged + dice.between(1, 6) * DAY, self.diary.filled)
        return replace(
            made,
            state=RequestState.WITH_MANAGER,
            triaged_by="ROCU tasking desk",
            triaged_on=triaged,
            triage=dice.pick(lists["triage"]),
            manager=dice.pick(lists["managers"]),
            manager_on=seen,
            manager_view=self.lexicon.fill(dice.pick(lists["views"])),
        )

    def _wanted(self, threat: Threat, name: str, on: date) -> Request:
        """One that waits for the next meeting."""
        made = self._with_manager(self._bid(threat, name, on))
        coming = next(meeting for meeting in self.meetings if meeting.on >= self.diary.today)
        return replace(made, state=RequestState.LISTED, meeting=coming.id)

    def _request(self, threat: Threat, name: str, on: date) -> Request:
        dice, lists = self.dice, words("requests")
        made = self._with_manager(self._bid(threat, name, on))
        seen = made.manager_on or on
        meeting = next((m for m in self.meetings if seen <= m.on <= self.diary.filled), None)
        if meeting is None:
            coming = next(m for m in self.meetings if m.on >= self.diary.today)
            return replace(made, state=RequestState.LISTED, meeting=coming.id)
        decision = dice.pick(DECISIONS)
        made = replace(
            made,
            state=RequestState.DECIDED,
            meeting=meeting.id,
            decision=decision,
            decided_by=meeting.chair,
            decided_on=meeting.on,
        )
        if decision in (Decision.REFUSED, Decision.DEFERRED):
            reason = dice.pick(("No capacity at that time", "Force unit can do this", "More wanted on harm"))
            return replace(made, decision_reason=reason)
        part = decision is Decision.PART
        made = replace(
            made,
            decision_reason="Part only: posts vacant" if part else "",
            conditions=dice.pick(lists["conditions"]) if dice.chance(0.6) else "",
        )
        return self._granted(made, meeting.on)

    def _granted(self, made: Request, decided: date) -> Request:
        dice, lists = self.dice, words("requests")
        agreed = min(decided + dice.between(3, 16) * DAY, self.diary.filled)
        recent = self.diary.filled - decided < 60 * DAY
        if dice.chance(0.2 if recent else 0.0):
            return made
        starts = agreed + dice.between(0, 12) * DAY
        ends = starts + dice.between(14, 70) * DAY
        made = replace(
            made,
            state=RequestState.UNDER_WAY,
            terms=made.asked,
            product=dice.pick(lists["products"]),
            terms_agreed_on=agreed,
            starts=starts,
            ends=ends,
            conditions_met=Met.NOT_YET if made.conditions else None,
        )
        closed = ends + dice.between(2, 20) * DAY
        if closed > self.diary.filled or dice.chance(0.03):
            return made
        return replace(
            made,
            state=RequestState.ENDED,
            outcome=self.lexicon.fill(dice.pick(lists["outcomes"])),
            outcome_on=closed,
            conditions_met=(Met.MET if dice.chance(0.7) else Met.NOT_MET) if made.conditions else None,
            reassess=dice.chance(0.5),
            onward_owner=dice.pick(("Force SOC team", "SIO", "SWROCU", "Neighbourhood team")),
        )
