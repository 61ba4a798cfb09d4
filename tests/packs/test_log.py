"""The action log: what meetings set with its lineage, then what presses of the plans."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from app.domain.codes import ActionState
from app.domain.meeting import Meeting
from app.domain.month import MeetingActionRow, Month, RedatingRow
from app.packs import excel, monthly, pdf
from app.packs.model import LogLine, Pack
from tests.packs import reading
from tests.packs.months import MADE_AT, MEETING, action, small

DAYS = (
    date(2026, 4, 9), date(2026, 6, 11), date(2026, 7, 9), date(2026, 8, 13), date(2026, 9, 10),
    date(2026, 10, 8), date(2026, 11, 12), MEETING, date(2027, 1, 14),
)  # fmt: skip


def of_meeting(number: int, title: str, month: int, due: date | None, **fields: Any) -> MeetingActionRow:
    """An open action of an officer, set at item 8 of that month's meeting of 2026."""
    on = next(day for day in DAYS if (day.year, day.month) == (2026, month))
    values: dict[str, Any] = {
        "reference": f"26/{number:03}", "title": title, "owner": "hale", "owner_organisation": "",
        "set_on": on, "due": due, "state": ActionState.OPEN, "completed_on": None, "closed_on": None,
        "outcome": "", "meeting": f"m{month}", "item": "i8", **fields,
    }  # fmt: skip
    return MeetingActionRow(id=f"ma{number}", **values)


