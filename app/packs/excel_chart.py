"""Native charts of the workbook: any figure, drawn from the cells of a table of its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter

from app.packs import spoken
from app.packs.model import Figure, FigureKind, Sheet

RAMP = ("000000", "40658F", "9DB0C7", "DFE5EC", "FFFFFF")
PAIR = ("12365E", "7C93AE", "D3DBE4")
LINES = ("000000", "12365E", "40658F", "5A646E", "7C93AE")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")
DARK = frozenset((*RAMP[:2], PAIR[0]))
NO_NOUGHT = "0;;"
ACROSS = 15
"""Columns of usual width that a chart covers: those of one sheet stand side by side."""


def add_charts(made: Any, sheet: Sheet, starts: Sequence[int]) -> list[tuple[str, str]]:
    """Adds the charts of a sheet, the heads of whose tables are the rows `starts`.

    Gives the column in which each begins, with its words. The figure of the sheet is drawn from its last
    table, or from its first where the last has one of its own.
    """
    parts = (sheet, *sheet.below)
    if parts[-1].figure is None:
        pairs = [(sheet.figure, parts[-1], starts[-1])]
    else:
        pairs = [(part.figure, part, start) for part, start in zip(parts, starts, strict=True)]
    found: list[tuple[str, str]] = []
    for figure, table, start in pairs:
        letters = get_column_letter(len(sheet.columns) + 2 + ACROSS * len(found))
        if figure is not None and _chart(made, figure, table, start, f"{letters}3"):
            found.append((letters, figure.text or spoken.figure(figure)))
    return found


def _chart(made: Any, figure: Figure, table: Sheet, start: int, at: str) -> bool:
    """Draws a figure from a table, whose head is row `start`, at a cell; False for nothing to draw.

    The first column of the table has the labels; a column with the name of a series has its values. A total
    under them is not drawn. For points the second and third columns are across and up, those that are named
    the first rows.
    """
    if not table.rows:
        return False
    if figure.kind is FigureKind.SCATTER:
        chart = _points(made, figure, start, start + len(table.rows))
    else:
        heads = [column.title for column in table.columns]
        places = [heads.index(name, 1) + 1 for name, _ in figure.series if name in heads[1:]]
        if not places:
            return False
        chart = _series(made, figure, places, start, start + min(len(table.rows), len(figure.labels)))
    _titled(chart, figure)
    if chart.legend is not None:
        chart.legend.position = "t"
    chart.said = spoken.figure(figure)
    made.add_chart(chart, at)
    return True


def _titled(chart: Any, figure: Figure) -> None:
    words = f"{figure.title}, {figure.remark}" if figure.remark else figure.title
    chart.title = words
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1000, b=True)
    chart.title.overlay = False


def _series(made: Any, figure: Figure, places: list[int], start: int, last: int) -> Any:
    chart: Any = LineChart() if figure.kind is FigureKind.LINE else BarChart()
    for place in places:
        chart.add_data(Reference(made, min_col=place, min_row=start, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(made, min_col=1, min_row=start + 1, max_row=last))
    chart.x_axis.delete = False
    if figure.kind is FigureKind.LINE:
        _lined(chart)
    else:
        _stacked(chart, figure)
    rows = last - start
    bars = figure.kind is FigureKind.BARS
    chart.width, chart.height = 22, min(40.0, 3 + 1.2 * rows) if bars else 9
    if len(places) == 1:
        chart.legend = None
    return chart


def _stacked(chart: Any, figure: Figure) -> None:
    bars = figure.kind is FigureKind.BARS
    chart.type, chart.grouping, chart.overlap = ("bar" if bars else "col"), "stacked", 100
    chart.gapWidth = 60 if bars else 45
    for series, tone in zip(chart.series, _tones(figure.kind, len(chart.series)), strict=True):
        series.graphicalProperties.solidFill = tone
        series.graphicalProperties.line.solidFill = "000000" if tone == RAMP[-1] else tone
        series.dLbls = _labels(tone)
    # each part carries its number, so the scale would say nothing more
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    if bars:
        chart.x_axis.scaling.orientation = "maxMin"


def _lined(chart: Any) -> None:
    for place, series in enumerate(chart.series):
        line = series.graphicalProperties.line
        line.solidFill, line.dashStyle = LINES[place % len(LINES)], DASHES[place % len(DASHES)]
        line.width = 19050
        series.smooth = False
    chart.y_axis.delete = False
    _quiet(chart.y_axis)


def _quiet(axis: Any) -> None:
    """Thin grid lines, so that the data stands out."""
    axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(w=3175, solidFill="9AA3AB"))


def _points(made: Any, figure: Figure, start: int, last: int) -> Any:
    chart: Any = ScatterChart()
    chart.style, chart.scatterStyle = 13, "lineMarker"
    named = sum(point.named for point in figure.points)
    parts = (("Stand out", start + 1, start + named, "12365E"), ("Others", start + named + 1, last, "9DB0C7"))
    for title, first, end, tone in parts:
        if end < first:
            continue
        across = Reference(made, min_col=2, min_row=first, max_row=end)
        up = Reference(made, min_col=3, min_row=first, max_row=end)
        series: Any = Series(up, across, title=title)
        series.marker.symbol, series.marker.size = "circle", 6
        series.marker.graphicalProperties.solidFill = tone
        series.marker.graphicalProperties.line.solidFill = "12365E"
        series.graphicalProperties.line.noFill = True
        chart.series.append(series)
    for axis, words in ((chart.x_axis, figure.x_axis), (chart.y_axis, figure.y_axis)):
        axis.delete = False
        axis.title = _small(words)
        axis.number_format = "0"
    chart.x_axis.majorGridlines = None
    _quiet(chart.y_axis)
    chart.width, chart.height = 22, 13
    return chart


def _small(words: str) -> Any:
    made: Any = Title(overlay=False)
    ink: Any = CharacterProperties(sz=800, b=False)
    run: Any = RegularTextRun(rPr=ink, t=words)
    made.tx = Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=ink), r=[run])]))
    return made


def _tones(kind: FigureKind, number: int) -> list[str]:
    """Darkest first; more series than tones share the lightest but the last, which is white."""
    if number == 1:
        return [PAIR[1]]
    if kind is FigureKind.COLUMNS and number <= len(PAIR):
        return list(PAIR[:number])
    dark = [RAMP[min(place, len(RAMP) - 2)] for place in range(number - 1)]
    return [*dark, RAMP[-1]]


def _labels(tone: str) -> Any:
    ink: Any = CharacterProperties(sz=800, solidFill="FFFFFF" if tone in DARK else "000000")
    labels: Any = DataLabelList(
        numFmt=NO_NOUGHT, showVal=True, showSerName=False, showCatName=False, showLegendKey=False
    )
    paragraph: Any = Paragraph(pPr=ParagraphProperties(defRPr=ink), endParaRPr=ink)
    labels.txPr = RichText(p=[paragraph])
    return labels
