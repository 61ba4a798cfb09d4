"""Disruptions in the pack: every table and figure is a plain count, and both files say the same."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.codes import FieldType, Rating, Strand
from app.domain.custom import CustomField
from app.domain.disruption_ledger import months_of, unassessed, within
from app.domain.month import CustomValueRow, DisruptionRow, Month
from app.packs import excel, monthly, pdf, performance
from app.packs import performance_figures as figures
from app.packs.exceptions import find_all
from app.packs.facts import Facts
from app.packs.model import Card, FigureKind, Grid, Pack, Section, Sheet
from app.packs.performance import Ledger
from tests.packs.months import BEFORE, MADE_AT, MEETING, score, small
from tests.packs.reading import pages, squeezed

THREATS = ("0117", "big", "bare", "0200", "0050")
"""Those of the small month; the last is archived, 0200 has neither force nor theme."""


def disruption(of: str, on: date, **fields: Any) -> DisruptionRow:
    """A moderate Pursue disruption on APMIS."""
    values: dict[str, Any] = {
        "id": f"{of}-{on}", "reference": "D-0001", "strand": Strand.PURSUE, "rating": Rating.MODERATE,
        "theme": None, "title": "Two charged with supply", "originator": "SIO", "lead_body": "SWROCU",
        "supporting_bodies": ("Probation",), "rationale": "The line stopped", "moderated_by": "Supt Ashdown",
        "moderated_on": on, "apmis": True, "apmis_ref": "APM-1", **fields,
    }  # fmt: skip
    return DisruptionRow(threat=of, on=on, **values)


def month(*rows: DisruptionRow) -> Month:
    return replace(small(), disruptions=tuple(sorted(rows, key=lambda row: row.on)))


LEDGER = (
    disruption("0117", date(2025, 12, 10), title="Too long ago"),
    disruption("0117", date(2025, 12, 11), title="The first day that counts"),
    disruption(
        "0117", date(2026, 11, 20), rating=Rating.MAJOR, apmis=False, apmis_ref="", title="Sentenced."
    ),
    disruption("0117", date(2026, 12, 1), rating=Rating.NEGATIVE, strand=Strand.PREVENT, theme="fraud"),
    disruption("0200", date(2026, 6, 1), strand=None, rating=None, rationale=" ", moderated_on=None),
    disruption("big", date(2026, 12, 24), title="Still to come"),
    disruption("0050", date(2026, 8, 1), strand=Strand.PROTECT, rating=Rating.MINOR),
)


def section(made: Month) -> Section:
    found = performance.section(Facts(made))
    assert found is not None
    return found


def grids(made: Month) -> dict[str, Grid]:
    return {block.grid.title: block.grid for block in section(made).blocks if block.grid}


def words(grid: Grid) -> list[list[str]]:
    return [[cell.words for cell in row] for row in (*grid.rows, *((grid.total,) if grid.total else ()))]


def sheet(made: Month, name: str) -> Sheet:
    return next(one for one in performance.sheets(Facts(made), "M") if one.name == name)


def test_the_section_opens_with_its_answer() -> None:
    answer = section(month(*LEDGER)).answer
    assert answer.strong == "5 disruptions in 12 months; 40% are Pursue."
    assert answer.words == ("1.0 for each active threat. 2 active threats had none. 1 is not yet on APMIS.")


def test_by_force_and_p_counts_the_period_up_to_the_meeting() -> None:
    grid = grids(month(*LEDGER))["By force and P"]
    heads = [column.title for column in grid.columns]
    assert heads == [
        "", "Pursue", "Prevent", "Protect", "Prepare", "No P", "All", "Pursue share", "For each threat",
        "Threats with none",
    ]  # fmt: skip
    assert words(grid) == [
        ["Avon and Somerset", "2", "1", "1", "–", "–", "4", "50%", "1.5", "1"],
        ["Devon and Cornwall", "–", "–", "–", "–", "–", "–", "–", "0.0", "1"],
        ["No force", "–", "–", "–", "–", "1", "1", "0%", "1.0", "–"],
        ["Region", "2", "1", "1", "0", "1", "5", "40%", "1.0", "2"],
    ]
    assert grid.remark.replace("\u00a0", " ") == "12 months to 10 Dec 2026; by home force of the threat"
    assert grid.note.startswith("1 is of a threat archived since")


def test_by_p_and_rating_says_what_is_moderated_and_that_no_definition_is_published() -> None:
    grid = grids(month(*LEDGER))["By P and rating"]
    assert words(grid)[0] == ["Pursue", "1", "1", "–", "–", "–", "–", "2"]
    assert words(grid)[-1] == ["All", "1", "1", "1", "0", "1", "1", "5"]
    assert grid.note == (
        "4 are moderated. Ratings have no published definition; the region’s notes are local. "
        "1 negative disruption has no score since."
    )


def test_every_theme_stands_there_and_nought_is_said() -> None:
    rows = grids(month(*LEDGER))["By theme"].rows
    assert [(row[0].words, row[1].words, row[2].share) for row in rows] == [
        ("Illegal drugs", "3", 1.0), ("Fraud", "1", 1 / 3), ("No theme", "1", 1 / 3),
    ]  # fmt: skip
    only = month(disruption("0117", date(2026, 6, 1)))
    assert grids(only)["By theme"].rows[1][2].words == "none in 12 months"


def test_major_and_negative_ones_since_the_last_meeting_are_told_one_by_one() -> None:
    grid = next(grid for title, grid in grids(month(*LEDGER)).items() if title.startswith("Major"))
    assert grid.title.replace("\u00a0", " ") == "Major and negative, since 12 November"
    told = [[word.replace("\u00a0", " ") for word in row] for row in words(grid)]
    assert told == [
        ["20 Nov 2026", "AS/2024/0117 Lantern Quay group", "Pursue", "Major", "Sentenced; not yet on APMIS"],
        ["1 Dec 2026", "AS/2024/0117 Lantern Quay group", "Prevent", "Negative", "Two charged with supply"],
    ]
    quiet = month(disruption("0117", BEFORE, rating=Rating.MAJOR))
    assert [g.empty for t, g in grids(quiet).items() if t.startswith("Major")] == ["None is recorded."]


def test_the_figure_is_drawn_from_the_last_table_of_its_sheet() -> None:
    made = month(*LEDGER)
    performance_ = sheet(made, "Performance")
    drawn = [part.figure for part in (performance_, *performance_.below)]
    assert [figure.title for figure in drawn if figure] == [
        "Each home force", "Each P by rating", "Each theme", "By month",
    ]  # fmt: skip
    printed = [block.figure for block in section(made).blocks if block.figure]
    assert printed == [drawn[3], drawn[1], drawn[0]]
    last = performance_.below[-1]
    figure = last.figure
    assert figure is not None
    assert figure.kind is FigureKind.COLUMNS
    assert [row[0] for row in last.rows] == list(figure.labels)
    heads = [column.title for column in last.columns]
    for name, values in figure.series:
        assert tuple(float(str(row[heads.index(name)])) for row in last.rows) == values
    assert heads[:3] == ["Month", "Pursue", "Prevent, Protect and Prepare"]
    assert heads[-2:] == ["All", "Marking"]


def test_the_ledger_is_a_sheet_up_to_the_meeting_newest_first() -> None:
    made = sheet(month(*LEDGER), "Disruptions")
    heads = [column.title for column in made.columns]
    assert heads[:10] == [
        "Date", "Threat", "Threat name", "Home force", "P", "Rating", "Theme", "Originator", "Lead body",
        "Rationale",
    ]  # fmt: skip
    assert [row[0] for row in made.rows] == sorted(
        (row.on for row in LEDGER if row.on <= MEETING), reverse=True
    )
    newest = dict(zip(heads, made.rows[0], strict=True))
    assert (newest["Rating"], newest["Theme"], newest["On APMIS"]) == ("negative", "Fraud", "Yes")
    assert newest["Marking"] == "M"


def test_the_regions_own_fields_stand_before_the_marking() -> None:
    made = replace(
        month(*LEDGER),
        custom_fields=(CustomField(id="f", of="disruption", name="Seized", type=FieldType.NUMBER),),
        custom_values=(CustomValueRow("f", "0117-2026-11-20", "1200"),),
    )
    ledger = sheet(made, "Disruptions")
    assert [column.title for column in ledger.columns][-2:] == ["Seized", "Marking"]
    assert {row[0]: row[-2] for row in ledger.rows if row[-2] is not None} == {date(2026, 11, 20): 1200}


def test_without_a_disruption_there_is_no_section_and_without_a_recent_one_it_says_so() -> None:
    assert performance.section(Facts(month())) is None
    assert performance.sheets(Facts(month()), "M") == ()
    assert performance.section(Facts(month(disruption("big", date(2026, 12, 24))))) is None
    old = section(month(disruption("0117", date(2024, 1, 1))))
    assert old.answer.strong == "No disruption in 12 months."
    assert [block.figure for block in old.blocks] == [None, None]


def test_the_period_is_a_setting() -> None:
    made = month(*LEDGER)
    short = replace(made, settings=replace(made.settings, disruption_months=1))
    assert section(short).answer.strong == "2 disruptions in 1 month; 50% are Pursue."


# the checks and the page of a group


def details(made: Month) -> dict[tuple[str, str], str]:
    found = {(one.check.number, one.threat.id): one.detail for one in find_all(Facts(made))}
    return {key: detail.replace("\u00a0", " ") for key, detail in found.items()}


def test_each_check_finds_what_it_names() -> None:
    found = details(month(*LEDGER))
    assert found["32", "0117"] == "1 of 3 disruptions not on it"
    assert found["33", "0200"] == "1 without P, 1 without rating, 1 without rationale"
    assert found["34", "0117"] == "Negative on 1 Dec 2026, no score since"
    assert found["36", "bare"] == "None recorded"
    assert found["37", "big"] == "Priority 2. None recorded"
    assert ("36", "0117") not in found
    assert ("37", "0200") not in found
    assert not {number for number, threat in found if threat == "0050"}


def test_a_score_on_the_day_answers_a_negative_disruption() -> None:
    made = month(*LEDGER)
    scored = replace(made, scores=(*made.scores, score("0117", 440, date(2026, 12, 1))))
    assert ("34", "0117") not in details(scored)
    assert unassessed([date(2026, 1, 1)], []) == [date(2026, 1, 1)]
    assert unassessed([date(2026, 1, 1)], [None, date(2026, 1, 1)]) == []


def cards(made: Month) -> tuple[Card, ...]:
    return monthly.build(made, MADE_AT).cards


def test_a_groups_page_says_how_many_by_p_and_the_last_one() -> None:
    first, big, _ = cards(month(*LEDGER))
    said = tuple(line.replace("\u00a0", " ") for line in first.disruptions)
    assert said == (
        "3: Pursue 1 major, 1 moderate; Prevent 1 negative.",
        "Last 1 Dec: Two charged with supply. 1 not on APMIS.",
    )
    assert first.period == "12 months"
    assert "2 disruptions (major and negative)" in first.since
    assert big.disruptions == ("None recorded.",)
    assert cards(month(disruption("big", date(2024, 1, 1))))[1].disruptions == (
        "None since 1\u00a0Jan\u00a02024.",
    )


def test_the_sheet_of_threats_counts_them() -> None:
    pack = monthly.build(month(*LEDGER), MADE_AT)
    threats = next(one for one in pack.sheets if one.name == "Threats")
    at = [column.title for column in threats.columns].index("Disruptions, 12 months")
    assert {row[0]: row[at] for row in threats.rows} == {
        "AS/2024/0117": 3, "WI-2023-019": 0, "DC26002": 0, "AS/2024/0200": 1, "AS/2024/0050": 1,
    }  # fmt: skip


# both files


@pytest.fixture(scope="module")
def pack() -> Pack:
    return monthly.build(month(*LEDGER), MADE_AT)


def test_both_files_say_the_same(pack: Pack) -> None:
    printed, workbook = io.BytesIO(), io.BytesIO()
    pdf.write(pack, printed)
    excel.write(pack, workbook)
    text = squeezed("".join(pages(printed.getvalue())))
    book = openpyxl.load_workbook(workbook)
    made = next(one for one in pack.sections if one.key == "performance")
    assert squeezed(made.answer.strong) in text
    for block in made.blocks:
        if block.grid:
            for row in (*block.grid.rows, block.grid.total):
                assert all(squeezed(cell.words) in text for cell in row if cell.words)
    for line in pack.cards[0].disruptions:
        assert squeezed(line) in text
    cells = [[cell.value for cell in row] for row in book["Performance"].iter_rows()]
    region = next(row for row in cells if row[0] == "Region")
    assert region[1:10] == [2, 1, 1, 0, 1, 5, 0.4, 1.0, 2]
    charts = book["Performance"]._charts
    assert len(charts) == 4
    assert len({chart.anchor._from.col for chart in charts}) == 4
    shares = [cell for row in book["Performance"].iter_rows() for cell in row if cell.number_format == "0%"]
    assert [cell.value for cell in shares] == [0.5, None, 0, 0.4]
    assert [row[0].value.date() for row in book["Disruptions"].iter_rows(min_row=2)] == sorted(
        (row.on for row in LEDGER if row.on <= MEETING), reverse=True
    )


# whatever the ledger holds

ROWS = some.lists(
    some.builds(
        disruption,
        some.sampled_from(THREATS),
        some.dates(MEETING - timedelta(days=500), MEETING + timedelta(days=40)),
        strand=some.sampled_from([*Strand, None]),
        rating=some.sampled_from([*Rating, None]),
        theme=some.sampled_from(["drugs", "fraud", None]),
        apmis=some.booleans(),
    ),
    max_size=40,
)


@given(ROWS, some.integers(1, 24))
def test_every_total_is_a_plain_count(rows: list[DisruptionRow], months: int) -> None:
    made = month(*rows)
    made = replace(made, settings=replace(made.settings, disruption_months=months))
    facts = Facts(made)
    ledger = Ledger(facts)
    counted = [row for row in rows if within(row.on, MEETING, months)]
    assert len(ledger.rows) == len(counted)
    strands = Counter(row.strand for row in counted)
    tables = (ledger.by_force, ledger.by_rating, ledger.by_theme, ledger.by_month)
    assert [sum(table.totals) for table in tables] == [len(counted)] * 4
    for strand in Strand:
        assert ledger.by_force.totals[list(Strand).index(strand)] == strands[strand]
        assert sum(ledger.by_rating.numbers[list(Strand).index(strand)]) == strands[strand]
    ratings = Counter(row.rating for row in counted)
    assert list(ledger.by_rating.totals)[:5] == [ratings[rating] for rating in Rating]
    in_month = Counter((row.on.year, row.on.month) for row in counted)
    assert [sum(row) for row in ledger.by_month.numbers] == [in_month[m] for m in months_of(MEETING, months)]
    for figure in (
        ledger.figure,
        figures.strand_figure(ledger.effects),
        figures.theme_figure(ledger.effects),
        figures.force_figure(ledger.effects, ledger.forces),
    ):
        assert sum(sum(values) for _, values in figure.series) == len(counted)
        assert all(len(values) == len(figure.labels) for _, values in figure.series)
    busy = {row.threat for row in counted}
    assert ledger.with_none() == sum(1 for row in facts.active if row.id not in busy)
    assert ledger.with_none() == sum(ledger.with_none(force) for force in ledger.by_force.labels)
    printed = performance.section(facts)
    assert (printed is None) == (not any(row.on <= MEETING for row in rows))
    if printed is not None and counted:
        assert printed.answer.strong.startswith(f"{len(counted)} disruption")
        sheet_ = next(one for one in performance.sheets(facts, "M") if one.name == "Performance")
        at = [column.title for column in sheet_.columns].index("All")
        assert sheet_.rows[-1][at] == sum(int(str(row[at])) for row in sheet_.rows[:-1]) == len(counted)
        assert len(sheet(made, "Disruptions").rows) == sum(row.on <= MEETING for row in rows)


@given(some.dates(date(2024, 1, 1), date(2028, 12, 31)), some.integers(1, 36))
def test_every_day_of_a_period_is_in_one_of_its_months(today: date, months: int) -> None:
    found = months_of(today, months)
    assert list(found) == sorted(set(found))
    days = (today - timedelta(days=back) for back in range(1200))
    touched = {(day.year, day.month) for day in days if within(day, today, months)}
    assert touched == set(found)
