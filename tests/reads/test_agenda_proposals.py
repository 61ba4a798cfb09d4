"""What is proposed for the consent list: only a group that is led, planned and scored by one scheme."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.commands import agenda, leads, meetings, plans, scores
from app.domain.agenda_rules import Rule
from app.domain.clock import FixedClock
from app.domain.codes import LeadRole
from app.domain.meeting import Meeting
from app.domain.plan import Plan
from app.domain.score import Score
from app.reads.agenda import agenda_page
from app.register import Register
from tests.builders import add_officer, add_threat, new_register

TODAY = date(2026, 11, 20)


def led(register: Register, threat: str, *roles: LeadRole) -> None:
    for role in roles:
        register.do(leads.assign, threat, role, "o-Morgan Hale", date(2026, 10, 1))


def scored(register: Register, threat: str, total: float, on: date, **fields: str) -> None:
    made = Score(id=f"s-{threat}-{total}", threat=threat, total=total, assessed_on=on, **fields)  # type: ignore[arg-type]
    register.do(scores.record, made)


@pytest.fixture
def desk(tmp_path: Path) -> Register:
    """Ranked before the meeting of November: one managed in full, others that each lack one thing."""
    clock = FixedClock(datetime(2026, 11, 1, 9, tzinfo=UTC))
    register = new_register(tmp_path, clock)
    add_officer(register)
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 12)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    both = (LeadRole.SIO, LeadRole.LRO)
    lacking = {
        "Whole": both,
        "No LRO": (LeadRole.SIO,),
        "No SIO": (LeadRole.LRO,),
        "No plan": both,
        "No score": both,
        "Nothing": (),
        "Other tool": both,
    }
    for place, (name, roles) in enumerate(lacking.items(), 1):
        threat = add_threat(register, f"DC{place}", id=name, name=name, priority=place)
        led(register, threat.id, *roles)
        if name not in ("No plan", "Nothing"):
            register.do(plans.save, Plan(id=f"p-{name}", threat=threat.id))
        if name not in ("No score", "Nothing"):
            scored(register, threat.id, 300, date(2026, 10, 1), scheme="MoRiLE 2020")
    clock.moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    scored(register, "Other tool", 305, date(2026, 11, 18), scheme="Another matrix")
    register.do(agenda.begin, "m12")
    return register


def proposed(register: Register, rule: Rule) -> list[str]:
    page = register.ask(agenda_page, "m12", TODAY)
    return [each.title for each in page.proposals if each.rule is rule]


def test_only_a_group_with_sio_lro_plan_and_a_level_score_is_stable(desk: Register) -> None:
    assert proposed(desk, Rule.STABLE) == ["Whole"]
    assert len(proposed(desk, Rule.PRIORITY)) == 6


def test_level_is_measured_from_the_score_of_the_meeting_before(desk: Register) -> None:
    # two scores since the meeting: each a small step, together more than level
    for on, total in ((date(2026, 11, 14), 308), (date(2026, 11, 16), 316)):
        scored(desk, "Whole", total, on, scheme="MoRiLE 2020")
    assert proposed(desk, Rule.STABLE) == []
