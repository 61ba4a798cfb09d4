"""The form that ROCTA receives for one submission: every word of it, as a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.region import Choice, Region
from app.domain.region_settings import RegionSettings
from app.domain.submission import Submission, SubmissionField
from app.domain.submission_fields import asked, completeness, filled, read_answers
from app.domain.submission_rules import DECIDED, clock, limit, live_unratified
from app.domain.threat import MappingStep, Threat
from app.packs.phrases import count, day

TITLE = "Submission to ROCTA"


class FormField(NamedTuple):
    """One field as printed; `words` is "" where nothing is said."""

    title: str
    help: str
    words: str
    required: bool


class FormStep(NamedTuple):
    """One step as printed, with how long the state lasted."""

    on: date
    state: str
    days: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionForm:
    """The form of one submission; `complete` and `clock` are sentences, `facts` are label and words."""

    reference: str
    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    subject: str
    title: str
    complete: str
    missing: str
    live: str
    facts: tuple[tuple[str, str], ...]
    fields: tuple[FormField, ...]
    clock: str
    steps: tuple[FormStep, ...]

    @property
    def file_name(self) -> str:
        """The name of its file without the ending; the marking is part of it, the group's name is not."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.reference} submission {tail}"


def build(
    submission: Submission,
    threat: Threat,
    steps: Sequence[MappingStep],
    said: Mapping[str, str],
    *,
    region: Region,
    settings: RegionSettings,
    choices: Sequence[Choice],
    today: date,
    made_at: datetime,
) -> SubmissionForm:
    """The form as at a day; `said` is what the threat says by source in words, `made_at` is aware UTC."""
    answers = read_answers(submission.answers)
    found = completeness(settings.submission_fields, said, answers)
    live = live_unratified(threat)
    return SubmissionForm(
        reference=submission.reference,
        region=region.name,
        unit=region.unit,
        fictional=region.fictional,
        marking=settings.marking_line,
        made_at=made_at,
        subject=" · ".join(
            part
            for part in (
                threat.reference,
                f"Op {threat.operation}" if threat.operation else "",
                threat.kind.value,
            )
            if part
        ),
        title=threat.name or "Name not given",
        complete=f"{found.short} required fields are filled in."
        if found.required
        else "The region requires no field.",
        missing=f"Missing: {'; '.join(found.missing)}." if found.missing else "",
        live="LIVE: an operation has begun before ratification." if live else "",
        facts=_facts(submission, threat, said),
        fields=tuple(_field(field, said, answers) for field in settings.submission_fields),
        clock=_clock(submission, steps, settings, today),
        steps=_steps(steps, choices, today),
    )


def _facts(submission: Submission, threat: Threat, said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        ("Submission", submission.reference),
        ("Threat", threat.reference),
        ("Force", said.get("home_force", "") or "not set"),
        ("Proposed by", submission.proposer),
        ("Opened on", day(submission.opened_on)),
        ("State", f"{submission.state.value.capitalize()} since {day(submission.state_on)}"),
        *([("Ratified by", submission.ratified_by)] if submission.ratified_by else []),
    )


def _field(field: SubmissionField, said: Mapping[str, str], answers: Mapping[str, str]) -> FormField:
    words = answers.get(field.code, "") if asked(field) else said.get(field.source, "")
    return FormField(field.title, field.help, words if filled(field, said, answers) else "", field.required)


def _clock(
    submission: Submission, steps: Sequence[MappingStep], settings: RegionSettings, today: date
) -> str:
    found = clock(steps, today)
    if found.waited is None:
        return f"Not sent to ROCTA yet; a draft for {count(found.drafted, 'day')}."
    told = (
        f"{count(found.with_rocta, 'day')} with ROCTA, {count(found.with_force, 'day')} with the force "
        f"after a return, {count(found.waited, 'day')} in all"
    )
    most = limit(submission.state, settings.submission_limit_days, settings.returned_limit_days)
    if submission.state in DECIDED or most is None or found.now is None:
        return f"{told}."
    over = found.now.days - most
    stands = f"{count(over, 'day')} over" if over > 0 else "within"
    now = f"{submission.state.value.capitalize()} for {count(found.now.days, 'day')}"
    return f"{told}. {now}, {stands} the local limit of {count(most, 'day')}."


def _steps(steps: Sequence[MappingStep], choices: Sequence[Choice], today: date) -> tuple[FormStep, ...]:
    names = {choice.id: choice.name for choice in choices}
    spells = clock(steps, today).spells
    return tuple(
        FormStep(
            step.on,
            step.state.value.capitalize(),
            "" if step.state in DECIDED else str(spell.days),
            step.by,
            ": ".join(part for part in (names.get(step.return_reason or "", ""), step.reason) if part),
        )
        for step, spell in zip(steps, spells, strict=True)
    )
