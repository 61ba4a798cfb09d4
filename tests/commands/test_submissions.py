"""Each step of a submission: what it writes, what it refuses, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from app import words
from app.commands import region, submissions, threats
from app.domain.clock import FixedClock
from app.domain.codes import ChoiceList
from app.domain.codes import MappingState as State
from app.domain.faults import Faulty
from app.domain.nominal import Nominal
from app.domain.submission import Submission
from app.domain.submission_rules import NEXT
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.reads import card, journal
from app.reads.record import record
from app.reads.reference import reference
from app.register import Register
from app.store.tables import JOURNAL
from app.store.unit import Unit, command
from tests.builders import add_threat

TODAY = date(2026, 11, 26)


@command("test.nominal")
def _nominal(unit: Unit, nominal: Nominal) -> Nominal:
    return unit.put(nominal)


def reason(register: Register) -> str:
    """A return reason of the region's list."""
    return register.ask(reference).offered(ChoiceList.RETURN_REASON)[0].id


def head(register: Register) -> int:
    return register.ask(lambda c: c.execute(select(func.max(JOURNAL.c.seq))).scalar())


def threat_of(register: Register, threat: Threat) -> Threat:
    return register.ask(record, Threat, threat.id)


def now(register: Register, id: str = "s1") -> Submission:
    return register.ask(record, Submission, id)


def ask_two_fields(register: Register) -> None:
    """A region that asks for the area and for evidence of harm."""
    fields = [["area", "Area", "", "area", True], ["harm", "Evidence of harm", "", "", True]]
    register.do(region.change_setting, "submission_fields", fields, 1)


def opened(register: Register, on: date = date(2026, 11, 2), **fields: Any) -> Submission:
    """A complete draft of a new threat."""
    ask_two_fields(register)
    threat = add_threat(register, area="Avonmere")
    values: dict[str, Any] = {"id": "s1", "proposer": "DI M Hale", "answers": '{"harm":"Log 12"}', **fields}
    return register.do(
        submissions.open_, Submission(threat=threat.id, opened_on=on, state_on=on, **values)
    ).result


def brought(register: Register, state: State) -> Submission:
    """A submission brought to a state, a step a day from 2 November."""
    made = opened(register)
    way = {
        State.DRAFT: (),
        State.SUBMITTED: ("submit",),
        State.RETURNED: ("submit", "return"),
        State.RESUBMITTED: ("submit", "return", "resubmit"),
        State.RATIFIED: ("submit", "ratify"),
        State.REJECTED: ("submit", "reject"),
    }[state]
    for place, name in enumerate(way, 3):
        made = STEPS[name](register, made, date(2026, 11, place)).result
    return made


STEPS: dict[str, Callable[[Register, Submission, date], Any]] = {
    "submit": lambda r, s, on: r.do(submissions.submit, s, on),
    "return": lambda r, s, on: r.do(submissions.return_, s, on, reason(r), "Give the logs."),
    "resubmit": lambda r, s, on: r.do(submissions.resubmit, s, on),
    "ratify": lambda r, s, on: r.do(submissions.ratify, s, on, "P Vosper"),
    "reject": lambda r, s, on: r.do(submissions.reject, s, on, "No group."),
}
TO = {
    "submit": State.SUBMITTED,
    "return": State.RETURNED,
    "resubmit": State.RESUBMITTED,
    "ratify": State.RATIFIED,
    "reject": State.REJECTED,
}


@pytest.mark.parametrize("state", list(NEXT))
@pytest.mark.parametrize("name", list(STEPS))
def test_each_step_from_each_state(register: Register, state: State, name: str) -> None:
    made = brought(register, state)
    assert made.state is state
    before, on = head(register), date(2026, 11, 20)
    if TO[name] not in NEXT[state]:
        with pytest.raises(Refusal, match=r"submission\.cannot") as refused:
            STEPS[name](register, made, on)
        assert words.refusal(refused.value).startswith(f"This submission is {state.value}, so it cannot")
        assert head(register) == before
        assert now(register) == made
        return
    STEPS[name](register, made, on)
    threat = register.ask(record, Threat, made.threat)
    assert (now(register).state, now(register).state_on) == (TO[name], on)
    assert (threat.mapping, threat.mapping_on) == (TO[name], on)
    shown = register.ask(card.card, made.threat, TODAY)
    last = shown.mapping[-1]
    assert (last.submission, last.state, last.on) == (made.id, TO[name], on)
    register.undo()
    assert now(register).state is state
    assert register.ask(record, Threat, made.threat).mapping is state
    register.redo()
    assert now(register).state is TO[name]
    assert register.verify().ok


