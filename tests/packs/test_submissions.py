"""New submissions in the pack: the same figures in section, sheet and exceptions, on the meeting's day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from app.commands import submissions
from app.domain.codes import MappingState as State
from app.domain.codes import Role
from app.domain.submission_fields import Completeness
from app.packs import excel, monthly, pdf
from app.packs.excel_styles import rules
from app.packs.facts import Facts
from app.packs.model import Grid, Pack, Section
from app.packs.submission_rows import missing_words
from app.reads import months
from app.register import Register
from app.store.session import Session
from tests.builders import add_threat
from tests.packs import months as samples
from tests.submission_desk import asks, met, reason, submitted

MADE = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


@pytest.fixture
def filled(register: Register) -> Register:
    """Two wait, one of them live and over the limit; one was ratified, one rejected, one is a draft."""
    asks(register)
    met(register)
    submitted(
        register, State.RETURNED, on(1, 10), on(2, 10), on(20, 10), live_operation=True, operation="Heron"
    )
    submitted(register, State.SUBMITTED, on(20), on(25), number="0132", home_force="dorset")
    submitted(register, State.RATIFIED, on(1), on(3), on(14), number="0133")
    submitted(register, State.REJECTED, on(1), on(3), on(13), number="0134")
    submitted(register, State.DRAFT, on(20), number="0135")
    add_threat(register, "AS/2024/0136", live_operation=True)
    return register


def built(register: Register) -> Pack:
    return monthly.build(register.ask(months.everything, "2026-12"), MADE)


def section_of(pack: Pack) -> Section:
    return next(section for section in pack.sections if section.key == "submissions")


def grids(pack: Pack) -> dict[str, Grid]:
    found = [block.grid for block in section_of(pack).blocks if block.grid]
    return {grid.title.split(" since")[0]: grid for grid in found}


def sheet(pack: Pack) -> list[dict[str, Any]]:
    made = next(sheet for sheet in pack.sheets if sheet.name == "Submissions")
    titles = [column.title for column in made.columns]
    return [dict(zip(titles, row, strict=True)) for row in made.rows]


def test_the_answer_says_waiting_late_ratified_and_live(filled: Register) -> None:
    answer = section_of(built(filled)).answer
    assert answer.strong == "2 waiting, 1 longer than 28 days."
    assert answer.words == (
        "1 ratified since November; the median wait was 11 days. "
        "2 operations are live on groups not yet ratified."
    )


def test_the_pipeline_counts_each_state_once(filled: Register) -> None:
    steps = section_of(built(filled)).blocks[0].steps
    assert [(step.words, step.number) for step in steps] == [
        ("Draft", "1"),
        ("Submitted", "1"),
        ("Returned", "1"),
        ("Ratified", "1"),
        ("Rejected", "1"),
    ]


def test_what_was_sent_again_is_counted_with_what_was_sent(filled: Register) -> None:
    submitted(filled, State.RESUBMITTED, on(1), on(2), on(3), on(4), number="0137")
    step = section_of(built(filled)).blocks[0].steps[1]
    assert (step.number, step.words, step.under) == ("2", "Submitted", "with ROCTA, 1 again")


def test_what_waits_longest_stands_first_with_bar_limit_and_live(filled: Register) -> None:
    waiting = grids(built(filled))["Waiting"]
    first, second = waiting.rows
    assert [cell.words for cell in first[:2]] == ["AS/2024/0131", "Avon and Somerset"]
    assert first[2].box == "LIVE"
    assert first[4].words == "51"
    assert first[5].over
    assert first[5].limit == pytest.approx(28 / 51)
    assert second[4].words == "15"
    assert not second[5].over
    assert second[6].words == "3"
    assert "AS/2024/0136, not yet submitted" in waiting.note
    assert waiting.columns[6].title == "Of 3"


def test_forces_sum_to_the_region(filled: Register) -> None:
    grid = grids(built(filled))["Submissions by force"]
    sent = [int(row[1].words) for row in grid.rows]
    assert sum(sent) == int(grid.total[1].words) == 4
    assert grid.total[3].words == "1 (25%)"
    assert [row[0].words for row in grid.rows] == ["Avon and Somerset", "Dorset"]


def test_why_returned_counts_the_reasons_of_the_list(filled: Register) -> None:
    from app.reads.reference import reference

    grid = grids(built(filled))["Why returned"]
    choice = filled.ask(reference).choice(reason(filled))
    assert choice is not None
    assert [cell.words for cell in grid.rows[0]][:2] == [choice.name, "1"]


def test_the_sheet_says_what_the_page_says(filled: Register) -> None:
    pack = built(filled)
    rows = sheet(pack)
    assert [row["Reference"] for row in rows][:2] == ["AS/2024/0131", "AS/2024/0132"]
    first = rows[0]
    assert (first["State"], first["State since"], first["First submitted"]) == (
        "returned",
        on(20, 10),
        on(2, 10),
    )
    assert (first["Days waiting"], first["Over limit"], first["Live"]) == (69, "Yes", "Yes")
    assert (first["Fields complete"], first["Fields required"], first["Missing"]) == (3, 3, None)
    assert first["Times returned"] == 1
    assert first["Return reasons"].endswith(": Give the logs.")
    ratified = next(row for row in rows if row["State"] == "ratified")
    assert (ratified["Ratified on"], ratified["Ratified by"]) == (on(14), "P Vosper")
    assert (ratified["Over limit"], ratified["Live"]) == (None, "No")
    assert {row["Marking"] for row in rows} == {"OFFICIAL-SENSITIVE - RECIPIENTS ONLY - FICTIONAL"}


def test_the_columns_are_those_of_the_design(filled: Register) -> None:
    made = next(sheet for sheet in built(filled).sheets if sheet.name == "Submissions")
    assert [(column.title, column.width) for column in made.columns] == [
        ("Reference", 15), ("Name", 28), ("Home force", 18), ("Primary theme", 22), ("State", 11),
        ("State since", 11), ("First submitted", 11), ("Days waiting", 7), ("Over limit", 7),
        ("Fields complete", 9), ("Fields required", 9), ("Missing", 34), ("Live", 6), ("Times returned", 9),
        ("Return reasons", 34), ("Ratified on", 11), ("Ratified by", 24),
        ("Self-ratified", 9), ("Marking", 44),
    ]  # fmt: skip
    assert [column.title for column in made.columns if not column.prints] == [
        "Times returned", "Return reasons", "Ratified on", "Ratified by", "Self-ratified", "Marking",
    ]  # fmt: skip
    assert made.keys == 1


def test_live_is_told_without_colour_in_the_workbook(filled: Register) -> None:
    made = next(sheet for sheet in built(filled).sheets if sheet.name == "Submissions")
    column = next(column for column in made.columns if column.title == "Live")
    (rule,) = rules(column)
    assert rule.formula == ['"Yes"']
    assert rule.dxf.font.b
    assert rule.dxf.border.left.style == "thin"


def test_the_exceptions_name_the_same_threats(filled: Register) -> None:
    groups = {group.title: group.lines for group in built(filled).exceptions.groups}
    live = [line.reference for line in groups["Operation live but not ratified"]]
    assert live == ["AS/2024/0131", "AS/2024/0136"]
    assert groups["Operation live but not ratified"][0].detail == "Op Heron, returned"
    returned = groups["Returned and not sent again"][0]
    assert (returned.reference, returned.detail) == (
        "AS/2024/0131",
        "Returned 20\u00a0Oct\u00a02026, 51 days ago",
    )
    assert "With ROCTA longer than the local limit" not in groups


def test_a_register_without_submissions_has_neither_section_nor_sheet(register: Register) -> None:
    met(register)
    pack = built(register)
    assert "submissions" not in [section.key for section in pack.sections]
    assert "Submissions" not in [sheet.name for sheet in pack.sheets]


def test_the_line_by_month_needs_two_months(filled: Register) -> None:
    blocks = section_of(built(filled)).blocks
    assert not [block for block in blocks if block.figure]
    submitted(filled, State.RATIFIED, on(1, 7), on(2, 7), on(9, 7), number="0137")
    figure = next(block.figure for block in section_of(built(filled)).blocks if block.figure)
    assert figure.labels == ("Jul 2026", "Nov 2026")
    assert figure.series == (("Median days", (7.0, 10.5)),)
    assert figure.text == "First Jul 2026 7 days, last Nov 2026 10.5 days; lowest 7, highest 10.5."


def test_many_missing_fields_are_counted_not_listed() -> None:
    two = Completeness(1, 3, ("Area", "MSHT link"))
    assert missing_words(two) == "area; MSHT link"
    six = Completeness(0, 6, tuple(f"Field {n}" for n in range(6)))
    assert missing_words(six) == "field 0; field 1; field 2; 3 more"


def test_a_tracker_alone_still_counts_as_waiting() -> None:
    facts = Facts(samples.small())
    section = section_of(monthly.build(samples.small(), samples.MADE_AT))
    assert section.answer.strong == "2 waiting, 1 longer than 28 days."
    assert len(facts.trails) == 2


def test_the_section_prints(filled: Register) -> None:
    target = BytesIO()
    pdf.write(built(filled), target)
    text = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    for words in ("2 waiting, 1 longer than 28 days.", "Waiting", "Submissions by force", "Why returned"):
        assert words in text


def shown_of(pack: Pack) -> tuple[set[str], list[str]]:
    """What the printed table says under the reference, and what the sheet's column says."""
    told = {row[0].second for row in grids(pack)["Ratified"].rows}
    return told, [row["Self-ratified"] for row in sheet(pack) if row["State"] == "ratified"]


