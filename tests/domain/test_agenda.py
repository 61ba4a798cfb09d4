"""The rules of an agenda: numbers, minutes, what is stable, what is left to propose, the day of a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.agenda import AgendaItem, in_order, minutes_by_item, numbered
from app.domain.agenda_rules import Group, Proposal, Rule, left, priorities, stable
from app.domain.codes import ItemState, Series
from app.domain.meeting import MeetingSeries, day_of, minutes_between, planned

MET = date(2026, 11, 12)
CALM = Group("t", "Calm", True, 300, 310, date(2026, 10, 1), 0, 0, True)


def item(id: str, place: int, under: str | None = None, **fields: Any) -> AgendaItem:
    return AgendaItem(id=id, meeting="m", title=id, place=place, under=under, **fields)


def test_numbers_follow_the_places_whatever_the_order_they_come_in() -> None:
    items = [item("b", 2), item("b2", 2, "b"), item("a", 1), item("b1", 1, "b")]
    assert [(number, each.id) for number, each in numbered(items)] == [
        ("1", "a"), ("2", "b"), ("2.1", "b1"), ("2.2", "b2"),
    ]  # fmt: skip
    assert [each.id for each in in_order(items)] == ["a", "b", "b1", "b2"]


def test_private_items_leave_no_gap_in_the_numbers_of_the_others() -> None:
    items = [
        item("a", 1),
        item("p", 2, private=True),
        item("b", 3),
        item("p1", 1, "p"),
        item("q", 1, "b", private=True),
    ]
    whole = {each.id: number for number, each in numbered(items)}
    assert whole == {"a": "1", "p": "P1", "p1": "P1.1", "b": "2", "q": "2.P1"}
    copy = [each for each in items if not each.private and each.under != "p"]
    assert {each.id: number for number, each in numbered(copy)} == {"a": "1", "b": "2"}


def test_what_is_off_or_parked_takes_no_number_and_no_minutes() -> None:
    off, parked = {"state": ItemState.OFF}, {"state": ItemState.PARKED}
    items = [
        item("a", 1, minutes=10, **off), item("b", 2, minutes=5), item("b1", 1, "b", minutes=4),
        item("b2", 2, "b", minutes=4), item("b3", 3, "b", minutes=9, **parked), item("a1", 1, "a", minutes=7),
    ]  # fmt: skip
    assert [number for number, _ in numbered(items)] == ["1", "1.1", "1.2"]
    assert minutes_by_item(items) == {"b": 8}


@pytest.mark.parametrize(
    ("group", "calm"),
    [
        (CALM, True),
        (CALM._replace(red=1), False),
        (CALM._replace(asks=1), False),
        (CALM._replace(managed=False), False),
        (CALM._replace(known=False), False),
        (CALM._replace(score=None), False),
        # scored since the meeting before: the change counts
        (CALM._replace(scored_on=date(2026, 11, 20), before=310), False),
        (CALM._replace(scored_on=date(2026, 11, 20), before=309), True),
        (CALM._replace(scored_on=date(2026, 11, 20), before=None), False),
        # scored before it: level, whatever it was then
        (CALM._replace(before=900), True),
    ],
)
def test_a_group_is_stable_when_level_without_red_and_without_ask(group: Group, calm: bool) -> None:
    assert stable(group, MET, 10) is calm


def test_nothing_is_stable_before_a_first_meeting_or_where_the_rule_is_off() -> None:
    assert not stable(CALM, None, 10)
    assert not stable(CALM, MET, 0)


def test_groups_above_the_line_are_proposed_the_stable_ones_after_the_others() -> None:
    groups = [CALM, CALM._replace(threat="u", title="Red", red=2), CALM._replace(threat="v", title="Below")]
    found = priorities(groups, 2, MET, 10)
    assert [(each.rule, each.title) for each in found] == [(Rule.PRIORITY, "Red"), (Rule.STABLE, "Calm")]
    assert len(priorities(groups, 0, MET, 10)) == 3


def test_a_proposal_is_left_until_its_subject_stands_in_its_section() -> None:
    sections = [item("s5", 5, key="priorities"), item("s9", 9, key="archive")]
    proposals = [
        Proposal(Rule.PRIORITY, "A", "t"), Proposal(Rule.TRANSFER, "A", "t"), Proposal(Rule.REVIEW, "A", "t"),
    ]  # fmt: skip
    # the agenda has no section for reviews
    assert left(proposals, sections) == tuple(proposals[:2])
    parked = item("x", 1, "s5", threat="t", rule="stable", state=ItemState.PARKED)
    assert left(proposals, [*sections, parked]) == (proposals[1],)
    loose = replace(parked, under=None)
    assert left(proposals, [*sections, loose]) == (proposals[1],)
    by_hand = item("y", 2, "s9", threat="t")
    assert left(proposals, [*sections, parked, by_hand]) == ()


SERIES = MeetingSeries(id="s", series=Series.TASKING, name="Tasking", week=2, weekday=3, papers_days=9)


@pytest.mark.parametrize(
    ("week", "weekday", "month", "day"),
    [
        (2, 3, "2026-12", 10),
        (1, 1, "2026-12", 1),
        (5, 3, "2026-12", 31),
        (5, 3, "2026-11", 26),
        (4, 0, "2027-02", 22),
    ],
)
def test_the_day_of_a_series_is_counted_in_its_month(week: int, weekday: int, month: str, day: int) -> None:
    found = day_of(replace(SERIES, week=week, weekday=weekday), month)
    assert found is not None
    assert (found.day, f"{found:%Y-%m}", found.weekday()) == (day, month, weekday)


def test_a_planned_meeting_has_its_cut_offs_counted_back() -> None:
    made = planned(SERIES, "2026-12", "m")
    assert made is not None
    assert (made.on, made.papers_by, made.issue_by) == (date(2026, 12, 10), date(2026, 12, 1), None)
    assert planned(replace(SERIES, week=0), "2026-12", "m") is None
    assert day_of(None, "2026-12") is None


def test_a_series_says_what_is_wrong_with_it() -> None:
    odd = replace(SERIES, week=6, papers_days=-1, issue_days=61, ends="09:00", name=" ")
    found = {fault.field for fault in odd.faults(MET)}
    assert found == {"week", "papers_days", "issue_days", "starts", "name"}


def test_minutes_between_two_times() -> None:
    assert minutes_between("09:45", "12:10") == 145
