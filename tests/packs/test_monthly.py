"""The Pack of a month: what is counted, ordered, marked and worded, once for both files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.packs import monthly, stored
from app.packs.model import Pack
from app.packs.monthly import Issuing
from tests.packs.months import LONG_NAME, MADE_AT, MEETING, action, empty, small, threat

GOLDEN = Path(__file__).parent.parent / "golden" / "pack.json"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(small(), MADE_AT)


def rows(pack: Pack, sheet: str) -> list[dict[str, object]]:
    found = next(one for one in pack.sheets if one.name == sheet)
    heads = [column.title for column in found.columns]
    return [dict(zip(heads, row, strict=True)) for row in found.rows]


def test_a_month_gives_the_pack_that_was_looked_at_and_kept(pack: Pack) -> None:
    """Look at the difference before writing the file anew: `python -m tests.packs.write_golden`."""
    assert json.loads(stored.text_of(pack)) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_file_name_carries_month_version_edition_and_marking(pack: Pack) -> None:
    assert pack.file_name == "SW-2026-12 v1.0 full OFFICIAL-SENSITIVE FICTIONAL"


def test_every_row_carries_its_marking(pack: Pack) -> None:
    for sheet in pack.sheets:
        assert sheet.columns[-1].title == "Marking"
        assert {row[-1] for row in sheet.rows} <= {"OFFICIAL-SENSITIVE - RECIPIENTS ONLY - FICTIONAL"}


def test_the_priority_groups_stand_in_their_order(pack: Pack) -> None:
    assert [card.reference for card in pack.cards] == ["AS/2024/0117", "WI-2023-019", "DC26002"]
    assert [card.number for card in pack.cards] == ["5.1", "5.2", "5.3"]


def test_a_page_says_what_changed_since_the_meeting_before(pack: Pack) -> None:
    since = pack.cards[0].since.replace("\u00a0", " ")
    assert since.startswith("Since 12 November: score 392 → 438 · LRO changed, was Supt Alex Standish")
    assert "2 done, 1 slipped, 1 added" in since


def test_without_a_meeting_before_nothing_is_said_to_have_changed() -> None:
    first = monthly.build(replace(small(), previous=None, meetings=(MEETING,)), MADE_AT)
    assert [card.since for card in first.cards] == ["", "", ""]
    assert all(line["Change"] is None for line in rows(first, "Actions"))


def test_a_group_of_which_nothing_is_known_says_so(pack: Pack) -> None:
    bare = pack.cards[2]
    assert bare.answer_strong == "Not known whether it is getting worse; no one leads it."
    assert bare.score == ""
    assert [lead.name for lead in bare.leads] == ["", "", ""]
    assert {unknown.missing for unknown in bare.unknowns} >= {"Name", "SIO and LRO"}


def test_no_name_is_cut(pack: Pack) -> None:
    assert pack.cards[1].title == LONG_NAME
    assert len(pack.cards[1].strands) == 4
    assert sum(len(block.actions) for block in pack.cards[1].strands) == 40


@pytest.mark.parametrize(
    ("reference", "letter", "words"),
    [
        ("A-101", "R", "Overdue 13 days"),
        ("A-102", "A", "Due in 8 days"),
        ("A-103", "G", "Completed"),
        ("A-104", "B", "Resulted"),
        ("A-105", "R", "No owner or date"),
    ],
)
def test_states_stand_on_the_day_of_the_meeting(pack: Pack, reference: str, letter: str, words: str) -> None:
    lines = [line for card in pack.cards for block in card.strands for line in block.actions]
    (found,) = (line for line in lines if line.reference == reference)
    assert (found.chip.letter, found.chip.words) == (letter, words)


def test_every_check_finds_what_is_there(pack: Pack) -> None:
    found = {(line["What was found"], line["Threat"]) for line in rows(pack, "Exceptions")}
    assert found >= {
        ("Active with no LRO", "DC26002"),
        ("Active with no SIO", "DC26002"),
        ("No 4P plan", "DC26002"),
        ("No score", "DC26002"),
        ("No reference to the master record", "DC26002"),
        ("Lead has left", "AS/2024/0200"),
        ("Operation live but not ratified", "AS/2024/0200"),
        ("Only Pursue actions", "AS/2024/0200"),
        ("Plan not approved", "WI-2023-019"),
        ("Score older than the local interval", "WI-2023-019"),
        ("Action without owner or due date", "AS/2024/0117"),
    }
    assert not [reference for _, reference in found if reference == "AS/2024/0050"], "archived: not checked"


def test_an_lro_of_too_many_and_a_date_moved_too_often_are_found() -> None:
    month = small()
    many = tuple(month.assignments[1]._replace(threat=f"t{number}") for number in range(7))
    moves = tuple(
        month.redatings[0]._replace(action="101", on=date(2026, 11, 20 + number)) for number in range(3)
    )
    found = monthly.build(
        replace(
            month,
            threats=(*month.threats, *(threat(f"t{number}") for number in range(7))),
            assignments=(*month.assignments, *many),
            redatings=moves,
        ),
        MADE_AT,
    )
    titles = {line["What was found"] for line in rows(found, "Exceptions")}
    assert {"LRO holds more than the local limit", "Action re-dated more than the local limit"} <= titles


def test_the_thresholds_in_force_are_printed_and_used() -> None:
    month = small()
    strict = replace(month, settings=replace(month.settings, due_soon_days=60))
    found = monthly.build(strict, MADE_AT)
    assert "Amber: due within 60 days" in found.rag_rule
    marks = {line["Action"]: line["RAG"] for line in rows(found, "Actions")}
    assert marks["A-301"] == "Amber"


def test_an_empty_month_opens_no_section_and_says_which() -> None:
    found = monthly.build(empty(), MADE_AT)
    assert not [line.section for line in found.agenda if line.section]
    assert found.cards == ()
    assert "5 Priority groups" in found.omitted
    assert [sheet.name for sheet in found.sheets] == [
        "Agenda",
        "Threats",
        "Actions",
        "Scores",
        "Leads",
        "Updates",
    ]


def test_the_agenda_keeps_all_fourteen_items_and_opens_those_that_have_pages(pack: Pack) -> None:
    assert [line.number for line in pack.agenda] == [str(number) for number in range(1, 15)]
    assert [line.section for line in pack.agenda if line.section] == [
        "log",
        "picture",
        "submissions",
        "groups",
        "exceptions",
        "reviews",
    ]


def test_the_picture_counts_each_active_threat_once(pack: Pack) -> None:
    assert pack.picture.matrix.total[-1] == 4
    assert sum(sum(numbers) for _, numbers in pack.picture.figure.series) == 4


def test_the_lowest_band_of_a_region_that_begins_at_nought_is_counted_once() -> None:
    month = small()
    banded = replace(month, settings=replace(month.settings, bands=((0, "Low"), (300, "High"))))
    found = monthly.build(replace(banded, scores=(month.scores[0]._replace(total=12),)), MADE_AT)
    assert [name for name, _ in found.picture.figure.series] == ["Low", "Not scored"]


def test_a_pack_is_kept_as_json_and_comes_back_the_same(pack: Pack) -> None:
    assert stored.value_of(Pack, stored.text_of(pack)) == pack


def test_a_text_that_looks_like_a_date_comes_back_as_text() -> None:
    month = replace(small(), actions=(action("1", "0117", title="2026-12-10"), *small().actions))
    made = monthly.build(month, MADE_AT)
    assert stored.read(stored.body(made)) == made
    found = stored.value_of(Pack, stored.text_of(made))
    assert "2026-12-10" in {line["Title"] for line in rows(found, "Actions")}


def test_the_fingerprint_stands_for_the_contents_whenever_they_are_issued(pack: Pack) -> None:
    later = monthly.build(small(), MADE_AT.replace(day=5), issuing=Issuing(draft=True))
    assert stored.fingerprint(later) == stored.fingerprint(pack)
    assert stored.fingerprint(monthly.build(empty(), MADE_AT)) != stored.fingerprint(pack)
