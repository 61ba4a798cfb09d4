"""The ledger as read, and its checks: the query and the rule of the pack find the same threats on any day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.commands import custom, disruptions, meetings, region, scores, threats
from app.domain.codes import FieldType, Rating, Strand
from app.domain.custom import CustomField
from app.domain.meeting import Meeting
from app.domain.score import Score
from app.packs.exceptions import find_all
from app.packs.facts import Facts
from app.reads import disruptions as reads
from app.reads import home, months
from app.register import Register
from tests.builders import add_disruption, add_threat

TODAY = date(2026, 11, 26)
NUMBERS = {
    "disruption_not_apmis": "32",
    "disruption_incomplete": "33",
    "negative_unassessed": "34",
    "no_disruption": "36",
    "ranked_undisrupted": "37",
}


def test_a_row_says_whose_it_is_and_what_was_done_with_it(register: Register) -> None:
    threat = add_threat(register, name="", operation="Whimbrel")
    made = add_disruption(register, threat, supporting_bodies=("Probation", "NHS"))
    register.do(disruptions.rerate, made, Rating.MAJOR, "Convicted")
    (row,) = register.ask(reads.ledger)
    assert (row.threat, row.threat_reference, row.threat_name) == (threat.id, "AS/2024/0131", "Op Whimbrel")
    assert (row.force, row.force_short, row.theme) == ("Avon and Somerset", "A&S", "Illegal drugs")
    assert (row.rating, row.rerated, row.supporting) == (Rating.MAJOR, 1, ("Probation", "NHS"))
    assert row.effect == (row.on, Strand.PURSUE, Rating.MAJOR, "Avon and Somerset", "Illegal drugs")


def test_its_own_theme_counts_before_that_of_the_threat(register: Register) -> None:
    bare = add_threat(register, "B1", primary_theme=None, home_force=None)
    add_disruption(register, bare, id="none")
    add_disruption(register, bare, id="own", theme="fraud")
    themes = {row.id: (row.theme, row.force) for row in register.ask(reads.ledger)}
    assert themes == {"none": ("", ""), "own": ("Fraud", "")}


def test_custom_fields_stand_in_the_ledger(register: Register) -> None:
    register.do(custom.define, CustomField(id="f", of="disruption", name="Seized", type=FieldType.NUMBER))
    made = add_disruption(register, add_threat(register))
    register.do(custom.along(disruptions.change, "disruption", {"f": "1200"}, {}), made)
    (row,) = register.ask(reads.ledger)
    assert row.custom == {"f": 1200}


def test_a_dialog_has_one_with_its_changes_oldest_first(register: Register) -> None:
    made = add_disruption(register, add_threat(register))
    register.do(disruptions.rerate, made, Rating.MAJOR, "Convicted")
    found = register.ask(reads.detail, made.id)
    assert (found.disruption.rating, found.threat.reference) == (Rating.MAJOR, "AS/2024/0131")
    assert [(move.was, move.now) for move in found.reratings] == [(Rating.MODERATE, Rating.MAJOR)]


def test_a_form_offers_every_threat_by_reference_and_says_which_are_archived(register: Register) -> None:
    add_threat(register, "B2", name="")
    ended = add_threat(register, "A1", name="Quay")
    register.do(threats.archive, ended, TODAY, "Over", "Supt Ashdown", acknowledged="yes")
    offered = [(one.display, one.place) for one in register.ask(reads.choices)]
    assert offered == [("A1 Quay", "archived"), ("B2", "Avon and Somerset")]


@pytest.fixture
def busy(register: Register) -> Register:
    """Forty threats, some ranked, some scored, some archived, with disruptions of three years."""
    dice = random.Random(4)
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 8)))
    for number in range(40):
        threat = add_threat(register, f"T{number:02}", priority=number if number % 5 == 0 else None)
        for at in range(dice.randrange(4)):
            rationale = dice.choice(("Stopped", "  ", ""))
            fields: dict[str, Any] = {
                "on": TODAY - timedelta(days=dice.randrange(900)),
                "strand": dice.choice([*Strand, None]),
                "rating": dice.choice([*Rating, Rating.NEGATIVE, None]),
                "rationale": dice.choice(("Stopped", "Stopped", rationale)),
                "apmis": dice.random() < 0.5,
            }
            add_disruption(register, threat, id=f"d{number}-{at}", **fields)
        if number % 3:
            on = TODAY - timedelta(days=dice.randrange(700)) if number % 4 else None
            register.do(scores.record, Score(id=f"s{number}", threat=threat.id, total=100, assessed_on=on))
        if number % 11 == 7:
            register.do(threats.archive, threat, TODAY, "Over", "Supt Ashdown", acknowledged="yes")
    return register


@pytest.mark.parametrize("period", [12, 5])
@pytest.mark.parametrize("back", [0, 31, 200, 400])
def test_the_list_and_the_pack_find_the_same_on_any_day(busy: Register, back: int, period: int) -> None:
    if period != 12:
        busy.do(region.change_setting, "disruption_months", period)
    day = TODAY - timedelta(days=back)
    month = busy.ask(months.everything, "2026-12")
    month = replace(month, meeting=replace(month.meeting, on=day))
    found: dict[str, set[str]] = {number: set() for number in NUMBERS.values()}
    for one in find_all(Facts(month)):
        found.setdefault(one.check.number, set()).add(one.threat.id)
    for check, number in NUMBERS.items():
        assert busy.ask(home.matching, check, day) == found[number], check
        assert back or found[number], check