def test_what_one_person_prepared_and_ratified_is_marked_in_both_files(filled: Register) -> None:
    assert filled.alone
    pack = built(filled)
    assert shown_of(pack) == ({"Self-ratified"}, ["Yes"])
    assert [row["Self-ratified"] for row in sheet(pack) if row["State"] != "ratified"] == [None] * 4
    printed, workbook = BytesIO(), BytesIO()
    pdf.write(pack, printed)
    assert "Self-ratified" in "".join(page.extract_text() for page in PdfReader(printed).pages)
    excel.write(pack, workbook)
    rows = list(openpyxl.load_workbook(workbook, read_only=True)["Submissions"].values)
    head = next(row for row in rows if "Self-ratified" in row)
    assert "Yes" in {row[head.index("Self-ratified")] for row in rows[rows.index(head) + 1 :]}


def test_what_another_person_ratified_bears_no_mark(filled: Register) -> None:
    sent = submitted(filled, State.SUBMITTED, on(4), on(6), number="0140")
    filled.alone = False
    filled.session = Session("id-rowan", "Kit Rowan", frozenset({Role.APPROVER}))
    filled.roles = frozenset({Role.APPROVER})
    filled.do(submissions.ratify, sent, on(16), "Kit Rowan")
    pack = built(filled)
    told = {row[0].words: row[0].second for row in grids(pack)["Ratified"].rows}
    assert told == {"AS/2024/0133": "Self-ratified", "AS/2024/0140": ""}
    assert sorted(row["Self-ratified"] for row in sheet(pack) if row["State"] == "ratified") == ["No", "Yes"]
