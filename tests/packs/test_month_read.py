"""The month as the register gives it: typed rows in one order, whatever was saved first."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands import actions, leads, meetings, scores, updates
from app.domain.action import Update
from app.domain.codes import ActionState, LeadRole, Strand, ThreatStatus
from app.domain.meeting import Meeting
from app.domain.month import Month
from app.domain.score import Score
from app.errors import Refusal
from app.reads import months
from app.register import Register
from tests.builders import add_action, add_officer, add_threat


@pytest.fixture
def month(register: Register) -> Month:
    threat = add_threat(register, secondary_themes=("fraud",), other_forces=("dorset",))
    officer = add_officer(register)
    action = add_action(register, threat)
    register.do(actions.redate, action, date(2027, 1, 8), "witness away")
    register.do(leads.assign, threat.id, LeadRole.LRO, officer.id, date(2026, 1, 5))
    for id, total, on in (("s2", 320.0, date(2026, 11, 2)), ("s1", 300.0, date(2026, 5, 2))):
        register.do(scores.record, Score(id=id, threat=threat.id, total=total, assessed_on=on))
    register.do(
        updates.add, Update(id="u1", threat=threat.id, on=date(2026, 11, 20), text="Two phones examined.")
    )
    for number, on in ((10, date(2026, 10, 8)), (12, date(2026, 12, 10)), (11, date(2026, 11, 12))):
        register.do(meetings.plan, Meeting(id=f"m{number}", month=f"2026-{number}", on=on))
    return register.ask(months.everything, "2026-12")


def test_the_meeting_before_is_the_latest_of_the_earlier_ones(month: Month) -> None:
    assert month.previous is not None
    assert month.previous.month == "2026-11"
    assert month.meetings == (date(2026, 10, 8), date(2026, 11, 12), date(2026, 12, 10))


def test_the_first_meeting_has_none_before_it(month: Month, register: Register) -> None:
    assert register.ask(months.everything, "2026-10").previous is None


def test_rows_hold_the_values_of_the_records(month: Month) -> None:
    (threat,) = month.threats
    assert threat.status is ThreatStatus.ACTIVE
    assert threat.secondary_themes == ("fraud",)
    assert threat.other_forces == ("dorset",)
    (action,) = month.actions
    assert (action.strand, action.state, action.due) == (Strand.PURSUE, ActionState.OPEN, date(2027, 1, 8))
    (move,) = month.redatings
    assert (move.was, move.now, move.reason) == (date(2026, 12, 18), date(2027, 1, 8), "witness away")
    assert [lead.role for lead in month.assignments] == [LeadRole.LRO]
    assert [update.text for update in month.updates] == ["Two phones examined."]


def test_scores_stand_oldest_first(month: Month) -> None:
    assert [score.total for score in month.scores] == [300.0, 320.0]


def test_a_month_without_a_meeting_is_refused(month: Month, register: Register) -> None:
    with pytest.raises(Refusal) as refused:
        register.ask(months.everything, "2027-06")
    assert refused.value.code == "export.no_meeting"
    assert refused.value.fields == {"month": "2027-06"}
