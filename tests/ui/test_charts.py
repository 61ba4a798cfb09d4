"""Charts: what they say is what they draw."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.codes import Strand
from app.ui import palette, style
from app.ui.charts import Bar, ScoreChart, StrandBars
from app.ui.trend import Point, axis, change_in_words

JUNE, NOVEMBER = Point(date(2026, 6, 8), 376, "MoRiLE 2020"), Point(date(2026, 11, 3), 412, "MoRiLE 2020")


@pytest.fixture(params=["light", "dark"])
def tokens(qapp: QApplication, request: pytest.FixtureRequest) -> palette.Tokens:
    style.install(qapp)
    chosen = palette.DARK if request.param == "dark" else palette.LIGHT
    palette.apply(qapp, chosen)
    return chosen


def colours(widget: QWidget) -> set[str]:
    image: QImage = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


def test_a_change_is_said_in_words() -> None:
    assert change_in_words((JUNE, NOVEMBER)) == "36 more than in June"
    assert change_in_words((NOVEMBER, Point(date(2026, 12, 1), 410))) == "2 less than in November"
    assert change_in_words((JUNE, Point(date(2026, 7, 1), 376))) == "same as in June"
    assert change_in_words((Point(None, 300), JUNE)) == "76 more than before"
    assert change_in_words((Point(date(2025, 3, 1), 300), JUNE)) == "76 more than in March 2025"
    assert change_in_words((JUNE,)) == ""


@given(some.lists(some.integers(0, 1500), min_size=1, max_size=12))
def test_an_axis_holds_every_value(values: list[int]) -> None:
    low, middle, high = axis([float(v) for v in values])
    assert low <= min(values)
    assert high >= max(values)
    assert middle - low == pytest.approx(high - middle)


def test_the_scores_of_the_design_stand_on_its_axis() -> None:
    assert axis([288, 331, 350, 376, 412]) == (250, 350, 450)


def test_the_arrow_keys_read_one_score_after_another(qtbot: QtBot, tokens: palette.Tokens) -> None:
    chart = ScoreChart()
    qtbot.addWidget(chart)
    chart.set_points((JUNE, NOVEMBER))
    chart.show()
    assert chart.readout == "3 Nov 2026: 412, 36 more than in June, MoRiLE 2020"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout == "8 Jun 2026: 376, MoRiLE 2020"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == (
        "8 Jun 2026: 376, MoRiLE 2020. 2 scores: 376 on 8 Jun 2026; 412 on 3 Nov 2026."
    )


def test_the_line_has_the_colour_of_the_palette(qtbot: QtBot, tokens: palette.Tokens) -> None:
    chart = ScoreChart()
    qtbot.addWidget(chart)
    chart.set_points((JUNE, NOVEMBER))
    chart.resize(300, 130)
    assert QColor(tokens.chart).name().upper() in colours(chart)


def test_one_score_and_scores_without_a_day_can_be_drawn(qtbot: QtBot, tokens: palette.Tokens) -> None:
    chart = ScoreChart()
    qtbot.addWidget(chart)
    for points in ((JUNE,), (Point(None, 300), JUNE), (JUNE, JUNE), (Point(None, 0.5),)):
        chart.set_points(points)
        chart.resize(200, 120)
        assert not chart.grab().isNull()
    chart.set_points(())
    assert chart.isHidden()
    assert chart.accessibleDescription() == "No score yet."


def test_each_p_has_its_bar_and_its_words(qtbot: QtBot, tokens: palette.Tokens) -> None:
    bars = StrandBars()
    qtbot.addWidget(bars)
    bars.set_bars([Bar(strand, place + 1, place) for place, strand in enumerate(Strand)])
    bars.resize(bars.sizeHint())
    assert bars.accessibleDescription().startswith("Pursue: 1 open; Prevent: 2 open, 1 done")
    drawn = colours(bars)
    for name in ("pursue", "prevent", "protect", "prepare"):
        assert QColor(getattr(tokens, name)).name().upper() in drawn