def test_a_draft_gets_its_reference_and_stands_on_the_threat(register: Register) -> None:
    made = opened(register)
    assert (made.reference, made.state, made.version) == ("S-0001", State.DRAFT, 1)
    threat = register.ask(record, Threat, made.threat)
    assert (threat.mapping, threat.mapping_on) == (State.DRAFT, date(2026, 11, 2))
    register.undo()
    threat = register.ask(record, Threat, made.threat)
    assert (threat.mapping, threat.mapping_on) == (State.NOT_SUBMITTED, None)


def test_a_number_is_never_given_twice(register: Register) -> None:
    register.do(submissions.withdraw, opened(register))
    other = add_threat(register, "AS/2024/0132")
    made = Submission(id="s2", threat=other.id, proposer="DI Hale", opened_on=TODAY, state_on=TODAY)
    assert register.do(submissions.open_, made).result.reference == "S-0002"


def test_a_threat_has_one_live_submission(register: Register) -> None:
    made = opened(register)
    other = replace(made, id="s2", version=0, reference="")
    before = head(register)
    with pytest.raises(Refusal, match=r"submission\.live") as refused:
        register.do(submissions.open_, other)
    assert "S-0001, draft" in words.refusal(refused.value)
    assert head(register) == before
    register.do(submissions.submit, made, TODAY)
    register.do(submissions.reject, now(register), TODAY, "No group.")
    assert register.do(submissions.open_, replace(other, opened_on=TODAY)).result.reference == "S-0002"


def test_a_ratified_group_and_an_archived_threat_are_not_submitted(register: Register) -> None:
    made = brought(register, State.RATIFIED)
    with pytest.raises(Refusal, match=r"submission\.ratified"):
        register.do(submissions.open_, replace(made, id="s2", version=0))
    gone = add_threat(register, "AS/2024/0132")
    register.do(threats.archive, gone, TODAY, "Dismantled", "Supt Penhale")
    with pytest.raises(Refusal, match=r"submission\.archived"):
        register.do(submissions.open_, replace(made, id="s3", version=0, threat=gone.id))


def test_what_is_missing_is_named_before_it_goes_to_rocta(register: Register) -> None:
    made = opened(register, answers="{}")
    before = head(register)
    with pytest.raises(Refusal, match=r"submission\.incomplete") as refused:
        register.do(submissions.submit, made, TODAY)
    said = words.refusal(refused.value)
    assert said == (
        "1 of 2 required fields are filled in, so this cannot go to ROCTA yet. Nothing was changed. "
        "Fill in: Evidence of harm."
    )
    assert head(register) == before
    # what the dialog holds goes with the step
    register.do(submissions.submit, replace(made, answers='{"harm":"Log 12"}'), TODAY)
    assert now(register).answers == '{"harm":"Log 12"}'


def test_a_required_field_may_be_the_nominals_on_the_card(register: Register) -> None:
    made = opened(register)
    register.do(
        region.change_setting, "submission_fields", [["nominals", "Nominals", "", "nominals", True]], 2
    )
    with pytest.raises(Refusal, match=r"submission\.incomplete"):
        register.do(submissions.submit, made, TODAY)
    register.do(_nominal, Nominal(id="n", threat=made.threat, reference="N-1"))
    assert register.do(submissions.submit, made, TODAY).result.state is State.SUBMITTED


def test_what_the_form_is_told_goes_to_a_threat_that_is_silent_only(
    register: Register,
) -> None:
    made = opened(register)
    told = {
        "area": "Elsewhere",
        "summary": " Two lines. ",
        "harm": "no such field",
        "niche_ref": " ",
    }
    register.do(submissions.save, replace(made, answers='{"harm":"Log 14"}'), told)
    threat = register.ask(record, Threat, made.threat)
    assert (threat.area, threat.summary, threat.niche_ref) == ("Avonmere", "Two lines.", "")
    register.undo()
    assert register.ask(record, Threat, made.threat).summary == ""
    assert now(register).answers == '{"harm":"Log 12"}'


def test_saving_a_draft_moves_no_state_and_a_decided_one_stands(register: Register) -> None:
    made = opened(register)
    saved = register.do(submissions.save, replace(made, state=State.RATIFIED, answers='{"harm":"x"}')).result
    assert (saved.state, saved.answers) == (State.DRAFT, '{"harm":"x"}')
    register.do(submissions.submit, saved, TODAY)
    done = register.do(submissions.ratify, now(register), TODAY, "P Vosper").result
    with pytest.raises(Refusal, match=r"submission\.decided"):
        register.do(submissions.save, replace(done, answers="{}"))


