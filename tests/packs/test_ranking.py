"""The ranked list in the pack: ranks before, reasons, the cut-off, score against effort, and its chart."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from app.domain.month import Month
from app.packs import excel, monthly, pdf
from app.packs.model import FigureKind, Pack, Sheet
from tests.packs import months, reading

MADE = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)


@pytest.fixture
def month() -> Month:
    return months.small()


def build(month: Month) -> Pack:
    return monthly.build(month, MADE)


def sheet(pack: Pack) -> Sheet:
    return next(each for each in pack.sheets if each.name == "Priorities")


def printed(pack: Pack) -> str:
    target = io.BytesIO()
    pdf.write(pack, target)
    return reading.squeezed("".join(reading.pages(target.getvalue())))


def test_groups_below_the_cut_off_are_ranked_and_have_no_page(month: Month) -> None:
    cut = replace(month, settings=replace(month.settings, priority_cut_off=2))
    pack = build(cut)
    assert [line.number != "" for line in pack.ranking] == [True, True, False]
    assert len(pack.cards) == 2
    assert len(sheet(pack).rows) == 3
    assert "1 group below the local line has no page." in pack.priority_answer.words
    assert reading.squeezed("Below the local line: ranked, no page of their own (1)") in printed(pack)


def test_the_rank_before_and_the_reason_stand_in_both_files(month: Month) -> None:
    first = min((row for row in month.threats if row.priority), key=lambda row: row.priority or 0)
    threats = tuple(
        row._replace(priority_reason="Named by the chair") if row.id == first.id else row
        for row in month.threats
    )
    pack = build(replace(month, threats=threats, ranks_before=((first.id, 3),)))
    assert [line.was for line in pack.ranking] == ["3", "new", "new"]
    assert pack.cards[0].priority == "1 of 3 (was 3)"
    titles = [column.title for column in sheet(pack).columns]
    row = dict(zip(titles, sheet(pack).rows[0], strict=True))
    assert (row["Rank last month"], row["By hand"], row["Reason"]) == (3, "yes", "Named by the chair")
    assert reading.squeezed("By hand: Named by the chair") in printed(pack)


def test_where_no_rank_is_known_nothing_is_said_of_it(month: Month) -> None:
    pack = build(month)
    assert {line.was for line in pack.ranking} == {""}
    assert pack.cards[0].priority == "1 of 3"


def test_score_against_effort_is_the_same_figure_in_both_files(month: Month) -> None:
    pack = build(month)
    figure = pack.effort[0].figure
    assert figure is not None
    assert figure.kind is FigureKind.SCATTER
    (made,) = (sheet for sheet in pack.sheets if sheet.name == "Effort")
    assert made.figure == figure
    assert len(made.rows) == len(figure.points)
    assert reading.squeezed(figure.text) in printed(pack)


def test_the_workbook_draws_the_points_from_its_cells(month: Month) -> None:
    target = io.BytesIO()
    excel.write(build(month), target)
    made = openpyxl.load_workbook(io.BytesIO(target.getvalue()))["Effort"]
    (chart,) = made._charts
    assert type(chart).__name__ == "ScatterChart"
    for series in chart.series:
        assert "$B$" in series.xVal.numRef.f
        assert "$C$" in series.yVal.numRef.f
