"""What a passphrase must be: long enough, and not one of those that everybody tries first.

Nothing else is asked: no capitals, no digits, no changing it on a day (NCSC, Password policy).
"""

from __future__ import annotations

import re

from app.errors import Refusal
from app.resources import reference
from app.store.person_keys import plain

LEAST = 12
"""Characters; three random words are longer (NCSC)."""

_LEAST_DIFFERENT = 5
_RUNS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgb")
_SHORTEST_RUN = 3
_LOOKS_LIKE = str.maketrans("013457@$!|€", "oleastasile")


def check(passphrase: str, *names: str) -> None:
    """Raises Refusal("passphrase.short") or ("passphrase.common").

    `names` are the person's and the register's, which alone make no passphrase.
    """
    text = plain(passphrase)
    if len(text) < LEAST:
        raise Refusal("passphrase.short", least=LEAST)
    if _common(text.casefold(), names):
        raise Refusal("passphrase.common")


def _common(text: str, names: tuple[str, ...]) -> bool:
    if len(set(text)) < _LEAST_DIFFERENT or _repeats(text):
        return True
    parts = {part for name in names for part in (_letters(plain(name).casefold()), *_parts(name))}
    words = {word for word in (*reference("passphrases"), *parts) if len(word) >= _SHORTEST_RUN}
    made_of = re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))}){{0,2}}")
    return any(
        made_of.fullmatch(_letters(each)) is not None for each in (text, _spelt(text), _without_runs(text))
    )


def _parts(name: str) -> list[str]:
    return [_letters(part) for part in plain(name).casefold().split()]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _spelt(text: str) -> str:
    """Digits and marks read as the letters they stand for, without those hung on at the end."""
    while text and not text[-1].isalpha():
        text = text[:-1]
    return text.translate(_LOOKS_LIKE)


def _repeats(text: str) -> bool:
    """Whether a short piece over and over makes it up."""
    return any(
        text == (text[:size] * (len(text) // size + 1))[: len(text)] for size in range(1, len(text) // 2 + 1)
    )


def _without_runs(text: str) -> str:
    """What is left when rows of the keyboard, the alphabet and counting are taken out."""
    runs = (*_RUNS, *(run[::-1] for run in _RUNS))
    left, at = "", 0
    while at < len(text):
        size = max(_run(text[at:], run) for run in runs)
        if size < _SHORTEST_RUN:
            left, size = left + text[at], 1
        at += size
    return left


def _run(text: str, run: str) -> int:
    """How many letters from the start follow each other as in `run`."""
    begin = run.find(text[0])
    size = 0
    while begin >= 0 and size < len(text) and begin + size < len(run) and text[size] == run[begin + size]:
        size += 1
    return size
