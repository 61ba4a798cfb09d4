"""Submissions to ROCTA made of the steps of mapping: what each said, and what it left open."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import resources
from app.domain.codes import MappingState
from app.domain.kinds import Record
from app.domain.submission import Submission, SubmissionField
from app.domain.threat import MappingStep, Threat
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.happenings import Diary, Happening

DAY = timedelta(days=1)
SAID = {
    "criminality": "Described in the trigger form.",
    "harm": "Logs and crime references listed in the trigger form.",
    "victims": "Counted in the safeguarding return.",
    "corruption": "None known.",
    "firearms": "Suspected; one log.",
    "finance": "Cash seen; no bank picture yet.",
    "activity": "Arrest phase planned for the new year.",
    "gaps": "Wholesale supplier and the money.",
    "owner": "As on the card.",
    "score": "Proposed by the force analyst.",
}
"""What forces write, in the words of a demonstration."""


REASONS = (
    "return-reason-harm-not-evidenced",
    "return-reason-nominals-or-roles-missing",
    "return-reason-area-or-address-missing",
)


def _fields() -> tuple[SubmissionField, ...]:
    return tuple(SubmissionField(*item) for item in resources.reference("submission_fields"))


@dataclass(slots=True)
class Referrals:
    """Makes submissions."""

    dice: Dice
    diary: Diary
    new_id: Callable[[], str]
    made: int = 0

    def referral(
        self, threat: Threat, steps: Sequence[MappingStep], opened_after: date
    ) -> tuple[list[Record], list[MappingStep]]:
        """The submission of a threat first submitted after a day, and its steps with the submission named.

        Earlier ones came from trackers, so their steps stand alone.
        """
        if not steps or steps[0].on < opened_after:
            return [], list(steps)
        dice = self.dice
        self.made += 1
        last = steps[-1]
        ready = last.state is MappingState.RATIFIED
        answers = {
            field.code: SAID[field.code]
            for field in _fields()
            if field.code in SAID and (ready or dice.chance(0.8))
        }
        made = Submission(
            id=self.new_id(),
            threat=threat.id,
            reference=f"S-{self.made:04d}",
            state=last.state,
            proposer="Force SOC coordinator",
            opened_on=steps[0].on - dice.between(1, 12) * DAY,
            state_on=last.on,
            answers=json.dumps(answers, sort_keys=True, separators=(",", ":")),
            ratified_by="P Vosper, ROCTA" if ready else "",
        )
        self._go_on(threat, made)
        return [made], [self._of(made, step) for step in steps]

    def _of(self, made: Submission, step: MappingStep) -> MappingStep:
        returned = step.state is MappingState.RETURNED
        reason = self.dice.pick(REASONS) if returned else None
        return replace(step, submission=made.id, return_reason=reason)

    def _go_on(self, threat: Threat, made: Submission) -> None:
        """What ROCTA says in the last weeks is said of the submission, not of the threat."""
        entries = self.diary.entries
        for place, entry in enumerate(entries):
            if entry.command != "threat.map" or entry.record != threat.id:
                continue
            said = {"on": entry.values["on"]}
            if entry.values["state"] is MappingState.RATIFIED:
                told = {**said, "by": "P Vosper, ROCTA"}
                entries[place] = Happening(entry.at, "submission.ratify", made.id, told)
            else:
                told = {**said, "code": self.dice.pick(REASONS), "reason": entry.values["reason"]}
                entries[place] = Happening(entry.at, "submission.return", made.id, told)
