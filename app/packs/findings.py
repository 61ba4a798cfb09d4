"""The findings of the preflight in words, as the page and the cover say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app import words
from app.domain.preflight import Found

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_NAMED = 3


def said(found: Found, named: bool = True) -> str:
    """A finding as one sentence, with the names of the groups where it has them."""
    one = f"preflight.{found.code}.one"
    code = one if found.number == 1 and one in words.SENTENCES else f"preflight.{found.code}"
    sentence = words.say(code, {"count": found.number, **dict(found.said)})
    if found.names and 1 < found.number < len(_NUMBERS):
        sentence = sentence.replace(str(found.number), _NUMBERS[found.number], 1)
    if not found.names or not named:
        return sentence
    more = f" and {len(found.names) - _NAMED} more" if len(found.names) > _NAMED else ""
    return f"{sentence}: {', '.join(found.names[:_NAMED])}{more}"


def in_words(found: Iterable[Found], word: Callable[[Found], str] = said) -> tuple[str, ...]:
    """Findings as sentences, in order: the known gaps that a cover prints."""
    return tuple(map(word, found))
