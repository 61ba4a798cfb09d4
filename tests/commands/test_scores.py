"""Scores: recorded for good, worked out by a scheme, assessed by two, moderated by a third."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from app import words
from app.commands import schemes, scores
from app.domain.codes import Confidence, ThreatKind
from app.domain.faults import Faulty
from app.domain.score import Assessment, Score, is_among, persons
from app.errors import Refusal
from app.reads.card import Card, card
from app.reads.journal import threat_history
from app.reads.record import record
from app.register import Register
from app.store.tables import table
from tests.builders import add_threat
from tests.schemes import (
    TODAY,
    add_assessment,
    add_score,
    answers,
    refused,
    scheme_in_use,
    unchanged,
)


def the_card(register: Register, threat: str = "t-AS/2024/0131") -> Card:
    """The card as the register has it."""
    return register.ask(card, threat, TODAY)


def faults(register: Register, *given: object) -> dict[str, str]:
    """The fields and codes for which a command refuses a record, nothing changed, each with its sentence."""
    command, *rest = given
    with unchanged(register), pytest.raises(Faulty) as caught:
        register.do(command, *rest)  # type: ignore[arg-type]
    assert all(words.fault(fault) for fault in caught.value.faults)
    return {fault.field: fault.code for fault in caught.value.faults}


def moderated(threat: str = "t-AS/2024/0131", **fields: object) -> Score:
    """The result of moderating the two assessments of Pat Lane and Robin Vale."""
    values: dict[str, object] = {
        "id": "s-moderated",
        "total": 0.0,
        "scheme_id": "trial",
        "answers": answers(money=3),
        "moderator": "Supt Ashdown",
        "moderates": ("as-Pat Lane", "as-Robin Vale"),
        "rationale": "Loss is better known than harm",
        "assessed_on": TODAY,
        **fields,
    }
    return Score(threat=threat, **values)  # type: ignore[arg-type]


@pytest.fixture
def assessed(register: Register) -> Register:
    """A threat with two assessments that wait."""
    threat = add_threat(register)
    scheme_in_use(register)
    add_assessment(register, threat, "Pat Lane")
    add_assessment(register, threat, "Robin Vale", answers=answers(people=1))
    return register


def test_a_total_of_the_official_tool_keeps_its_reference(register: Register) -> None:
    add_score(register, add_threat(register), 412, reference="MOR-2026-0188")
    (score,) = the_card(register).scores
    assert (score.total, score.reference, score.scheme_id) == (412, "MOR-2026-0188", None)


@pytest.mark.parametrize("kind", ThreatKind)
def test_every_kind_of_threat_is_scored_the_same_way(register: Register, kind: ThreatKind) -> None:
    threat = add_threat(register, kind=kind)
    scheme_in_use(register)
    add_score(register, threat, scheme_id="trial", answers=answers())
    add_assessment(register, threat, "Pat Lane")
    register.do(scores.moderate, moderated(moderates=("as-Pat Lane",)))
    assert [score.total for score in the_card(register).scores] == [10, 12]


def test_a_recorded_score_never_changes(register: Register) -> None:
    score = add_score(register, add_threat(register))
    for changed in (score, replace(score, total=10), replace(score, total=10, version=0)):
        assert refused(register, scores.record, changed) == "score.kept"
        assert refused(register, scores.moderate, replace(changed, moderates=("x",))) == "score.kept"


def test_a_later_score_supersedes_and_both_are_kept(register: Register) -> None:
    threat = add_threat(register)
    add_score(register, threat, 300)
    add_score(register, threat, 260)
    assert {score.total for score in the_card(register).scores} == {300, 260}
    register.undo()
    assert [score.total for score in the_card(register).scores] == [300]


def test_a_scheme_works_out_the_total_whatever_was_sent(register: Register) -> None:
    threat = add_threat(register)
    scheme_in_use(register, edition="3")
    score = add_score(register, threat, 999, scheme_id="trial", answers=answers(), scheme="MoRiLE 2020")
    assert (score.total, score.scheme, score.scheme_version) == (10, "Trial", "3")
    assert score.confidence is Confidence.HIGH
    assert score.answers == answers()


def test_answers_that_the_scheme_does_not_ask_are_left_out(register: Register) -> None:
    scheme_in_use(register)
    score = add_score(register, add_threat(register), scheme_id="trial", answers=answers(other=4))
    assert score.answers == answers()


def test_answers_must_be_whole_and_allowed(register: Register) -> None:
    threat = add_threat(register)
    scheme_in_use(register)
    score = Score(id="s", threat=threat.id, total=0, scheme_id="trial", answers='{"people": 9, "intent": 1}')
    assert faults(register, scores.record, score) == {
        "answer.people": "scheme.not_allowed",
        "answer.money": "scheme.unanswered",
        "answer.confidence": "scheme.unanswered",
    }


def test_a_scheme_that_is_not_in_use_scores_nothing(register: Register) -> None:
    threat = add_threat(register)
    scheme = scheme_in_use(register)
    register.do(schemes.retire, scheme)
    score = Score(id="s", threat=threat.id, total=0, scheme_id="trial", answers=answers())
    assert refused(register, scores.record, score) == "score.scheme_not_in_use"
    given = {"scheme_id": "trial", "answers": answers(), "assessor": "Pat", "assessed_on": TODAY}
    waits = Assessment(id="a", threat=threat.id, total=0, **given)
    assert refused(register, scores.assess, waits) == "score.scheme_not_in_use"


def test_assessments_wait_and_count_for_nothing(assessed: Register) -> None:
    found = the_card(assessed)
    assert found.scores == ()
    assert [(one.assessor, one.total, one.settled) for one in found.assessments] == [
        ("Pat Lane", 10, None),
        ("Robin Vale", 6, None),
    ]


def test_the_same_person_does_not_assess_twice(assessed: Register) -> None:
    again = replace(the_card(assessed).assessments[0], id="as-2", version=0, assessor="DI  pat lane")
    assert refused(assessed, scores.assess, again) == "assessment.twice"


def test_an_assessment_is_not_changed(assessed: Register) -> None:
    one = the_card(assessed).assessments[0]
    assert refused(assessed, scores.assess, replace(one, total=3)) == "score.kept"


def test_the_moderated_result_names_moderator_and_assessors_and_settles(assessed: Register) -> None:
    assessed.do(scores.moderate, moderated())
    found = the_card(assessed)
    (score,) = found.scores
    assert (score.total, score.assessor, score.moderator) == (12, "Pat Lane and Robin Vale", "Supt Ashdown")
    assert (score.scheme, score.moderates) == ("Trial", ("as-Pat Lane", "as-Robin Vale"))
    assert {one.settled for one in found.assessments} == {"s-moderated"}
    told = {entry.kind for entry in assessed.ask(threat_history, "t-AS/2024/0131")}
    assert {"score", "assessment", "threat"} <= told


def test_moderation_is_undone_and_done_again_as_one(assessed: Register) -> None:
    assessed.do(scores.moderate, moderated())
    assessed.undo()
    found = the_card(assessed)
    assert (found.scores, {one.settled for one in found.assessments}) == ((), {None})
    assessed.redo()
    found = the_card(assessed)
    assert (len(found.scores), {one.settled for one in found.assessments}) == (1, {"s-moderated"})


@pytest.mark.parametrize("moderator", ["Pat Lane", " pat  LANE", "DI Robin Vale", "Lane"])
def test_the_moderator_made_none_of_the_assessments(assessed: Register, moderator: str) -> None:
    found = faults(assessed, scores.moderate, moderated(moderator=moderator))
    assert found == {"moderator": "score.own_moderator"}


def test_moderation_needs_moderator_and_reason(assessed: Register) -> None:
    assert faults(assessed, scores.moderate, moderated(moderator=" ")) == {"moderator": "score.no_moderator"}
    assert faults(assessed, scores.moderate, moderated(rationale="")) == {
        "rationale": "score.moderator_says_why"
    }


def test_what_is_settled_is_not_settled_again_nor_withdrawn(assessed: Register) -> None:
    assessed.do(scores.moderate, moderated())
    assert refused(assessed, scores.moderate, moderated(id="s-2")) == "moderate.settled"
    one = the_card(assessed).assessments[0]
    assert refused(assessed, scores.withdraw, one, "Mistaken") == "assessment.settled"


def test_one_result_settles_one_threat_by_one_scheme(assessed: Register) -> None:
    assert refused(assessed, scores.moderate, moderated(moderates=())) == "moderate.nothing"
    other = add_threat(assessed, "AS/2024/0200")
    assert refused(assessed, scores.moderate, moderated(threat=other.id)) == "moderate.differ"
    assert refused(assessed, scores.moderate, moderated(scheme_id=None, total=3.0)) == "moderate.differ"
    assert refused(assessed, scores.moderate, moderated(moderates=("as-nobody",))) == "gone"
    assert refused(assessed, scores.record, moderated()) == "score.moderates"


def test_a_retired_scheme_still_settles_what_it_assessed(assessed: Register) -> None:
    from app.domain.scheme import Scheme

    assessed.do(schemes.retire, assessed.ask(record, Scheme, "trial"))
    assert assessed.do(scores.moderate, moderated()).result.total == 12


def test_totals_of_the_official_tool_are_moderated_too(register: Register) -> None:
    threat = add_threat(register)
    for assessor, total in (("Pat Lane", 300), ("Robin Vale", 340)):
        add_assessment(register, threat, assessor, scheme_id=None, answers="", total=total)
    result = moderated(scheme_id=None, answers="", total=320, scheme="MoRiLE 2020", reference="MOR-1")
    assert register.do(scores.moderate, result).result.total == 320


def test_an_assessment_is_withdrawn_with_a_reason_and_brought_back(assessed: Register) -> None:
    one = the_card(assessed).assessments[1]
    assert faults(assessed, scores.withdraw, one, " ") == {"reason": "required"}
    assessed.do(scores.withdraw, one, "Assessed the wrong group")
    assert [left.assessor for left in the_card(assessed).assessments] == ["Pat Lane"]
    entry = assessed.ask(threat_history, one.threat)[0]
    assert (entry.removed, entry.reason) == (True, "Assessed the wrong group")
    assessed.undo()
    assert len(the_card(assessed).assessments) == 2


def test_a_score_with_a_moderator_of_the_official_tool_keeps_the_rule(register: Register) -> None:
    threat = add_threat(register)
    score = add_score(register, threat, moderator="Supt Ashdown")
    assert score.moderator == "Supt Ashdown"
    own = replace(score, id="s-2", version=0, moderator="pat lane")
    assert faults(register, scores.record, own) == {"moderator": "score.own_moderator"}


def test_people_are_told_apart() -> None:
    assert persons("Pat Lane and Robin Vale; DI Cobley") == ("Pat Lane", "Robin Vale", "DI Cobley")
    assert persons("") == ()
    assert is_among("Cobley", ["DI Cobley"])
    assert not is_among("Anne Lane", ["Pat Lane"])
    assert not is_among("", [""])


def _all(connection: Connection) -> int:
    return len(connection.execute(select(table(Score).c.id)).all())


def test_a_refused_score_is_nowhere(register: Register) -> None:
    threat = add_threat(register)
    with pytest.raises(Refusal):
        register.do(scores.record, Score(id="s", threat=threat.id, total=-1))
    assert register.ask(_all) == 0
