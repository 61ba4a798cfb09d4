"""Requests in the pack: the section, the sheet, the asks of a group; both files say the same."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from app.domain.codes import ChoiceList, Decision, Met, RequestState
from app.domain.meeting import Meeting
from app.domain.month import Month, RequestRow
from app.domain.region import Choice
from app.packs import excel, monthly, pdf, requests
from app.packs.facts import Facts
from app.packs.model import Chip, Pack, Section
from app.packs.phrases import day
from tests.packs.months import MADE_AT, empty, small
from tests.packs.reading import pages, squeezed

CHOICES = tuple(
    Choice(id=name.casefold(), list=ChoiceList.CAPABILITY, name=name) for name in ("Surveillance", "Cyber")
)


def row(number: int, threat: str = "0117", **fields: Any) -> RequestRow:
    values: dict[str, Any] = dict.fromkeys(RequestRow._fields, "")
    none = (
        "capability", "triaged_on", "manager_on", "meeting", "decision", "decided_on", "conditions_met",
        "terms_agreed_on", "starts", "ends", "outcome_on",
    )  # fmt: skip
    values |= dict.fromkeys(none)
    values |= {
        "id": f"r{number}",
        "threat": threat,
        "reference": f"R-{number:04d}",
        "capability": "surveillance",
        "asked": "Three weeks from 4 Jan 2027",
        "bid_on": date(2026, 11, 19),
        "state": RequestState.LISTED,
        "reassess": False,
        **fields,
    }
    return RequestRow(**values)


def granted(number: int, threat: str = "0117", **fields: Any) -> RequestRow:
    values: dict[str, Any] = {
        "bid_on": date(2026, 8, 1),
        "state": RequestState.UNDER_WAY,
        "decision": Decision.GRANTED,
        "decided_by": "ACC Marwood",
        "decided_on": date(2026, 8, 20),
        "terms_agreed_on": date(2026, 8, 30),
        "terms": "One team",
        "product": "Report",
        "starts": date(2026, 9, 1),
        "ends": date(2027, 1, 29),
        **fields,
    }
    return row(number, threat, **values)


NO_TERMS: dict[str, Any] = {"terms_agreed_on": None, "terms": "", "product": "", "starts": None, "ends": None}
ENDED: dict[str, Any] = {
    "state": RequestState.ENDED,
    "conditions": "Debrief in 14 days.",
    "conditions_met": Met.MET,
    "outcome": "Two arrests",
    "outcome_on": date(2026, 9, 1),
}
PART: dict[str, Any] = {"decision": Decision.PART, "decision_reason": "Posts vacant"}
REFUSED: dict[str, Any] = {"decision": Decision.REFUSED, "decision_reason": "Force unit can do this."}
ROWS = (
    granted(1, "0200", decided_on=date(2026, 3, 1), bid_on=date(2025, 11, 1), **ENDED),
    granted(2, "big", ends=date(2026, 11, 6)),
    granted(3, "big", state=RequestState.DECIDED, decided_on=date(2026, 11, 26), **PART, **NO_TERMS),
    granted(4, "bare", ends=date(2026, 12, 18)),
    granted(5, "0200"),
    granted(6, state=RequestState.DECIDED, **REFUSED, **NO_TERMS),
    row(7, manager_view="Grant in part. Can meet 2 weeks.", bid_by="DI Hale"),
    row(8, "bare", capability=None, asked="Advice", bid_on=date(2026, 11, 30), state=RequestState.BID),
    row(9, state=RequestState.WITHDRAWN, outcome="No longer needed", outcome_on=date(2026, 11, 20)),
)


def month(*rows: RequestRow) -> Month:
    ordered = sorted(rows or ROWS, key=lambda each: (each.bid_on, each.id))
    return replace(small(), requests=tuple(ordered), choices=CHOICES)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(month(), MADE_AT)


def section(pack: Pack) -> Section:
    return next(each for each in pack.sections if each.key == "requests")


def test_the_answer_says_what_is_wanted_what_became_of_the_year_and_what_is_missing(pack: Pack) -> None:
    answer = section(pack).answer
    assert answer.strong == "2 decisions wanted."
    assert answer.words == (
        "7 requests in 12 months: 3 granted, 1 in part, 1 refused. "
        "1 grant has no terms of reference; 1 has ended with no outcome."
    )


def test_each_decision_has_the_managers_view_and_what_was_decided_before(pack: Pack) -> None:
    first, second = next(block.asks for block in section(pack).blocks if block.asks)
    assert (first.number, first.title) == ("8.1", "Surveillance: three weeks from 4 Jan 2027")
    assert first.lines == (
        "Lantern Quay group (5.1); DI Hale, Avon and Somerset",
        "R-0007 · score 438 · waited 21 days",
    )
    assert (first.view_strong, first.view) == ("Grant in part", "Can meet 2 weeks.")
    assert first.before.replace("\xa0", " ").splitlines() == [
        "R-0006, 20 Aug 2026: refused, force unit can do this.",
        "R-0003 for WI-2023-019, 26 Nov 2026: part granted, posts vacant.",
        "1 more: workbook, sheet Requests.",
    ]
    assert first.options == ("Granted", "Part", "Refused", "Deferred")
    assert (second.view_strong, second.view) == ("", "No view yet: bid")
    assert "not ratified" in second.lines[0]


def test_live_grants_stand_red_first_with_the_words_that_say_why(pack: Pack) -> None:
    grid = next(block.grid for block in section(pack).blocks if block.grid)
    assert grid is not None
    assert [(cells[0].words, cells[-1].chip) for cells in grid.rows] == [
        ("R-0002", Chip("R", "No outcome")),
        ("R-0004", Chip("A", "Ends in 8 days")),
        ("R-0003", Chip("A", "ToR due today")),
        ("R-0005", Chip("G", "On time")),
    ]
    assert grid.rows[2][3].words == "none"
    assert grid.rows[2][3].strong


def test_the_ledgers_add_up_and_stand_beside_each_other(pack: Pack) -> None:
    by_capability, by_force = (block.grid for block in section(pack).blocks if block.half)
    assert by_capability is not None
    assert by_force is not None
    assert [[cell.words for cell in cells] for cells in by_capability.rows] == [
        ["Surveillance", "6", "3", "1", "1", "–", "1", "19"],
        ["Capability not set", "1", "–", "–", "–", "–", "1", "–"],
    ]
    assert [cell.words for cell in by_capability.total] == ["Region", "7", "3", "1", "1", "0", "2", "19"]
    for place in range(1, 7):
        for grid in (by_capability, by_force):
            counted = [cells[place].words for cells in grid.rows]
            assert sum(0 if each == "–" else int(each) for each in counted) == int(grid.total[place].words)


def test_the_sheet_has_every_request_with_its_columns_in_order(pack: Pack) -> None:
    sheet = next(each for each in pack.sheets if each.name == "Requests")
    titles = [column.title for column in sheet.columns]
    assert titles == [
        "Request", "Capability", "Threat", "Threat name", "Home force", "Asked for", "Bid on", "Bid by",
        "Days to decision", "Decision", "Decided on", "RAG", "RAG reason", "Capability manager’s view",
        "Reason", "Conditions", "Conditions met", "Terms agreed", "From", "Ends", "Product", "Outcome",
        "Decided before", "Marking",
    ]  # fmt: skip
    assert [column.title for column in sheet.columns if column.prints][-1] == "RAG reason"
    assert len(sheet.rows) == len(ROWS)
    rows = {each[0]: dict(zip(titles, each, strict=True)) for each in sheet.rows}
    assert [each[0] for each in sheet.rows[:2]] == ["R-0008", "R-0007"], "open ones first, the newest bid"
    assert (rows["R-0002"]["RAG"], rows["R-0002"]["RAG reason"]) == ("Red", "No outcome")
    assert (rows["R-0001"]["Conditions met"], rows["R-0001"]["Days to decision"]) == ("met", 120)
    assert (rows["R-0007"]["Days to decision"], rows["R-0007"]["Decision"]) == (
        None,
        "listed for the meeting",
    )
    assert "R-0001" in str(rows["R-0005"]["Decided before"])
    assert str(rows["R-0007"]["Decided before"]).count("\n") == 2, "the workbook has all of them"


def test_a_group_asks_what_its_requests_ask_and_the_others_ask_nothing(pack: Pack) -> None:
    asks = {card.reference: card.asks for card in pack.cards}
    (ask,) = asks["AS/2024/0117"]
    assert (ask.number, ask.verb) == ("5.1 a", "Decide")
    assert ask.words == "on surveillance: three weeks from 4 Jan 2027 (R-0007, at item 8.1)"
    assert asks["WI-2023-019"] == ()


def test_the_checks_name_the_grant_without_outcome_and_the_request_left_undecided(pack: Pack) -> None:
    found = {
        group.title: [(line.reference, line.detail) for line in group.lines]
        for group in pack.exceptions.groups
    }
    assert found["Support granted without terms or outcome"] == [("WI-2023-019", "R-0002: no outcome")]
    assert "Request undecided at a meeting" not in found, "none was held since the bids"
    held = Meeting(id="c", month="2026-12", on=date(2026, 12, 3))
    later = monthly.build(replace(month(), capabilities_meetings=(held,)), MADE_AT)
    groups = {group.title: group.lines for group in later.exceptions.groups}
    assert [line.detail for line in groups["Request undecided at a meeting"]] == [
        "R-0007, waited 21 days", "R-0008, waited 10 days",
    ]  # fmt: skip


def test_both_files_say_the_same_of_requests(pack: Pack) -> None:
    target = io.BytesIO()
    pdf.write(pack, target)
    printed = squeezed("".join(pages(target.getvalue())))
    workbook = io.BytesIO()
    excel.write(pack, workbook)
    sheet = openpyxl.load_workbook(workbook, read_only=True)["Requests"]
    cells = {
        value.date() if isinstance(value, datetime) else value
        for line in sheet.iter_rows(values_only=True)
        for value in line
    }
    grid = next(block.grid for block in section(pack).blocks if block.grid)
    assert grid is not None
    for line in grid.rows:
        chip = line[-1].chip
        assert chip is not None
        assert squeezed(line[0].words) in printed
        assert squeezed(chip.words) in printed
        assert {line[0].words, chip.words} <= cells
    for number in (2, 4, 5):
        ends = next(each.ends for each in ROWS if each.reference == f"R-{number:04d}")
        assert ends in cells
        assert squeezed(day(ends)) in printed
    assert squeezed("Decide on surveillance: three weeks from 4 Jan 2027 (R-0007, at item 8.1)") in printed
    assert squeezed("Nothing is asked of this meeting.") in printed


def test_a_month_without_requests_has_neither_section_nor_sheet() -> None:
    facts = Facts(empty())
    assert requests.section(facts) is None
    assert requests.sheets(facts, "OFFICIAL") == ()
