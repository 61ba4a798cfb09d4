"""Texts as read-back compares them: words alone, in one case, whatever stands between them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from app import words
from app.domain.dates import MONTH_NAMES
from app.domain.rag import WORDS as COLOURS
from app.packs import columns
from app.packs.model import Column
from app.packs.phrases import WEEKDAYS
from app.packs.sheets import ORDER

_WORD = re.compile(r"[^\W_]+")
_UNSEEN: dict[int, str | None] = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
_UNSEEN |= {0x02: " ", 0xFFFE: " "}  # what pdfium gives for a hyphen at the end of a line
_HARD = {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2212"}


def plain(text: str) -> str:
    """A text with one kind of space and hyphen, without soft hyphens and marks of no width."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_HARD)
    return text.translate(_UNSEEN)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a plain text in one case; hyphens, stops, spaces and line breaks part them."""
    return tuple(_WORD.findall(text.casefold()))


def written(text: str) -> list[tuple[int, str]]:
    """The words of a plain text as they are written, with where each begins."""
    return [(found.start(), found.group()) for found in _WORD.finditer(text)]


@cache
def own_words() -> frozenset[str]:
    """Every word that the application itself prints: what is called by one of them is not found alone."""
    said = [*words.SENTENCES.values(), *words.FIELD_WORDS.values(), *words.KIND_WORDS.values()]
    said += [*ORDER, *COLOURS.values(), *MONTH_NAMES, *WEEKDAYS, *(name[:3] for name in MONTH_NAMES)]
    for held in vars(columns).values():
        if isinstance(held, tuple) and not isinstance(held, Column):
            said += [column.title for column in held if isinstance(column, Column)]
    return frozenset(word for text in said for word in tokens(text))
