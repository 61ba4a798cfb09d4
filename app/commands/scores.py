"""Scores and assessments: recorded, never changed; a later score supersedes, a moderated one settles."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from app.commands.separation import settle
from app.domain import scheme_body
from app.domain.codes import SchemeState
from app.domain.faults import Fault, Faulty
from app.domain.scheme import Scheme
from app.domain.score import Assessment, Score, is_among, persons
from app.errors import Refusal
from app.store.unit import Unit, command

ASSESSED = frozenset({"assessment.record"})
"""The command whose person neither moderates the assessment nor gives the second one."""

S = TypeVar("S", Score, Assessment)


def _new_only(unit: Unit, made: Score | Assessment) -> None:
    if made.version or unit.seek(type(made), made.id):
        raise Refusal("score.kept")


def _worked_out(unit: Unit, made: S, *states: SchemeState) -> S:
    """The record with what its scheme makes of the answers, whatever total was sent with them."""
    if made.scheme_id is None:
        return made
    scheme = unit.get(Scheme, made.scheme_id)
    if scheme.state not in states:
        raise Refusal("score.scheme_not_in_use", scheme=scheme.called)
    body, answers = scheme.read(), scheme_body.read_answers(made.answers)
    found = body.answer_faults(answers)
    if found:
        raise Faulty(found)
    answers = {one.code: answers[one.code] for one in body.criteria}
    return replace(
        made,
        total=body.total(answers),
        answers=scheme_body.write_answers(answers),
        confidence=body.confidence(answers) or made.confidence,
    )


def _named(unit: Unit, score: Score) -> Score:
    """The score with the name and edition of its scheme."""
    if score.scheme_id is None:
        return score
    scheme = unit.get(Scheme, score.scheme_id)
    return replace(score, scheme=scheme.name, scheme_version=scheme.edition)


@command("score.record")
def record(unit: Unit, score: Score) -> Score:
    """A score as entered from the official tool, or worked out by a local scheme in use from its answers.

    Refusal("score.kept") for one that is recorded already: a later score supersedes it.
    """
    _new_only(unit, score)
    if score.moderates:
        raise Refusal("score.moderates")
    return unit.put(_named(unit, _worked_out(unit, score, SchemeState.IN_USE)))


@command("score.moderate")
def moderate(unit: Unit, score: Score) -> Score:
    """The score that settles the assessments it names, by a moderator who made none of them, with a reason.

    Its assessors are theirs. Refusal("moderate.*") where they differ in threat or scheme, or are settled,
    Refusal("separation.own") where whoever is logged in recorded one of them.
    """
    _new_only(unit, score)
    settles = [unit.get(Assessment, id) for id in dict.fromkeys(score.moderates)]
    if not settles:
        raise Refusal("moderate.nothing")
    if any(one.settled for one in settles):
        raise Refusal("moderate.settled")
    if {(one.threat, one.scheme_id) for one in settles} != {(score.threat, score.scheme_id)}:
        raise Refusal("moderate.differ")
    assessors = tuple(dict.fromkeys(one.assessor.strip() for one in settles))
    found = [] if score.moderator.strip() else [Fault("moderator", "score.no_moderator")]
    if is_among(score.moderator, [person for one in assessors for person in persons(one)]):
        found.append(Fault("moderator", "score.own_moderator"))
    if found:
        raise Faulty(tuple(found))
    settle(unit, Assessment, [one.id for one in settles], ASSESSED)
    score = _worked_out(unit, score, SchemeState.IN_USE, SchemeState.RETIRED)
    saved = unit.put(_named(unit, replace(score, assessor=" and ".join(assessors))))
    for one in settles:
        unit.put(replace(one, settled=saved.id))
    return saved


@command("assessment.record")
def assess(unit: Unit, assessment: Assessment) -> Assessment:
    """What one assessor proposes; it waits for the moderator and counts for nothing until then.

    Refusal("assessment.twice") where one by the same person waits for the same threat,
    Refusal("separation.own") where whoever is logged in recorded the one that waits.
    """
    _new_only(unit, assessment)
    waiting = unit.find(Assessment, threat=assessment.threat, settled=None)
    if any(is_among(assessment.assessor, [one.assessor]) for one in waiting):
        raise Refusal("assessment.twice", assessor=assessment.assessor)
    settle(unit, Assessment, [one.id for one in waiting], ASSESSED, "Both assessed by one person.")
    return unit.put(_worked_out(unit, replace(assessment, settled=None), SchemeState.IN_USE))


@command("assessment.withdraw")
def withdraw(unit: Unit, assessment: Assessment, reason: str) -> None:
    """Takes a waiting assessment out of the record; the journal keeps what it was and why."""
    if not reason.strip():
        raise Faulty((Fault("reason", "required"),))
    if unit.get(Assessment, assessment.id).settled:
        raise Refusal("assessment.settled")
    unit.because(reason.strip())
    unit.drop(assessment)
