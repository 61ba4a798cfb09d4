"""The agenda of a meeting: laid, proposed by rule, arranged, parked and carried; each step can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commands import actions, agenda, leads, meetings, plans, region, requests, scores, threats
from app.domain.agenda import AgendaItem
from app.domain.agenda_rules import Proposal, Rule
from app.domain.clock import FixedClock
from app.domain.codes import ItemState, LeadRole, MeetingState, Series
from app.domain.meeting import Meeting
from app.domain.plan import Plan
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads.agenda import AgendaPage, agenda_page
from app.reads.record import record as read_record
from app.register import Register
from tests.builders import add_action, add_officer, add_threat

TODAY = date(2026, 11, 26)


@pytest.fixture
def meeting(register: Register) -> Meeting:
    """The December meeting, and the November one before it."""
    register.do(
        meetings.plan,
        Meeting(id="m11", month="2026-11", on=date(2026, 11, 12), state=MeetingState.PLANNED),
    )
    held = Meeting(id="m12", month="2026-12", on=date(2026, 12, 10))
    return register.do(meetings.plan, held).result  # type: ignore[no-any-return]


def page(register: Register, meeting: str = "m12") -> AgendaPage:
    return register.ask(agenda_page, meeting, TODAY)


def numbers(register: Register) -> dict[str, str]:
    return {item.title: number for number, item in page(register).items}


def section(register: Register, key: str, meeting: str = "m12") -> AgendaItem:
    return next(item for item in page(register, meeting).every if item.key == key)


def own(register: Register, title: str, under: str | None = None, **fields: object) -> AgendaItem:
    made = AgendaItem(id=f"own-{title}", meeting="m12", title=title, under=under, **fields)  # type: ignore[arg-type]
    return register.do(agenda.add, made).result  # type: ignore[no-any-return]


def test_the_template_of_the_series_is_laid_once_and_undone_in_one_step(
    register: Register, meeting: Meeting
) -> None:
    assert register.do(agenda.begin, "m12").result == 14
    found = page(register)
    assert [number for number, _ in found.items][:5] == ["1", "2", "3", "4", "5"]
    assert (found.minutes, found.length, found.over) == (120, 120, 0)
    with pytest.raises(Refusal, match=r"agenda\.begun"):
        register.do(agenda.begin, "m12")
    register.undo()
    assert page(register).every == ()
    register.redo()
    assert len(page(register).items) == 14


@pytest.mark.parametrize(("series", "keys"), [(Series.CAPABILITIES, 6), (Series.PERFORMANCE, 9)])
def test_the_other_series_have_templates_of_their_own(register: Register, series: Series, keys: int) -> None:
    register.do(meetings.plan, Meeting(id="mx", series=series, month="2026-12", on=date(2026, 12, 3)))
    assert register.do(agenda.begin, "mx").result == keys
    assert "priorities" not in {item.key for _, item in page(register, "mx").items}


def test_items_are_numbered_under_their_section_and_private_ones_apart(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    groups = section(register, "priorities")
    own(register, "First", groups.id)
    own(register, "For the chair", groups.id, private=True)
    own(register, "Second", groups.id)
    own(register, "Between")
    got = numbers(register)
    assert (got["First"], got["Second"], got["For the chair"]) == ("5.1", "5.2", "5.P1")
    # a new section stands before the closing item
    assert (got["Between"], got["Any other business, decisions, next date"]) == ("14", "15")


def test_minutes_under_an_item_count_where_they_are_more_and_the_page_says_by_how_much(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    groups = section(register, "priorities")
    for title in ("a", "b", "c", "d"):
        own(register, title, groups.id, minutes=10)
    found = page(register)
    assert (groups.minutes, found.minutes, found.over) == (30, 130, 10)


def test_moving_renumbers_and_is_undone_whole(register: Register, meeting: Meeting) -> None:
    register.do(agenda.begin, "m12")
    last = section(register, "learning")
    before = numbers(register)
    register.do(agenda.move, last.id, None, 1)
    assert numbers(register)["Learning"] == "2"
    assert numbers(register)["Minutes and action log"] == "3"
    register.undo()
    assert numbers(register) == before
    register.do(agenda.move, last.id, None, 99)
    assert numbers(register)["Learning"] == "14"


def test_an_agenda_has_two_levels(register: Register, meeting: Meeting) -> None:
    register.do(agenda.begin, "m12")
    groups, learning = section(register, "priorities"), section(register, "learning")
    child = own(register, "Child", groups.id)
    for refused in ((learning.id, child.id), (groups.id, learning.id)):
        with pytest.raises(Refusal, match=r"agenda\.two_levels"):
            register.do(agenda.move, *refused, 0)
    register.do(agenda.move, child.id, learning.id, 0)
    assert numbers(register)["Child"] == "13.1"


def test_an_item_that_is_off_has_no_number_and_what_stands_under_it_neither(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    picture = section(register, "picture")
    own(register, "Child", picture.id, minutes=30)
    register.do(agenda.switch, picture.id, False)
    got = numbers(register)
    assert "Child" not in got
    assert got["New submissions and ratification"] == "3"
    assert [number for number, item in page(register).lines if item.id == picture.id] == [""]
    assert page(register).minutes == 110
    register.undo()
    assert numbers(register)["Child"] == "3.1"


def groups(register: Register) -> None:
    """Three of the ranked list: one stable, one with a red action, one new; the fourth below the line."""
    for place in range(1, 5):
        made = add_threat(register, f"DC{place}", name=f"Group {place}", priority=place)
        score = Score(id=f"s{place}", threat=made.id, total=300, assessed_on=date(2026, 10, 1))
        register.do(scores.record, score)


def test_the_record_proposes_by_rule_and_what_was_accepted_or_parked_is_not_proposed_again(
    register: Register, meeting: Meeting
) -> None:
    groups(register)
    late = add_threat(register, "DC9", name="Late review", next_review=date(2026, 12, 1))
    register.do(agenda.begin, "m12")
    found = page(register).proposals
    by_rule = {rule: [p.title for p in found if p.rule is rule] for rule in Rule}
    # nothing was ranked at the meeting before, so nothing is stable
    assert by_rule[Rule.PRIORITY] == ["Group 1", "Group 2", "Group 3", "Group 4"]
    assert by_rule[Rule.REVIEW] == [late.name]
    register.do(agenda.accept, "m12", [p for p in found if p.rule is Rule.PRIORITY][:2])
    register.do(agenda.park, "m12", [p for p in found if p.rule is Rule.REVIEW])
    assert numbers(register)["Group 2"] == "5.2"
    after = page(register)
    assert [p.title for p in after.proposals] == ["Group 3", "Group 4"]
    assert [item.title for item in after.parked] == ["Late review"]
    register.undo()
    register.undo()
    assert page(register).proposals == found


def test_a_stable_group_stands_on_the_consent_list_after_the_others(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    proposals = [
        Proposal(Rule.STABLE, "Calm", add_threat(register, "DC1").id),
        Proposal(Rule.PRIORITY, "Pressing", add_threat(register, "DC2").id),
    ]
    register.do(agenda.accept, "m12", proposals)
    got = numbers(register)
    assert (got["Pressing"], got["Calm"]) == ("5.1", "5.2")
    assert [item.title for _, item in page(register).items if item.consent] == ["Calm"]


def test_an_undecided_request_is_proposed_with_its_number_and_the_managers_view(
    register: Register, meeting: Meeting
) -> None:
    threat = add_threat(register)
    register.do(
        requests.bid,
        Request(id="r1", threat=threat.id, asked="Two weeks of surveillance", bid_by="DI Hale", bid_on=TODAY),
    )
    register.do(agenda.begin, "m12")
    (found,) = [p for p in page(register).proposals if p.rule is Rule.REQUEST]
    assert found.title.endswith(": two weeks of surveillance, Tidemoor line")
    register.do(agenda.accept, "m12", [found])
    item = next(item for _, item in page(register).items if item.request == "r1")
    assert item.ask == f"Request {item.title}"


def test_the_parking_list_goes_on_to_the_next_meeting_and_stays_where_it_was(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m11")
    learning = section(register, "learning", "m11")
    parked = AgendaItem(
        id="p", meeting="m11", title="Drones", under=learning.id, state=ItemState.PARKED, remark="Await price"
    )
    register.do(agenda.add, parked)
    register.do(agenda.begin, "m12")
    (came,) = page(register).parked
    assert (came.title, came.remark) == ("Drones", "Await price")
    assert came.under == section(register, "learning").id
    assert [item.title for item in page(register, "m11").parked] == ["Drones"]
    assert register.do(agenda.carry_parked, "m12").result == 0
    register.do(agenda.accept, "m12", (), [came.id])
    assert numbers(register)["Drones"] == "13.1"
    # what was parked after the agenda was begun can still be taken over
    register.do(agenda.add, replace(parked, id="q", title="Later"))
    assert page(register).waiting == 1
    assert register.do(agenda.carry_parked, "m12").result == 1
    assert page(register).waiting == 0


def test_accepting_into_a_section_that_is_off_switches_it_on(register: Register, meeting: Meeting) -> None:
    register.do(agenda.begin, "m12")
    groups_ = section(register, "priorities")
    register.do(agenda.switch, groups_.id, False)
    register.do(agenda.accept, "m12", [Proposal(Rule.PRIORITY, "Pressing", add_threat(register).id)])
    assert numbers(register)["Pressing"] == "5.1"
    register.undo()
    assert section(register, "priorities").state is ItemState.OFF


def test_removing_takes_what_stands_under_it_unless_something_was_set_there(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    learning = section(register, "learning")
    child = own(register, "Child", learning.id)
    register.do(agenda.remove, learning.id)
    assert "Child" not in numbers(register)
    register.undo()
    threat = add_threat(register)
    made = add_action(register, threat)
    register.do(actions.change, replace(made, meeting="m12", item=child.id))
    with pytest.raises(Refusal, match=r"agenda\.used"):
        register.do(agenda.remove, learning.id)
    assert numbers(register)["Child"] == "13.1"


def test_a_section_with_items_is_not_parked_and_a_meeting_that_was_held_keeps_its_agenda(
    register: Register, meeting: Meeting
) -> None:
    register.do(agenda.begin, "m12")
    learning = section(register, "learning")
    own(register, "Child", learning.id)
    with pytest.raises(Refusal, match=r"agenda\.section_parked"):
        register.do(agenda.park, "m12", (), [learning.id])
    register.do(meetings.change, replace(meeting, state=MeetingState.HELD))
    for change in (
        (agenda.switch, learning.id, False),
        (agenda.move, learning.id, None, 0),
        (agenda.remove, learning.id),
        (agenda.carry_parked, "m12"),
    ):
        with pytest.raises(Refusal, match=r"agenda\.closed"):
            register.do(*change)
    assert not page(register).open
    assert page(register).proposals == ()


def test_an_archived_threat_is_named_by_nothing_that_is_proposed(
    register: Register, meeting: Meeting
) -> None:
    made = add_threat(register, priority=1, next_review=date(2026, 12, 1))
    register.do(agenda.begin, "m12")
    assert len(page(register).proposals) == 2
    register.do(threats.archive, made, TODAY, "Dismantled", "ACC Marwood", acknowledged="Held for evidence")
    assert page(register).proposals == ()


def test_a_group_that_stands_as_it_stood_is_proposed_for_the_consent_list(
    register: Register, clock: FixedClock, meeting: Meeting
) -> None:
    clock.moment -= timedelta(days=20)
    hale = add_officer(register)
    groups(register)
    for id in ("t-DC1", "t-DC2", "t-DC3"):
        for role in (LeadRole.SIO, LeadRole.LRO):
            register.do(leads.assign, id, role, hale.id, date(2026, 10, 1))
        register.do(plans.save, Plan(id=f"p-{id}", threat=id, owner=hale.id))
    clock.moment += timedelta(days=20)
    # the second has an overdue action, the third a score that rose, the fourth nobody who leads it
    add_action(register, register.ask(read_record, Threat, "t-DC2"), due=date(2026, 11, 20))
    register.do(scores.record, Score(id="later", threat="t-DC3", total=310, assessed_on=date(2026, 11, 20)))
    register.do(agenda.begin, "m12")

    def stable() -> list[str]:
        return [p.title for p in page(register).proposals if p.rule is Rule.STABLE]

    assert stable() == ["Group 1"]
    register.do(region.change_setting, "stable_score", 11)
    assert stable() == ["Group 1", "Group 3"]
    register.do(region.change_setting, "stable_score", 0, 1)
    assert stable() == []
