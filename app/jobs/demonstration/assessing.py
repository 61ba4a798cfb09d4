"""Two assessors who differ: some settled by a moderator, some waiting side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import resources
from app.domain import scheme_body
from app.domain.codes import Confidence
from app.domain.kinds import Record
from app.domain.scheme import Scheme, shipped
from app.domain.score import Assessment, Score
from app.domain.threat import Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.lexicon import words

WAITING = frozenset({3, 30, 61})
"""Places in the list of active threats where two assessments by the local example wait."""


@dataclass(slots=True)
class Assessing:
    """Makes assessments and moderated scores."""

    dice: Dice
    filled: date
    new_id: Callable[[], str]

    def assessments(self, brief: Brief, threat: Threat, scores: Sequence[Record]) -> list[Record]:
        """What two assessors said of a threat, before the scores that follow from it."""
        if brief.active and brief.number in WAITING:
            return self._waiting(threat)
        last = scores[-1] if scores else None
        if brief.rank and isinstance(last, Score) and last.assessed_on and self.dice.chance(0.25):
            return self._settled(threat, last, last.assessed_on)
        return []

    def _waiting(self, threat: Threat) -> list[Record]:
        (example,) = shipped(resources.reference("schemes"))
        analysts = self.dice.shuffled(words("people")["analysts"])[:2]
        return [self._by_scheme(threat, example, analyst) for analyst in analysts]

    def _by_scheme(self, threat: Threat, example: Scheme, analyst: str) -> Assessment:
        dice, body = self.dice, example.read()
        answers = {one.code: dice.pick(one.values[len(one.values) // 3 :]).number for one in body.criteria}
        return Assessment(
            id=self.new_id(),
            threat=threat.id,
            scheme_id=example.id,
            total=body.total(answers),
            answers=scheme_body.write_answers(answers),
            assessor=analyst,
            assessed_on=dice.workday(self.filled - timedelta(days=20), self.filled),
            confidence=body.confidence(answers),
            rationale="As in the analyst's note.",
        )

    def _settled(self, threat: Threat, last: Score, on: date) -> list[Record]:
        """Two assessments that a moderator settled as the score that stands."""
        dice = self.dice
        others = [name for name in words("people")["analysts"] if name != last.assessor]
        pair = [
            Assessment(
                id=self.new_id(),
                threat=threat.id,
                total=last.total + step,
                assessor=name,
                assessed_on=on,
                confidence=Confidence.MEDIUM,
                rationale="As in the analyst's note.",
                settled=last.id,
            )
            for name, step in zip(others, (-dice.between(4, 25), dice.between(3, 20)), strict=False)
        ]
        return list(pair)

    def moderated(self, scores: Sequence[Record], made: Sequence[Record]) -> list[Record]:
        """The scores, the last of them naming what it settles."""
        settled = tuple(one.id for one in made if isinstance(one, Assessment) and one.settled)
        last = scores[-1] if scores else None
        if not settled or not isinstance(last, Score):
            return list(scores)
        by = " and ".join(one.assessor for one in made if isinstance(one, Assessment))
        moderated = replace(last, moderator=last.assessor, moderates=settled, assessor=by)
        return [*scores[:-1], moderated]
