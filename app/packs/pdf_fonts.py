"""The typefaces of the printed pack: IBM Plex Sans in two weights, its Arabic as fallback, shaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import uharfbuzz
from bidi import get_display
from reportlab.pdfbase.ttfonts import TTFont

from app import resources

_JOINERS = frozenset("\u200c\u200d")  # Persian and Urdu spell with them


class Glyph(NamedTuple):
    """A shaped glyph: its number in the font, advance and offset in thousandths of the size."""

    number: int
    advance: float
    x: float
    y: float


@cache
def _bytes(name: str) -> bytes:
    return resources.path(f"fonts/{name}.ttf").read_bytes()


@cache
def latin(bold: bool) -> TTFont:
    """Plex Sans Regular or SemiBold; reportlab keeps what each document uses apart."""
    name = "IBMPlexSans-SemiBold" if bold else "IBMPlexSans-Regular"
    return TTFont(name, BytesIO(_bytes(name)), shapable=False)


def arabic() -> TTFont:
    """A new Plex Sans Arabic: glyphs without a character get one in it, so no two documents may share it."""
    name = "IBMPlexSansArabic-Regular"
    return TTFont(name, BytesIO(_bytes(name)), shapable=False)


@cache
def advances(bold: bool) -> dict[str, float]:
    """The advance of each character, in thousandths of the size."""
    face = latin(bold).face
    return {chr(code): face.charWidths[code] for code in face.charToGlyph}


@cache
def _arabic_letters() -> frozenset[str]:
    face = arabic().face
    return frozenset(c for c in map(chr, face.charToGlyph) if c not in advances(False)) | _JOINERS


@cache
def printable() -> frozenset[str]:
    """Every character that prints as itself."""
    both = advances(False).keys() & advances(True).keys()
    plain = {c for c in both | _arabic_letters() if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")}
    return frozenset(plain) | _JOINERS


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """A line in the order it is drawn, left to right: (is it Arabic, its characters as they are spoken)."""
    letters = _arabic_letters()
    for is_arabic, run in groupby(get_display(text, base_dir="L"), key=letters.__contains__):
        drawn = "".join(run)
        yield is_arabic, drawn[::-1] if is_arabic else drawn


@cache
def _shaper() -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(_bytes("IBMPlexSansArabic-Regular")))


def shape(text: str) -> list[Glyph]:
    """An Arabic run as joined glyphs in the order they are drawn."""
    font = _shaper()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl"
    uharfbuzz.shape(font, buffer)
    per = 1000 / font.face.upem
    return [
        Glyph(info.codepoint, place.x_advance * per, place.x_offset * per, place.y_offset * per)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def mixed_width(text: str, bold: bool) -> float:
    """The width of a line that holds Arabic, in thousandths of the size."""
    known = advances(bold)
    return float(
        sum(
            sum(glyph.advance for glyph in shape(run)) if is_arabic else sum(known.get(c, 0) for c in run)
            for is_arabic, run in runs(text)
        )
    )
