"""Text as a cell keeps it: never a formula, never cut, no character that a file cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.packs.model import Cell

LONGEST = 32_767
"""Characters that Excel keeps in a cell; openpyxl would cut the rest silently."""
PART = LONGEST - 20

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How text begins that a program could take for a formula (ASVS 1.2.10)."""


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def clean(text: str) -> str:
    """The text with each control character as its visible picture."""
    return _UNSAFE.sub(_visible, text)


def parts(row: tuple[Cell, ...], keys: int) -> Iterator[tuple[Cell, ...]]:
    """The row, or as many rows as its longest text needs, each with the key columns and "(2 of 3)"."""
    longest = max((len(value) for value in row if isinstance(value, str)), default=0)
    if longest <= LONGEST:
        yield row
        return
    pages = -(-longest // PART)
    for page in range(pages):
        made: list[Cell] = []
        for place, value in enumerate(row):
            if isinstance(value, str) and len(value) > LONGEST:
                cut = value[page * PART : (page + 1) * PART]
                made.append(f"({page + 1} of {pages}) {cut}" if cut else None)
            else:
                made.append(value if page == 0 or place < keys or place == len(row) - 1 else None)
        yield tuple(made)
