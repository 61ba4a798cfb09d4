"""A figure on screen: named, read out mark by mark, in the colours of the palette, in every size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.packs.model import Figure, FigureKind
from app.ui import palette, style
from app.ui.figure_paint import ink_on, tones
from app.ui.figure_view import FigureView
from tests.packs import section_samples

LOOKS = {"light": palette.LIGHT, "dark": palette.DARK, "contrast": palette.HIGH_CONTRAST}
STRANDS = Figure(
    "By P",
    ("Dorset", "Wiltshire"),
    (("Pursue", (4, 2)), ("Prevent", (1, 0)), ("Protect", (2, 2)), ("Prepare", (0, 3))),
    "Dorset 7, Wiltshire 7.",
)
FIGURES = {
    "bars": section_samples.forces(),
    "columns": section_samples.months(),
    "line": section_samples.wait(),
    "lines": section_samples.wait(several=True),
    "points": section_samples.effort(),
    "strands": STRANDS,
    "one": replace(section_samples.forces(), labels=("Dorset",), series=(("All", (0.0,)),)),
}


@pytest.fixture(params=[(name, size) for name in LOOKS for size in (1.0, 2.0)], ids=str)
def tokens(qapp: QApplication, request: pytest.FixtureRequest) -> palette.Tokens:
    style.install(qapp)
    name, size = request.param
    palette.apply(qapp, LOOKS[name], size)
    return LOOKS[name]


def view(qtbot: QtBot, figure: Figure | None, wide: int = 560) -> FigureView:
    made = FigureView()
    qtbot.addWidget(made)
    made.show_figure(figure)
    made.resize(wide, made.sizeHint().height())
    made.show()
    return made


def colours(made: FigureView) -> set[str]:
    image = made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = set(memoryview(image.constBits()).cast("I"))
    return {f"#{value & 0xFFFFFF:06X}" for value in found}


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_is_drawn_in_every_look_and_size(qtbot: QtBot, tokens: palette.Tokens, kind: str) -> None:
    for wide in (240, 560):
        assert len(colours(view(qtbot, FIGURES[kind], wide))) > 3


def test_the_four_ps_have_their_own_colours(qtbot: QtBot, tokens: palette.Tokens) -> None:
    found = colours(view(qtbot, STRANDS))
    assert {tokens.pursue, tokens.prevent, tokens.protect, tokens.prepare} <= found


def test_one_series_is_plain_and_many_take_the_colours_of_the_themes(qapp: QApplication) -> None:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    assert [tone.name().upper() for tone in tones(section_samples.wait())] == [palette.LIGHT.chart]
    many = replace(STRANDS, series=tuple((f"Kind {place}", (1.0, 1.0)) for place in range(9)))
    names = [tone.name().upper() for tone in tones(many)]
    assert names[0] == palette.LIGHT.theme1
    assert names[-1] == palette.LIGHT.theme_other


@pytest.mark.parametrize("name", ["pursue", "prevent", "protect", "prepare", "chart", "theme2", "theme5"])
def test_letters_can_be_read_on_what_they_stand_on(qapp: QApplication, name: str) -> None:
    for tokens in (palette.LIGHT, palette.DARK):
        fill = QColor(getattr(tokens, name))

        def light(tone: QColor) -> float:
            parts = [part / 255 for part in (tone.red(), tone.green(), tone.blue())]
            flat = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
            return 0.2126 * flat[0] + 0.7152 * flat[1] + 0.0722 * flat[2]

        low, high = sorted((light(fill), light(ink_on(fill))))
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


def test_it_is_named_by_its_title_and_read_out_with_the_arrows(qtbot: QtBot, tokens: palette.Tokens) -> None:
    made = view(qtbot, section_samples.months())
    assert made.accessibleName() == "By month"
    assert made.accessibleDescription() == section_samples.months().text
    assert made.readout == section_samples.months().text
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.readout == "Dec 2025: Prevent, Protect and Prepare 5, Pursue 33; all 38"
    assert made.accessibleDescription().startswith(made.readout)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.readout.startswith("Jan 2026")
    for _ in range(20):
        qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.readout.startswith("Nov 2026")
    qtbot.keyClick(made, Qt.Key.Key_Left)
    assert made.readout.startswith("Oct 2026")


def test_a_figure_without_values_is_not_shown(qtbot: QtBot) -> None:
    made = FigureView()
    qtbot.addWidget(made)
    made.show_figure(Figure("Empty", (), (), "None.", FigureKind.SCATTER))
    assert made.isHidden()
    assert made.figure is None


def test_more_bars_make_it_higher(qtbot: QtBot, tokens: palette.Tokens) -> None:
    few = view(qtbot, section_samples.forces()).sizeHint().height()
    labels = tuple(f"Force {place}" for place in range(40))
    many = replace(section_samples.forces(), labels=labels, series=(("All", tuple(map(float, range(40)))),))
    assert view(qtbot, many).sizeHint().height() > few * 3
