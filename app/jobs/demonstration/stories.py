"""What is told of a threat: progress updates and scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.action import Update
from app.domain.codes import Confidence, Strand
from app.domain.dates import add_months
from app.domain.kinds import Record
from app.domain.score import Score
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.groups import Leads
from app.jobs.demonstration.happenings import Diary
from app.jobs.demonstration.lexicon import Lexicon, words

DAY = timedelta(days=1)
STRANDS = (None, None, None, Strand.PURSUE, Strand.PURSUE, Strand.PREVENT, Strand.PROTECT, Strand.PREPARE)


@dataclass(slots=True)
class Stories:
    """Writes updates and scores as officers and analysts do."""

    dice: Dice
    lexicon: Lexicon
    diary: Diary
    new_id: Callable[[], str]

    def updates(self, brief: Brief, threat: str, leads: Leads, begun: date, ended: date) -> list[Record]:
        """The progress updates of a threat, oldest first."""
        dice, filled = self.dice, self.diary.filled
        first = max(begun, filled - 545 * DAY)
        if ended < first:
            first = begun
        days = sorted(dice.workday(first, ended) for _ in range(dice.between(3, 11 if brief.active else 5)))
        found: list[Record] = [self._update(threat, leads, on) for on in days]
        if brief.lively:
            for _ in range(dice.between(1, 3)):
                on = self.diary.day()
                self.diary.note(on, "update.add", "", new=self._update(threat, leads, on))
        return found

    def _update(self, threat: str, leads: Leads, on: date) -> Update:
        dice, lists = self.dice, words("stories")
        if dice.chance(0.06):
            by, text = "Regional meeting", dice.pick(lists["meeting"])
        else:
            person = leads.lro if dice.chance(0.5) else leads.sio
            by = person.display if person else dice.pick(words("people")["analysts"])
            partner = dice.pick(words("people")["partners"])
            text = self.lexicon.fill(dice.pick(lists["updates"]), partner=partner)
        return Update(id=self.new_id(), threat=threat, on=on, by=by, strand=dice.pick(STRANDS), text=text)

    def scores(self, brief: Brief, threat: str, begun: date, ended: date) -> list[Record]:
        """The assessments of a threat, oldest first; none where it was never scored."""
        if "never scored" in brief.flags or (brief.given and not brief.given["name"]):
            return []
        dice, today = self.dice, self.diary.today
        fresh = add_months(today if brief.active else ended, -6) + 3 * DAY
        last = dice.workday(max(begun, fresh), ended)
        if "score stale" in brief.flags:
            latest = add_months(today, -6) - 2 * DAY
            last = dice.workday(min(max(begun, latest - 300 * DAY), latest), latest)
        days = [last]
        for _ in range(dice.between(0, 4)):
            before = days[-1] - dice.between(70, 200) * DAY
            if before < begun:
                break
            days.append(before)
        days.reverse()
        total = float(dice.between(330, 420) if brief.rank else dice.between(80, 340))
        found: list[Record] = []
        for on in days:
            found.append(self._score(threat, on, total, first=on == days[0]))
            total = max(40.0, min(480.0, total + dice.between(-34, 40)))
        if brief.lively and "score stale" not in brief.flags and dice.chance(0.3):
            on = self.diary.day()
            self.diary.note(on, "score.record", "", new=self._score(threat, on, total))
        return found

    def _score(self, threat: str, on: date, total: float, *, first: bool = False) -> Score:
        dice, lists = self.dice, words("stories")
        return Score(
            id=self.new_id(),
            threat=threat,
            total=total,
            scheme="MoRiLE 2020",
            scheme_version="1.2",
            assessor=dice.pick(words("people")["analysts"]),
            assessed_on=on,
            confidence=dice.pick((Confidence.LOW, Confidence.MEDIUM, Confidence.MEDIUM, Confidence.HIGH)),
            rationale=self.lexicon.fill(dice.pick(lists["first_rationale" if first else "rationale"])),
        )
