"""The one chart of the workbook: active threats by force and score band, from the cells of its table."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.utils import get_column_letter

from app.packs.model import Pack, Sheet

RAMP = ("000000", "40658F", "9DB0C7", "DFE5EC", "FFFFFF")


def band_chart(made: Any, pack: Pack, sheet: Sheet, start: int) -> str:
    """Adds the chart of the sheet's last table; returns its text equivalent, "" where there is no chart."""
    if sheet.name != "Picture" or not sheet.below or not pack.picture.figure.labels:
        return ""
    table, figure = sheet.below[-1], pack.picture.figure
    last = start + len(table.rows)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title = f"Active threats, {figure.title[0].lower()}{figure.title[1:]}"
    bands = len(table.columns) - 3  # the force before them, total and marking after
    chart.add_data(
        Reference(made, min_col=2, max_col=bands + 1, min_row=start, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(made, min_col=1, min_row=start + 1, max_row=last))
    tones = [*RAMP[: bands - 1], RAMP[-1]] if bands > 1 else [RAMP[0]]
    for series, tone in zip(chart.series, tones, strict=False):
        series.graphicalProperties.solidFill = tone
        series.graphicalProperties.line.solidFill = "000000" if tone == RAMP[-1] else tone
        series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorGridlines = None
    chart.width, chart.height = 22, 2.5 + 1.3 * len(table.rows)
    made.add_chart(chart, f"{get_column_letter(len(sheet.columns) + 1)}3")
    return figure.text
