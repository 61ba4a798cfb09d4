"""Submissions to ROCTA: drafted, sent, returned, sent again, decided; each step one batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.commands.numbering import next_reference
from app.commands.separation import settle
from app.domain.codes import ChoiceList, LogClass, MappingState, ThreatStatus
from app.domain.dates import shown
from app.domain.faults import Fault, Faulty
from app.domain.nominal import Nominal
from app.domain.region import Choice, Setting
from app.domain.region_settings import RegionSettings, from_records
from app.domain.submission import Submission
from app.domain.submission_fields import (
    TEXTS,
    Completeness,
    completeness,
    read_answers,
    said_by,
    write_answers,
)
from app.domain.submission_rules import DRAFT, LIVE, RATIFIED, REJECTED, RESUBMITTED, RETURNED, SUBMITTED, may
from app.domain.threat import MappingStep, Threat
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command

PROPOSED = frozenset({"submission.open", "submission.submit", "submission.resubmit"})
"""The commands whose person does not ratify the submission."""


def settings(unit: Unit) -> RegionSettings:
    """The settings in force within the transaction."""
    where = table(Setting)
    return from_records(Setting(**row._mapping) for row in unit.rows(select(where)))


def live_of(unit: Unit, threat: str) -> Submission | None:
    """The submission of a threat that is not decided yet."""
    return next((s for s in unit.find(Submission, threat=threat) if s.state in LIVE), None)


def _complete(unit: Unit, submission: Submission) -> Completeness:
    members = table(Nominal)
    count = unit.rows(select(func.count()).where(members.c.threat == submission.threat))[0][0]
    said = said_by(unit.get(Threat, submission.threat), count)
    return completeness(settings(unit).submission_fields, said, read_answers(submission.answers))


def _last_on(unit: Unit, submission: Submission) -> date:
    return max((step.on for step in unit.find(MappingStep, submission=submission.id)), default=date.min)


def _refuse_day(unit: Unit, submission: Submission, on: date) -> None:
    if on > unit.today:
        raise Faulty((Fault("on", "date.future"),))
    before = _last_on(unit, submission)
    if on < before:
        said = {"state": submission.state.value, "on": shown(before)}
        raise Faulty((Fault("on", "submission.out_of_order", said),))


def _refuse_way(stored: Submission, to: MappingState) -> None:
    if not may(stored.state, to):
        raise Refusal("submission.cannot", state=stored.state.value, to=to.value)


def _step(unit: Unit, submission: Submission, on: date, by: str, reason: str, code: str | None) -> None:
    step = MappingStep(
        id=unit.new_id(),
        threat=submission.threat,
        submission=submission.id,
        state=submission.state,
        on=on,
        return_reason=code,
        reason=reason,
        by=by,
    )
    unit.put(step)
    threat = unit.get(Threat, submission.threat)
    unit.put(replace(threat, mapping=submission.state, mapping_on=on))


def _go_on(
    unit: Unit,
    submission: Submission,
    to: MappingState,
    on: date,
    *,
    by: str = "",
    reason: str = "",
    code: str | None = None,
    ratified_by: str = "",
) -> Submission:
    """One step of the way; the submission as given tells of a stale copy before anything is written."""
    stored = unit.get(Submission, submission.id)
    _refuse_way(stored, to)
    _refuse_day(unit, stored, on)
    saved = unit.put(replace(submission, state=to, state_on=on, ratified_by=ratified_by))
    unit.because(reason)
    _step(unit, saved, on, by, reason, code)
    return saved


@command("submission.open")
def open_(unit: Unit, submission: Submission, told: Mapping[str, str] | None = None) -> Submission:
    """A draft for a threat, with its reference; `told` goes to the threat where that is silent.

    Raises Refusal("submission.live") where the threat has one that is not decided, "submission.ratified"
    where the group is ratified already, "submission.archived" for an archived threat.
    """
    threat = unit.get(Threat, submission.threat)
    if threat.status is ThreatStatus.ARCHIVED:
        raise Refusal("submission.archived")
    live = live_of(unit, threat.id)
    if live is not None:
        raise Refusal("submission.live", reference=live.reference, state=live.state.value)
    if threat.mapping is RATIFIED:
        raise Refusal("submission.ratified")
    if submission.opened_on > unit.today:
        raise Faulty((Fault("opened_on", "date.future"),))
    saved = unit.put(
        replace(
            submission,
            state=DRAFT,
            state_on=submission.opened_on,
            ratified_by="",
            reference=submission.reference or next_reference(unit, Submission, "S"),
            answers=write_answers(read_answers(submission.answers)),
        )
    )
    _tell_threat(unit, threat.id, told or {})
    _step(unit, saved, saved.opened_on, saved.proposer, "", None)
    return saved


@command("submission.save")
def save(unit: Unit, submission: Submission, told: Mapping[str, str] | None = None) -> Submission:
    """A change of the answers or of who proposes, while it is not decided; `told` goes to the threat."""
    stored = unit.get(Submission, submission.id)
    if stored.state not in LIVE:
        raise Refusal("submission.decided", state=stored.state.value)
    kept = replace(
        submission,
        state=stored.state,
        state_on=stored.state_on,
        ratified_by=stored.ratified_by,
        answers=write_answers(read_answers(submission.answers)),
    )
    saved = unit.put(kept)
    _tell_threat(unit, saved.threat, told or {})
    return saved


def _tell_threat(unit: Unit, id: str, told: Mapping[str, str]) -> None:
    """Puts what the form was told on the threat, where the threat says nothing: one fact is kept once."""
    threat = unit.get(Threat, id)
    new = {
        name: text.strip()
        for name, text in told.items()
        if name in TEXTS and text.strip() and not getattr(threat, name).strip()
    }
    if new:
        unit.put(replace(threat, **new))  # type: ignore[arg-type]  # every one of them is a text


def _send(unit: Unit, submission: Submission, to: MappingState, on: date) -> Submission:
    _refuse_way(unit.get(Submission, submission.id), to)
    found = _complete(unit, submission)
    if not found.complete:
        raise Refusal("submission.incomplete", done=found.short, missing=", ".join(found.missing))
    return _go_on(unit, submission, to, on, by=submission.proposer)


@command("submission.submit")
def submit(unit: Unit, submission: Submission, on: date) -> Submission:
    """Sends a draft to ROCTA; Refusal("submission.incomplete") names the required fields that are missing."""
    return _send(unit, submission, SUBMITTED, on)


@command("submission.return")
def return_(
    unit: Unit, submission: Submission, on: date, code: str | None, reason: str, by: str = "ROCTA"
) -> Submission:
    """ROCTA sends it back: `code` is a choice of the region's return reasons, `reason` what it asks for."""
    faults = [] if reason.strip() else [Fault("reason", "mapping.no_reason")]
    chosen = unit.seek(Choice, code) if code else None
    if chosen is None or chosen.list is not ChoiceList.RETURN_REASON:
        faults.insert(0, Fault("return_reason", "submission.no_code"))
    if faults:
        raise Faulty(tuple(faults))
    return _go_on(unit, submission, RETURNED, on, by=by, reason=reason.strip(), code=code)


