"""Scores in the pack: local labels, moderators, what is due and why, the same in page, sheet and check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain import scheme_body
from app.domain.codes import NominalRole, Rating, SchemeState
from app.domain.month import DisruptionRow, Month, NominalRow, ScoreRow
from app.domain.scheme import Scheme
from app.packs import monthly, reviews, scores
from app.packs.exceptions import find_all
from app.packs.facts import Facts
from tests.packs.months import MADE_AT, MEETING, small, threat
from tests.schemes import BODY, answers

LABEL = "Local trial, not national"
TRIAL = Scheme(
    id="trial", name="Trial", edition="3", label=LABEL, state=SchemeState.IN_USE, body=scheme_body.write(BODY)
)  # fmt: skip


def score(of: str, total: float, on: date | None, **fields: Any) -> ScoreRow:
    """A score by the official tool."""
    values: dict[str, Any] = {
        "scheme": "MoRiLE 2020", "scheme_version": "", "assessor": "Pat Lane", "confidence": None,
        "rationale": "Known harm", "remark": "", "reference": "", "scheme_id": None, "moderator": "",
        **fields,
    }  # fmt: skip
    return ScoreRow(threat=of, total=total, assessed_on=on, **values)


def disruption(of: str, on: date, rating: Rating) -> DisruptionRow:
    """A disruption."""
    return DisruptionRow(
        "d", of, "D-1", on, None, rating, None, "Warrants at the yard", "", "", (), "", "", None, False, ""
    )


def principal(of: str, on: date) -> NominalRow:
    """A principal nominal."""
    return NominalRow(
        "n", of, "N-4411", NominalRole.PRINCIPAL, on, None, False, None, None, None, "", None
    )  # fmt: skip


@pytest.fixture
def month() -> Month:
    """Two ranked groups: one scored by a local scheme before a major disruption, one in order."""
    return replace(
        small(),
        threats=(threat("1", priority=1), threat("2", priority=2), threat("3")),
        scores=(
            score("1", 8, date(2026, 9, 1), scheme="Trial", scheme_version="3"),
            score(
                "1", 10, date(2026, 11, 1), scheme="Trial", scheme_version="3", scheme_id="trial",
                answers=answers(), assessor="Pat Lane and Robin Vale", moderator="Supt Ashdown",
            ),
            score("2", 300, date(2026, 11, 20), reference="MOR-1"),
        ),
        disruptions=(disruption("1", date(2026, 11, 18), Rating.MAJOR),),
        nominals=(), requests=(), plans=(), actions=(), redatings=(), updates=(), assignments=(),
        submissions=(), steps=(), schemes=(TRIAL,),
    )  # fmt: skip


def cells(month: Month, of: str) -> list[dict[str, Any]]:
    """The rows of a threat in the sheet of scores, by column."""
    titles = [column.title for column in scores.COLUMNS[:-1]]
    found = [dict(zip(titles, row, strict=True)) for row in scores.rows(Facts(month))]
    return [row for row in found if row["Threat"] == of]


def test_the_sheet_names_moderator_reference_label_and_parts(month: Month) -> None:
    now, before = cells(month, "AS/2024/1")
    assert (now["Score"], now["Scheme"], now["Version"], now["Local label"]) == (10, "Trial", "3", LABEL)
    assert (now["Moderated by"], now["Current"], before["Current"]) == ("Supt Ashdown", "Yes", "No")
    assert (now["Harm"], now["Likelihood"], now["Organisational position"]) == (5, 2, None)
    assert before["Local label"] is None
    (official,) = cells(month, "AS/2024/2")
    assert (official["Reference"], official["Harm"], official["Local label"]) == ("MOR-1", None, None)


def test_a_scheme_that_cannot_be_read_leaves_its_parts_empty(month: Month) -> None:
    broken = replace(month, schemes=(replace(TRIAL, body="{"),))
    assert cells(broken, "AS/2024/1")[0]["Harm"] is None


def test_the_group_page_says_that_the_score_is_local(month: Month) -> None:
    first, second, *_ = monthly.build(month, MADE_AT).cards
    assert first.score_note.startswith("Trial 3, 1\u00a0Nov\u00a02026, Pat Lane and Robin Vale")
    assert "moderated by Supt Ashdown" in first.score_note
    assert LABEL in first.score_note
    assert "Local" not in second.score_note.replace("Bands are local.", "")


def test_totals_of_different_schemes_are_not_compared(month: Month) -> None:
    first, second, *_ = monthly.build(month, MADE_AT).cards
    # the one before it was not made by the scheme
    assert (first.score, first.score_change) == ("10", "")
    assert [point.total for point in first.scores] == [10]
    assert first.answer_strong.startswith("Not known whether it is getting worse")
    by_scheme = month.scores[0]._replace(scheme_id="trial")
    compared = monthly.build(replace(month, scores=(by_scheme, *month.scores[1:])), MADE_AT).cards[0]
    assert compared.score_change == "↑ 2"
    other = score("1", 300, date(2026, 12, 1))
    anew = monthly.build(replace(month, scores=(*month.scores, other)), MADE_AT).cards[0]
    assert "scored by another scheme, 300" in anew.since
    assert second.score == "300"


def test_what_is_due_stands_alike_in_page_and_sheet(month: Month) -> None:
    facts = Facts(month)
    section = reviews.section(facts)
    assert section is not None
    assert section.answer.strong == "1 re-assessment is due by 14\u00a0Jan\u00a02027."
    assert section.answer.words == "1 was due before this meeting."
    (block,) = section.blocks
    assert block.grid is not None
    (row,) = block.grid.rows
    assert [cell.words for cell in row] == [
        "Group 1", "Major disruption: Warrants at the yard, 18\u00a0Nov\u00a02026", "18\u00a0Nov\u00a02026",
        "22 over", "none",
    ]  # fmt: skip
    assert "6 months (a local interval)" in block.grid.note
    (sheet,) = reviews.sheets(facts, "MARKED")
    assert sheet.rows == (
        (
            "AS/2024/1", "Group 1", "Re-assessment", date(2026, 11, 18), -22, None,
            "Major disruption: Warrants at the yard, 18\u00a0Nov\u00a02026", "MARKED",
        ),
    )  # fmt: skip


def test_reviews_stand_beside_re_assessments_by_day(month: Month) -> None:
    later = threat("3", next_review=date(2027, 9, 1))
    reviewed = replace(month, threats=(month.threats[0], threat("2", next_review=MEETING), later))
    found = reviews.due(Facts(reviewed))
    assert [(one.threat.reference, one.what) for one in found] == [
        ("AS/2024/1", "Re-assessment"),
        ("AS/2024/2", "Review of the threat"),
    ]
    section = reviews.section(Facts(reviewed))
    assert section is not None
    assert section.answer.strong.startswith("1 review and 1 re-assessment are due by")
    assert [block.grid.title for block in section.blocks if block.grid] == [
        "Re-assessments due",
        "Reviews due",
    ]


def test_a_long_list_is_printed_in_part_and_kept_whole_in_the_sheet(month: Month) -> None:
    many = tuple(threat(str(n), next_review=date(2026, 11, 1)) for n in range(1, 60))
    aged = tuple(score(str(n), 300, date(2026, 1, 5)) for n in range(4, 50))
    facts = Facts(replace(month, threats=many, scores=(*month.scores, *aged)))
    section = reviews.section(facts)
    assert section is not None
    again, others = (block.grid for block in section.blocks)
    assert again is not None
    assert others is not None
    assert (len(again.rows), len(others.rows)) == (reviews.PRINTED, reviews.PRINTED)
    assert again.rows[0][0].words == "Group 1"
    assert again.note.startswith("7 more: workbook, sheet Reviews. A threat is scored again")
    assert others.note == "19 more: workbook, sheet Reviews."
    (sheet,) = reviews.sheets(facts, "MARKED")
    assert len(sheet.rows) == 59 + 47


def test_nothing_due_prints_nothing(month: Month) -> None:
    quiet = replace(month, disruptions=())
    assert reviews.section(Facts(quiet)) is None
    assert reviews.sheets(Facts(quiet), "MARKED") == ()


def test_the_interval_counts_up_to_the_next_meeting(month: Month) -> None:
    aged = replace(month, disruptions=(), scores=(score("1", 8, date(2026, 7, 5)),), meetings=(MEETING,))
    assert reviews.due(Facts(aged)) == ()
    later = replace(aged, meetings=(MEETING, date(2027, 1, 7)))
    (one,) = reviews.due(Facts(later))
    assert (one.on, one.why) == (date(2027, 1, 5), "Score older than 6 months, 5\u00a0Jan\u00a02027")


def test_the_checks_name_what_overtook_a_score_and_what_it_lacks(month: Month) -> None:
    bare = score("2", 300, date(2026, 11, 20), assessor="", rationale=" ")
    found = find_all(
        Facts(replace(month, scores=(month.scores[1], bare), nominals=(principal("1", MEETING),)))
    )
    told = {(one.check.number, one.threat.id): one.detail for one in found}
    assert told[("24", "1")] == (
        "Major disruption: Warrants at the yard, 18\u00a0Nov\u00a02026; "
        "new principal: N-4411, 10\u00a0Dec\u00a02026"
    )
    assert told[("25", "2")] == "No assessor, no rationale"
    assert not {("24", "2"), ("25", "1"), ("24", "3"), ("25", "3")} & told.keys()


def test_what_comes_after_the_meeting_is_due_but_no_exception_yet(month: Month) -> None:
    later = replace(
        month, disruptions=(disruption("1", date(2026, 12, 15), Rating.NEGATIVE),),
        meetings=(MEETING, date(2027, 1, 7)),
    )  # fmt: skip
    assert "24" not in {one.check.number for one in find_all(Facts(later))}
    assert [one.what for one in reviews.due(Facts(later))] == ["Re-assessment"]
