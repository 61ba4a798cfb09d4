"""What each command does to the record, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commands import actions, leads, meetings, officers, plans, region, scores, threats, updates
from app.domain.action import Action, Update
from app.domain.clock import FixedClock
from app.domain.codes import ActionState, LeadRole, MappingState, Role, Strand, ThreatStatus
from app.domain.faults import Faulty
from app.domain.meeting import Meeting
from app.domain.plan import Plan
from app.domain.score import Score
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.jobs.set_up import set_up
from app.reads import card
from app.reads import officers as officer_reads
from app.reads.reference import reference, settings
from app.register import Register
from tests.builders import add_action, add_officer, add_threat

TODAY = date(2026, 11, 26)


def shown(register: Register, threat: Threat) -> card.Card:
    return register.ask(card.card, threat.id, TODAY)


def test_actions_are_numbered_in_the_order_they_come(register: Register) -> None:
    threat = add_threat(register)
    made = [add_action(register, threat, title=f"Visit {n}") for n in range(3)]
    assert [action.reference for action in made] == ["A-0001", "A-0002", "A-0003"]
    register.do(actions.remove, made[1])
    assert add_action(register, threat, title="Refer").reference == "A-0004"
    assert made[0].set_on == TODAY


def test_the_number_of_a_removed_action_is_never_given_again(register: Register) -> None:
    threat = add_threat(register)
    register.do(actions.remove, add_action(register, threat))
    assert add_action(register, threat, title="Refer").reference == "A-0002"


def test_a_month_has_one_meeting(register: Register) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 8)))
    other = register.do(meetings.plan, Meeting(id="n", month="2027-01", on=date(2027, 1, 12))).result
    with pytest.raises(Refusal, match=r"meeting\.month_used"):
        register.do(meetings.plan, Meeting(id="o", month="2026-12", on=date(2026, 12, 9)))
    with pytest.raises(Refusal, match=r"meeting\.month_used"):
        register.do(meetings.change, replace(other, month="2026-12"))
    assert register.do(meetings.change, replace(other, chair="ACC Rowan Pike")).result.version == 2


def test_setting_up_twice_is_refused_and_undo_takes_the_set_up_back(register: Register) -> None:
    with pytest.raises(Refusal, match="taken"):
        set_up(register, "south-west")
    assert register.undo_label == "region set up"
    register.undo()
    assert register.ask(reference).forces == ()
    register.redo()
    assert len(register.ask(reference).forces) == 6
    assert register.verify().ok


def test_a_setting_changed_from_a_stale_copy_is_refused(register: Register) -> None:
    register.do(region.change_setting, "lro_limit", 4)
    assert register.ask(settings).lro_limit == 4
    with pytest.raises(Conflict):
        register.do(region.change_setting, "lro_limit", 9)
    register.do(region.change_setting, "lro_limit", 9, 1)
    assert register.ask(settings).lro_limit == 9


def test_a_reference_is_used_once_whatever_its_case(register: Register) -> None:
    add_threat(register, "AS/2024/0131")
    with pytest.raises(Refusal, match=r"threat\.reference_used"):
        add_threat(register, "as/2024/0131", id="other")


def test_redating_keeps_every_earlier_date_with_its_reason(register: Register, clock: FixedClock) -> None:
    action = add_action(register, add_threat(register))
    action = register.do(actions.redate, action, date(2027, 1, 4), "bank records late").result
    clock.moment += timedelta(minutes=1)
    action = register.do(actions.redate, action, date(2027, 2, 1), "two forces replied").result
    moves = shown(register, add_threat(register, "X")).actions
    assert moves == ()
    (found,) = register.ask(card.card, action.threat, TODAY).actions
    assert [(m.was, m.now, m.reason) for m in found.moves] == [
        (date(2026, 12, 18), date(2027, 1, 4), "bank records late"),
        (date(2027, 1, 4), date(2027, 2, 1), "two forces replied"),
    ]
    assert found.rag.code == "rag.redated"


def test_redating_wants_a_reason_and_another_date(register: Register) -> None:
    action = add_action(register, add_threat(register))
    with pytest.raises(Faulty):
        register.do(actions.redate, action, date(2027, 1, 4), " ")
    with pytest.raises(Faulty):
        register.do(actions.redate, action, date(2026, 12, 18), "no change")


def test_a_first_date_is_no_redating(register: Register) -> None:
    action = add_action(register, add_threat(register), due=None, due_text="ASAP")
    dated = register.do(actions.redate, action, date(2027, 1, 4), "").result
    assert (dated.due, dated.due_text) == (date(2027, 1, 4), "")
    assert register.ask(card.card, action.threat, TODAY).actions[0].moves == ()


def test_a_changed_date_in_the_form_is_a_redating_too(register: Register) -> None:
    action = add_action(register, add_threat(register))
    register.do(actions.change, replace(action, due=date(2027, 1, 4)), "chair asked")
    assert [m.reason for m in register.ask(card.card, action.threat, TODAY).actions[0].moves] == [
        "chair asked"
    ]


def test_completed_is_not_resulted(register: Register) -> None:
    action = add_action(register, add_threat(register))
    done = register.do(actions.complete, action, TODAY).result
    assert (done.state, done.completed_on, done.closed_on) == (ActionState.COMPLETED, TODAY, None)
    with pytest.raises(Faulty):
        register.do(actions.result, done, "", TODAY)
    closed = register.do(actions.result, done, "Two arrests", TODAY).result
    assert (closed.state, closed.outcome, closed.closed_on) == (ActionState.RESULTED, "Two arrests", TODAY)
    with pytest.raises(Refusal, match=r"action\.not_open"):
        register.do(actions.cancel, closed, "late", TODAY)


def test_a_cancelled_action_keeps_its_reason(register: Register) -> None:
    action = add_action(register, add_threat(register))
    cancelled = register.do(actions.cancel, action, "premises closed", TODAY).result
    assert (cancelled.state, cancelled.outcome) == (ActionState.CANCELLED, "premises closed")


def test_a_change_of_lead_keeps_the_one_before(register: Register) -> None:
    threat, first, second = (
        add_threat(register),
        add_officer(register, "Kit Okafor"),
        add_officer(register, "Jo Marlowe"),
    )
    register.do(leads.assign, threat.id, LeadRole.LRO, first.id, date(2026, 3, 1))
    register.do(leads.assign, threat.id, LeadRole.LRO, second.id, date(2026, 9, 2))
    held = [
        (lead.officer.name, lead.assignment.since, lead.assignment.until)
        for lead in shown(register, threat).leads
    ]
    assert held == [
        ("Jo Marlowe", date(2026, 9, 2), None),
        ("Kit Okafor", date(2026, 3, 1), date(2026, 9, 1)),
    ]
    same = register.do(leads.assign, threat.id, LeadRole.LRO, second.id, TODAY)
    assert same.changes == frozenset()
    register.do(leads.assign, threat.id, LeadRole.LRO, None, TODAY)
    assert all(lead.assignment.until for lead in shown(register, threat).leads)


def test_mapping_keeps_its_history_and_stands_on_the_threat(register: Register) -> None:
    threat = add_threat(register)
    threat = register.do(threats.map_step, threat, MappingState.SUBMITTED, date(2026, 10, 1)).result
    with pytest.raises(Faulty):
        register.do(threats.map_step, threat, MappingState.RETURNED, date(2026, 10, 9))
    threat = register.do(
        threats.map_step, threat, MappingState.RETURNED, date(2026, 10, 9), "no nominals"
    ).result
    assert (threat.mapping, threat.mapping_on) == (MappingState.RETURNED, date(2026, 10, 9))
    assert [step.state for step in shown(register, threat).mapping] == [
        MappingState.SUBMITTED,
        MappingState.RETURNED,
    ]


def test_archiving_ends_management_and_reopening_keeps_everything(register: Register) -> None:
    threat = add_threat(register, priority=1)
    add_action(register, threat)
    with pytest.raises(Faulty):
        register.do(threats.archive, threat, TODAY, "", "", acknowledged="handed on")
    threat = register.do(
        threats.archive, threat, TODAY, "Dismantled", "DCI Tremayne", acknowledged="handed on"
    ).result
    assert (threat.status, threat.priority) == (ThreatStatus.ARCHIVED, None)
    with pytest.raises(Refusal, match=r"archive\.already"):
        register.do(threats.archive, threat, TODAY, "again", "x")
    threat = register.do(threats.reopen, threat).result
    assert threat.status is ThreatStatus.ACTIVE
    assert len(shown(register, threat).actions) == 1


def test_a_threat_takes_its_place_in_the_ranked_list(register: Register) -> None:
    made = [add_threat(register, f"R{n}") for n in range(4)]
    for number in (2, 0, 3):
        register.do(threats.place, made[number].id, 1)
    register.do(threats.place, made[1].id, 99)

    def order() -> list[str]:
        ranked = [shown(register, threat).threat for threat in made]
        return [t.reference for t in sorted(ranked, key=lambda t: t.priority or 0) if t.priority]

    assert order() == ["R3", "R0", "R2", "R1"]
    register.do(threats.place, made[2].id, 2)
    assert order() == ["R3", "R2", "R0", "R1"]
    register.do(threats.place, made[3].id, None)
    assert order() == ["R2", "R0", "R1"]
    assert [shown(register, made[n]).threat.priority for n in (2, 0, 1)] == [1, 2, 3]
    register.undo()
    assert order() == ["R3", "R2", "R0", "R1"]


def test_an_archived_threat_takes_no_place(register: Register) -> None:
    threat = register.do(threats.archive, add_threat(register), TODAY, "Dismantled", "DCI Tremayne").result
    with pytest.raises(Refusal, match=r"threat\.archived_unranked"):
        register.do(threats.place, threat.id, 1)


def test_an_update_is_by_the_person_at_the_desk_unless_it_says_otherwise(register: Register) -> None:
    threat = add_threat(register)
    register.do(updates.add, Update(id="u1", threat=threat.id, on=TODAY, text="Warrants at both addresses."))
    register.do(updates.add, Update(id="u2", threat=threat.id, on=TODAY, text="Three arrests.", by="DI Hale"))
    assert [update.by for update in shown(register, threat).updates] == ["DI Hale", "Drew Quill"]


def test_scores_plans_and_meetings_are_kept(register: Register) -> None:
    threat = add_threat(register)
    register.do(scores.record, Score(id="s2", threat=threat.id, total=412, assessed_on=date(2026, 11, 3)))
    register.do(scores.record, Score(id="s1", threat=threat.id, total=376, assessed_on=date(2026, 6, 3)))
    register.do(plans.save, Plan(id="p", threat=threat.id, prepare_not_needed="no risk to others"))
    found = shown(register, threat)
    assert [score.total for score in found.scores] == [376, 412]
    assert found.plan is not None
    assert found.plan.not_needed(Strand.PREPARE) == "no risk to others"
    saved = register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 8))).result
    register.do(meetings.change, replace(saved, venue="Conference room 2"))


def test_an_officer_who_left_still_shows_what_they_lead(register: Register) -> None:
    threat, officer = add_threat(register), add_officer(register)
    register.do(leads.assign, threat.id, LeadRole.SIO, officer.id, date(2026, 3, 1))
    add_action(register, threat, owner=officer.id, due=date(2026, 11, 1))
    register.do(officers.leave, officer, TODAY)
    (row,) = register.ask(officer_reads.grid, TODAY)
    assert (row.sio_of, row.lro_of, row.open, row.overdue, row.place) == (1, 0, 1, 1, "Avon and Somerset")


def test_a_setting_is_a_journalled_record(register: Register) -> None:
    register.do(region.change_setting, "due_soon_days", 21)
    assert register.ask(reference).settings.rag_limits.due_soon_days == 21
    register.undo()
    assert register.ask(reference).settings.rag_limits.due_soon_days == 14


def test_a_role_that_may_not_is_refused(register: Register) -> None:
    register.roles = frozenset({Role.READER})
    with pytest.raises(Refusal, match="not_allowed"):
        add_threat(register)


def test_a_tracker_formula_stays_text(register: Register) -> None:
    action = add_action(register, add_threat(register), title="=HYPERLINK(1)", detail="+44 @home -1")
    (found,) = register.ask(card.card, action.threat, TODAY).actions
    assert isinstance(found.action, Action)
    assert (found.action.title, found.action.detail) == ("=HYPERLINK(1)", "+44 @home -1")
