"""The disruptions of the demonstration: two to four a threat a year, most of them Pursue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.codes import Rating, Strand
from app.domain.disruption import Disruption, Rerating
from app.domain.kinds import Record
from app.domain.threat import Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.happenings import Diary
from app.jobs.demonstration.lexicon import Lexicon, words

DAY = timedelta(days=1)
STRANDS = (
    *(Strand.PURSUE,) * 83,
    *(Strand.PREVENT,) * 7,
    *(Strand.PROTECT,) * 6,
    *(Strand.PREPARE,) * 4,
)
RATINGS = (
    *(Rating.MAJOR,) * 11,
    *(Rating.MODERATE,) * 32,
    *(Rating.MINOR,) * 51,
    *(Rating.NONE,) * 4,
    *(Rating.NEGATIVE,) * 2,
)


@dataclass(slots=True)
class Effects:
    """Makes disruptions with their moderation and changes of rating."""

    dice: Dice
    lexicon: Lexicon
    diary: Diary
    new_id: Callable[[], str]
    made: int = 0

    def effects(self, brief: Brief, threat: Threat, begun: date, ended: date) -> list[Record]:
        """What was recorded in the last eighteen months, oldest first; some threats have none."""
        dice = self.dice
        if (not brief.rank and dice.chance(0.13)) or (
            brief.flags & {"submitted", "returned"} and dice.chance(0.7)
        ):
            return []
        first = max(begun + 20 * DAY, ended - 545 * DAY)
        if first >= ended:
            return []
        number = round((ended - first).days / 365 * (dice.between(1, 6) + (1 if brief.rank else 0)))
        found: list[Record] = []
        for on in sorted(dice.workday(first, ended) for _ in range(number)):
            found += self._effect(threat, on, ended)
        if brief.lively and dice.chance(0.5):
            self._late(threat)
        return found

    def _late(self, threat: Threat) -> None:
        """One that was recorded in the last weeks, and is not moderated yet."""
        on = self.diary.day()
        late = self._one(threat, on, None)
        self.diary.note(on, "disruption.record", "", new=replace(late, reference=""))

    def _effect(self, threat: Threat, on: date, ended: date) -> list[Record]:
        dice = self.dice
        moderated = on + dice.between(5, 40) * DAY if dice.chance(0.95) else None
        if moderated and moderated > ended:
            moderated = None
        self.made += 1
        made = self._one(threat, on, moderated)
        if moderated and dice.chance(0.04):
            return self._rerated(made, moderated)
        return [made]

    def _one(self, threat: Threat, on: date, moderated: date | None) -> Disruption:
        dice, lists = self.dice, words("disruptions")
        strand, rating = dice.pick(STRANDS), dice.pick(RATINGS)
        themes = (threat.primary_theme, threat.primary_theme, *threat.secondary_themes)
        on_apmis = bool(threat.apmis_ref) and dice.chance(0.95)
        supporting = dice.shuffled(lists["supporting"])[: dice.between(0, 2)]
        return Disruption(
            id=self.new_id(),
            threat=threat.id,
            reference=f"D-{self.made:04d}",
            on=on,
            strand=strand,
            rating=rating,
            theme=dice.pick(themes),
            title=self.lexicon.fill(
                dice.pick(lists[strand.value][rating.value]), partner=dice.pick(words("people")["partners"])
            ),
            originator=dice.pick(("SIO", "LRO", "Force SOC coordinator", "Neighbourhood team", "SWROCU")),
            lead_body=dice.pick(lists["bodies"]),
            supporting_bodies=tuple(supporting),
            rationale="" if dice.chance(0.03) else self.lexicon.fill(dice.pick(lists["rationale"])),
            moderated_by=dice.pick(lists["moderators"]) if moderated else "",
            moderated_on=moderated,
            apmis=on_apmis,
            apmis_ref=f"APM-D-{dice.below(90_000) + 10_000}" if on_apmis else "",
        )

    def _rerated(self, made: Disruption, on: date) -> list[Record]:
        """The disruption as it stands, with the rating that it had at first."""
        dice = self.dice
        was = dice.pick([rating for rating in Rating if rating is not made.rating])
        move = Rerating(
            id=self.new_id(),
            disruption=made.id,
            was=was,
            now=made.rating,
            reason=dice.pick(words("disruptions")["rerated"]),
            by=made.moderated_by,
            on=on,
        )
        return [made, move]
