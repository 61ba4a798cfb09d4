"""Reviews of whether the demonstration's threats are kept, and the few holds on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.codes import MopiGroup, RetentionDecision
from app.domain.dates import add_months
from app.domain.kinds import Record
from app.domain.retention import Hold, RetentionReview
from app.domain.threat import Threat
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.lexicon import words

DAY = timedelta(days=1)


@dataclass(slots=True)
class Keeping:
    """Makes what was decided about keeping a threat's record."""

    dice: Dice
    new_id: Callable[[], str]
    filled: date

    def kept(self, threat: Threat) -> list[Record]:
        """A review of most that were archived and of some that are active; a hold on one in fifteen."""
        dice, lists = self.dice, words("retention")
        archived = threat.archived_on is not None
        found: list[Record] = []
        if dice.chance(0.6 if archived else 0.3):
            begun = threat.archived_on or self.filled - 400 * DAY
            on = dice.workday(min(begun, self.filled - 14 * DAY), self.filled - 7 * DAY)
            dispose = archived and dice.chance(0.2)
            found.append(
                RetentionReview(
                    id=self.new_id(),
                    threat=threat.id,
                    on=on,
                    mopi_group=dice.pick((MopiGroup.TWO, MopiGroup.TWO, MopiGroup.ONE, MopiGroup.THREE)),
                    decision=RetentionDecision.DISPOSE if dispose else RetentionDecision.RETAIN,
                    reviewer=dice.pick(lists["reviewers"]),
                    rationale=dice.pick(lists["dispose" if dispose else "retain"]),
                    # one in eight is due by now
                    next_on=add_months(on, dice.pick((3, 12, 12, 12, 12, 24, 24, 24))),
                )
            )
        if archived and dice.chance(1 / 15):
            why = dice.pick(lists["holds"])
            since = dice.workday(self.filled - 200 * DAY, self.filled - 20 * DAY)
            found.append(Hold(id=self.new_id(), threat=threat.id, since=since, **why))
        return found