def month() -> Month:
    """The small month with actions of meetings in every group of the log."""
    return replace(
        small(),
        meetings=DAYS,
        all_meetings=tuple(Meeting(id=f"m{on.month}", month=f"{on:%Y-%m}", on=on) for on in DAYS),
        agenda_numbers=(("i8", "8"), ("i58", "5.8")),
        meeting_actions=(
            of_meeting(31, "Sharing agreement", 4, date(2026, 11, 12)),
            of_meeting(66, "Owner for action 35", 11, date(2026, 12, 1), owner=None, item="i58"),
            of_meeting(49, "Terms of reference", 8, MEETING),
            of_meeting(70, "Partner attendance", 11, None),
            of_meeting(65, "Review of the bands", 10, date(2027, 1, 14), item=None),
            of_meeting(
                71, "Learning sent out", 9, date(2026, 11, 30), state=ActionState.COMPLETED,
                completed_on=date(2026, 12, 1),
            ),
            of_meeting(
                72, "Form printed", 9, date(2026, 11, 30), state=ActionState.RESULTED,
                completed_on=date(2026, 12, 1), closed_on=date(2026, 12, 2), outcome="In use",
            ),
            of_meeting(
                10, "Long closed", 4, date(2026, 6, 11), state=ActionState.RESULTED,
                closed_on=date(2026, 6, 11), outcome="Done",
            ),
        ),
        redatings=(
            *small().redatings,
            RedatingRow("ma31", date(2026, 6, 11), date(2026, 8, 13), "two councils wait", date(2026, 6, 11)),
            RedatingRow("ma31", date(2026, 8, 13), date(2026, 11, 12), "legal advice", date(2026, 8, 13)),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(month(), MADE_AT)


def line(pack: Pack, reference: str) -> LogLine:
    return next(
        line
        for group in (*pack.log.groups, *pack.log.plans)
        for line in group.lines
        if line.reference == reference
    )


def test_what_meetings_set_comes_first_by_what_presses(pack: Pack) -> None:
    found = [(group.title, [line.reference for line in group.lines]) for group in pack.log.groups]
    assert found[:5] == [
        ("Overdue", ["26/031", "26/066"]),
        ("Without owner or date", ["26/070"]),
        ("Due at this meeting", ["26/049"]),
        ("Due later", ["26/065"]),
        ("Completed, result to be accepted", ["26/071"]),
    ]
    assert len(found) == 5
    (plans,) = pack.log.plans
    assert (plans.title, len(plans.lines), plans.of) == ("4P plans: what presses most", 20, 29)
    assert pack.log.answer.strong == "5 open: 2 overdue, 1 carried three times or more."
    told = pack.log.answer.words.replace("\u00a0", " ")
    assert told.startswith("1 closed since 12 November. Of the 4P plans 29 press, 10 of them overdue;")


def test_of_the_plans_a_table_by_force_counts_what_presses(pack: Pack) -> None:
    of = pack.log.plans_by_force
    assert [sum(row[at] for row in of) for at in (1, 2)] == [29, 10]
    assert all(row.press == row.overdue + row.unset + row.soon + row.coming for row in of)
    assert "sheet Action log" in pack.log.plans_note
    listed = {row[0] for sheet in pack.sheets if sheet.name == "Action log" for row in sheet.rows}
    assert {line.reference for group in pack.log.plans for line in group.lines} < listed
    assert len([one for one in listed if str(one).startswith("A-")]) == 29


def test_an_action_carries_its_lineage(pack: Pack) -> None:
    found = line(pack, "26/031")
    assert (found.set_on, found.set_at) == (date(2026, 4, 9), "item 8")
    assert (found.first_due, found.due) == (date(2026, 6, 11), date(2026, 11, 12))
    assert found.moved == (date(2026, 6, 11), date(2026, 8, 13))
    assert (found.carried, found.reason) == (6, "legal advice")
    assert (found.chip.letter, found.chip.words) == ("R", "Overdue 28 days")
    assert line(pack, "26/066").set_at == "item 5.8"
    assert line(pack, "26/065").set_at == "meeting"
    assert line(pack, "A-101").set_at == "plan"


def test_the_sheet_has_each_move_on_a_line_and_what_was_closed(pack: Pack) -> None:
    target = io.BytesIO()
    excel.write(pack, target)
    sheet = openpyxl.load_workbook(target)["Action log"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:13] == [
        "No.", "Action", "Owner", "Set on", "Set at item", "First due", "Now due", "Times re-dated",
        "Times carried", "Days overdue", "State", "RAG", "RAG reason",
    ]  # fmt: skip
    rows = {
        row[0].value: dict(zip(heads, (c.value for c in row), strict=True))
        for row in sheet.iter_rows(min_row=2)
    }
    history = str(rows["26/031"]["Re-dating history"]).replace("\u00a0", " ")
    assert history == (
        "11 Jun 2026 → 13 Aug 2026: two councils wait\n13 Aug 2026 → 12 Nov 2026: legal advice"
    )
    assert (rows["26/031"]["Times carried"], rows["26/031"]["Days overdue"]) == (6, 28)
    assert rows["26/072"]["Outcome"] == "In use"
    assert rows["26/072"]["Days overdue"] is None
    assert "26/010" not in rows
    assert rows["A-101"]["Threat"] == "AS/2024/0117"


def test_the_page_has_the_same(pack: Pack) -> None:
    target = io.BytesIO()
    pdf.write(pack, target)
    page = next(text for text in reading.pages(target.getvalue()) if "Actions set by meetings" in text)
    squeezed = reading.squeezed(page)
    for words in (
        "2.2Actionlog", "26/031Sharingagreement", "DIMorganHale:legaladvice", "Overdue(2)", "item5.8",
        "Dueatthismeeting(1)", "Completed,resulttobeaccepted(1)",
    ):  # fmt: skip
        assert words in squeezed


def test_what_was_overdue_at_several_meetings_is_an_exception_without_a_threat() -> None:
    late = of_meeting(12, "Chase the councils", 8, date(2026, 10, 1))
    made = monthly.build(replace(month(), meeting_actions=(late,)), MADE_AT)
    group = next(group for group in made.exceptions.groups if group.title.startswith("Action of a meeting"))
    assert [tuple(line) for line in group.lines] == [
        ("26/012", "Chase the councils", "DI Morgan Hale", "overdue at 3 meetings")
    ]
    assert "1 action of meetings overdue at several." in made.exceptions.answer.words.replace("\u00a0", " ")
    sheet = next(one for one in made.sheets if one.name == "Exceptions")
    assert [row[:2] for row in sheet.rows if row[0] == "52"] == [
        ("52", "Action of a meeting overdue at several")
    ]
    usual = replace(month().settings, overdue_meetings=4)
    quiet = monthly.build(replace(month(), meeting_actions=(late,), settings=usual), MADE_AT)
    assert not [row for one in quiet.sheets if one.name == "Exceptions" for row in one.rows if row[0] == "52"]


def test_an_action_of_a_plan_that_a_meeting_set_is_an_exception_of_its_threat() -> None:
    late = action("909", "0117", title="Set by a meeting", due=date(2026, 10, 1), meeting="m8", item="i8")
    made = monthly.build(replace(month(), actions=(late,)), MADE_AT)
    group = next(group for group in made.exceptions.groups if group.title.startswith("Action of a meeting"))
    assert [(line.reference, line.detail) for line in group.lines] == [
        ("AS/2024/0117", "A-909, overdue at 3 meetings")
    ]
    assert line(made, "A-909").set_at == "item 8"
    shown = [one for strand in made.cards[0].strands for one in strand.actions]
    assert [one.second.replace("\u00a0", " ") for one in shown] == ["set at item 8 of 13 Aug"]


def test_the_states_keep_the_actions_of_meetings_for_the_next_pack(pack: Pack) -> None:
    kept = {row.reference: row for row in pack.states.actions if not row.threat}
    assert (kept["26/031"].due, kept["26/031"].reason) == (date(2026, 11, 12), "legal advice")


def test_a_month_without_any_says_what_presses_of_the_plans() -> None:
    made = monthly.build(small(), MADE_AT)
    assert made.log.answer.strong == "29 press: 10 overdue, none carried three times or more."
