"""The edges of a month: one or none of a thing, the day of the meeting before, names of any shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.commands import leads, meetings, scores
from app.domain.codes import ActionState, LeadRole
from app.domain.meeting import Meeting
from app.domain.region import Theme
from app.domain.score import Score
from app.jobs import issue_month
from app.packs import monthly
from app.packs.model import Pack
from app.register import Register
from tests.builders import add_action, add_officer, add_threat
from tests.packs.months import BEFORE, MADE_AT, MEETING, action, empty, threat
from tests.packs.reading import pages


def pack_of_one(**fields: object) -> Pack:
    """The pack of one priority group with one action, after a meeting before."""
    month = replace(
        empty(),
        previous=Meeting(id="m11", month="2026-11", on=BEFORE),
        meetings=(BEFORE, MEETING),
        threats=(threat("0117", priority=1),),
        actions=(action("101", "0117", **{"owner": None, "owner_organisation": "Council", **fields}),),
    )
    return monthly.build(month, MADE_AT)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2027, 1, 22), "Its one open action is not overdue."),
        (MEETING, "Its one open action is not overdue."),
        (MEETING - timedelta(days=1), "Its one open action is overdue."),
    ],
)
def test_one_open_action_is_told_as_one(due: date, said: str) -> None:
    assert said in pack_of_one(due=due).cards[0].answer


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (BEFORE, "nothing recorded as changed"),
        (BEFORE + timedelta(days=1), "actions: 1 done"),
        (MEETING, "actions: 1 done"),
        (MEETING + timedelta(days=1), "nothing recorded as changed"),
    ],
)
def test_a_change_belongs_to_one_month_only(on: date, told: str) -> None:
    said = pack_of_one(state=ActionState.COMPLETED, completed_on=on).cards[0].since
    assert said.replace("\u00a0", " ") == f"Since 12 November: {told}"


def test_themes_keep_their_capitals_where_they_are_abbreviations() -> None:
    month = replace(
        empty(),
        themes=(Theme(id="drugs", name="MSHT"), Theme(id="fraud", name="Fraud")),
        threats=(threat("1", secondary_themes=("fraud",), priority=1), threat("2")),
    )
    pack = monthly.build(month, MADE_AT)
    assert pack.picture.answer.words.startswith("2 (100%) are MSHT. ")
    assert pack.cards[0].facts[0].words == "MSHT; fraud"


def test_threats_without_a_theme_have_none() -> None:
    pack = monthly.build(replace(empty(), threats=(threat("1", primary_theme=None),)), MADE_AT)
    assert pack.picture.answer.words.startswith("1 (100%) have no theme. ")


def test_an_evening_meeting_goes_on_after_midnight() -> None:
    meeting = replace(empty().meeting, starts="23:30", ends="23:59")
    pack = monthly.build(replace(empty(), meeting=meeting), MADE_AT)
    assert {line.starts[:2] for line in pack.agenda} >= {"23", "00"}
    assert all(row[3].hour in (23, 0, 1, 2) for row in pack.sheets[0].rows if row[3] is not None)  # type: ignore[union-attr]


def test_a_bare_register_issues_a_pack_that_says_there_is_nothing(register: Register, tmp_path: Path) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=MEETING))
    issued = issue_month.export(register, "2026-12", tmp_path / "out")
    assert (issued.counts["threats"], issued.counts["agenda"]) == (0, 14)
    cover, agenda, key = pages(issued.pdf.read_bytes())
    assert "6 Plan-health exceptions" in cover
    assert "Any other business" in agenda
    assert "Key, rules and sources" in key


def test_a_group_of_gaps_has_its_page(register: Register, tmp_path: Path) -> None:
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=MEETING))
    bare = add_threat(register, "X/1", name="", primary_theme=None, home_force=None, priority=1)
    nowhere = add_officer(register, force=None)
    register.do(leads.assign, bare.id, LeadRole.LRO, nowhere.id, date(2026, 11, 20))
    register.do(scores.record, Score(id="s", threat=bare.id, total=3))
    add_action(register, bare, owner=nowhere.id, owner_organisation="", due=None)
    issued = issue_month.export(register, "2026-12", tmp_path / "out")
    assert {name: issued.counts[name] for name in ("priorities", "leads", "scores", "action_log")} == {
        "priorities": 1,
        "leads": 1,
        "scores": 1,
        "action_log": 1,
    }
