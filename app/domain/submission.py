"""Submissions: a force's referral of a suspected group to ROCTA for mapping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes import MappingState
from app.domain.faults import Fault, required
from app.domain.persons import same_person


class SubmissionField(NamedTuple):
    """One thing that a region asks of a submission: LOCAL, edited as a setting.

    `source` is the field of the threat that says it already, "" where the form asks; `required` counts
    towards completeness.
    """

    code: str
    title: str
    help: str = ""
    source: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission; its steps are MappingStep records, the last of which is its `state`.

    `answers` is canonical JSON of field code to text for the fields that the region asks for; what the threat
    itself says is not kept twice. `proposer` is who submits it and may not ratify it.
    """

    id: str
    version: int = 0
    threat: str
    reference: str = ""
    state: MappingState = MappingState.DRAFT
    proposer: str = ""
    opened_on: date
    state_on: date
    answers: str = "{}"
    ratified_by: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: it says who proposes it, and another ratifies it."""
        found = required(proposer=self.proposer)
        if self.opened_on > today:
            found.append(Fault("opened_on", "date.future"))
        if self.state is MappingState.RATIFIED and not self.ratified_by.strip():
            found.append(Fault("ratified_by", "required"))
        if same_person(self.ratified_by, self.proposer):
            found.append(Fault("ratified_by", "submission.own"))
        return tuple(found)