@command("submission.resubmit")
def resubmit(unit: Unit, submission: Submission, on: date) -> Submission:
    """Sends a returned one to ROCTA again; Refusal("submission.incomplete") as for the first time."""
    return _send(unit, submission, RESUBMITTED, on)


@command("submission.ratify")
def ratify(unit: Unit, submission: Submission, on: date, by: str) -> Submission:
    """ROCTA ratifies the group; Faulty where `by` is nobody or the person who proposed it.

    Refusal("separation.own") where whoever is logged in made it or sent it.
    """
    settle(unit, Submission, (submission.id,), PROPOSED)
    return _go_on(unit, submission, RATIFIED, on, by=by.strip(), ratified_by=by.strip())


@command("submission.reject")
def reject(unit: Unit, submission: Submission, on: date, reason: str, by: str = "ROCTA") -> Submission:
    """ROCTA will not map the group; Faulty without its reason."""
    return _go_on(unit, submission, REJECTED, on, by=by, reason=reason.strip())


@command("submission.withdraw")
def withdraw(unit: Unit, submission: Submission) -> None:
    """Takes a draft back, with its step; the threat stands where it stood before it.

    Refusal("submission.sent") once it has gone to ROCTA.
    """
    if unit.get(Submission, submission.id).state is not DRAFT:
        raise Refusal("submission.sent")
    for step in unit.find(MappingStep, submission=submission.id):
        unit.drop(step)
    unit.drop(submission)
    before = sorted(unit.find(MappingStep, threat=submission.threat), key=lambda step: (step.on, step.id))
    state, on = (before[-1].state, before[-1].on) if before else (MappingState.NOT_SUBMITTED, None)
    threat = unit.get(Threat, submission.threat)
    unit.put(replace(threat, mapping=state, mapping_on=on))


@command("submission.print")
def disclose(unit: Unit, submission: str, facts: dict[str, Any]) -> None:
    """Logs that the form of a submission was written out: reference, marking, recipient and SHA-256."""
    unit.log(LogClass.DISCLOSURE, "submission_form", submission, facts)