def test_days_are_neither_to_come_nor_before_the_last_step(register: Register) -> None:
    made = opened(register)
    before = head(register)
    for on, code in (
        (date(2026, 11, 27), "date.future"),
        (date(2026, 11, 1), "submission.out_of_order"),
    ):
        with pytest.raises(Faulty) as refused:
            register.do(submissions.submit, made, on)
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [("on", code)]
    assert head(register) == before
    said = words.fault(refused.value.faults[0])
    assert said == "It was draft on 2 Nov 2026. Enter that day or a later one."
    other = add_threat(register, "AS/2024/0132")
    late = replace(made, id="s2", threat=other.id, version=0, opened_on=date(2026, 12, 1))
    with pytest.raises(Faulty):
        register.do(submissions.open_, late)


def test_a_return_needs_its_code_and_its_words(register: Register) -> None:
    made = brought(register, State.SUBMITTED)
    before = head(register)
    for code, said, expected in (
        (None, "Give logs", ["return_reason"]),
        (reason(register), " ", ["reason"]),
        ("no such", "", ["return_reason", "reason"]),
    ):
        with pytest.raises(Faulty) as refused:
            register.do(submissions.return_, made, TODAY, code, said)
        assert [fault.field for fault in refused.value.faults] == expected
    assert head(register) == before
    register.do(submissions.return_, made, TODAY, reason(register), "Give the logs.")
    step = register.ask(card.card, made.threat, TODAY).mapping[-1]
    assert (step.return_reason, step.reason, step.by) == (reason(register), "Give the logs.", "ROCTA")


def test_a_rejection_needs_its_reason(register: Register) -> None:
    made = brought(register, State.SUBMITTED)
    before = head(register)
    with pytest.raises(Faulty):
        register.do(submissions.reject, made, TODAY, " ")
    assert head(register) == before


@pytest.mark.parametrize("by", ["", "  ", "DI M Hale", "di m  HALE"])
def test_nobody_ratifies_what_they_proposed(register: Register, by: str) -> None:
    made = brought(register, State.RESUBMITTED)
    before = head(register)
    with pytest.raises(Faulty) as refused:
        register.do(submissions.ratify, made, TODAY, by)
    assert [fault.field for fault in refused.value.faults] == ["ratified_by"]
    assert head(register) == before


def test_a_withdrawn_draft_leaves_the_threat_where_it_stood(register: Register) -> None:
    threat = add_threat(register, area="Avonmere")
    register.do(threats.map_step, threat, State.REJECTED, date(2026, 10, 1), "No group then.", "ROCTA")
    ask_two_fields(register)
    made = Submission(id="s1", threat=threat.id, proposer="DI Hale", opened_on=TODAY, state_on=TODAY)
    made = register.do(submissions.open_, made).result
    assert threat_of(register, threat).mapping is State.DRAFT
    register.do(submissions.withdraw, made)
    back = threat_of(register, threat)
    assert (back.mapping, back.mapping_on) == (State.REJECTED, date(2026, 10, 1))
    assert [step.state for step in register.ask(card.card, threat.id, TODAY).mapping] == [State.REJECTED]
    register.undo()
    assert threat_of(register, threat).mapping is State.DRAFT
    assert now(register).reference == "S-0001"


def test_what_has_gone_to_rocta_is_not_withdrawn(register: Register) -> None:
    made = brought(register, State.SUBMITTED)
    with pytest.raises(Refusal, match=r"submission\.sent"):
        register.do(submissions.withdraw, made)


def test_a_stale_copy_is_told_of(register: Register) -> None:
    made = opened(register)
    register.do(submissions.save, replace(made, answers='{"harm":"Log 14"}'))
    with pytest.raises(Conflict):
        register.do(submissions.submit, made, TODAY)
    with pytest.raises(Conflict):
        register.do(submissions.withdraw, made)


def test_a_step_of_a_tracker_does_not_go_past_a_live_submission(register: Register) -> None:
    made = opened(register)
    threat = register.ask(record, Threat, made.threat)
    before = head(register)
    with pytest.raises(Refusal, match=r"submission\.through_it") as refused:
        register.do(threats.map_step, threat, State.RATIFIED, TODAY)
    assert "S-0001" in words.refusal(refused.value)
    assert head(register) == before
    register.do(submissions.withdraw, made)
    register.do(threats.map_step, threat_of(register, threat), State.RATIFIED, TODAY)


def test_the_whole_story_stands_in_the_history(register: Register, clock: FixedClock) -> None:
    made = brought(register, State.RESUBMITTED)
    register.do(submissions.ratify, made, TODAY, "P Vosper")
    entries = register.ask(journal.threat_history, made.threat)
    done = [entry.command for entry in reversed(entries) if entry.kind == "submission"]
    assert done == [
        "submission.open",
        "submission.submit",
        "submission.return",
        "submission.resubmit",
        "submission.ratify",
    ]
    assert {f"label.{name}" for name in done} <= words.SENTENCES.keys()
    for field in ("proposer", "opened_on", "state_on", "ratified_by", "return_reason", "answers"):
        assert field in words.FIELD_WORDS
    assert words.KIND_WORDS["submission"] == "Submission"
