"""The look: contrast as the design promises, type that grows, marking, icons that take a colour."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import resources
from app.domain.rag import Rag
from app.ui import icons, palette, style
from app.ui.marking import MarkingBanner
from app.ui.palette import DARK, HIGH_CONTRAST, LIGHT, Tokens
from app.ui.parts import Button, label
from app.ui.rag_paint import RagChip


def luminance(colour: str) -> float:
    made = QColor(colour)
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in made.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("window", "base", "alt", "header", "sel_weak", "sel")
TEXTS = ("text", "text2", "muted", "link", "r_text", "a_text")


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)
def test_every_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    poor = [
        (text, ground)
        for text in TEXTS
        for ground in GROUNDS
        if contrast(getattr(tokens, text), getattr(tokens, ground)) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_rag_letters_marking_and_buttons_can_be_read(tokens: Tokens) -> None:
    pairs = [(f"{x}_fg", f"{x}_bg") for x in "ragb"]
    pairs += [("mark_fg", "mark_bg"), ("fict_fg", "fict_bg"), ("on_accent", "accent"), ("tip_fg", "tip_bg")]
    assert [p for p in pairs if contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) < 4.5] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    assert [
        f.name for f in fields(Tokens) if f.name != "name" and not QColor(getattr(tokens, f.name)).isValid()
    ] == []


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    style.install(qapp)
    palette.apply(qapp, LIGHT)
    return qapp


def test_the_desk_speaks_inter(app: QApplication) -> None:
    assert app.font().family() == "Inter"
    assert app.font().pointSizeF() == pytest.approx(9.75, abs=0.01)


def test_type_and_measures_grow_together(app: QApplication, qtbot: QtBot) -> None:
    words = label("Harrowmead and Saltmarsh Quay")
    qtbot.addWidget(words)
    words.show()
    usual = QFontMetricsF(words.font()).height()
    palette.apply(app, LIGHT, 2.0)
    assert palette.px(28) == 56
    assert QFontMetricsF(words.font()).height() == pytest.approx(2 * usual, rel=0.06)
    palette.apply(app, LIGHT, 1.0)


def test_the_banner_names_marking_and_fiction(app: QApplication, qtbot: QtBot) -> None:
    banner = MarkingBanner("OFFICIAL-SENSITIVE", fictional=True)
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "Marking: OFFICIAL-SENSITIVE, fictional"
    banner.show_marking("OFFICIAL", False)
    assert banner.marking() == ("OFFICIAL", False)


def inks(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image: QImage = icon.pixmap(QSize(32, 32), mode).toImage()
    seen = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    return {colour.name() for colour in seen if colour.alpha() == 255}


def test_an_icon_takes_the_colour_of_the_palette_in_force(app: QApplication) -> None:
    made = icons.icon("house")
    assert QColor(LIGHT.text2).name() in inks(made)
    palette.apply(app, DARK)
    assert QColor(DARK.text2).name() in inks(made)
    palette.apply(app, LIGHT)
    assert QColor(LIGHT.disabled).name() in inks(made, QIcon.Mode.Disabled)


def test_every_shipped_icon_draws(app: QApplication) -> None:
    names = [
        path.stem for path in resources.path("icons").glob("*.svg") if not path.stem.startswith("arrow-l")
    ]
    assert len(names) > 40
    empty = []
    for name in names:
        image = QImage(24, 24, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        icons.paint(painter, name, QRectF(0, 0, 24, 24), "text")
        painter.end()
        if not any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)):
            empty.append(name)
    assert empty == []


def test_licences_ship_with_typefaces_and_icons() -> None:
    for name in ("fonts/Inter-OFL.txt", "fonts/IBMPlexSans-OFL.txt", "icons/LICENSE.txt"):
        assert len(resources.path(name).read_text(encoding="utf-8")) > 500


def test_a_rag_chip_is_spoken_in_words(app: QApplication, qtbot: QtBot) -> None:
    chip = RagChip(Rag("R", "rag.overdue", 14))
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Red, Overdue 14 days"


def test_a_button_has_room_for_its_key(app: QApplication, qtbot: QtBot) -> None:
    plain, keyed = Button("New threat"), Button("New threat", hint="Ctrl+N")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 20
    keyed.show_hint(False)
    assert keyed.sizeHint().width() == plain.sizeHint().width()
