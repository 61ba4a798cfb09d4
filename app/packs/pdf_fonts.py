"""The typefaces of the printed pack: IBM Plex Sans in two weights, its Arabic as fallback, shaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import uharfbuzz
from bidi import get_display
from reportlab.pdfbase.ttfonts import TTFont

from app import resources

_BFCHARS = re.compile(r"\d+ beginbfchar\n|\nendbfchar")
_JOINERS = frozenset("\u200c\u200d")  # Persian and Urdu spell with them


class Glyph(NamedTuple):
    """A shaped glyph: its number in the font, advance and offset in thousandths of the size, what it says."""

    number: int
    advance: float
    x: float
    y: float
    says: str


@cache
def _bytes(name: str) -> bytes:
    return resources.path(f"fonts/{name}.ttf").read_bytes()


@cache
def latin(bold: bool) -> TTFont:
    """Plex Sans Regular or SemiBold; reportlab keeps what each document uses apart."""
    name = "IBMPlexSans-SemiBold" if bold else "IBMPlexSans-Regular"
    return TTFont(name, BytesIO(_bytes(name)), shapable=False)


class ArabicFont(TTFont):
    """Plex Sans Arabic for one document: joined forms that have no character of their own get one in it."""

    def __init__(self) -> None:
        name = "IBMPlexSansArabic-Regular"
        super().__init__(name, BytesIO(_bytes(name)), shapable=False)
        self._characters: dict[int, str] = {}
        self._says: dict[int, str] = {}

    def character(self, glyph: Glyph) -> str:
        """The character that draws a glyph here."""
        found = self._characters.get(glyph.number)
        if found is None:
            own = self.face.glyphToChar.get(glyph.number)  # type: ignore[attr-defined]
            code = min(own) if own else 0xE000 + len(self._says)
            self._says[code] = glyph.says
            if not own:
                self.face.charToGlyph[code] = glyph.number
                self.face.charWidths[code] = glyph.advance
            found = self._characters[glyph.number] = chr(code)
        return found

    def addObjects(self, doc: Any) -> None:
        """Let searches and copies find the letters that each joined form stands for."""
        super().addObjects(doc)
        for name, item in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and "IBMPlexSansArabic" in name:
                for code, says in self._says.items():
                    spelled = says.encode("utf-16-be").hex().upper()
                    item.content = item.content.replace(f"> <{code:04X}>", f"> <{spelled}>")


def mend_unicode(doc: Any) -> None:
    """Leave codes that draw nothing out of what each font says, and name no more than 100 at a time."""
    for name, item in doc.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            before, codes, after = _BFCHARS.split(item.content)
            told = [line for line in codes.splitlines() if not line.endswith("<0000>")]
            parts = [told[begin : begin + 100] for begin in range(0, len(told), 100)]
            blocks = ["\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts]
            item.content = before + "\n".join(blocks) + after


@cache
def _arabic_characters() -> frozenset[str]:
    return frozenset(map(chr, ArabicFont().face.charToGlyph))


@cache
def advances(bold: bool) -> dict[str, float]:
    """The advance of each character, in thousandths of the size."""
    face = latin(bold).face
    return {chr(code): face.charWidths[code] for code in face.charToGlyph}


@cache
def _arabic_letters() -> frozenset[str]:
    return (_arabic_characters() - advances(False).keys()) | _JOINERS


@cache
def printable() -> frozenset[str]:
    """Every character that prints as itself."""
    both = advances(False).keys() & advances(True).keys()
    plain = {c for c in both | _arabic_letters() if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")}
    return frozenset(plain) | _JOINERS


def turned(text: str) -> bool:
    """Whether a line is drawn in another order than it is read: it holds Arabic."""
    return not (text.isascii() or _arabic_letters().isdisjoint(text))


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
    begins = sorted({info.cluster for info in buffer.glyph_infos} | {len(text)})
    ends = dict(pairwise(begins))
    return [
        Glyph(
            info.codepoint,
            place.x_advance * per,
            place.x_offset * per,
            place.y_offset * per,
            text[info.cluster : ends[info.cluster]],
        )
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
