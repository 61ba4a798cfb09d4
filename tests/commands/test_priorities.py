"""The ranked list: put in order in one step, by hand with a reason, by score, and how it stood before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, func, select

from app.commands import meetings, priorities, region, scores, threats
from app.domain.clock import FixedClock
from app.domain.codes import ThreatStatus
from app.domain.meeting import Meeting
from app.domain.score import Score
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import journal
from app.reads.priorities import Ranking, ranking, ranks_on
from app.register import Register
from app.store.tables import JOURNAL, table
from tests.builders import add_action, add_disruption, add_threat

TODAY = date(2026, 11, 26)


@pytest.fixture
def four(register: Register) -> tuple[str, ...]:
    """Four groups with scores 400, 300, 200 and none."""
    made = [add_threat(register, f"DC{place}", name=f"Group {place}") for place in range(1, 5)]
    for place, threat in enumerate(made[:3], 1):
        score = Score(
            id=f"s{place}", threat=threat.id, total=500 - place * 100, assessed_on=date(2026, 10, 1)
        )
        register.do(scores.record, score)
    return tuple(threat.id for threat in made)


def listed(register: Register) -> tuple[str, ...]:
    return tuple(row.id for row in found(register).listed)


def found(register: Register) -> Ranking:
    return register.ask(ranking, TODAY)


def reason(register: Register, id: str) -> str:
    where = table(Threat).c

    def read(connection: Connection) -> str:
        return str(connection.execute(select(where.priority_reason).where(where.id == id)).scalar())

    return register.ask(read)


def head(register: Register) -> int:
    def read(connection: Connection) -> int:
        return connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0

    return register.ask(read)


def refused(register: Register, *args: object, **kwargs: object) -> str:
    before = head(register)
    with pytest.raises(Refusal) as caught:
        register.do(*args, **kwargs)  # type: ignore[arg-type]
    assert head(register) == before
    return caught.value.code


def test_the_whole_list_is_put_in_order_in_one_step_and_taken_back_in_one(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, none = four
    register.do(priorities.put_in_order, (one, two, none), {}, was=())
    assert listed(register) == (one, two, none)
    register.do(priorities.put_in_order, (one, three, none), {}, was=(one, two, none))
    assert listed(register) == (one, three, none)
    register.undo()
    assert listed(register) == (one, two, none)
    register.redo()
    assert listed(register) == (one, three, none)


def test_a_place_that_the_score_does_not_explain_needs_a_reason(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, _ = four
    register.do(priorities.put_in_order, (one, two, three), {}, was=())
    order = (three, one, two)
    was = (one, two, three)
    assert refused(register, priorities.put_in_order, order, {}, was=was) == "priority.no_reason"
    assert refused(register, priorities.put_in_order, order, {three: "  "}, was=was) == "priority.no_reason"
    register.do(priorities.put_in_order, order, {three: "Threat to life warning"}, was=was)
    assert listed(register) == order
    assert reason(register, three) == "Threat to life warning"
    entry = register.ask(journal.threat_history, three)[0]
    assert (entry.command, entry.reason) == ("priority.order", "Threat to life warning")
    other = register.ask(journal.threat_history, one)[0]
    assert other.reason == ""


def test_the_reason_goes_when_the_score_explains_the_place_again(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, _, _ = four
    register.do(priorities.put_in_order, (two, one), {two: "Trial in March"}, was=())
    register.do(priorities.put_in_order, (one, two), {}, was=(two, one))
    assert reason(register, two) == ""
    register.undo()
    assert reason(register, two) == "Trial in March"


def test_a_list_that_another_person_changed_meanwhile_is_not_overwritten(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, _ = four
    register.do(priorities.put_in_order, (one, two), {}, was=())
    assert refused(register, priorities.put_in_order, (three,), {}, was=(one,)) == "priority.changed_since"


def test_an_archived_threat_has_no_place(register: Register) -> None:
    gone = add_threat(
        register,
        "DC9",
        status=ThreatStatus.ARCHIVED,
        archived_on=date(2026, 1, 5),
        archive_reason="dismantled",
        archive_authoriser="D/Supt Ash",
    )
    assert refused(register, priorities.put_in_order, (gone.id,), {}, was=()) == "threat.archived_unranked"


def test_one_is_placed_from_its_card_with_a_reason_where_its_score_differs(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, none = four
    register.do(priorities.put_in_order, (one, two), {}, was=())
    assert refused(register, threats.place, three, 1) == "priority.no_reason"
    register.do(threats.place, three, 1, "Threat to life warning")
    assert listed(register) == (three, one, two)
    register.do(threats.place, none, 99)
    assert listed(register) == (three, one, two, none)
    register.do(threats.place, three, None)
    assert listed(register) == (one, two, none)
    assert reason(register, three) == ""


def test_the_proposal_is_by_score_and_leaves_those_ranked_by_hand(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, none = four
    register.do(priorities.put_in_order, (none, one, three), {none: "Named by the chair"}, was=())
    register.do(scores.record, Score(id="s9", threat=three, total=450, assessed_on=date(2026, 11, 20)))
    assert register.do(priorities.propose).result == 2
    assert listed(register) == (none, three, one)
    assert reason(register, none) == "Named by the chair"
    register.undo()
    assert listed(register) == (none, one, three)
    assert two not in listed(register)


def test_the_cut_off_is_drawn_in_the_same_step(register: Register, four: tuple[str, ...]) -> None:
    one, two, _, _ = four
    register.do(priorities.put_in_order, (one, two), {}, was=(), cut_off=1)
    assert found(register).cut_off == 1
    register.undo()
    assert found(register).cut_off == 0
    assert listed(register) == ()


def test_the_rank_at_the_last_meeting_comes_from_the_journal(
    register: Register, clock: FixedClock, four: tuple[str, ...]
) -> None:
    one, two, three, _ = four
    register.do(priorities.put_in_order, (one, two, three), {}, was=())
    clock.moment += timedelta(days=5)
    register.do(priorities.put_in_order, (one, three), {}, was=(one, two, three))
    assert register.ask(ranks_on, date(2026, 11, 25)) == {}
    assert register.ask(ranks_on, date(2026, 11, 26)) == {one: 1, two: 2, three: 3}
    assert register.ask(ranks_on, date(2026, 12, 1)) == {one: 1, three: 2}


def test_the_list_says_score_change_leads_and_actions_and_candidates_come_by_score(
    register: Register, four: tuple[str, ...]
) -> None:
    one, two, three, none = four
    register.do(priorities.put_in_order, (one,), {}, was=())
    register.do(meetings.plan, Meeting(id="m", month="2026-11", on=date(2026, 11, 12)))
    register.do(scores.record, Score(id="s9", threat=one, total=438, assessed_on=date(2026, 11, 20)))
    threat = Threat(id=one, reference="DC1")
    add_action(register, threat, due=date(2026, 11, 1))
    add_disruption(register, threat)
    answer = found(register)
    row = answer.listed[0]
    assert (row.score, row.change, row.open, row.overdue) == (438, 38, 1, 1)
    assert answer.last_on == date(2026, 11, 12)
    assert [each.id for each in answer.candidates] == [two, three, none]
    first = next(each for each in answer.effort if each.reference == "DC1")
    assert (first.open, first.disruptions, first.live) == (1, 1, 2)


def test_a_setting_of_the_region_draws_the_line(register: Register) -> None:
    register.do(region.change_setting, "priority_cut_off", 12)
    assert found(register).cut_off == 12
