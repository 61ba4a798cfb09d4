"""Type of the printed pack: styles, widths of text, and text set in lines that fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.packs import pdf_fonts

MM = 72 / 25.4
BLACK, SOFT, NAVY, INDEX, WHITE = "0 g", ".2 .235 .271 rg", ".071 .212 .369 rg", ".353 .392 .431 rg", "1 g"
RED, GREEN, BLUE = ".659 .11 .11 rg", ".106 .451 .259 rg", ".122 .353 .62 rg"


class Style(NamedTuple):
    """A step of the type scale; `em` is one thousandth of its size, `drop` top of line to baseline."""

    bold: bool
    size: float
    leading: float
    colour: str
    em: float
    drop: float


def style(bold: bool, size: float, leading: float, colour: str = BLACK) -> Style:
    """A style whose baseline follows the typeface's ascent of 1.025 and descent of 0.275 em."""
    return Style(bold, size, leading, colour, size / 1000, (leading - size * 1.3) / 2 + size * 1.025)


NUMERAL, COVER = style(True, 30, 28), style(True, 30, 36)
TITLE, MONTH, KEY = style(True, 18, 22), style(False, 18, 22), style(True, 18, 22)
TAB, TAB_WHITE, TAB_PLAIN = style(True, 13, 16), style(True, 13, 16, WHITE), style(False, 13, 16, SOFT)
LEAD, LEAD_STRONG = style(False, 10, 13.5), style(True, 10, 13.5)
HEAD, HEAD_BLACK, HEAD_WHITE = style(True, 10, 12, NAVY), style(True, 10, 12), style(True, 10, 12, WHITE)
BODY, BODY_STRONG, BODY_SOFT = style(False, 9, 12), style(True, 9, 12), style(False, 9, 12, SOFT)
TABLE, STRONG = style(False, 8, 10.5), style(True, 8, 10.5)
TABLE_SOFT, STRONG_NAVY = style(False, 8, 10.5, SOFT), style(True, 8, 10.5, NAVY)
SMALL, SMALL_BLACK = style(False, 7.5, 10, SOFT), style(False, 7.5, 10)
SMALL_STRONG, COLUMN = style(True, 7.5, 10), style(True, 7.5, 9.5, SOFT)
SMALL_WHITE, INDEX_STYLE = style(True, 7.5, 10, WHITE), style(False, 7.5, 10, INDEX)

_widths: tuple[dict[str, float], dict[str, float]] = ({}, {})
_HYPHEN = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])")
NO_SPACE_BEFORE = (",", ";", ":", ".", ")")


def forget() -> None:
    """Empty the cache of widths, so that a desk left open for weeks does not grow."""
    for known in _widths:
        known.clear()


def units(text: str, bold: bool) -> float:
    """The width of clean `text` in thousandths of its size."""
    known = _widths[bold]
    found = known.get(text)
    if found is None:
        advances = pdf_fonts.advances(bold)
        try:
            found = float(sum(map(advances.__getitem__, text)))
        except KeyError:
            found = pdf_fonts.mixed_width(text, bold)
        known[text] = found
    return found


def width(text: str, face: Style) -> float:
    """The width of clean `text` in points."""
    return units(text, face.bold) * face.em


def clean(text: str) -> str:
    """`text` as it can be printed: a character with no glyph, or one that controls, as its boxed code."""
    known = pdf_fonts.printable()
    if known.issuperset(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(c if c in known or c == "\n" else f"[U+{ord(c):04X}]" for c in text)


def one_line(text: str) -> str:
    """`text` as it can be printed on one line."""
    return clean(text).replace("\n", " ")


def wrap(text: str, face: Style, room: float) -> list[str]:
    """`text` in lines no wider than `room` points: broken at spaces, after hyphens, else anywhere."""
    if not text:
        return []
    text = clean(text)
    limit = room / face.em + 0.01
    if "\n" not in text:
        return [text] if units(text, face.bold) <= limit else _fill(text, face.bold, limit)
    return [line for part in text.split("\n") for line in (_fill(part, face.bold, limit) if part else [""])]


def _fill(text: str, bold: bool, limit: float) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    at = 0.0
    space = units(" ", bold)
    for word in text.split(" "):
        wide = units(word, bold)
        if line and at + space + wide <= limit:
            line += (" ", word)
            at += space + wide
            continue
        if not line and wide <= limit:
            line, at = [word], wide
            continue
        for number, piece in enumerate(_pieces(word, bold, limit)):
            long = units(piece, bold)
            gap = space if line and not number else 0
            if line and at + gap + long <= limit:
                line += (" ", piece) if gap else (piece,)
                at += gap + long
            else:
                if line:
                    lines.append("".join(line))
                line, at = [piece], long
    lines.append("".join(line))
    return lines


def _pieces(word: str, bold: bool, limit: float) -> Iterable[str]:
    for part in _HYPHEN.split(word):
        rest = part
        while len(rest) > 1 and units(rest, bold) > limit:
            cut = 1
            while cut < len(rest) and units(rest[: cut + 1], bold) <= limit:
                cut += 1
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


Run = tuple[float, Style, str]


def flow(parts: Sequence[tuple[Style, str]], room: float) -> list[list[Run]]:
    """Parts in several styles as lines of runs (x, style, text); a space stands between parts."""
    lines: list[list[Run]] = [[]]
    at = 0.0
    for face, text in parts:
        words = [word for word in clean(text).replace("\n", " ").split(" ") if word]
        for number, word in enumerate(words):
            joined = at == 0 or (number == 0 and word.startswith(NO_SPACE_BEFORE))
            gap = 0.0 if joined else width(" ", face)
            for piece in _pieces(word, face.bold, room / face.em) if width(word, face) > room else (word,):
                wide = width(piece, face)
                if at and at + gap + wide > room + 0.01:
                    lines.append([])
                    at = gap = 0.0
                line = lines[-1]
                if line and line[-1][1] is face and at:
                    line[-1] = (line[-1][0], face, line[-1][2] + (" " if gap else "") + piece)
                else:
                    line.append((at + gap, face, piece))
                at += gap + wide
                gap = 0.0
    return lines if lines[0] else []


def title(text: str, room: float) -> tuple[Style, list[str]]:
    """A page title stepped down in size until it fits: one line, else three, else as many as it needs."""
    for face, most in ((TITLE, 1), (TAB, 3)):
        lines = wrap(text, face, room)
        if len(lines) <= most:
            return face, lines
    return HEAD_BLACK, wrap(text, HEAD_BLACK, room)
