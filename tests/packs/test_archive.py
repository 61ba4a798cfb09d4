"""Items 9 and 13 of the agenda, and the sheets Archive, Learning and Gaps."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from app.domain.codes import OrderState, Relation, ThreatStatus, TransferState
from app.domain.month import GapRow, LearningRow, LinkRow, Month, OrderRow, TransferRow
from app.domain.region import Force
from app.packs import archive, archive_rows, excel, learning, monthly, pdf
from app.packs.facts import Facts
from app.packs.model import Grid, GridCell, Pack, Section, Sheet
from tests.packs.months import MADE_AT, MEETING, action, empty, small, threat
from tests.packs.reading import pages, squeezed


def transfer(id: str, of: str, **fields: Any) -> TransferRow:
    values: dict[str, Any] = {
        "from_force": "as", "to_force": "dc", "reason": "Offending has moved",
        "state": TransferState.PROPOSED, "proposed_by": "DI Hale", "proposed_on": date(2026, 11, 20),
        "answered_by": "", "answered_on": None, "answer": "", **fields,
    }  # fmt: skip
    return TransferRow(id=id, threat=of, **values)


def order(id: str, of: str, state: OrderState) -> OrderRow:
    return OrderRow(
        id, of, None, None, "", state, None, None, date(2025, 1, 6), date(2025, 1, 6),
        date(2026, 6, 1) if state is OrderState.EXPIRED else None, None, "SOC team",
        None, "", "",
    )  # fmt: skip


def ended(id: str, on: date, **fields: Any) -> Any:
    values: dict[str, Any] = {
        "archive_reason": "Convicted and sentenced", "archive_authoriser": "Supt Lee",
        "closing_report": f"CR/{id}", **fields,
    }  # fmt: skip
    return threat(id, status=ThreatStatus.ARCHIVED, archived_on=on, **values)


def filled() -> Month:
    month = small()
    return replace(
        month,
        forces=(*month.forces, Force(id="swrocu", name="SWROCU", short="SWROCU")),
        threats=(
            *month.threats,
            ended("0301", date(2026, 11, 30)),
            ended("0302", date(2026, 12, 1), closing_report="", archive_authoriser=""),
            ended("0303", date(2026, 11, 12)),
            threat("0304"),
        ),
        actions=(*month.actions, action("901", "0302")),
        orders=(order("o1", "0302", OrderState.IN_FORCE), order("o2", "0301", OrderState.EXPIRED)),
        learning=(
            LearningRow("n1", "0301", "Ask the bank first.", "Supt Lee", date(2026, 11, 30), "Wiltshire"),
            LearningRow("n2", "0117", "Diversion works early.", "C/Insp Orchard", date(2026, 12, 2), ""),
            LearningRow("n3", "0303", "Older lesson.", "", date(2026, 10, 1), ""),
        ),
        gaps=(
            GapRow("g1", "0117", "Who pays", "Bank enquiries", "hale", "", date(2026, 11, 10), None, ""),
            GapRow("g2", "big", "Which stores", "", None, "", date(2026, 10, 11), None, ""),
            GapRow("g3", "big", "Who drives", "", None, "Council", date(2026, 1, 5), date(2026, 2, 5), "Sam"),
        ),
        links=(
            LinkRow("l1", "0304", "0117", Relation.MERGED_INTO, None, ""),
            LinkRow("l2", "0117", "big", Relation.WORKS_WITH, None, ""),
            LinkRow("l3", "0301", "0117", Relation.MERGED_INTO, None, ""),
        ),
        transfers=(
            transfer("x1", "0117"),
            transfer("x2", "big", to_force="swrocu", proposed_on=date(2026, 12, 4)),
            transfer("x3", "0200", state=TransferState.DECLINED, answered_by="Supt Roe",
                     answered_on=date(2026, 12, 3), answer="no capacity"),
            transfer("x4", "0200", state=TransferState.ACCEPTED, answered_by="Supt Roe",
                     answered_on=date(2026, 11, 12)),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(filled())


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(filled(), MADE_AT)


def grids(section: Section) -> dict[str, Grid]:
    return {block.grid.title: block.grid for block in section.blocks if block.grid is not None}


def words(row: tuple[GridCell, ...]) -> list[str]:
    return [cell.words for cell in row]


def by_head(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip([c.title for c in sheet.columns], row, strict=True)) for row in sheet.rows]


def test_the_answer_says_what_waits_and_what_ended(facts: Facts) -> None:
    made = archive.section(facts)
    assert made is not None
    assert made.answer.strong == "2 transfers wait for an answer."
    assert made.answer.words.replace("\u00a0", " ") == (
        "2 threats archived since 12 November, 1 of them with something missing, "
        "1 merged threat still active."
    )
    assert (made.key, made.title) == ("archive", "Proposed archive, escalation, transfer")


def test_a_transfer_to_the_unit_is_an_escalation(facts: Facts) -> None:
    made = archive.section(facts)
    assert made is not None
    rows = grids(made)["Escalation and transfer, waiting for an answer"].rows
    assert [(row[0].words, row[1].words, row[1].second, row[4].words) for row in rows] == [
        ("AS/2024/0117", "Avon and Somerset → Devon and Cornwall", "transfer", "20"),
        ("WI-2023-019", "Avon and Somerset → SWROCU", "escalation", "6"),
    ]
    back = replace(filled(), transfers=(transfer("x", "0117", from_force="swrocu", to_force="as"),))
    again = archive.section(Facts(back))
    assert again is not None
    assert next(iter(grids(again).values())).rows[0][1].second == "return"


def test_only_answers_and_archives_since_the_last_meeting_are_printed(facts: Facts) -> None:
    made = archive.section(facts)
    assert made is not None
    (answered,) = grids(made)["Answered since the last meeting"].rows
    assert (answered[2].words, answered[2].second) == ("declined", "no capacity")
    rows = grids(made)["Archived since the last meeting"].rows
    assert [row[0].words for row in rows] == ["AS/2024/0302", "AS/2024/0301"]
    assert words(rows[0])[1:] == [
        "Convicted and sentenced", "nobody", "none",
        "no closing report or authoriser; 1 open action and 1 live order; no learning",
    ]  # fmt: skip
    assert words(rows[1])[3:] == ["Ask the bank first.", "nothing"]


def test_a_merged_threat_that_is_still_active_is_proposed_for_archive(facts: Facts) -> None:
    made = archive.section(facts)
    assert made is not None
    (row,) = grids(made)["Proposed archive"].rows
    assert words(row) == ["AS/2024/0304", "Merged into another threat", "AS/2024/0117"]


def test_checks_53_to_55_are_counted_over_every_archived_threat(facts: Facts) -> None:
    made = archive.section(facts)
    assert made is not None
    assert made.blocks[-1].words == (
        "Of 4 archived threats: 2 without report, reason or authoriser, 1 with open actions or live orders, "
        "2 without learning. The sheet Archive names them."
    )
    lacking = {row.id: [one.check for one in archive_rows.missing(facts, row)] for row in facts.month.threats
               if row.status is ThreatStatus.ARCHIVED}  # fmt: skip
    assert lacking == {"0050": ["53", "55"], "0301": [], "0302": ["53", "54", "55"], "0303": []}


def test_the_sheet_archive_has_proposals_first_and_every_archive(facts: Facts) -> None:
    (sheet,) = archive.sheets(facts, "MARKED")
    titles = [column.title for column in sheet.columns]
    assert titles[:9] == [
        "Reference", "Name", "Proposal", "Reason", "Authoriser", "Closing report", "Open actions",
        "Live orders", "Learning",
    ]  # fmt: skip
    assert sum(column.width for column in sheet.columns if column.prints) <= 200
    rows = by_head(sheet)
    assert [row["Proposal"] for row in rows] == [
        "transfer", "escalation", "archive", "archived", "archived", "archived", "archived",
    ]  # fmt: skip
    third = rows[3]
    assert (third["Reference"], third["Open actions"], third["Live orders"]) == ("AS/2024/0302", 1, 1)
    assert (rows[4]["Closing report"], rows[4]["Date"], rows[4]["Missing"]) == (
        "CR/0301", date(2026, 11, 30), None,
    )  # fmt: skip


def test_learning_since_the_last_meeting_is_printed_and_all_of_it_listed(facts: Facts) -> None:
    made = learning.section(facts)
    assert made is not None
    assert made.answer.strong.replace("\u00a0", " ") == "2 lessons since 12 November."
    assert made.answer.words == "1 not shared yet. From Avon and Somerset."
    assert [row[1].words for row in grids(made)[""].rows] == ["Diversion works early.", "Ask the bank first."]
    sheet = next(one for one in learning.sheets(facts, "MARKED") if one.name == "Learning")
    assert [row["Learning"] for row in by_head(sheet)] == [
        "Diversion works early.", "Ask the bank first.", "Older lesson.",
    ]  # fmt: skip


def test_gaps_stand_open_first_with_their_age(facts: Facts) -> None:
    sheet = next(one for one in learning.sheets(facts, "MARKED") if one.name == "Gaps")
    assert [(row["Gap"], row["Owner"], row["Days open"], row["Answer"]) for row in by_head(sheet)] == [
        ("Which stores", None, 60, None), ("Who pays", "DI Morgan Hale", 30, None),
        ("Who drives", "Council", None, "Sam"),
    ]  # fmt: skip
    assert sum(column.width for column in sheet.columns if column.prints) <= 200


def test_an_empty_month_has_neither_section_nor_sheet() -> None:
    facts = Facts(empty())
    assert (archive.section(facts), learning.section(facts)) == (None, None)
    assert (archive.sheets(facts, ""), learning.sheets(facts, "")) == ((), ())


def test_a_first_meeting_says_all_that_was_learned_and_no_since() -> None:
    facts = Facts(replace(filled(), previous=None))
    made, lessons = archive.section(facts), learning.section(facts)
    assert made is not None
    assert lessons is not None
    assert made.answer.words.startswith("No threat archived, ")
    assert lessons.answer.strong == "3 lessons."


def test_both_files_say_what_the_sections_say(pack: Pack) -> None:
    assert {"archive", "learning"} <= {section.key for section in pack.sections}
    assert {"Archive", "Learning", "Gaps"} <= {sheet.name for sheet in pack.sheets}
    target, book = io.BytesIO(), io.BytesIO()
    pdf.write(pack, target)
    excel.write(pack, book)
    printed = squeezed("".join(pages(target.getvalue())))
    for section in pack.sections:
        if section.key not in ("archive", "learning"):
            continue
        for grid in grids(section).values():
            for row in grid.rows:
                for cell in row:
                    assert squeezed(cell.words) in printed
                    assert squeezed(cell.second) in printed
    cells = {
        value
        for sheet in openpyxl.load_workbook(io.BytesIO(book.getvalue()), read_only=True)
        for row in sheet.iter_rows(values_only=True)
        for value in row
    }
    assert {"escalation", "Ask the bank first.", "Which stores", "CR/0301"} <= cells


def test_tags_and_local_links_stand_on_the_sheet_of_threats() -> None:
    month = replace(empty(), threats=(threat("1", tags=("coast", "quay"), victims=2, at_risk=0),))
    sheet = next(one for one in monthly.build(month, MADE_AT).sheets if one.name == "Threats")
    (row,) = by_head(sheet)
    names = ("Tags", "Local policing link", "Local profile", "Vulnerable victims", "People at risk")
    assert [row[name] for name in names] == ["coast; quay", "Avonmere East team", "LP/26/3", 2, 0]
    assert all(not column.prints for column in sheet.columns if column.title in names)


def test_gaps_and_people_without_a_plan_are_exceptions(pack: Pack) -> None:
    found = {group.title: [line.detail for line in group.lines] for group in pack.exceptions.groups}
    assert found["Intelligence gap without owner"] == ["Which stores"]
    assert found["No local policing link"] == ["None recorded"]
    assert found["People at risk, no Prevent action"] == ["1 person at risk"]
    assert found["Vulnerable victims, no Protect action"] == ["2 vulnerable victims"]
    assert pack.as_at == MEETING
