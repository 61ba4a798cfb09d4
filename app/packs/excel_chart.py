"""The one chart of the workbook: active threats by force and score band, from the cells of its table."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter

from app.packs.model import Pack, Sheet

RAMP = ("000000", "40658F", "9DB0C7", "DFE5EC", "FFFFFF")
DARK = frozenset(RAMP[:2])
NO_NOUGHT = "0;;"


def band_chart(made: Any, pack: Pack, sheet: Sheet, start: int) -> str:
    """Adds the chart of the sheet's last table; returns its text equivalent, "" where there is no chart."""
    if sheet.name != "Picture" or not sheet.below or not pack.picture.figure.labels:
        return ""
    table, figure = sheet.below[-1], pack.picture.figure
    last = start + len(table.rows)
    bands = len(table.columns) - 3  # the force before them, total and marking after
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title = f"Active threats {figure.title[0].lower()}{figure.title[1:]}"
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1000, b=True)
    chart.title.overlay = False
    numbers = Reference(made, min_col=2, max_col=bands + 1, min_row=start, max_row=last)
    chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(made, min_col=1, min_row=start + 1, max_row=last))
    for series, tone in zip(chart.series, _tones(bands), strict=True):
        series.graphicalProperties.solidFill = tone
        series.graphicalProperties.line.solidFill = "000000" if tone == RAMP[-1] else tone
        series.dLbls = _labels(tone)
    # each bar carries its number, so the scale would say nothing more
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorGridlines = None
    chart.legend.position = "t"
    chart.width, chart.height = 22, 3 + 1.2 * len(table.rows)
    made.add_chart(chart, f"{get_column_letter(len(sheet.columns) + 2)}3")
    return figure.text


def _tones(bands: int) -> list[str]:
    """Darkest first, the last white; more bands than tones share the lightest."""
    dark = [RAMP[min(place, len(RAMP) - 2)] for place in range(bands - 1)]
    return [*dark, RAMP[-1]]


def _labels(tone: str) -> Any:
    ink: Any = CharacterProperties(sz=800, solidFill="FFFFFF" if tone in DARK else "000000")
    labels: Any = DataLabelList(
        numFmt=NO_NOUGHT, showVal=True, showSerName=False, showCatName=False, showLegendKey=False
    )
    paragraph: Any = Paragraph(pPr=ParagraphProperties(defRPr=ink), endParaRPr=ink)
    labels.txPr = RichText(p=[paragraph])
    return labels
